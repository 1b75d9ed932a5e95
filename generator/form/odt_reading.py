"""An .odt read with the standard library, whichever program saved it."""

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.form.automatic import Counter
from generator.form.odt_lists import Lists, Styles, tag, whole
from generator.form.written import Cell, Paragraph, Remark, Spot, Table, Written, cut, damaged
from generator.packed import parse_xml, read_packed

_PARAGRAPHS = (tag("text:p"), tag("text:h"))
_CELL, _COVERED = tag("table:table-cell"), tag("table:covered-table-cell")
_ROWS = tuple(map(tag, ("table:table-header-rows", "table:table-rows", "table:table-row-group")))
_AROUND = tuple(map(tag, ("text:section", "text:index-body")))
# A change holds the words that it took away; a note, a remark and a drawing stand apart.
_CHANGES, _CHANGED = tag("text:tracked-changes"), tuple(map(tag, ("text:change", "text:change-start")))  # fmt: skip
_APART = tuple(map(tag, ("office:annotation", "office:annotation-end", "text:ruby-text")))
_SIGNS = {tag("text:tab"): "\t", tag("text:line-break"): "\n"}
_MOST_SPACES, _MOST_COLUMNS, _MOST_ROWS = 1000, 100, 5000


def is_encrypted(package: zipfile.ZipFile) -> bool:
    """Whether a password is needed."""
    name = "META-INF/manifest.xml"
    if name not in package.namelist():
        return False
    tree = parse_xml(read_packed(package, name, damaged), damaged)
    return any(True for _ in tree.iter(tag("manifest:encryption-data")))


def holds_macros(package: zipfile.ZipFile) -> bool:
    """Whether the file brings macros along."""
    return any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in package.namelist())  # fmt: skip


def read_odt(package: zipfile.ZipFile) -> Written:
    """The paragraphs and tables of a file. Raises `NotAForm`."""
    content = parse_xml(read_packed(package, "content.xml", damaged), damaged)
    parts = [content]
    if "styles.xml" in package.namelist():
        parts.insert(0, parse_xml(read_packed(package, "styles.xml", damaged), damaged))
    body = content.find(f"{tag('office:body')}/{tag('office:text')}")
    if body is None:
        raise damaged("no text")
    return _Reader(Styles(parts)).read(body)


