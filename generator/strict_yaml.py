"""YAML text to plain values with places: the only YAML.

Reads parse events under limits and refuses what a reader could mistake: anchors, aliases, tags,
merge keys, directives, a second document, a key twice. Every plain scalar stays text but `null`,
`true` and `false`; what it means is for the record to say. Goes on after a problem where it can,
so that one run shows them all. Knows nothing of records.
"""

import re
from collections.abc import Iterator

import yaml

from generator.characters import STAND_IN, check_text, check_value, decode, normalise
from generator.choices import SYNTAX
from generator.document import Document, Path, Value
from generator.problems import Place, Problem
from generator.rulebook.ids import RuleId

MAX_DEPTH = 12
MAX_NODES = 50_000
MAX_SCALAR = 20_000

_PLAIN = {"null": None, "": None, "true": True, "false": False}
# Other spellings that editors take for null, true or false.
_LOOKS_LIKE = {
    "~": "null", "Null": "null", "NULL": "null",
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false",
}  # fmt: skip
# Folding lines puts a space where they met; between Chinese characters none belongs.
_FOLDED = re.compile(
    "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef] [\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
)
Words = tuple[str, str]
# What may be a comment: a # inside quotes is one too many, and does no harm to who looks through them.
_COMMENT = re.compile(r"(?:^|\s)#\s*(\S.*)")
_WRITE_OUT = ("請直接寫出內容", "write the content out")


class _Stop(Exception):
    """Nothing after this point can be read; its problem is noted."""


def parse_document(data: bytes, file: str) -> Document:
    """Read one YAML file. Never raises for its content: what is wrong stands in `problems`.

    `value` is `None` for an empty file and for one that cannot be read to its end.
    """
    document = Document(file)
    text = decode(data, file)
    if isinstance(text, Problem):
        document.problems.append(text)
        return document
    text, document.problems = check_text(text, file)
    document.comments = [
        (line, found[1])
        for line, written in enumerate(text.split("\n"), start=1)
        if "#" in written and (found := _COMMENT.search(written))
    ]
    builder = _Builder(document)
    try:
        document.value = builder.read(text)
    except _Stop:
        pass
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(error, file))
    if builder.normalised:
        place, count = builder.first_normalised, builder.normalised
        document.problems.append(_normalised_note(place, count))
    if document.value is None and not document.problems:
        document.problems.append(_empty_problem(file))
    return document


def _normalised_note(place: Place, count: int) -> Problem:
    return Problem(
        place, "text-nfc",
        (f"自此處起有 {count} 個字元不是 NFC，已換成標準字",
         f"from here on {count} characters were not in NFC and were replaced"),
        ("請以 NFC 存檔", "save the file in NFC"),
        severity="note",
    )  # fmt: skip


def _empty_problem(file: str) -> Problem:
    return Problem(
        Place(file), "file-empty", ("檔案是空的", "the file is empty"), ("請填寫內容", "fill it in")
    )


