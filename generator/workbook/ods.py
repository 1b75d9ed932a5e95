"""A workbook as .ods (OpenDocument 1.3), written with the standard library.

Every cell is a string in a text format, as in .xlsx.
"""

import re
import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from generator.workbook.book import (
    BASE,
    FIRST,
    Book,
    Choices,
    Column,
    Row,
    Sheet,
    base_rows,
    cell_name,
)
from generator.workbook.package import ODS

NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "table", "text", "style", "number", "config", "manifest")
} | {
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2",
    "ooo": "http://openoffice.org/2004/office",
}
_XMLNS = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMESPACES.items())
_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
_EPOCH = (2000, 1, 1, 0, 0, 0)  # a workbook of the same plan is the same file
_LOOKS = {"head": "#dce6f2", "locked": "#f1f3f5", "open": None}


def write_ods(book: Book) -> bytes:
    """The workbook as a file; its first part, uncompressed, says what it is."""
    out = BytesIO()
    parts = {
        "content.xml": _content(book),
        "settings.xml": _settings(book),
        "META-INF/manifest.xml": _manifest(),
    }
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype", _EPOCH), ODS)
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, _HEADER + text)
    return out.getvalue()


def _manifest() -> str:
    entries = {"/": ODS, "content.xml": "text/xml", "settings.xml": "text/xml"}
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in entries.items()
    )
    return f'<manifest:manifest {_XMLNS} manifest:version="1.3">{listed}</manifest:manifest>'


def _content(book: Book) -> str:
    widths = sorted({column.width for sheet in book.sheets for column in sheet.columns} | {22})
    styles = (
        '<number:text-style style:name="T"><number:text-content/></number:text-style>'
        + "".join(_cell_style(name, fill) for name, fill in _LOOKS.items())
        + "".join(
            f'<style:style style:name="w{width}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * 0.2:.1f}cm"/></style:style>'
            for width in widths
        )
        + "".join(
            f'<style:style style:name="{name}" style:family="table">'
            f'<style:table-properties table:display="{shown}"/></style:style>'
            for name, shown in (("shown", "true"), ("hidden", "false"))
        )
    )
    lists = "".join(_validation(name, choices, book) for name, choices in book.lists.items())
    tables = "".join(_table(sheet) for sheet in book.sheets)
    base = "".join(f"<table:table-row>{_cells(row)}</table:table-row>" for row in base_rows(book))
    return (
        f'<office:document-content {_XMLNS} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        "<office:body><office:spreadsheet>"
        f"<table:content-validations>{lists}</table:content-validations>{tables}"
        f'<table:table table:name="{BASE}" table:style-name="hidden" table:protected="true">'
        f'<table:table-column table:number-columns-repeated="4"/>{base}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def _cell_style(name: str, fill: str | None) -> str:
    lock = "none" if name == "open" else "protected"
    back = f' fo:background-color="{fill}"' if fill else ""
    bold = '<style:text-properties fo:font-weight="bold"/>' if name == "head" else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="T">'
        f'<style:table-cell-properties style:cell-protect="{lock}" fo:wrap-option="wrap"'
        f' style:vertical-align="top" fo:border="0.5pt solid #b7c0cc"{back}/>{bold}</style:style>'
    )


def _validation(name: str, choices: Choices, book: Book) -> str:
    used = (c for sheet in book.sheets for c in sheet.columns if c.choices == name)
    kind = "warning" if any(column.open for column in used) else "stop"
    listed = ";".join('"' + label.replace('"', '""') + '"' for label in choices)
    return (
        f'<table:content-validation table:name="{name}" table:allow-empty-cell="true"'
        f" table:condition={quoteattr(f'of:cell-content-is-in-list({listed})')}>"
        f'<table:error-message table:message-type="{kind}" table:display="true">'
        "<text:p>請從清單選 Choose from the list</text:p></table:error-message>"
        "</table:content-validation>"
    )


