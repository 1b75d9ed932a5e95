"""Plain values to records, or to problems worded for people, at their place in the file.

Knows pydantic's errors. Knows no file and no YAML.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError

from generator.choices import PATTERNS, list_choices
from generator.committees import Committee, Meeting, Resolution
from generator.consultations import Consultation
from generator.document import Document, Path, Value
from generator.exceptions import Exceptions
from generator.fields import is_english
from generator.model import Plan
from generator.numerals import Refused
from generator.participation import Participation
from generator.problems import PathStep, Problem
from generator.reports import Report
from generator.translations import Translations
from generator.vocabulary import Accessibility, Agency, Glossary, Phrase, Site, Vocabulary

Words = tuple[str, str]
Detail = Mapping[str, Any]  # one of `ValidationError.errors()`


class Strings(RootModel[dict[str, Phrase]]):
    """strings.yml: interface words by key."""


# What each kind of data file holds, by the name of its schema.
RECORDS: Mapping[str, type[BaseModel]] = {
    "site": Site,
    "vocabulary": Vocabulary,
    "glossary": Glossary,
    "strings": Strings,
    "accessibility": Accessibility,
    "exceptions": Exceptions,
    "agency": Agency,
    "plan": Plan,
    "participation": Participation,
    "consultation": Consultation,
    "report": Report,
    "translations": Translations,
    "committee": Committee,
    "meeting": Meeting,
    "resolution": Resolution,
}

Model = TypeVar("Model", bound=BaseModel)


def read_record(document: Document, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """The document as a record, or everything that keeps it from being one."""
    try:
        # Strict: else pydantic reads the text `yes` as true. Our own parsers read the figures.
        return model.model_validate(document.value, strict=True), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    found = [_problem(document, model, detail) for detail in details]
    return None, [problem for problem in found if problem is not None]


def copied_chinese(document: Document, value: Value, path: Path = ()) -> Iterator[Problem]:
    """A remark for each `en` that holds Chinese; it stops nothing, and counts as not translated."""
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from copied_chinese(document, item, (*path, i))
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key == "en" and "zh" in value and isinstance(item, str) and not is_english(item):
            yield Problem(
                document.place((*path, key)), "text-english",
                ("en 寫的是中文", "en holds Chinese"),
                ("請寫英文；尚未翻譯請刪去 en，英文頁會註明", "write English, or leave en out: the English page then says that it is not translated"),
                severity="note",
            )  # fmt: skip
        yield from copied_chinese(document, item, (*path, key))


def _problem(document: Document, model: type[BaseModel], error: Detail) -> Problem | None:
    """One pydantic error in our words; `None` where the value was refused on reading already."""
    path, is_key = document.find(error["loc"])
    last = str(error["loc"][-1]) if error["loc"] else ""
    if document.is_refused(path):
        return None
    if error["type"] == "too_short" and error["input"]:
        return None  # pydantic does not count the items it refused, and has said why
    if error["type"] == "extra_forbidden":
        known = tuple(_fields(model, error["loc"][:-1]))
        cut = error["input"] is None and path[:-1] in document.braced
        return Problem(
            document.key_place(path), "unknown-key",
            (f"不認得的欄位「{last}」", f"unknown key “{last}”"),
            _COMMA if cut else _MOVED.get((model, last)) or _instead(last, known),
        )  # fmt: skip
    if error["type"] == "missing":
        return Problem(
            document.place(path), "missing-key",
            (f"缺少欄位「{last}」", f"the key “{last}” is missing"), _to_add(model, error["loc"]),
        )  # fmt: skip
    place = document.key_place(path) if is_key else document.place(path)
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, Refused):
        found = cause.found if isinstance(error["input"], str) else _found(error)
        return Problem(place, "value", found, cause.expected)
    return Problem(place, "value", _found(error), _expected(error, model))


# `{amount: 1,550}` is read as two entries, the second of them empty.
_COMMA = (
    "大括號內的逗號會隔開欄位；值含有逗號請加引號，例如 '1,550'",
    "inside { } a comma parts entries; put a value with a comma in quotes, such as '1,550'",
)


def _to_add(model: type[BaseModel], path: Path) -> Words:
    """What a missing key may say."""
    info = _fields(model, path[:-1]).get(str(path[-1]))
    codes = _codes(getattr(info, "annotation", None))
    if not codes:
        return "請補上", "add it"
    zh, en = list_choices(codes)
    return f"請補上，寫其中之一：{zh}", f"add it, one of {en}"


def _codes(annotation: Any) -> tuple[str, ...]:
    """The codes that a type allows: of `Literal["a", "b"] | None` a and b."""
    if get_origin(annotation) is Literal:
        return tuple(str(code) for code in get_args(annotation))
    return next((found for part in get_args(annotation) if (found := _codes(part))), ())


# Keys that stood in a record once, and where what they said belongs now.
_MOVED: Mapping[tuple[type[BaseModel], str], Words] = {
    (Participation, "consultations"): (
        "意見徵詢現在一次一個檔案：data/consultations/<代碼>.yml",
        "each consultation is a file of its own now: data/consultations/<id>.yml",
    ),
}


def _instead(key: str, known: tuple[str, ...]) -> Words:
    if close := get_close_matches(key, known, n=1):
        return f"是不是「{close[0]}」？", f"is “{close[0]}” meant?"
    return "可用的欄位：" + "、".join(known), "keys here: " + ", ".join(known)


def _found(error: Detail) -> Words:
    value = error["input"]
    if value is None or value == "":
        return "沒有內容", "nothing"
    if isinstance(value, bool):
        return str(value).lower(), str(value).lower()
    if isinstance(value, str):
        return f"「{value}」", f"“{value}”"
    if isinstance(value, dict):
        return "一組欄位", "a mapping"
    return ("清單", "a list") if value else ("空的清單", "an empty list")


_EXPECTED: Mapping[str, Words] = {
    "string_type": ("請寫文字", "write a text"),
    "string_too_short": ("請寫文字", "write a text"),
    "bool_type": ("請寫 true 或 false", "write true or false"),
    "tuple_type": ("請寫成清單，每項以 - 開頭", "write a list, each item after a -"),
    "too_short": ("至少要有一項", "at least one item is needed"),
    "dict_type": ("請寫成「名稱: 內容」", "write names with their content"),
}


def _expected(error: Detail, model: type[BaseModel]) -> Words:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "model_type":
        return _shape(_record(_annotation(model, error["loc"])))
    if kind == "literal_error":
        choices = str(context["expected"]).replace("'", "")
        zh, _ = list_choices(choices.replace(" or ", ", ").split(", "))
        return f"請寫其中之一：{zh}", f"write {choices}"
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        return PATTERNS.get(pattern, (f"應符合 {pattern}", f"it must match {pattern}"))
    said = error["msg"]
    return _EXPECTED.get(kind, (f"格式不合（{said}）", said))


def _shape(record: type[BaseModel] | None) -> Words:
    """How a record is written: `{zh: …}`, and which keys it has."""
    fields = record.model_fields if record else {}
    needed = [name for name, info in fields.items() if info.is_required()] or list(fields)[:1]
    form = "{" + ", ".join(f"{name}: …" for name in needed) + "}"
    return (
        f"請寫成 {form}；可用的欄位：{'、'.join(fields)}",
        f"write {form}; keys here: {', '.join(fields)}",
    )


def _annotation(model: type[BaseModel], path: Path) -> Any:
    annotation: Any = model
    for step in path:
        annotation = _inside(annotation, step)
    return annotation


def _fields(model: type[BaseModel], path: Path) -> Mapping[str, object]:
    """The fields of the record that stands at `path` in a record of `model`."""
    record = _record(_annotation(model, path))
    return record.model_fields if record else {}


def _inside(annotation: Any, step: PathStep) -> Any:
    record = _record(annotation)
    if record and isinstance(step, str) and step in record.model_fields:
        return record.model_fields[step].annotation
    # Lists and mappings by code hold one kind of record.
    return record


def _record(annotation: Any) -> type[BaseModel] | None:
    """The first record named in a type: `tuple[Goal, ...]` -> `Goal`."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        if issubclass(annotation, RootModel):
            return _record(annotation.model_fields["root"].annotation)
        return annotation if issubclass(annotation, BaseModel) else None
    return next((found for part in get_args(annotation) if (found := _record(part))), None)
