"""What a word processor's file says, whatever program wrote it: paragraphs and tables, with remarks.

Knows no plan and no file format.
"""

from dataclasses import dataclass, field

Words = tuple[str, str]


@dataclass(frozen=True, order=True)
class Spot:
    """A place in the document, counted from 1: a cell of a table, or a paragraph outside of one.

    Files do not hold pages, so a spot names none. `heading` is what the column is called.
    """

    table: int = 0
    row: int = 0
    column: int = 0
    paragraph: int = 0
    heading: str = field(default="", compare=False)

    def words(self) -> Words:
        """The place in both languages."""
        if self.paragraph:
            return f"第 {self.paragraph} 段", f"paragraph {self.paragraph}"
        if not self.table:
            return "整份文件", "the whole document"
        zh, en = f"表 {self.table}", f"table {self.table}"
        if self.row:
            zh, en = f"{zh} 第 {self.row} 列", f"{en}, row {self.row}"
        if self.column:
            called = f"「{self.heading}」" if self.heading else ""
            zh = f"{zh}第 {self.column} 欄{called}"
            en = f"{en}, column {self.column}{f' ({self.heading})' if self.heading else ''}"
        return zh, en


_MOST = 200


@dataclass(frozen=True, order=True)
class Remark:
    """Something to look at, at its place: what was found and what was done with it.

    `lost`: words of the file are not in the draft.
    """

    spot: Spot
    found: Words
    done: Words
    lost: bool = False

    def render(self, language: str = "zh") -> str:
        """`place: what was found; what was done`, in one line."""
        index, between = (0, "；") if language == "zh" else (1, "; ")
        said = f"{self.spot.words()[index]}: {self.found[index]}{between}{self.done[index]}"
        return " ".join(said.split())


def cut(text: str) -> str:
    """A passage to quote, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its text with an automatic number before it, and its indent in mm."""

    text: str
    indent: int = 0
    index: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell: the lines of its text, its first column from 1, over how many columns it reaches.

    `continues`: it is part of the cell above; `reaches`: how many rows it stands over, itself
    included.
    """

    lines: tuple[str, ...]
    column: int
    span: int = 1
    continues: bool = False
    reaches: int = 1

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return join_lines(self.lines)


@dataclass(frozen=True)
class Table:
    """A table by its rows; `index` counts the document's tables from 1."""

    rows: tuple[tuple[Cell, ...], ...]
    index: int = 1


@dataclass(frozen=True)
class Written:
    """A file's paragraphs and tables in their order, and what is to be known of them."""

    blocks: tuple[Paragraph | Table, ...]
    remarks: tuple[Remark, ...] = ()


class NotAForm(ValueError):
    """A file that cannot be read as a form; says in both languages why, and what to do."""

    def __init__(self, found: Words, expected: Words) -> None:
        super().__init__(f"{found[1]}; {expected[1]}")
        self.found, self.expected = found, expected


def damaged(reason: str) -> NotAForm:
    """A file whose packing or XML is broken, or holds what no document needs."""
    return NotAForm(
        (f"檔案讀不出來（{reason}），未匯入", f"the file cannot be read ({reason}): not imported"),
        ("請用 Word 或 LibreOffice 開啟後另存成新的 .docx 或 .odt，再匯入",
         "open it in Word or LibreOffice, save it anew as .docx or .odt, and import that"),
    )  # fmt: skip


def join_lines(lines: tuple[str, ...]) -> str:
    """Lines as the one text that they were before the layout broke it: a space only between words
    in Latin letters or figures."""
    text = ""
    for line in (line.strip() for line in lines):
        apart = text[-1:].isascii() and line[:1].isascii()
        between = " " if apart and text[-1:].isalnum() and line[:1].isalnum() else ""
        text += f"{between}{line}"
    return text
