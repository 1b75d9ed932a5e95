"""A pack for word processors, .docx and .odt, written by Pandoc from its HTML."""

import os
import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from generator.pack_files.needs import NotWritten, not_installed
from generator.pack_files.reference import Layout, docx_reference, odt_reference
from generator.pack_html import Document
from generator.packed import date_parts

Kind = Literal["docx", "odt"]
_EPOCH = "946684800"  # 2000-01-01: the same pack is the same file
# States are a style; what the pages set on a line of its own has at least a space before it.
_READ = (
    (re.compile(r'<span class="state\b'), '<span custom-style="State" class="state'),
    (re.compile(r"(?<=\S)<small"), " <small"),
)
# Pandoc draws no lines in tables of its .odt.
_CELL = re.compile(r'(<style:style style:name="TableRowCell".*?fo:border=")none(")', re.DOTALL)
_CELL_LINES = r'\1none" fo:border-bottom="0.5pt solid #bfbfbf" fo:padding="0.04in\2'


def write_office(document: Document, kind: Kind) -> bytes:
    """The document as .docx or .odt (OpenDocument 1.3). Raises `NotInstalled`, `NotWritten` where
    Pandoc fails."""
    pandoc = _find_pandoc()
    html = document.for_office
    for written, instead in _READ:
        html = written.sub(instead, html)
    layout = Layout(document.foot, landscape=len(document.codes) > 1)
    default = _run([pandoc, "--print-default-data-file", f"reference.{kind}"], b"")
    made = docx_reference(default, layout) if kind == "docx" else odt_reference(default, layout)
    with TemporaryDirectory() as folder:
        reference, out = Path(folder) / f"reference.{kind}", Path(folder) / f"pack.{kind}"
        reference.write_bytes(made)
        command = [pandoc, "--quiet", "--from=html", f"--to={kind}", "--sandbox"]
        _run([*command, f"--reference-doc={reference}", f"--output={out}"], html.encode())
        content = out.read_bytes()
    return date_parts(content, _with_lines(content) if kind == "odt" else None)


def _find_pandoc() -> str:
    try:
        import pypandoc
    except ImportError:
        raise not_installed("Pandoc") from None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise not_installed("Pandoc") from None


def _run(command: list[str], given: bytes) -> bytes:
    environ = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH}
    done = subprocess.run(command, input=given, capture_output=True, env=environ, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise NotWritten(f"Pandoc 無法寫出檔案 / Pandoc could not write the file: {said}")
    return done.stdout


def _with_lines(odt: bytes) -> dict[str, bytes]:
    """Its text, with a line below each row of its tables."""
    with zipfile.ZipFile(BytesIO(odt)) as package:
        text = package.read("content.xml").decode("utf-8")
    return {"content.xml": _CELL.sub(_CELL_LINES, text, count=1).encode()}
