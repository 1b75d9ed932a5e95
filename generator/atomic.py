"""A file's new text is put in place whole or not at all. Knows nothing of what it says."""

import errno
import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

# What file systems without hard links answer: those of memory sticks and of some network drives.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


def write_whole(path: Path, text: str) -> None:
    """Replace a file by its new text all at once; its mode stays."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_new(path: Path, content: bytes) -> None:
    """Make a file that is not there yet; it has its name only once it is whole.

    Raises `FileExistsError` where the name is taken, by a file, a folder or a link; `OSError`.
    """
    # Under a name of our own rather than mkstemp's, for the mode that any new file gets.
    temporary = path.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        with open(temporary, "xb", opener=_opener) as file:
            file.write(content)
        try:
            path.hardlink_to(temporary)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))  # takes the name
            temporary.replace(path)
    except OSError as error:
        # The clerk named the file, not the temporary one beside it.
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        with suppress(OSError):  # where nothing can be written, nothing can be removed either
            temporary.unlink(missing_ok=True)


def write_all_new(files: Mapping[Path, bytes]) -> None:
    """Make files that are not there yet, all or none: where one fails, those made before it go.

    Raises what `write_new` raises.
    """
    made: list[Path] = []
    try:
        for path, content in files.items():
            write_new(path, content)
            made.append(path)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags, 0o644)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder against others who hold it too; waits for them. Leaves no file behind, and the
    system gives the lock back when a process ends, however it ends. Raises `OSError`."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
