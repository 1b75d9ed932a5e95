"""A count divided into parts, in one language; a withheld part is shown as such, never as zero."""

from dataclasses import dataclass

from generator.fields import Text
from generator.indicators import Kpi
from generator.language import Language
from generator.reports import Breakdown


@dataclass(frozen=True)
class CellView:
    """One part; `figure` is `None` where the law withholds it."""

    name: Text
    figure: str | None


@dataclass(frozen=True)
class BreakdownView:
    """What a count is divided by, its parts, and the law that withholds some of them."""

    by: str
    cells: tuple[CellView, ...]
    ground: Text | None
    withheld: bool


def view_breakdown(
    kpi: Kpi, breakdown: Breakdown | None, language: Language
) -> BreakdownView | None:
    """The parts as the templates show them."""
    if breakdown is None:
        return None
    return BreakdownView(
        by=language.word(f"breakdown.by-{breakdown.by}"),
        cells=tuple(
            CellView(
                cell.name,
                language.figure(cell.figure, kpi.target_unit) if cell.figure else None,
            )
            for cell in breakdown.cells
        ),
        ground=breakdown.ground,
        withheld=any(cell.withheld for cell in breakdown.cells),
    )
