"""A .docx read with the standard library, whichever program saved it.

python-docx passes over what stands in insertions, content controls and automatic numbers, so the
parts are read here by their own rules (ECMA-376, part 1, 17).
"""

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.form.docx_lists import Lists
from generator.form.written import Cell, Paragraph, Remark, Spot, Table, Written, cut, damaged
from generator.packed import parse_xml, read_packed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# Around words that are there; anything else that is not named here holds none of its own.
_THROUGH = frozenset(
    f"{W}{name}"
    for name in (
        "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml",
        "bdo", "dir", "ruby", "rubyBase",
    )
)  # fmt: skip
_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def main_part(package: zipfile.ZipFile) -> str:
    """The name of the part that holds the text. Raises `NotAForm`."""
    tree = parse_xml(read_packed(package, "_rels/.rels", damaged), damaged)
    for one in tree.iter(_RELATED):
        if one.get("Type", "").endswith("/officeDocument"):
            return one.get("Target", "").lstrip("/")
    raise damaged("no main part")


def holds_macros(package: zipfile.ZipFile) -> bool:
    """Whether the file is one with macros, whatever its name."""
    if any(name.rpartition("/")[2] == "vbaProject.bin" for name in package.namelist()):
        return True
    types = parse_xml(read_packed(package, "[Content_Types].xml", damaged), damaged)
    return any("macroEnabled" in one.get("ContentType", "") for one in types)


def read_docx(package: zipfile.ZipFile) -> Written:
    """The paragraphs and tables of a file. Raises `NotAForm`."""
    part = main_part(package)
    folder = part.rpartition("/")[0]

    def tree(name: str) -> Element | None:
        path = f"{folder}/{name}" if folder else name
        if path not in package.namelist():
            return None
        return _parse(read_packed(package, path, damaged))

    root = _parse(read_packed(package, part, damaged))
    body = root.find(f"{W}body")
    if body is None:
        raise damaged("no text")
    return _Reader(Lists(tree("numbering.xml"), tree("styles.xml"))).read(body)


def _parse(content: bytes) -> Element:
    """A part; Word can save the same words under the strict standard's names."""
    return parse_xml(content.replace(_STRICT, _TRANSITIONAL), damaged)


def _on(element: Element | None, name: str) -> bool:
    """Whether a switch such as `w:vanish` is on."""
    found = element.find(f"{W}{name}") if element is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def _number(element: Element | None, default: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else default


class _Reader:
    """Reads a body once, counting lists and noting what is not read."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.remarks: list[Remark] = []
        self.spot = Spot()
        self.tables = self.paragraphs = 0
        self.changes = self.hidden = self.notes = False

    def read(self, body: Element) -> Written:
        blocks = tuple(self.blocks(body))
        if self.changes:
            self.remark(
                Spot(), ("有追蹤修訂", "tracked changes"),
                ("刪除的文字不列入，插入的文字列入；請先在 Word 接受或拒絕修訂，再核對", "deleted words are left out, inserted ones are in: accept or reject them in Word, then compare"),
            )  # fmt: skip
        if self.notes:
            self.remark(Spot(), ("有註腳或章節附註", "footnotes or endnotes"), ("沒有讀", "not read"), lost=True)  # fmt: skip
        return Written(blocks, tuple(self.remarks))

    def remark(self, spot: Spot, found: tuple[str, str], done: tuple[str, str], *, lost: bool = False) -> None:  # fmt: skip
        self.remarks.append(Remark(spot, found, done, lost))

    def blocks(self, around: Element) -> Iterator[Paragraph | Table]:
        for element in around:
            if element.tag == f"{W}p":
                self.paragraphs += 1
                self.spot = Spot(paragraph=self.paragraphs)
                text, indent = self.paragraph(element)
                yield Paragraph(text, indent, self.paragraphs)
            elif element.tag == f"{W}tbl":
                self.tables += 1
                yield Table(tuple(self.rows(element)), self.tables)
            elif element.tag in _THROUGH:
                yield from self.blocks(element)
            elif element.tag in _GONE:
                self.changes = True

    def rows(self, table: Element) -> Iterator[tuple[Cell, ...]]:
        kept = [row for row in self.within(table, f"{W}tr") if not self.deleted(row, "trPr", "del")]
        placed = [list(self.placed(row)) for row in kept]
        for number, cells in enumerate(placed):
            made = []
            for column, span, merge, cell in cells:
                self.spot = Spot(self.tables, number + 1, column)
                reaches = 1
                if merge == "restart":
                    while any(
                        (at, how) == (column, "continue")
                        for at, _, how, _ in (placed[number + reaches] if number + reaches < len(placed) else ())
                    ):  # fmt: skip
                        reaches += 1
                lines = self.lines(cell)
                made.append(Cell(lines, column, span, merge == "continue", reaches))
            yield tuple(made)

    def within(self, around: Element, tag: str) -> Iterator[Element]:
        """Rows or cells, also those in a content control."""
        for element in around:
            if element.tag == tag:
                yield element
            elif element.tag in _THROUGH:
                yield from self.within(element, tag)

    def deleted(self, element: Element, properties: str, mark: str) -> bool:
        """Whether a tracked change takes a row or a cell away."""
        about = element.find(f"{W}{properties}")
        gone = about is not None and about.find(f"{W}{mark}") is not None
        self.changes = self.changes or gone
        return gone

    def placed(self, row: Element) -> Iterator[tuple[int, int, str, Element]]:
        """Cells with first column, number of columns, and how they are merged downwards."""
        column = 1 + _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in self.within(row, f"{W}tc"):
            if self.deleted(cell, "tcPr", "cellDel"):
                continue
            span = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            how = "" if merge is None else merge.get(f"{W}val", "continue")
            yield column, span, how, cell
            column += span

    def lines(self, cell: Element) -> tuple[str, ...]:
        lines: list[str] = []
        for element in cell:
            if element.tag == f"{W}p":
                lines += self.paragraph(element)[0].split("\n")
            elif element.tag == f"{W}tbl":
                text = "".join(part.text or "" for part in element.iter(f"{W}t"))
                self.remark(self.spot, (f"格子裡還有一個表：「{cut(text)}」", f"a table within the cell: “{cut(text)}”"), ("沒有讀", "not read"), lost=True)  # fmt: skip
            elif element.tag in _THROUGH:
                lines += self.lines(element)
            elif element.tag in _GONE:
                self.changes = True
        return tuple(lines)

    def paragraph(self, element: Element) -> tuple[str, int]:
        """A paragraph's text with its automatic number, and its indent in mm."""
        text = "".join(self.words(element))
        label, indent = self.lists.label(element)
        if label is None:
            self.remark(
                self.spot, (f"自動編號的格式認不得：「{cut(text)}」", f"an automatic number in a form that is not known: “{cut(text)}”"),
                ("沒有編號；請把編號打成文字", "no number was read: type it as text"),
            )  # fmt: skip
        return f"{label or ''}{text}", indent

    def words(self, around: Element) -> Iterator[str]:
        for element in around:
            if element.tag == f"{W}r":
                if _on(element.find(f"{W}rPr"), "vanish"):
                    self.hide(element)
                else:
                    yield from self.run(element)
            elif element.tag in _THROUGH:
                self.changes = self.changes or element.tag in (f"{W}ins", f"{W}moveTo")
                yield from self.words(element)
            elif element.tag in _GONE:
                self.changes = True

    def hide(self, run: Element) -> None:
        text = "".join(part.text or "" for part in run.iter(f"{W}t"))
        if text.strip():
            self.remark(self.spot, (f"隱藏文字「{cut(text)}」", f"hidden text: “{cut(text)}”"), ("沒有讀", "not read"), lost=True)  # fmt: skip

    def run(self, run: Element) -> Iterator[str]:
        for part in run:
            if part.tag == f"{W}t":
                yield part.text or ""
            elif part.tag in _SIGNS:
                yield _SIGNS[part.tag]
            elif part.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.notes = True
            elif part.tag == f"{W}sym":
                self.remark(self.spot, ("一個符號字型的字", "a sign of a symbol font"), ("沒有讀，請補上", "not read: add it"), lost=True)  # fmt: skip
            elif part.tag == f"{W}ruby":
                yield from self.words(part)
            elif part.tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{_MC}AlternateContent"):
                self.drawing(part)

    def drawing(self, part: Element) -> None:
        """A text box stands apart from the lines around it, so where it belongs is not known."""
        box = next(part.iter(f"{W}txbxContent"), None)  # the fallback repeats the same words
        text = "".join(one.text or "" for one in box.iter(f"{W}t")) if box is not None else ""
        if text.strip():
            self.remark(self.spot, (f"文字方塊「{cut(text)}」", f"a text box: “{cut(text)}”"), ("沒有讀；請把文字移進表格", "not read: move its words into the table"), lost=True)  # fmt: skip
