"""The folder of a site that is being written: files by their address, each written once."""

from collections.abc import Iterable
from pathlib import Path


class Tree:
    """Writes below `root`, and remembers what it wrote: the names, and the text of pages.

    `before`: a tree that stands. What stands there in the same bytes already is not written again.
    """

    def __init__(self, root: Path, before: Path | None = None) -> None:
        self.root = root
        self.before = before
        self._written: list[str] = []
        self._folders: set[Path] = set()  # that stand: to ask again costs as much as to write
        self._pages: dict[str, str] = {}

    def write(self, name: str, content: str | bytes, *, anew: bool = False) -> None:
        """A file by its name below the root; its folder is made if need be. `anew`: also where it
        stands in the same bytes."""
        self._written.append(name)
        if name.endswith(".html"):
            self._pages[name] = content if isinstance(content, str) else content.decode()
        content = content if isinstance(content, bytes) else content.encode()
        if self.before and not anew and _holds(self.before / name, content):
            return
        path = self.root / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        path.write_bytes(content)
        path.chmod(0o644)  # a web server must read it whatever the umask was

    def read(self, name: str) -> bytes:
        """A file of the site as it will stand. Raises `FileNotFoundError`."""
        path = self.root / name
        if self.before and not path.is_file():
            path = self.before / name
        return path.read_bytes()

    def has(self, name: str) -> bool:
        """Whether a file will stand, as far as is known here: one may yet be removed."""
        return (self.root / name).is_file() or bool(self.before and (self.before / name).is_file())

    def take_written(self) -> tuple[str, ...]:
        """The names written since this was asked last."""
        names, self._written = tuple(self._written), []
        return names

    def take_pages(self) -> dict[str, str]:
        """The pages written since this was asked last, by name."""
        pages, self._pages = self._pages, {}
        return pages


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def stamp(folders: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file in some folders, or of the files named: what tells a change
    without reading. Raises `FileNotFoundError` where one vanishes meanwhile."""
    files = (
        path
        for folder in folders
        for path in (sorted(folder.rglob("*")) if folder.is_dir() else (folder,))
        if path.is_file()
    )
    return tuple((str(path), (at := path.stat()).st_mtime_ns, at.st_size) for path in files)
