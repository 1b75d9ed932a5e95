"""Texts and figures as JSON values, shared by the exports."""

import datetime as dt
import json
from decimal import Decimal

import msgspec

from generator.fields import Text
from generator.numerals import Figure

Json = dict[str, object]
# Of every JSON file that the dictionary describes.
SCHEMA_VERSION = "1"


def text_json(text: Text | None) -> Json | None:
    """Both languages; English is `null` until it is translated, `stale` while its Chinese is newer."""
    if text is None:
        return None
    return {"zh": text.zh, "en": text.en} | ({"stale": True} if text.stale else {})


def notice_json(*, fictional: bool) -> Json | None:
    """What is said of fictional data, wherever it stands."""
    if not fictional:
        return None
    return {
        "zh": "示範資料，機關與數字皆為虛構",
        "en": "Demonstration data: the office and every figure are fictional",
    }


def day_json(day: dt.date | None) -> str | None:
    """A day as `2026-11-21`."""
    return day.isoformat() if day else None


def whole_json(count: int | None) -> str | None:
    """A whole number, as text like every figure."""
    return None if count is None else str(count)


def amount(value: Decimal) -> str:
    """A figure in full, without exponent and trailing zeros."""
    return format(value.normalize(), "f")


def figure_json(figure: Figure | None, unit: str | None = None) -> Json | None:
    """A printed figure with its value and unit."""
    if figure is None:
        return None
    return {"value": amount(figure.value), "unit": figure.unit or unit, "printed": figure.printed}


def dump(value: Json) -> str:
    """JSON text as this site publishes it."""
    return indented(json.dumps(value, ensure_ascii=False))


def indented(text: str) -> str:
    """JSON text with its indents."""
    # The standard library indents in Python, five times slower; the text is the same.
    return msgspec.json.format(text, indent=1) + "\n"
