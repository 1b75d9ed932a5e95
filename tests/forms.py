"""Word files for the tests: the exported form, changed as offices and accidents change it."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell
from typer.testing import CliRunner, Result

from generator.model import Plan
from generator.source import load_site
from site_build import app

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
TITLE = "金門縣政府政風處115年度廉政工作計畫"
HEADINGS = (
    "計畫目標",
    "具體作法",
    "預定進度",
    "備考(預算金額單位：千元)",
    "業務類別",
    "提列績效對應項目",
)
ROWS = (
    ("壹、強化稽核", "1、辦理專案稽核。", "115.01-06", "50", "防貪業務", "政策目標-專案稽核"),
    ("", "2、檢討採購作業。", "115.03-09", "20", "防貪業務", ""),
    ("貳、深化宣導", "1、辦理廉政宣導。", "115.01-12", "", "綜合業務", "無"),
)  # fmt: skip


def run(*arguments: object) -> Result:
    """A command as the office types it."""
    return CliRunner().invoke(app, [str(one) for one in arguments])


def kinmen() -> Plan:
    site = load_site(DATA)
    (entry,) = next(one for one in site.agencies if one.id == "kinmen").plans
    return entry.plan


def make(
    *,
    rows: tuple[tuple[str, ...], ...] = ROWS,
    headings: tuple[str, ...] = HEADINGS,
    title: str = TITLE,
    below: tuple[str, ...] = (),
) -> Document:
    """A plain form as an office would type it; a line break in a cell is a paragraph."""
    document = docx.Document()
    document.add_paragraph(title)
    add_table(document, headings, rows)
    for line in below:
        document.add_paragraph(line)
    return document


def add_table(
    document: Document, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    table = document.add_table(rows=0, cols=len(headings))
    for cells in (headings, *rows):
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            first, *others = text.split("\n")
            cell.paragraphs[0].text = first
            for line in others:
                cell.add_paragraph(line)


def saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_parts(content: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """A packed file with each part changed, and parts added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)), zipfile.ZIP_DEFLATED)
        for name, part in added.items():
            new.writestr(name, part)
    return out.getvalue()


def wrap(run_element: object, tag: str) -> None:
    """Put a run into a tracked insertion or deletion."""
    parent = run_element.getparent()  # type: ignore[attr-defined]
    change = parse_xml(
        f'<w:{tag} {nsdecls("w")} w:id="1" w:author="甲" w:date="2026-01-01T00:00:00Z"/>'
    )
    parent.replace(run_element, change)
    change.append(run_element)
    if tag == "del":
        for text in change.iter(qn("w:t")):
            text.tag = qn("w:delText")


def add_run(paragraph: object, text: str) -> object:
    """Another run behind a paragraph's words."""
    return paragraph.add_run(text)._r  # type: ignore[attr-defined]


def text_box(text: str) -> object:
    """A run with a text box, twice, as Word writes it: a drawing and its fallback."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    size = 'cx="1800000" cy="600000"'
    drawing = (
        f'<w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="1" name="box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        f'</a:xfrm><a:prstGeom prst="rect"/></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    return parse_xml(
        f'<w:r {nsdecls("w", "wp", "a")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        f' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps">{drawing}'
        f"</mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox>{inner}</v:textbox></v:rect></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def add_list(document: Document, name: int, count: str, text: str) -> None:
    """A list that counts in a way of its own, as list `name`."""
    numbering = document.part.numbering_part.element
    level = f'<w:start w:val="1"/><w:numFmt w:val="{count}"/><w:lvlText w:val="{text}"/>'
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">'
            f'<w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        ),
    )
    restart_list(document, name, name)


def restart_list(document: Document, name: int, rule: int) -> None:
    """List `name`, which counts as `rule` does, from 1."""
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{rule}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )


def count_in(cell: _Cell, name: int) -> None:
    """Number a cell's paragraphs by a list."""
    for paragraph in cell.paragraphs:
        paragraph._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{name}"/></w:numPr>'
            )
        )


def number_goals(document: Document) -> None:
    """Goals with automatic numbers instead of typed ones."""
    add_list(document, 90, "ideographLegalTraditional", "%1、")
    table = document.tables[0]
    for row in (1, 3):
        cell = table.cell(row, 0)
        cell.paragraphs[0].text = cell.paragraphs[0].text[2:]
        for empty in cell.paragraphs[1:]:
            empty._p.getparent().remove(empty._p)
        count_in(cell, 90)
