"""Compiled templates kept from one run to the next, as Python keeps its compiled modules.

They stand beside those, in `__pycache__`. Whoever forbids Python to write there
(PYTHONDONTWRITEBYTECODE) forbids this too.
"""

import hashlib
import os
import secrets
import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

FOLDER = Path(__file__).parent / "__pycache__" / "templates"
_DIGEST = hashlib.sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """Jinja's own form of a compiled template behind its SHA-256: Jinja tells a changed source and
    another Python, the sum tells a damaged file, the name tells how it was compiled and by which
    version."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._version = version("jinja2")

    def _file(self, bucket: Bucket) -> Path:
        its = bucket.environment
        how = (bucket.key, self._version, its.autoescape, its.trim_blocks, its.lstrip_blocks)
        return self._folder / hashlib.sha256(repr(how).encode()).hexdigest()[:32]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from its file, if that is whole."""
        try:
            content = self._file(bucket).read_bytes()
        except OSError:
            return
        if hashlib.sha256(content[_DIGEST:]).digest() == content[:_DIGEST]:
            bucket.bytecode_from_string(content[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket where that can be done; where it cannot, it is compiled again."""
        if sys.dont_write_bytecode:
            return
        code, file = bucket.bytecode_to_string(), self._file(bucket)
        temporary = file.with_suffix(f".{secrets.token_hex(4)}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(hashlib.sha256(code).digest() + code)
            os.replace(temporary, file)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