def _table(sheet: Sheet) -> str:
    columns = '<table:table-column table:visibility="collapse"/>' + "".join(
        f'<table:table-column table:style-name="w{column.width}"/>' for column in sheet.columns
    )
    keys = _cells(("", *(column.key for column in sheet.columns)))
    zh = "".join(_cell(c.heading[0], "head", note=c.note) for c in sheet.columns)
    en = "".join(_cell(c.heading[1], "head") for c in sheet.columns)
    counted = ("", "")
    if sheet.count:
        columns += '<table:table-column/><table:table-column table:style-name="w22"/>'
        counted = _count(sheet)
    rows = "".join(_row(sheet, row) for row in sheet.rows)
    return (
        f'<table:table table:name="{sheet.name}" table:style-name="shown" table:protected="true">'
        f'{columns}<table:table-row table:visibility="collapse">{keys}</table:table-row>'
        f"<table:table-row>{_cell('')}{zh}{counted[0]}</table:table-row>"
        f"<table:table-row>{_cell('')}{en}{counted[1]}</table:table-row>{rows}</table:table>"
    )


def _count(sheet: Sheet) -> tuple[str, str]:
    """How many rows are filled, which the spreadsheet counts by itself."""
    place = next(i for i, c in enumerate(sheet.columns, start=2) if c.key == sheet.count)
    first, last = cell_name(FIRST, place), cell_name(FIRST + len(sheet.rows) - 1, place)
    number = (
        f'<table:table-cell table:formula="of:=COUNTA([.{first}:.{last}])"'
        ' office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>'
    )
    return _cell("") + _cell("已填列數 Rows filled", "head"), _cell("") + number


def _row(sheet: Sheet, row: Row) -> str:
    cells = [
        _cell(
            text,
            "open" if sheet.takes(row, column) else "locked",
            choices=column if sheet.takes(row, column) else None,
        )
        for column, text in zip(sheet.columns, row.cells, strict=True)
    ]
    return f"<table:table-row>{_cell(row.key)}{''.join(cells)}</table:table-row>"


def _cells(texts: tuple[str, ...]) -> str:
    return "".join(_cell(text) for text in texts)


def _cell(
    text: str, look: str = "", *, note: tuple[str, str] | None = None, choices: Column | None = None
) -> str:
    style = f' table:style-name="{look}"' if look else ""
    rule = choices.choices if choices else ""
    checked = f' table:content-validation-name="{rule}"' if rule else ""
    kind = ' office:value-type="string"' if text else ""
    remark = "".join(f"<text:p>{escape(line)}</text:p>" for line in note or ())
    remark = f"<office:annotation>{remark}</office:annotation>" if remark else ""
    lines = (
        "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n")) if text else ""
    )
    return f"<table:table-cell{style}{checked}{kind}>{remark}{lines}</table:table-cell>"


def _spaced(line: str) -> str:
    """Text whose spaces survive: the format folds runs of them, and those at either end."""
    text = re.sub("^ | $|(?<= ) +", lambda run: f"\0{len(run[0])}\0", line)
    return re.sub("\0([0-9]+)\0", r'<text:s text:c="\1"/>', escape(text)).replace(
        "\t", "<text:tab/>"
    )


def _settings(book: Book) -> str:
    """Headings and keys stay in view while the rest moves."""

    def item(name: str, value: int, kind: str = "int") -> str:
        return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'

    tables = "".join(
        f'<config:config-item-map-entry config:name="{sheet.name}">'
        + item("HorizontalSplitMode", 2, "short")
        + item("VerticalSplitMode", 2, "short")
        + item("HorizontalSplitPosition", 1 + sheet.frozen)
        + item("VerticalSplitPosition", FIRST - 1)
        + item("PositionRight", 1 + sheet.frozen)
        + item("PositionBottom", FIRST - 1)
        + "</config:config-item-map-entry>"
        for sheet in book.sheets
    )
    return (
        f'<office:document-settings {_XMLNS} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f'<config:config-item-map-named config:name="Tables">{tables}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )
