"""Form files: by the name's ending when written, by what stands in them when read.

What is no Word file is refused with what to do instead.
"""

import zipfile
from collections.abc import Callable, Mapping

from generator.form import docx_reading, odt_reading
from generator.form.docx import write_docx
from generator.form.odt import ODT, write_odt
from generator.form.page import Page
from generator.form.written import NotAForm, Words, Written, damaged
from generator.packed import PASSWORD, old_kind, open_packed, read_packed

KINDS: Mapping[str, Callable[[Page], bytes]] = {".docx": write_docx, ".odt": write_odt}

_SAVE: Words = (
    "請用 Word 或 LibreOffice 開啟後另存成 .docx 或 .odt，再匯入",
    "open it in Word or LibreOffice, save it as .docx or .odt, and import that",
)
_WORKBOOK: Words = (
    "填好的試算表用 workbook import",
    "a filled workbook comes in by workbook import",
)
_MACROS: tuple[Words, Words] = (
    ("檔案含巨集，未匯入", "the file holds macros: not imported"),
    ("請另存成不含巨集的 .docx 或 .odt，再匯入", "save it as .docx or .odt without macros, and import that"),
)  # fmt: skip


def write_form(page: Page, ending: str) -> bytes:
    """The page as a file of the kind that the ending names."""
    return KINDS[ending](page)


def read_form(content: bytes) -> Written:
    """What a file says, whatever it is called. Raises `NotAForm`."""
    _refuse_other_kinds(content)
    try:
        with open_packed(content, damaged) as package:
            return _read(package)
    except RecursionError:  # tables within tables, far deeper than any office writes
        raise damaged("nested too deep") from None


def _refuse_other_kinds(content: bytes) -> None:
    if old := old_kind(content):
        found, kind = old
        raise NotAForm(found, {"password": PASSWORD[1], ".xls": _WORKBOOK}.get(kind, _SAVE))
    if content.startswith(b"%PDF"):
        raise NotAForm(
            ("這是 PDF 檔，未匯入", "this is a PDF: not imported"),
            ("PDF 沒有表格的格子；請匯入它的 Word 檔", "a PDF has no cells: import the Word file it was made from"),
        )  # fmt: skip
    if content.startswith(b"{\\rtf"):
        raise NotAForm(("這是 RTF 檔，未匯入", "this is an RTF file: not imported"), _SAVE)
    if not content.startswith(b"PK"):
        plain = _is_text(content)
        found = ("這是純文字檔", "this is plain text") if plain else ("這不是 Word 檔", "this is no Word file")  # fmt: skip
        raise NotAForm(
            (f"{found[0]}，未匯入", f"{found[1]}: not imported"),
            ("請匯入計畫的 .docx 或 .odt", "import the plan's .docx or .odt"),
        )


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _read(package: zipfile.ZipFile) -> Written:
    names = package.namelist()
    if "mimetype" in names:
        kind = read_packed(package, "mimetype", damaged).decode("ascii", "replace").strip()
        if kind not in (ODT, f"{ODT}-template"):
            raise _other(kind)
        if odt_reading.is_encrypted(package):
            raise NotAForm(*PASSWORD)
        if odt_reading.holds_macros(package):
            raise NotAForm(*_MACROS)
        return odt_reading.read_odt(package)
    if "[Content_Types].xml" not in names:
        raise _other("ZIP")
    if docx_reading.holds_macros(package):
        raise NotAForm(*_MACROS)
    if not docx_reading.main_part(package).startswith("word/") and "xl/workbook.xml" in names:
        raise NotAForm(("這是試算表，未匯入", "this is a workbook: not imported"), _WORKBOOK)
    return docx_reading.read_docx(package)


def _other(kind: str) -> NotAForm:
    return NotAForm(
        (f"這是 {kind}，不是 Word 檔，未匯入", f"this is {kind} and no Word file: not imported"),
        ("請匯入計畫的 .docx 或 .odt", "import the plan's .docx or .odt"),
    )
