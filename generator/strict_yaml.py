"""YAML text to plain values with places: the only YAML.

Reads parse events under limits and refuses what a reader could mistake: anchors, aliases, tags,
merge keys, a second document, a key twice. Every plain scalar stays text but `null`, `true` and
`false`; what it means is for the record to say. Knows nothing of records.
"""

import re
import unicodedata
from dataclasses import dataclass, field

import yaml

from generator.problems import PathStep, Place, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
MAX_NODES = 50_000
MAX_SCALAR = 20_000

Value = str | bool | None | list["Value"] | dict[str, "Value"]
Path = tuple[PathStep, ...]

# Control, bidi, zero-width, variation selectors, Kangxi and CJK radicals, private use,
# noncharacters, tag characters: invisible, or not what they look like.
_REFUSED = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2e80-\u2fd5\u3164\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    "\U0001fffe\U0001ffff]"
)
_BRACKETS = re.compile(r"[\[{]")
_PLAIN = {"null": None, "~": None, "": None, "true": True, "false": False}


@dataclass
class Document:
    """One file's value, the place of each key and value by path, and its problems."""

    file: str
    value: Value = None
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    normalised: int = 0

    def place(self, path: Path) -> Place:
        """The place of `path`, or of the nearest record around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))

    def add(
        self, place: Place, rule: str, found: tuple[str, str], expected: tuple[str, str]
    ) -> None:
        """Note a problem."""
        self.problems.append(Problem(place, rule, found, expected))


def parse_document(data: bytes, file: str) -> Document:
    """Read one YAML file. Never raises for its content: what is wrong stands in `problems`."""
    document = Document(file)
    text = _decode(data, document)
    if text is None:
        return document
    text = _check_text(text, document)
    if _too_deep(text):
        document.add(
            Place(file), "yaml-depth",
            (f"括號層數超過 {MAX_DEPTH} 層", f"brackets nested deeper than {MAX_DEPTH}"),
            ("請改用縮排並減少層數", "use indentation and fewer levels"),
        )  # fmt: skip
        return document
    try:
        _Builder(document).read(text)
    except TooLarge as error:
        document.add(
            error.place, "yaml-size",
            (f"超過 {MAX_DEPTH} 層或 {MAX_NODES:,} 個值", f"more than {MAX_DEPTH} levels or {MAX_NODES:,} values"),
            ("請減少層數或分成幾個檔案", "use fewer levels or several files"),
        )  # fmt: skip
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        said = str(getattr(error, "problem", None) or error)
        document.add(
            place, "yaml-syntax",
            (f"讀不懂這裡的 YAML（{said}）", f"this YAML cannot be read ({said})"),
            ("請檢查縮排、冒號與引號", "check indentation, colons and quotes"),
        )  # fmt: skip
    return document


def _decode(data: bytes, document: Document) -> str | None:
    place = Place(document.file)
    if len(data) > MAX_BYTES:
        document.add(
            place, "file-size",
            (f"檔案有 {len(data):,} 位元組", f"the file has {len(data):,} bytes"),
            (f"上限 {MAX_BYTES:,}；請分成幾份計畫", f"at most {MAX_BYTES:,}; split the plan"),
        )  # fmt: skip
        return None
    for mark, name in (
        (b"\xff\xfe", "UTF-16"),
        (b"\xfe\xff", "UTF-16"),
        (b"\xef\xbb\xbf", "UTF-8 BOM"),
    ):
        if data.startswith(mark):
            document.add(place, "encoding", (f"檔案是 {name}", f"the file is {name}"), _SAVE_AS)
            return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        guess = "Big5" if _reads_as_big5(data) else "?"
        document.add(
            Place(document.file, line, column), "encoding",
            (f"不是 UTF-8（可能是 {guess}）", f"not UTF-8 (perhaps {guess})"), _SAVE_AS,
        )  # fmt: skip
        return None


_SAVE_AS = ("請另存為 UTF-8（無 BOM）", "save it as UTF-8 without BOM")


def _reads_as_big5(data: bytes) -> bool:
    try:
        data.decode("big5")
    except UnicodeDecodeError:
        return False
    return True


def _check_text(text: str, document: Document) -> str:
    """Refuse invisible characters with their place, then normalise to NFC and count."""
    for match in _REFUSED.finditer(text):
        start = match.start()
        line = text.count("\n", 0, start) + 1
        column = start - (text.rfind("\n", 0, start) + 1) + 1
        code = f"U+{ord(match[0]):04X}"
        name = unicodedata.name(match[0], "")
        document.add(
            Place(document.file, line, column), "character",
            (f"不可見或易混淆的字元 {code}", f"invisible or misleading character {code} {name}".rstrip()),
            ("請刪除或改用一般字元", "remove it or use the ordinary character"),
        )  # fmt: skip
    text = _REFUSED.sub(" ", text)
    if unicodedata.is_normalized("NFC", text):
        return text
    # A rough count by line keeps combining sequences together.
    normal = unicodedata.normalize("NFC", text)
    document.normalised = (
        sum(1 for letter in text if unicodedata.normalize("NFC", letter) != letter) or 1
    )
    document.problems.append(
        Problem(
            Place(document.file), "text-nfc",
            (f"{document.normalised} 個字元不是 NFC，已換成標準字",
             f"{document.normalised} characters were not NFC and were normalised"),
            ("請以 NFC 存檔", "save the file in NFC"),
            severity="note",
        )
    )  # fmt: skip
    return normal


def _too_deep(text: str) -> bool:
    """Nesting that would exhaust the C parser's stack, counted without parsing.

    A bracket inside a quoted text counts too, so the bound is far above any real file.
    """
    return (
        len(_BRACKETS.findall(text)) > 20_000
        or max((len(line) - len(line.lstrip(" -?")) for line in text.split("\n")), default=0)
        > 2_000
    )


class TooLarge(Exception):
    """More levels or values than any real file has; `place` is where the limit was passed."""

    def __init__(self, place: Place) -> None:
        super().__init__("too deep or too many values")
        self.place = place


class _Builder:
    """Builds values from parse events; keeps going after a problem where it can."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.nodes = 0

    def read(self, text: str) -> None:
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
        event = next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return
        if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
            self.refuse(event, "yaml-directive", ("YAML 指令", "a YAML directive"))
        self.document.value = self.value(next(self.events), (), 0)
        next(self.events)
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            self.refuse(extra, "yaml-documents", ("第二份文件（---）", "a second document (---)"))

    def at(self, event: yaml.Event, path: Path = ()) -> Place:
        mark = event.start_mark
        if mark is None:
            return Place(self.document.file, path=path)
        return Place(self.document.file, mark.line + 1, mark.column + 1, path)

    def refuse(self, event: yaml.Event, rule: str, found: tuple[str, str], path: Path = ()) -> None:
        self.document.add(
            self.at(event, path), rule, found, ("請直接寫出內容", "write the content out")
        )

    def value(self, event: yaml.Event, path: Path, depth: int) -> Value:
        self.document.places.setdefault(path, self.at(event, path))
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise TooLarge(self.at(event, path))
        if isinstance(event, yaml.AliasEvent):
            self.refuse(
                event, "yaml-alias", (f"別名 *{event.anchor}", f"an alias *{event.anchor}"), path
            )
            return None
        if not isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            raise TypeError(f"no value starts with {event}")
        if event.anchor:
            self.refuse(
                event, "yaml-anchor", (f"錨點 &{event.anchor}", f"an anchor &{event.anchor}"), path
            )
        if event.tag and event.tag != "!":
            self.refuse(event, "yaml-tag", (f"標籤 {event.tag}", f"a tag {event.tag}"), path)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        return self.mapping(path, depth)

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> Value:
        text: str = event.value
        if len(text) > MAX_SCALAR:
            self.document.add(
                self.at(event, path), "text-length",
                (f"文字有 {len(text):,} 字", f"a text of {len(text):,} characters"),
                (f"上限 {MAX_SCALAR:,} 字", f"at most {MAX_SCALAR:,}"),
            )  # fmt: skip
        # The C parser gives plain style as '', the Python one as None.
        if not event.style and text in _PLAIN:
            return _PLAIN[text]
        return text

    def sequence(self, path: Path, depth: int) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items)), depth + 1))
        return items

    def mapping(self, path: Path, depth: int) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        first: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.tag or event.anchor:
                self.refuse(
                    event, "yaml-key", ("鍵不是單純的文字", "a key that is not plain text"), path
                )
                self.value(event, (*path, "?"), depth + 1)
                self.value(next(self.events), (*path, "?"), depth + 1)
                continue
            key: str = event.value
            place = self.at(event, (*path, key))
            if key == "<<":
                self.refuse(event, "yaml-merge", ("合併鍵 <<", "a merge key <<"), path)
                self.value(next(self.events), (*path, key), depth + 1)
                continue
            if key in first:
                self.document.add(
                    place, "duplicate-key",
                    (f"「{key}」重複，第 {first[key].line} 行已有", f"{key!r} stands twice, first in line {first[key].line}"),
                    ("請刪去其中一個", "remove one of them"),
                )  # fmt: skip
                self.value(next(self.events), (*path, key, "?"), depth + 1)
                continue
            first[key] = place
            value_event = next(self.events)
            # A wrong value is shown where it stands, a wrong record where its key stands.
            self.document.places[(*path, key)] = (
                self.at(value_event, (*path, key))
                if isinstance(value_event, yaml.ScalarEvent) and value_event.value
                else place
            )
            entries[key] = self.value(value_event, (*path, key), depth + 1)
            self.document.places[(*path, key, "#key")] = place
        return entries
