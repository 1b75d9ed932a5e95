"""A page as .odt (OpenDocument 1.3), written with the standard library."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from xml.sax.saxutils import escape

from generator.form.page import (
    CELL_MARGIN_CM,
    CHINESE_FONT,
    LATIN_FONT,
    LINE_POINTS,
    MARGIN_CM,
    PAPER_CM,
    TEXT_POINTS,
    TITLE_LINE_POINTS,
    TITLE_POINTS,
    WIDTH_CM,
    Align,
    Cell,
    Line,
    Page,
    spans,
)

ODT = "application/vnd.oasis.opendocument.text"
NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "table", "text", "style", "manifest", "meta")
} | {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_XMLNS = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMESPACES.items())
_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
_EPOCH = (2000, 1, 1, 0, 0, 0)  # the same page is the same file
_ALIGN = {"start": "start", "center": "center", "both": "justify"}
_ALIGNS: tuple[Align, ...] = ("start", "center", "both")


def write_odt(page: Page) -> bytes:
    """The page as a file; its first part, uncompressed, says what it is."""
    parts = {
        "content.xml": _content(page),
        "styles.xml": _styles(),
        "meta.xml": f'<office:document-meta {_XMLNS} office:version="1.3"><office:meta>'
        f"<dc:title>{escape(page.title)}</dc:title></office:meta></office:document-meta>",
    }
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in {"/": ODT, **dict.fromkeys(parts, "text/xml")}.items()
    )
    parts["META-INF/manifest.xml"] = (
        f'<manifest:manifest {_XMLNS} manifest:version="1.3">{listed}</manifest:manifest>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype", _EPOCH), ODT)
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, _HEADER + text)
    return out.getvalue()


def _fonts() -> str:
    faces = "".join(
        f'<style:font-face style:name="{name}" svg:font-family="{name}"/>'
        for name in (CHINESE_FONT, LATIN_FONT)
    )
    return f"<office:font-face-decls>{faces}</office:font-face-decls>"


def _letters(points: int) -> str:
    return (
        f'<style:text-properties style:font-name="{LATIN_FONT}" style:font-name-asian="{CHINESE_FONT}"'
        f' fo:font-size="{points}pt" style:font-size-asian="{points}pt"'
        ' fo:language="en" fo:country="US" style:language-asian="zh" style:country-asian="TW"/>'
    )


def _styles() -> str:
    width, height = PAPER_CM
    margins = "".join(f' fo:margin-{side}="{MARGIN_CM}cm"' for side in ("left", "right", "top"))
    # The page number stands within the bottom margin: text ends where the footer begins.
    return (
        f'<office:document-styles {_XMLNS} office:version="1.3">{_fonts()}<office:styles>'
        f'<style:default-style style:family="paragraph">{_letters(TEXT_POINTS)}</style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph">'
        f'<style:paragraph-properties fo:line-height="{LINE_POINTS}pt"/>{_letters(TEXT_POINTS)}'
        "</style:style></office:styles><office:automatic-styles>"
        '<style:style style:name="Foot" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:text-align="center"/></style:style>'
        '<style:page-layout style:name="A4"><style:page-layout-properties'
        f' fo:page-width="{width}cm" fo:page-height="{height}cm" style:print-orientation="portrait"'
        f'{margins} fo:margin-bottom="1.25cm"/><style:footer-style><style:header-footer-properties'
        ' svg:height="1.25cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>'
        "</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer>'
        '<text:p text:style-name="Foot"><text:page-number text:select-page="current">1</text:page-number>'
        "</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
    )


def _content(page: Page) -> str:
    shapes = _Shapes()
    above = "".join(shapes.paragraph(line, "start") for line in page.above)
    table = _table(page, shapes)
    below = "".join(shapes.paragraph(line, "both") for line in page.below)
    title = f'<text:p text:style-name="Title">{_spaced(page.title)}</text:p>'
    columns = "".join(
        f'<style:style style:name="c{n}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{column.width}cm"/></style:style>'
        for n, column in enumerate(page.columns)
    )
    styles = (
        '<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"'
        ' style:master-page-name="Standard"><style:paragraph-properties fo:text-align="center"'
        f' fo:line-height="{TITLE_LINE_POINTS}pt"/>{_letters(TITLE_POINTS)}</style:style>'
        '<style:style style:name="Form" style:family="table"><style:table-properties'
        f' style:width="{WIDTH_CM}cm" table:align="center" table:border-model="collapsing"/>'
        '</style:style><style:style style:name="Row" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>'
        '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties'
        f' fo:padding-left="{CELL_MARGIN_CM}cm" fo:padding-right="{CELL_MARGIN_CM}cm"'
        ' fo:padding-top="0cm" fo:padding-bottom="0cm" fo:border="0.5pt solid #000000"/></style:style>'
        '<style:style style:name="Head" style:family="table-cell" style:parent-style-name="Cell">'
        '<style:table-cell-properties style:vertical-align="middle" fo:border="0.5pt solid #000000"'
        f' fo:padding-left="{CELL_MARGIN_CM}cm" fo:padding-right="{CELL_MARGIN_CM}cm"'
        ' fo:padding-top="0cm" fo:padding-bottom="0cm"/></style:style>'
        f"{columns}{shapes.styles()}"
    )
    return (
        f'<office:document-content {_XMLNS} office:version="1.3">{_fonts()}'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>"
        f"{title}{above}{table}{below}</office:text></office:body></office:document-content>"
    )


class _Shapes:
    """The paragraph styles that the lines ask for, each made once."""

    def __init__(self) -> None:
        self.names: dict[tuple[Line, Align], str] = {}

    def paragraph(self, line: Line, align: Align) -> str:
        key = (replace(line, text=""), align)
        name = self.names.setdefault(key, f"p{len(self.names)}")
        return f'<text:p text:style-name="{name}">{_spaced(line.text)}</text:p>'

    def styles(self) -> str:
        return "".join(
            f'<style:style style:name="{name}" style:family="paragraph"'
            ' style:parent-style-name="Standard"><style:paragraph-properties'
            f' fo:text-align="{_ALIGN[align]}" fo:margin-left="{line.left}cm"'
            f' fo:text-indent="{-line.hanging}cm"'
            f' fo:keep-with-next="{"always" if line.with_next else "auto"}"/></style:style>'
            for (line, align), name in self.names.items()
        )


def _table(page: Page, shapes: _Shapes) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="c{n}"/>' for n in range(len(page.columns))
    )
    heads = "".join(
        '<table:table-cell table:style-name="Head" office:value-type="string">'
        + "".join(shapes.paragraph(Line(line), "center") for line in column.heading)
        + "</table:table-cell>"
        for column in page.columns
    )
    row = '<table:table-row table:style-name="Row">'
    rows = "".join(
        f"{row}{_cells(page, number, shapes)}</table:table-row>" for number in range(len(page.rows))
    )
    return (
        f'<table:table table:name="Form" table:style-name="Form">{columns}'
        f"<table:table-header-rows>{row}{heads}</table:table-row></table:table-header-rows>"
        f"{rows}</table:table>"
    )


def _cells(page: Page, number: int, shapes: _Shapes) -> str:
    made = []
    for place, cell in enumerate(page.rows[number]):
        if cell is None:
            made.append('<table:covered-table-cell table:style-name="Cell"/>')
            continue
        count = spans(page, place, number)
        over = f' table:number-rows-spanned="{count}"' if count > 1 else ""
        made.append(
            f'<table:table-cell table:style-name="Cell"{over} office:value-type="string">'
            f"{_lines(cell, page.columns[place].align, shapes)}</table:table-cell>"
        )
    return "".join(made)


def _lines(cell: Cell, align: Align, shapes: _Shapes) -> str:
    return "".join(shapes.paragraph(line, align) for line in cell or (Line(""),))


def _spaced(line: str) -> str:
    """Text whose spaces survive: the format folds runs of them, and those at either end."""
    text = re.sub("^ | $|(?<= ) +", lambda run: f"\0{len(run[0])}\0", line)
    text = re.sub("\0([0-9]+)\0", r'<text:s text:c="\1"/>', escape(text))
    return text.replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")