class _Reader:
    """Reads a text once, counting lists and noting what is not read."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.lists = Lists(styles)
        self.remarks: list[Remark] = []
        self.spot = Spot()
        self.tables = self.paragraphs = 0
        self.changes = self.notes = False

    def read(self, body: Element) -> Written:
        blocks = tuple(self.blocks(body))
        if self.changes:
            self.remark(
                Spot(), ("有追蹤修訂", "tracked changes"),
                ("刪除的文字不列入，插入的文字列入；請先接受或拒絕修訂，再核對", "deleted words are left out, inserted ones are in: accept or reject them, then compare"),
            )  # fmt: skip
        if self.notes:
            self.remark(Spot(), ("有註腳或章節附註", "footnotes or endnotes"), ("沒有讀", "not read"), lost=True)  # fmt: skip
        return Written(blocks, tuple(self.remarks))

    def remark(self, spot: Spot, found: tuple[str, str], done: tuple[str, str], *, lost: bool = False) -> None:  # fmt: skip
        self.remarks.append(Remark(spot, found, done, lost))

    def blocks(self, around: Element) -> Iterator[Paragraph | Table]:
        for element in around:
            if element.tag in _PARAGRAPHS or element.tag == tag("text:list"):
                for text, indent in self.paragraphs_of(element):
                    yield Paragraph(text, indent, self.paragraphs)
            elif element.tag == tag("table:table"):
                self.tables += 1
                yield Table(tuple(self.rows(element)), self.tables)
            elif element.tag in _AROUND:
                yield from self.blocks(element)
            elif element.tag == _CHANGES:
                self.changes = True
            elif element.tag == tag("draw:frame"):
                self.drawing(element)

    def paragraphs_of(self, element: Element) -> Iterator[tuple[str, int]]:
        """The paragraphs of the text between tables, each with its place."""
        if element.tag in _PARAGRAPHS:
            self.paragraphs += 1
            self.spot = Spot(paragraph=self.paragraphs)
            yield self.paragraph(element)
            return
        for text, indent in self.items(element, "", 0, None):
            self.paragraphs += 1
            self.spot = Spot(paragraph=self.paragraphs)
            yield text, indent

    def items(self, element: Element, style: str, level: int, counter: Counter | None) -> Iterator[tuple[str, int]]:  # fmt: skip
        """The paragraphs of a list; the first of an item bears the number."""
        style = element.get(tag("text:style-name")) or style
        counter = counter or self.lists.counter(element, style)
        for item in element:
            if item.tag not in (tag("text:list-item"), tag("text:list-header")):
                continue
            bare = item.tag == tag("text:list-header")
            if item.get(tag("text:start-value")):
                counter.values[level] = whole(item, "text:start-value") - 1
            for part in item:
                if part.tag == tag("text:list"):
                    yield from self.items(part, style, level + 1, counter)
                elif part.tag in _PARAGRAPHS:
                    text, indent = self.paragraph(part)
                    label, at = ("", 0) if bare else self.lists.label(counter, style, level)
                    bare = True
                    if label is None:
                        self.remark(
                            self.spot, (f"自動編號的格式認不得：「{cut(text)}」", f"an automatic number in a form that is not known: “{cut(text)}”"),
                            ("沒有編號；請把編號打成文字", "no number was read: type it as text"),
                        )  # fmt: skip
                    yield f"{label or ''}{text}", indent or at

    def rows(self, table: Element) -> Iterator[tuple[Cell, ...]]:
        reach: dict[int, int] = {}  # a column -> how many more rows the cell above stands over
        for number, row in enumerate(self.table_rows(table), 1):
            cells: list[Cell] = []
            for column, cell in self.placed(row):
                self.spot = Spot(self.tables, number, column)
                if cell.tag == _CELL:
                    reach[column] = whole(cell, "table:number-rows-spanned")
                    span = whole(cell, "table:number-columns-spanned")
                    lines = tuple(self.lines(cell))
                    cells.append(Cell(lines, column, span, reaches=reach[column]))
                elif reach.get(column, 0) > 0:
                    cells.append(Cell((), column, continues=True))
                if column in reach:
                    reach[column] -= 1
            yield tuple(cells)

    def table_rows(self, around: Element) -> Iterator[Element]:
        count = 0
        for element in around:
            if element.tag == tag("table:table-row"):
                for _ in range(min(whole(element, "table:number-rows-repeated"), _MOST_ROWS)):
                    count += 1
                    if count > _MOST_ROWS:
                        raise damaged(f"more than {_MOST_ROWS} rows")
                    yield element
            elif element.tag in _ROWS:
                yield from self.table_rows(element)

    def placed(self, row: Element) -> Iterator[tuple[int, Element]]:
        column = 1
        for cell in row:
            if cell.tag not in (_CELL, _COVERED):
                continue
            for _ in range(min(whole(cell, "table:number-columns-repeated"), _MOST_COLUMNS)):
                yield column, cell
                column += 1

    def lines(self, cell: Element) -> Iterator[str]:
        for element in cell:
            if element.tag in _PARAGRAPHS:
                yield from self.paragraph(element)[0].split("\n")
            elif element.tag == tag("text:list"):
                for text, _ in self.items(element, "", 0, None):
                    yield from text.split("\n")
            elif element.tag == tag("table:table"):
                text = "".join(element.itertext())
                self.remark(self.spot, (f"格子裡還有一個表：「{cut(text)}」", f"a table within the cell: “{cut(text)}”"), ("沒有讀", "not read"), lost=True)  # fmt: skip
            elif element.tag == tag("draw:frame"):
                self.drawing(element)
            elif element.tag in _AROUND:
                yield from self.lines(element)

    def paragraph(self, element: Element) -> tuple[str, int]:
        """A paragraph's text, and its indent in mm."""
        indent = self.styles.indent(element.get(tag("text:style-name"), ""))
        return self.words(element), indent or 0

    def words(self, element: Element) -> str:
        parts = [element.text or ""]
        for below in element:
            if below.tag == tag("text:s"):
                parts.append(" " * min(whole(below, "text:c"), _MOST_SPACES))
            elif below.tag in _SIGNS:
                parts.append(_SIGNS[below.tag])
            elif below.tag == tag("text:note"):
                self.notes = True
            elif below.tag in _CHANGED:
                self.changes = True
            elif below.tag == tag("draw:frame") or below.tag.startswith(tag("draw:")):
                self.drawing(below)
            elif below.tag not in _APART:
                parts.append(self.words(below))
            parts.append(below.tail or "")
        return "".join(parts)

    def drawing(self, element: Element) -> None:
        """A text box stands apart from the lines around it, so where it belongs is not known."""
        text = "".join(part for box in element.iter() if box.tag in _PARAGRAPHS for part in box.itertext())  # fmt: skip
        if text.strip():
            self.remark(self.spot, (f"文字方塊「{cut(text)}」", f"a text box: “{cut(text)}”"), ("沒有讀；請把文字移進表格", "not read: move its words into the table"), lost=True)  # fmt: skip
