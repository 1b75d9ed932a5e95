"""What is safe to mend in a data file's text: the value stays, its form becomes the one that is read.

Mended are a byte order mark, white space at line ends, characters that are not in NFC, white space
around or folds within a text, and full-width digits where the loader refuses them. A printed figure
that it takes, full-width or not, stays as printed. Comments and order stay. Pure.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel

from generator.characters import normalise
from generator.document import Document, Value
from generator.problems import Place, Problem
from generator.records import read_record
from generator.scalars import Scalar, find_scalars
from generator.strict_yaml import parse_document

Kind = Literal["bom", "line-end", "nfc", "space", "digits"]
_BOM = "\ufeff"
_LINE_END = re.compile(r"[ \t]+(?=\r?$)", re.MULTILINE)
_FOLD = re.compile(r"[ \t]*\r?\n[ \t]*")
_HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_GAP = re.compile(f"(?<=[{_HAN}]) +(?=[{_HAN}])")
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)}
_SPACE = re.compile(r"\s+")


class CannotMend(ValueError):
    """What is wrong could not be mended without changing something else."""


@dataclass(frozen=True)
class Mended:
    """A file's text before and after, and how many places of each kind were mended."""

    old: str
    new: str
    counts: Mapping[Kind, int] = field(default_factory=dict)


def mend_text(data: bytes, file: str, model: type[BaseModel]) -> Mended | None:
    """A file with what is safe mended; `None` where nothing is to mend, or it cannot be read.

    Raises `CannotMend` where the mended file would say something else, or have a fault more.
    """
    try:
        old = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    text = old.removeprefix(_BOM)
    before = parse_document(text.encode(), file)
    if before.value is None:
        return None
    new, ends = _LINE_END.subn("", text)
    new, composed = normalise(new)
    new, spaces = _edit(new, _of_form(parse_document(new.encode(), file)), _without_spaces)
    new, digits = _narrow(new, file, model)
    if new == old:
        return None
    _compare(before, parse_document(new.encode(), file), model)
    counts: dict[Kind, int] = {
        "bom": len(old) - len(text), "line-end": ends, "nfc": composed,
        "space": spaces, "digits": digits,
    }  # fmt: skip
    return Mended(old, new, {kind: count for kind, count in counts.items() if count})


def _of_form(document: Document) -> list[Place]:
    return [problem.place for problem in document.problems if problem.rule == "text-form"]


def _edit(text: str, places: list[Place], change: Callable[[str, str], str]) -> tuple[str, int]:
    """The text with the scalars at some places changed, and how many were."""
    scalars = find_scalars(text)
    chosen = {scalars[at] for place in places if (at := (place.line, place.column)) in scalars}
    count = 0
    for scalar in sorted(chosen, key=_start, reverse=True):
        written = text[scalar.start : scalar.end]
        said = change(written, scalar.style)
        if said != written:
            text, count = text[: scalar.start] + said + text[scalar.end :], count + 1
    return text, count


def _start(scalar: Scalar) -> int:
    return scalar.start


def _without_spaces(written: str, style: str) -> str:
    """On one line, without white space around it; a block keeps its lines, since they may mean
    something."""
    if style in ("|", ">") or "\n\n" in written.replace("\r", ""):
        return written
    quote = style if style in ("'", '"') else ""
    inner = written[len(quote) : len(written) - len(quote)]
    if _FOLD.search(inner):
        inner = _GAP.sub("", _FOLD.sub(" ", inner))
    return f"{quote}{inner.strip()}{quote}"


def _narrow(text: str, file: str, model: type[BaseModel]) -> tuple[str, int]:
    """Full-width digits made plain in the values that are refused for them."""
    refused = _refused(text, file, model)
    trial, count = _edit(text, refused, _plain_digits)
    # Digits are replaced one for one, so a place that is still refused is the same place.
    still = set(_refused(trial, file, model)) if count else set()
    return _edit(text, [place for place in refused if place not in still], _plain_digits)


def _plain_digits(written: str, _style: str) -> str:
    return written.translate(_WIDE)


def _refused(text: str, file: str, model: type[BaseModel]) -> list[Place]:
    _, problems = read_record(parse_document(text.encode(), file), model)
    return [problem.place for problem in problems if problem.rule == "value"]


def _compare(before: Document, after: Document, model: type[BaseModel]) -> None:
    """The mended text says the same and has no fault that it did not have."""
    if _bare(before.value) != _bare(after.value):
        raise CannotMend("the text would not say the same")
    known = {_fault(problem) for problem in _problems(before, model)}
    if new := [one for one in _problems(after, model) if _fault(one) not in known]:
        raise CannotMend(new[0].says("en"))


def _problems(document: Document, model: type[BaseModel]) -> list[Problem]:
    return [*document.problems, *read_record(document, model)[1]]


def _fault(problem: Problem) -> tuple[str, tuple[object, ...]]:
    return problem.rule, tuple(_bare(str(step)) for step in problem.place.path)


def _bare(value: Value) -> Value:
    """A value without white space, in NFC and with plain digits: what mending leaves alone."""
    if isinstance(value, str):
        return _SPACE.sub("", normalise(value)[0]).translate(_WIDE)
    if isinstance(value, dict):
        return {str(_bare(key)): _bare(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_bare(item) for item in value)
    return value
