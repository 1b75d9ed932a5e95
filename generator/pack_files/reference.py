"""The looks of a pack in word processors: Pandoc's own reference files, with our paper and type.

A reference holds styles, paper and foot; what Pandoc writes takes them.
"""

import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Emu, Length, Pt, RGBColor

from generator.form.page import CHINESE_FONT, LATIN_FONT, PAPER_CM

_MARGIN_CM = Decimal("2")
_TEXT_POINTS = 11
# The document's title, then its headings by level.
_POINTS = {"Title": 20, "Heading 1": 18, "Heading 2": 16, "Heading 3": 13, "Heading 4": 12}
_HEADINGS = ("Title", *(f"Heading {level}" for level in range(1, 7)))
_BLACK = RGBColor(0, 0, 0)
_LINE = "BFBFBF"


@dataclass(frozen=True)
class Layout:
    """What a reference is made for. `foot`: stands at the foot of each page beside its number."""

    foot: str
    landscape: bool

    @property
    def paper(self) -> tuple[Decimal, Decimal]:
        """Width and height in cm."""
        width, height = PAPER_CM
        return (height, width) if self.landscape else (width, height)


def docx_reference(default: bytes, layout: Layout) -> bytes:
    """Pandoc's reference.docx with our looks."""
    document = docx.Document(BytesIO(default))
    styles = document.styles
    for fonts in styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for name, font in (
            ("ascii", LATIN_FONT),
            ("hAnsi", LATIN_FONT),
            ("eastAsia", CHINESE_FONT),
        ):
            fonts.set(qn(f"w:{name}"), font)
    _style(styles, "Normal").font.size = Pt(_TEXT_POINTS)
    for name in _HEADINGS:
        font = _style(styles, name).font
        font.bold, font.italic = True, False
        font.size, font.color.rgb = Pt(_POINTS.get(name, _TEXT_POINTS)), _BLACK
    link = _style(styles, "Hyperlink").font
    link.color.rgb, link.underline = _BLACK, False
    _style(styles, "Table Caption").font.italic = False
    _style(styles, "Body Text").paragraph_format.space_before = Pt(3)
    _style(styles, "Body Text").paragraph_format.space_after = Pt(3)
    _style(styles, "Heading 2").paragraph_format.page_break_before = True
    styles.add_style("State", WD_STYLE_TYPE.CHARACTER).font.bold = True
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    _style(styles, "Table").element.find(qn("w:tblPr")).append(
        parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")
    )
    section = document.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE if layout.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(_cm, layout.paper)
    section.left_margin = section.right_margin = _cm(_MARGIN_CM)
    section.top_margin = section.bottom_margin = _cm(_MARGIN_CM)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{layout.foot}　")
    _add_field(foot, "PAGE")
    foot.add_run(" / ")
    _add_field(foot, "NUMPAGES")
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _style(styles: Any, name: str) -> Any:
    return styles[name]


def _cm(length: Decimal) -> Length:
    return Emu(int(length * Cm(1)))  # python-docx counts in whole English metric units


def _add_field(paragraph: Any, code: str) -> None:
    field = f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


# Where Pandoc's styles.xml says it -> what stands there instead.
_ODT = (
    (r'style:font-name="(?:Times New Roman|Arial)"', f'style:font-name="{LATIN_FONT}"'),
    (r'style:font-name-asian="[^"]*"', f'style:font-name-asian="{CHINESE_FONT}"'),
    (r'(fo:font-style|style:font-style-asian|style:font-style-complex)="italic"', r'\1="normal"'),
    (r'fo:color="#000080"', 'fo:color="#000000"'),
    (r'style:text-underline-style="solid"', 'style:text-underline-style="none"'),
    (r'fo:margin-(top|bottom|left|right)="1in"', rf'fo:margin-\1="{_MARGIN_CM}cm"'),
)
_ODT_CHAPTER = (
    r'(<style:style style:name="Heading_20_2"[^>]*>)',
    r'\1<style:paragraph-properties fo:break-before="page"/>',
)
_ODT_FONT = (
    f'<style:font-face style:name="{CHINESE_FONT}" svg:font-family="{CHINESE_FONT}"/>'
    "</office:font-face-decls>"
)
_ODT_STATE = (
    '<style:style style:name="State" style:family="text"><style:text-properties '
    'fo:font-weight="bold" style:font-weight-asian="bold"/></style:style></office:styles>'
)


def odt_reference(default: bytes, layout: Layout) -> bytes:
    """Pandoc's reference.odt with our looks."""
    width, height = layout.paper
    turned = "landscape" if layout.landscape else "portrait"
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(default)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "styles.xml":
                text = content.decode("utf-8")
                for found, instead in (
                    *_ODT,
                    _ODT_CHAPTER,
                    (r'fo:page-width="[^"]*"', f'fo:page-width="{width}cm"'),
                    (r'fo:page-height="[^"]*"', f'fo:page-height="{height}cm"'),
                    (r'print-orientation="[^"]*"', f'print-orientation="{turned}"'),
                    (r'fo:font-size="12pt"', f'fo:font-size="{_TEXT_POINTS}pt"'),
                    (r'style:font-size-asian="12pt"', f'style:font-size-asian="{_TEXT_POINTS}pt"'),
                    ("</office:font-face-decls>", _ODT_FONT),
                    ("</office:styles>", _ODT_STATE),
                    (r"(<text:page-number)", rf"{escape(layout.foot)}　\1"),
                    (
                        r"(</text:page-number>)",
                        r"\1 / <text:page-count>1</text:page-count>",
                    ),
                ):
                    text = re.sub(found, instead, text)
                content = text.encode()
            new.writestr(entry, content, compress_type=entry.compress_type)
    return written.getvalue()
