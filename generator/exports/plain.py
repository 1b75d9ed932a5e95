"""Texts and figures as JSON values, shared by the exports."""

from decimal import Decimal

from generator.fields import Text
from generator.numerals import Figure

Json = dict[str, object]


def text_json(text: Text | None) -> Json | None:
    """Both languages; English is `null` until it is translated, `stale` while its Chinese is newer."""
    if text is None:
        return None
    return {"zh": text.zh, "en": text.en} | ({"stale": True} if text.stale else {})


def amount(value: Decimal) -> str:
    """A figure in full, without exponent and trailing zeros."""
    return format(value.normalize(), "f")


def figure_json(figure: Figure | None, unit: str | None = None) -> Json | None:
    """A printed figure with its value and unit."""
    if figure is None:
        return None
    return {"value": amount(figure.value), "unit": figure.unit or unit, "printed": figure.printed}
