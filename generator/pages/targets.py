"""Figures of an indicator and its target in one language."""

from collections.abc import Sequence

from generator.attainment import show
from generator.fields import Text
from generator.indicators import Kpi
from generator.language import Language
from generator.numerals import Figure
from generator.progress import Progress


def shown_figure(kpi: Kpi, figure: Figure, language: Language, qualifier: str | None = None) -> str:
    """A figure with its unit, and how certain it is; in English a rank is an ordinal."""
    shown, unit = language.figure(figure, kpi.target_unit), figure.unit or kpi.target_unit
    if kpi.kind == "rank" and unit:
        shown = f"{language.ordinal(figure.value)} {language.unit(unit)}"
    return language.word(f"qualifier.{qualifier}", value=shown) if qualifier else shown


def _aimed(kpi: Kpi, figure: Figure, language: Language) -> str:
    """A target's figure; that of a rank says beside it which places reach it."""
    shown = shown_figure(kpi, figure, language)
    if kpi.kind == "rank" and kpi.direction.value == "lower":
        return language.word("target.rank", shown=shown)
    return shown


def shown_target(progress: Progress, language: Language) -> tuple[str | None, Text | None]:
    """The target as a figure in this language, or as a text."""
    aim, kpi = progress.aim, progress.kpi
    if aim is None:
        return None, None
    target = aim.target
    if aim.figure:
        return _aimed(kpi, aim.figure, language), None
    if aim.derived and aim.value is not None:
        return shown_figure(kpi, Figure(show(aim.value), aim.value), language), None
    if target.range:
        low, high = target.range.low, target.range.high
        return f"{language.figure(low)}–{language.figure(high)}", None
    if target.milestone:
        return language.word("target.by", day=language.day(target.milestone.by)), None
    if target.conditions:
        return None, _joined(tuple(c.text for c in target.conditions))
    if target.derived:
        return language.word("target.share", rate=language.figure(target.derived.rate)), None
    return None, target.text


def _joined(texts: Sequence[Text]) -> Text:
    whole = all(text.en for text in texts)
    return Text(
        zh="；".join(text.zh for text in texts),
        en="; ".join(text.en or "" for text in texts) if whole else None,
    )
