"""Values kept from one build to the next: JSON files, each behind the SHA-256 of what it says.

A file that is damaged or cannot be read is no value: what it held is worked out again. Nothing that
is read here can run: it is text.
"""

import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

Json = Any
_MARK = "lianming.cache"


class Store:
    """Values by name below `folder`. `notes`: what was thrown away, in both languages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes: list[str] = []

    def read(self, name: str) -> Json | None:
        """A value; `None` where there is none, or none that is whole."""
        content = self.text(name)
        return None if content is None else json.loads(content)

    def text(self, name: str) -> bytes | None:
        """A value's own JSON text, for who reads JSON into records."""
        try:
            written = (self.folder / name).read_bytes()
        except OSError:
            return None
        sum_, _, content = written.partition(b"\n")
        if sum_ == hashlib.sha256(content).hexdigest().encode():
            return content
        self.notes.append(
            f"快取檔 {name} 已損壞，不採用 / a damaged file of the cache is not used: {name}"
        )
        return None

    def write(self, name: str, value: Json) -> None:
        """Keep a value. Raises `OSError`."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self.write_text(
            name, text.encode("utf-8", "surrogatepass")
        )  # names of files may be no UTF-8

    def write_text(self, name: str, content: bytes) -> None:
        """Keep a value that is JSON text already. It has its name only once it is whole."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{secrets.token_hex(6)}")
        try:
            temporary.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            os.replace(temporary, path)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()

    def remove(self, name: str) -> None:
        """Forget a value, where there is one."""
        with suppress(FileNotFoundError):
            (self.folder / name).unlink()

    def clear(self, keep: Collection[str] = ()) -> None:
        """Forget everything but the values named."""
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name not in (_MARK, *keep):
                path.unlink()

    def file_time(self) -> int:
        """The time of the file system, in nanoseconds: a file changed later than this has a time
        that is not before it."""
        mark = self.folder / _MARK
        mark.write_bytes(b"")
        return mark.stat().st_mtime_ns


@contextmanager
def open_store(folder: Path) -> Iterator[Store]:
    """The store in `folder`; where that cannot be written, one that is gone afterwards."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        Store(folder).file_time()
    except OSError as error:
        with passing_store() as store:
            store.notes.append(
                f"快取資料夾不能寫入（{error.strerror}），這次全部重做 / "
                f"the cache cannot be written ({error.strerror}); everything is made anew"
            )
            yield store
        return
    yield Store(folder)


@contextmanager
def passing_store(beside: Path | None = None) -> Iterator[Store]:
    """A store that is gone afterwards, below `beside` or among temporary files."""
    with tempfile.TemporaryDirectory(prefix=".lianming-", dir=beside) as name:
        yield Store(Path(name))
