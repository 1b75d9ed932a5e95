"""The folder of a site that is being written: files by their address, each written once."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


class Tree:
    """Writes below `root`, and remembers the names it wrote."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._written: list[str] = []

    def write(self, name: str, content: str | bytes) -> None:
        """A file by its name below the root; its folder is made if need be."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self._written.append(name)

    def keep(self, names: tuple[str, ...], before: Path) -> None:
        """Files of an earlier tree as they are. They are linked where the file system can: no file
        of a tree is changed in place once it stands."""
        for name in names:
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(before / name, path)
            except FileNotFoundError:
                raise
            except OSError:
                shutil.copyfile(before / name, path)
        self._written += names

    def take_written(self) -> tuple[str, ...]:
        """The names written since this was asked last."""
        names, self._written = tuple(self._written), []
        return names


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
