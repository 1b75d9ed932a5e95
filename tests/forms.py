"""Word files for the tests: the exported form, changed as offices and accidents change it."""

import zipfile
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
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
    return parse_xml(
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def copy(element: object) -> object:
    return deepcopy(element)
