"""The packed file that a workbook is: how large it may be, and which kind it is."""

import zipfile
from xml.etree import ElementTree

from generator.packed import PASSWORD, old_kind, open_packed, parse_xml, read_packed

MOST_ROWS, MOST_COLUMNS = 20_000, 100
ODS = "application/vnd.oasis.opendocument.spreadsheet"


Words = tuple[str, str]
_SAVE: Words = (
    "請用 Excel 或 LibreOffice 開啟後另存成 .xlsx 或 .ods，再匯入",
    "open it in Excel or LibreOffice, save it as .xlsx or .ods, and import that",
)
_OTHER: Words = (
    "這不是試算表，未匯入",
    "this is no workbook: not imported",
)
_FILLED: Words = (
    "請匯入填好的 .xlsx 或 .ods",
    "import the filled .xlsx or .ods",
)


class NotAWorkbook(ValueError):
    """A file that cannot be read as a workbook: what it is, and what to do.

    Made of one string it is a damaged workbook, and the string says how a reader put it.
    """

    def __init__(self, why: str, found: Words | None = None, expected: Words = _SAVE) -> None:
        super().__init__(why)
        self.found: Words = found or (
            f"檔案損壞或不完整，未匯入（{why}）",
            f"the file is damaged or cut off: not imported ({why})",
        )
        self.expected: Words = expected


def refuse_other_kinds(content: bytes) -> None:
    """Refuse what is no packed file at all. Raises `NotAWorkbook`."""
    if old := old_kind(content):
        found, kind = old
        raise NotAWorkbook(kind, found, PASSWORD[1] if kind == "password" else _SAVE)
    if not content.startswith(b"PK"):
        raise NotAWorkbook("not packed", _OTHER, _FILLED)


def open_package(content: bytes) -> zipfile.ZipFile:
    """The packed file, unless it unpacks to more than a workbook holds. Raises `NotAWorkbook`."""
    return open_packed(content, NotAWorkbook)


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """One part of a packed file. Raises `NotAWorkbook`."""
    return read_packed(package, name, NotAWorkbook)


def read_tree(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """One part as a tree of XML. Raises `NotAWorkbook`."""
    return parse_xml(read_part(package, name), NotAWorkbook)


def is_ods(package: zipfile.ZipFile) -> bool:
    """Whether it is an OpenDocument spreadsheet, which says so in its first part."""
    if "mimetype" not in package.namelist():
        return False
    return read_part(package, "mimetype").decode("ascii", "replace").strip() == ODS
