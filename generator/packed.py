"""A packed office file (workbook or Word file): how large it may be, its XML without entities, and
one date on the parts of a file that goes out.

The one guard for every packed file that comes in. Knows no format.
"""

import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

MOST_BYTES, MOST_UNPACKED = 10_000_000, 100_000_000

MOST_ELEMENTS = 300_000  # of one XML part; the largest plan's workbook has fewer than 16,000

# What a damaged packed file causes, in it or in who reads it.
BROKEN = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError, EOFError),
    *(NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error),
)
Words = tuple[str, str]
_EPOCH = (2000, 1, 1, 0, 0, 0)  # of every part that we write
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of Office 97 and of encrypted files
PASSWORD: tuple[Words, Words] = (
    ("檔案有密碼保護，未匯入", "the file is protected by a password: not imported"),
    ("請先移除密碼另存新檔，再匯入", "save it without the password, and import that"),
)
Refuse = Callable[[str], ValueError]


def old_kind(content: bytes) -> tuple[Words, str] | None:
    """What a file in the container of Office 97 is, and its kind of ending: `.doc`, `.xls`, `` for
    another; `password` where it is encrypted. `None`: in no such container."""
    if not content.startswith(_COMPOUND):
        return None
    streams = {"password": "EncryptedPackage", ".doc": "WordDocument", ".xls": "Workbook"}
    held = (kind for kind, name in streams.items() if name.encode("utf-16-le") in content)
    kind = next(held, "")
    if kind == "password":
        return PASSWORD[0], kind
    named = f"{kind} 檔" if kind else "Office 檔"
    return (
        f"這是舊的 {named}（檔名不論），未匯入",
        f"this is an old {kind or 'Office'} file, whatever its name: not imported",
    ), kind


def open_packed(content: bytes, refuse: Refuse) -> zipfile.ZipFile:
    """The packed file, unless it unpacks to too much. Raises what `refuse` makes of the reason.

    No part is read beyond the size that is declared for it, so the sum bounds what is unpacked.
    """
    if len(content) > MOST_BYTES:
        raise refuse(f"more than {MOST_BYTES:,} bytes")
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refuse(str(error)) from None
    if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
        raise refuse(f"unpacks to more than {MOST_UNPACKED:,} bytes")
    return package


def read_packed(package: zipfile.ZipFile, name: str, refuse: Refuse) -> bytes:
    """One part of a packed file. Raises what `refuse` makes of the reason."""
    try:
        return package.read(name)
    except BROKEN as error:
        raise refuse(str(error)) from None


class _Plain(ElementTree.TreeBuilder):
    """Builds a tree of XML that declares no document type, and so no entity, and is not too large."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def start(self, tag: Any, attrs: Any) -> Any:
        self._count = counted(self._count)
        return super().start(tag, attrs)

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ValueError("a document type declaration")


class _Counter:
    """Counts elements and keeps none."""

    _count = 0

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        self._count = counted(self._count)

    def close(self) -> None:
        """Nothing was built."""


def counted(count: int) -> int:
    """One element more. Raises `ValueError` where a part has too many to be an office's."""
    if count >= MOST_ELEMENTS:
        raise ValueError(f"more than {MOST_ELEMENTS:,} elements")
    return count + 1


def check_parts(package: zipfile.ZipFile, refuse: Refuse) -> None:
    """Refuse XML parts with more elements than an office's, before a library builds them all."""
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            parser = ElementTree.XMLParser(target=_Counter())
            try:
                parser.feed(read_packed(package, name, refuse))
                parser.close()
            except (ElementTree.ParseError, ValueError, LookupError) as error:
                raise refuse(str(error)) from None


def parse_xml(content: bytes, refuse: Refuse) -> ElementTree.Element:
    """The tree of an XML part; a document type, which could name entities, is refused in whatever
    encoding it stands. Raises what `refuse` makes of the reason."""
    try:
        return ElementTree.fromstring(content, ElementTree.XMLParser(target=_Plain()))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise refuse(str(error)) from None


def date_parts(content: bytes, changed: Mapping[str, bytes] | None = None) -> bytes:
    """The package with one date on all parts, so that it is the same file whenever it is written.
    `changed`: parts by name that are something else now."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(out, "w") as dated:
        for part in package.infolist():
            entry = zipfile.ZipInfo(part.filename, _EPOCH)
            entry.compress_type = part.compress_type
            dated.writestr(entry, (changed or {}).get(part.filename) or package.read(part))
    return out.getvalue()
