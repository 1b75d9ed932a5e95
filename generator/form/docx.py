"""A page as .docx, written with python-docx. The same page gives the same bytes."""

import datetime as dt
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Emu, Length, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

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
    Align,
    Column,
    Line,
    Page,
)
from generator.packed import date_parts

_EPOCH = dt.datetime(2000, 1, 1)
_ALIGN = {
    "start": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def write_docx(page: Page) -> bytes:
    """The page as a file."""
    document = docx.Document()
    about = document.core_properties
    about.author = about.comments = about.last_modified_by = ""
    about.title, about.language = page.title, "zh-TW"
    about.created = about.modified = _EPOCH
    normal = document.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        _set_style(normal)
    section = document.sections[0]
    section.page_width, section.page_height = (_cm(side) for side in PAPER_CM)
    section.left_margin = section.right_margin = _cm(MARGIN_CM)
    section.top_margin = section.bottom_margin = _cm(MARGIN_CM)
    title = document.add_paragraph()
    title.paragraph_format.line_spacing = Pt(TITLE_LINE_POINTS)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(page.title).font.size = Pt(TITLE_POINTS)
    for line in page.above:
        _set_line(document.add_paragraph(), line, "start")
    _fill_table(document.add_table(rows=len(page.rows) + 1, cols=len(page.columns)), page)
    for line in page.below:
        _set_line(document.add_paragraph(), line, "both")
    _add_page_number(section.footer.paragraphs[0])
    out = BytesIO()
    document.save(out)
    return date_parts(out.getvalue())


def _cm(length: Decimal) -> Length:
    return Emu(int(length * Cm(1)))  # python-docx counts in whole English metric units


def _set_style(style: ParagraphStyle) -> None:
    style.font.name, style.font.size = LATIN_FONT, Pt(TEXT_POINTS)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), CHINESE_FONT)
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE_POINTS)


def _set_line(paragraph: Paragraph, line: Line, align: Align) -> None:
    paragraph.paragraph_format.alignment = _ALIGN[align]
    if line.left:
        paragraph.paragraph_format.left_indent = _cm(line.left)
        paragraph.paragraph_format.first_line_indent = _cm(-line.hanging)
    if line.with_next:
        paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(line.text)


def _fill_table(table: Table, page: Page) -> None:
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        width = str(round(CELL_MARGIN_CM * 567))  # twentieths of a point in a centimetre
        margins.append(_element(f"w:{side}", w=width, type="dxa"))
    table._tbl.tblPr.append(margins)
    for column, made in zip(page.columns, table.columns, strict=True):
        made.width = _cm(column.width)
    heading, *rows = table.rows
    heading._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for column, cell in zip(page.columns, heading.cells, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _fill(cell, tuple(map(Line, column.heading)), column, "center")
    _keep_whole(heading)
    for number, (row, cells) in enumerate(zip(rows, page.rows, strict=True)):
        _keep_whole(row)
        below = page.rows[number + 1] if number + 1 < len(page.rows) else ()
        for place, (column, cell) in enumerate(zip(page.columns, row._tr.tc_lst, strict=True)):
            content = cells[place]
            if content is None:
                cell.vMerge = "continue"
            elif place < len(below) and below[place] is None:
                cell.vMerge = "restart"
            _fill(_Cell(cell, table), content or (), column, column.align)


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit"))


def _fill(cell: _Cell, lines: tuple[Line, ...], column: Column, align: Align) -> None:
    cell.width = _cm(column.width)
    for number, line in enumerate(lines):
        _set_line(cell.add_paragraph() if number else cell.paragraphs[0], line, align)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _add_page_number(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = _element("w:fldSimple", instr="PAGE")
    paragraph._p.append(field)
    run = paragraph.add_run("1")
    field.append(run._r)