def _syntax_problem(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = str(getattr(error, "problem", None) or error)
    return Problem(
        Place(file, mark.line + 1, mark.column + 1) if mark else Place(file), "yaml-syntax",
        (f"讀不懂這裡的 YAML（{SYNTAX.get(said, said)}）", f"this YAML cannot be read ({said})"),
        ("請檢查縮排、冒號與引號", "check indentation, colons and quotes"),
    )  # fmt: skip


_Node = yaml.ScalarEvent | yaml.CollectionStartEvent


def _start(event: yaml.Event) -> tuple[int, int]:
    """Line and column from 1; a parser's events have a mark."""
    assert event.start_mark is not None
    return event.start_mark.line + 1, event.start_mark.column + 1


def _spans_lines(event: yaml.Event) -> bool:
    return event.end_mark is not None and event.end_mark.line >= _start(event)[0]


class _Builder:
    """Builds values from parse events; keeps going after a problem where it can."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.nodes = 0
        self.normalised = 0
        self.first_normalised = Place(document.file)

    def read(self, text: str) -> Value:
        # Events come one at a time, so nesting is stopped before libyaml's stack is deep.
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.DocumentStartEvent):
            return None
        if event.version or event.tags:
            self.refuse(event, "yaml-directive", ("YAML 指令", "a YAML directive"))
        value = self.value(next(self.events), (), 0)
        next(self.events)
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            self.refuse(extra, "yaml-documents", ("第二份文件（---）", "a second document (---)"))
        return value

    def at(self, event: yaml.Event, path: Path = ()) -> Place:
        return Place(self.document.file, *_start(event), path)

    def add(self, place: Place, rule: RuleId, found: Words, expected: Words) -> None:
        self.document.problems.append(Problem(place, rule, found, expected))

    def refuse(self, event: yaml.Event, rule: RuleId, found: Words, path: Path = ()) -> None:
        self.add(self.at(event, path), rule, found, _WRITE_OUT)

    def count(self, event: yaml.Event, path: Path, depth: int) -> None:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            deep = depth > MAX_DEPTH
            self.add(
                self.at(event, path), "yaml-size",
                (f"超過 {MAX_DEPTH} 層", f"more than {MAX_DEPTH} levels") if deep
                else (f"超過 {MAX_NODES:,} 個值", f"more than {MAX_NODES:,} values"),
                ("請減少層數", "use fewer levels") if deep
                else ("請分成幾個檔案", "use several files"),
            )  # fmt: skip
            raise _Stop

    def value(self, event: yaml.Event, path: Path, depth: int) -> Value:
        # A wrong value is shown where it stands, a wrong record where its key stands.
        is_text = isinstance(event, yaml.ScalarEvent) and event.value
        is_in_mapping = path in self.document.keys
        self.document.places[path] = (
            self.document.keys[path] if is_in_mapping and not is_text else self.at(event, path)
        )
        self.count(event, path, depth + isinstance(event, yaml.CollectionStartEvent))
        if isinstance(event, yaml.AliasEvent):
            name = event.anchor
            self.refuse(event, "yaml-alias", (f"別名 *{name}", f"an alias *{name}"), path)
            self.document.refused.add(path)
            return None
        if isinstance(event, yaml.ScalarEvent):
            self.check_properties(event, path)
            return self.scalar(event, path)
        if not isinstance(event, yaml.CollectionStartEvent):
            raise TypeError(f"no value starts with {event}")
        self.check_properties(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        if event.flow_style:
            self.document.braced.add(path)
        return self.mapping(path, depth)

    def check_properties(self, event: _Node, path: Path) -> None:
        if name := event.anchor:
            self.refuse(event, "yaml-anchor", (f"錨點 &{name}", f"an anchor &{name}"), path)
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(event, "yaml-tag", (f"標籤 {tag}", f"a tag {tag}"), path)

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> Value:
        # The C parser gives plain style as '', the Python one as None.
        if not event.style and not event.tag and event.value in _PLAIN:
            return _PLAIN[event.value]
        return self.text(event, path)

    def text(self, event: yaml.ScalarEvent, path: Path) -> str:
        """The text of a scalar in NFC, with what cannot be shown as one line of text noted."""
        text, count = normalise(event.value)
        if count and not self.normalised:
            self.first_normalised = self.at(event, path)
        self.normalised += count
        if event.style == '"':  # the only style in which an escape can hide a character
            text, problems = check_value(text, self.at(event, path))
            self.document.problems += problems
        if STAND_IN in text:
            self.document.refused.add(path)
        self.check_form(event, text, path)
        return text

    def check_form(self, event: yaml.ScalarEvent, text: str, path: Path) -> None:
        if len(text) > MAX_SCALAR:
            self.add(
                self.at(event, path), "text-length",
                (f"文字有 {len(text):,} 字", f"a text of {len(text):,} characters"),
                (f"上限 {MAX_SCALAR:,} 字", f"at most {MAX_SCALAR:,}"),
            )  # fmt: skip
        if not event.style and text in _LOOKS_LIKE:
            plain = _LOOKS_LIKE[text]
            self.document.refused.add(path)
            self.add(
                self.at(event, path), "yaml-ambiguous",
                (f"「{text}」在別的程式中不是文字", f"“{text}” is no text to other programs"),
                (f"請寫 {plain}，或加引號", f"write {plain}, or put it in quotes"),
            )  # fmt: skip
        if event.style and (text != text.strip() or "\n" in text):
            self.add(
                self.at(event, path), "text-form",
                ("文字前後有空白或中間換行", "white space around the text, or a line break in it"),
                ("請寫成一行；分段請用清單", "write one line; use a list for paragraphs"),
            )  # fmt: skip
        elif _spans_lines(event) and _FOLDED.search(text):
            self.add(
                self.at(event, path), "text-form",
                ("中文折行會多出空格", "Chinese on several lines gains spaces"),
                ("請寫成一行", "write it on one line"),
            )  # fmt: skip

    def sequence(self, path: Path, depth: int) -> tuple[Value, ...]:
        items: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items)), depth + 1))
        return tuple(items)

    def mapping(self, path: Path, depth: int) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, path, depth)
            if key is None:
                # Read on for its problems; nothing is kept of it.
                self.value(next(self.events), (*path, "?"), depth + 1)
            elif key in entries:
                self.duplicate(event, (*path, key))
                self.value(next(self.events), (*path, "?"), depth + 1)
            else:
                self.document.keys[(*path, key)] = self.at(event, (*path, key))
                if STAND_IN in key:
                    self.document.refused.add((*path, key))
                entries[key] = None
                entries[key] = self.value(next(self.events), (*path, key), depth + 1)
        return entries

    def key(self, event: yaml.Event, path: Path, depth: int) -> str | None:
        """The text of a key, or `None` where it is none, which is noted."""
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(
                event, "yaml-key", ("鍵不是單純的文字", "a key that is not plain text"), path
            )
            self.value(event, (*path, "?"), depth + 1)
            return None
        self.check_properties(event, path)
        if event.value == "<<":
            self.refuse(event, "yaml-merge", ("合併鍵 <<", "a merge key <<"), path)
            return None
        if not event.value:
            self.refuse(event, "yaml-key", ("空白的鍵", "an empty key"), path)
            return None
        self.count(event, path, depth)
        return self.text(event, (*path, "?"))

    def duplicate(self, event: yaml.Event, path: Path) -> None:
        key, first = path[-1], self.document.keys[path].line
        self.add(
            self.at(event, path), "duplicate-key",
            (f"「{key}」重複，第 {first} 行已有", f"“{key}” stands twice, first in line {first}"),
            ("請刪去其中一個", "remove one of them"),
        )  # fmt: skip
