"""A file's new text is put in place whole or not at all. Knows nothing of what it says."""

import os
import tempfile
from pathlib import Path

_MODE = 0o644  # of a new file


def write_whole(path: Path, text: str) -> None:
    """Write a file, or replace one by its new text, all at once; its mode stays."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else _MODE)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
