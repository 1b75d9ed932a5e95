"""Derived values to Plotly figures, as plain dicts that become JSON files.

Knows Plotly's names of traces and axes, and which mark each kind of figure gets. Does not know
Plotly itself, plans, languages or files: titles, units, labels and words come from the caller,
who also writes the JSON. Colours and the typeface are names of the site's tokens (`var:bar`),
since only the reader's browser knows the colour scheme. Bars start at zero. What is absent is
`None`: it breaks a line and leaves a gap, never a zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

Json = dict[str, object]

# Pixels: the size of letters, and the most that words beside a drawing may take.
_TEXT, _MOST_ROOM = 14, 120
_CJK = "\u2e80"
# A target this share of the scale above a bar would lie on the bar's words.
_NEAR = Decimal("0.14")
_JOINED = ("%", "％")
# The toolbar's buttons by Plotly's names, one group. No picture download: that needs `blob:`.
BUTTONS = ("zoomIn2d", "zoomOut2d", "pan2d", "resetScale2d")
# Words a figure may bring along: a button's label, and the toolbar's own.
_WORDS = (*BUTTONS, "toolbar")


class Figure(TypedDict):
    """What Plotly draws: traces, layout, and how it behaves (`config.words` is ours)."""

    data: list[Json]
    layout: Json
    config: Json


@dataclass(frozen=True)
class Series:
    """A name and its points in order: a label (year, ISO date, item) with a value or `None`."""

    name: str
    points: tuple[tuple[str, Decimal | None], ...]

    @property
    def labels(self) -> list[str]:
        """The label of every point."""
        return [label for label, _ in self.points]

    @property
    def values(self) -> list[Decimal | None]:
        """The value of every point."""
        return [value for _, value in self.points]


def plot_number(value: Decimal) -> int | str:
    """A value for Plotly, exact: an integer, or else digits as text, which Plotly reads as a number.

    Raises `ValueError` where `value` is not finite.
    """
    if not value.is_finite():
        raise ValueError(f"{value} is no figure that can be drawn")
    if value == value.to_integral_value():
        return int(value)
    return format(value, "f").rstrip("0")


def kpi_by_year(
    *, title: str, unit: str, actual: Series, target: Series, words: Mapping[str, str]
) -> Figure:
    """Bars for what was reached, a line with markers for what was aimed at; labels are years.

    Raises `ValueError` where the two series do not have the same years.
    """
    years, reached = _shared_labels(actual, target), _held(actual)
    bars: Json = {
        "type": "bar",
        **_named(reached, unit),
        "x": reached.labels,
        "y": _numbers(reached),
        "marker": {"color": "var:bar"},
    }
    line: Json = {
        "type": "scatter",
        **_named(target, unit),
        "x": years,
        "y": _numbers(target),
        "mode": "lines+markers",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": "var:ink", "width": 2, "dash": "dot"},
        "marker": {"color": "var:ink", "size": 10, "symbol": "diamond"},
    }
    notes = _beside(target, unit)
    layout = _layout(
        title=title,
        corner=f"■ {actual.name} {unit}",
        height=340,
        right=_room([str(note["text"]) for note in notes]),
        notes=[*_above(actual, target, unit), *notes],
    )
    layout["bargap"] = 0.4
    layout["xaxis"] = {
        **_axis(),
        "type": "category",
        "categoryorder": "array",
        "categoryarray": years,
        "range": ["-0.5", plot_number(len(years) - Decimal("0.5"))],
    }
    layout["yaxis"] = _value_axis()
    return {"data": [bars, line], "layout": layout, "config": _config(words)}


def pace(
    *,
    title: str,
    unit: str,
    actual: Series,
    trajectory: Series,
    words: Mapping[str, str],
    steps: bool = False,
) -> Figure:
    """Two lines over time; labels are ISO dates, and each series has dates of its own.

    With `steps` the trajectory holds its value until its next date.
    """
    said, way = _marks(actual, unit), _marks(trajectory, unit)
    planned: Json = {
        "type": "scatter",
        **_named(trajectory, unit),
        "x": trajectory.labels,
        "y": _numbers(trajectory),
        **_line_text(way, "top center"),
        "line": {
            "color": "var:bar",
            "width": 2,
            "dash": "dash",
            "shape": "hv" if steps else "linear",
        },
        "marker": {"color": "var:bar", "size": 8, "symbol": "diamond"},
    }
    reached: Json = {
        "type": "scatter",
        **_named(actual, unit),
        "x": actual.labels,
        "y": _numbers(actual),
        **_line_text(said, "bottom right"),
        "line": {"color": "var:ink", "width": 3},
        "marker": {"color": "var:ink", "size": 10, "symbol": "circle"},
    }
    layout = _layout(title=title, corner=unit, height=340, right=max(_room(said), 56))
    # Digits alone, so that a date reads the same in both languages.
    layout["xaxis"] = {**_axis(), "type": "date", "tickformat": "%Y-%m", "nticks": 6}
    layout["yaxis"] = _value_axis()
    return {"data": [planned, reached], "layout": layout, "config": _config(words)}


def execution(
    *, title: str, unit: str, planned: Series, executed: Series, words: Mapping[str, str]
) -> Figure:
    """Two lying bars for each item, its name above them; the first item stands on top.

    Raises `ValueError` where the two series do not have the same items.
    """
    items = _shared_labels(planned, executed)
    # Places, not names: two items may be called alike.
    places = list(range(len(items)))
    bars: list[Json] = []
    for series, colour in ((planned, "var:bar-soft"), (executed, "var:bar")):
        bars.append(
            {
                "type": "bar",
                "orientation": "h",
                **_named(_held(series), unit),
                "x": _numbers(_held(series)),
                "y": [at for at, value in enumerate(series.values) if value is not None],
                "text": _marks(_held(series), unit, every=True, name_at=0),
                **_bar_text(),
                "marker": {"color": colour, "line": {"color": "var:bar", "width": 1}},
            }
        )
    layout = _layout(title=title, corner=unit, height=70 + 84 * len(items), right=110)
    layout["barmode"] = "group"
    layout["bargap"] = 0.45
    layout["xaxis"] = {**_value_axis(), "showticklabels": False, "nticks": 5}
    layout["yaxis"] = {
        **_axis(),
        "type": "linear",
        "range": [plot_number(len(items) - Decimal("0.5")), "-0.6"],
        "tickmode": "array",
        "tickvals": places,
        "ticktext": items,
        "ticklabelposition": "inside",
        "ticklabelshift": 33,
        "tickfont": {"color": "var:ink", "weight": 600},
        "showline": True,
    }
    return {"data": list(bars), "layout": layout, "config": _config(words)}


def breakdown(*, title: str, unit: str, parts: Series, words: Mapping[str, str]) -> Figure:
    """A treemap of one level: each part with its value and its share.

    An area needs a value above zero; other parts have none and stand in the page's table only.
    """
    shown = [(label, value) for label, value in parts.points if value is not None and value > 0]
    areas: Json = {
        "type": "treemap",
        "name": parts.name,
        "ids": [str(place) for place in range(len(shown))],
        "labels": [label for label, _ in shown],
        "parents": [""] * len(shown),
        "values": [plot_number(value) for _, value in shown],
        "text": [_value_text(value, unit) for _, value in shown],
        "textinfo": "label+text+percent root",
        "hoverinfo": "label+text+percent root",
        "textfont": {"color": "var:ink", "size": _TEXT},
        "marker": {
            "colors": ["var:bar-soft"] * len(shown),
            "line": {"color": "var:bar", "width": 1},
            "pad": {"t": 0, "l": 0, "r": 0, "b": 0},
        },
        "tiling": {"pad": 4},
        "pathbar": {"visible": False},
        "root": {"color": "rgba(0,0,0,0)"},
    }
    layout = _layout(title=title, corner="", height=380, right=0)
    layout["margin"] = {"t": 0, "l": 0, "r": 0, "b": 0}
    return {
        "data": [areas],
        "layout": layout,
        "config": {**_config(words), "displayModeBar": False},
    }


def _shared_labels(one: Series, other: Series) -> list[str]:
    """The labels of both series, which must be the same. Raises `ValueError` where not."""
    if one.labels != other.labels:
        raise ValueError(f"{one.name} and {other.name} do not have the same labels")
    return one.labels


def _held(series: Series) -> Series:
    """The points that have a value. Plotly draws a bar without one as if it were zero."""
    return Series(series.name, tuple(point for point in series.points if point[1] is not None))


def _numbers(series: Series) -> list[int | str | None]:
    """The values as Plotly reads them."""
    return [None if value is None else plot_number(value) for value in series.values]


def _value_text(value: Decimal, unit: str) -> str:
    """`1,651 件`, `87.5%`; every decimal place of the value is kept."""
    space = "" if unit in ("", *_JOINED) else " "
    return f"{value:,f}{space}{unit}"


def _short(value: Decimal, unit: str) -> str:
    """The value as it stands on a mark: other units than per cent stand once, above the figure."""
    return _value_text(value, unit if unit in _JOINED else "")


def _marks(
    series: Series, unit: str, *, every: bool = False, name_at: int | None = None
) -> list[str]:
    """What stands on the marks: the series' name at one held point, values there or at `every`.

    The name goes to the last held point, or to the first where `name_at` is 0.
    """
    held = [place for place, value in enumerate(series.values) if value is not None]
    named = held[-1 if name_at is None else name_at] if held else None
    texts = []
    for place, value in enumerate(series.values):
        shown = "" if value is None else _short(value, unit)
        if place == named:
            texts.append(f"{series.name} {shown}")
        else:
            texts.append(shown if every else "")
    return texts


def _named(series: Series, unit: str) -> Json:
    """The trace's name and what hovering says; `None` says nothing."""
    told = [
        "" if value is None else f"{label} {series.name} {_value_text(value, unit)}"
        for label, value in series.points
    ]
    return {"name": series.name, "hovertext": told, "hoverinfo": "text"}


def _bar_text() -> Json:
    """Words at the bar's end, never turned or made smaller."""
    return {
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "textfont": {"color": "var:ink"},
    }


def _line_text(texts: list[str], position: str) -> Json:
    """Words beside the points; a gap stays a gap."""
    return {
        "mode": "lines+markers+text",
        "text": texts,
        "textposition": position,
        "textfont": {"color": "var:ink", "weight": 600},
        "cliponaxis": False,
        "connectgaps": False,
    }


def _above(actual: Series, target: Series, unit: str) -> list[Json]:
    """A bar's value above it, or above the target's mark where that would lie on the words."""
    known = [value for value in (*actual.values, *target.values) if value is not None]
    near = max(known, default=Decimal(0)) * _NEAR
    notes: list[Json] = []
    texts = ["" if value is None else _short(value, unit) for value in actual.values]
    columns = zip(actual.values, target.values, texts, strict=True)
    for at, (value, aim, text) in enumerate(columns):
        if value is not None:
            top = aim if aim is not None and value < aim <= value + near else value
            place: Json = {"x": at, "y": plot_number(top), "yanchor": "bottom", "yshift": 6}
            notes.append({**place, "text": text, "showarrow": False})
    return notes


def _beside(target: Series, unit: str) -> list[Json]:
    """The line's name and its last value, to the right of the drawing."""
    held = [value for value in target.values if value is not None]
    if not held:
        return []
    place: Json = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 6}
    place |= {"y": plot_number(held[-1]), "showarrow": False}
    return [
        {**place, "text": target.name, "yshift": 9},
        {**place, "text": _short(held[-1], unit), "yshift": -9},
    ]


def _room(texts: list[str]) -> int:
    """Pixels that the widest text needs beside the drawing; Chinese letters are square."""
    widths = (sum(_TEXT if c > _CJK else _TEXT * 6 // 10 for c in text) for text in texts)
    return min(max(widths, default=0) + 14, _MOST_ROOM)


def _axis() -> Json:
    """A line with its labels in ink."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": "var:ink",
        "tickcolor": "var:line",
        "tickfont": {"color": "var:ink"},
        "automargin": True,
        "autotickangles": [0, 45],
    }


def _value_axis() -> Json:
    """From zero, and not to be zoomed: a bar cut at its foot lies."""
    return {
        **_axis(),
        "type": "linear",
        "rangemode": "tozero",
        "fixedrange": True,
        "showline": False,
        "showgrid": True,
        "gridcolor": "var:line",
        "zeroline": True,
        "zerolinecolor": "var:ink",
        "separatethousands": True,
        "nticks": 6,
    }


def _layout(
    *, title: str, corner: str, height: int, right: int, notes: Sequence[Json] = ()
) -> Json:
    """The layout, with `corner` (unit, and what bars are) above the drawing at the left.

    `meta.title` names the drawing; the page prints it already.
    """
    clear = "rgba(0,0,0,0)"
    place: Json = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "showarrow": False}
    above: Json = {"xanchor": "left", "yanchor": "bottom", "yshift": 10}
    return {
        "meta": {"title": title},
        "height": height,
        "autosize": True,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "paper_bgcolor": clear,
        "plot_bgcolor": clear,
        "font": {"family": "var:type", "color": "var:ink", "size": _TEXT},
        "hoverlabel": {
            "bgcolor": "var:paper",
            "bordercolor": "var:line",
            "font": {"family": "var:type", "color": "var:ink", "size": _TEXT},
        },
        "modebar": {"bgcolor": clear, "color": "var:ink", "activecolor": "var:seal"},
        "margin": {"t": 56, "l": 8, "r": right, "b": 8},
        "annotations": [*notes, *([{**place, **above, "text": corner}] if corner else [])],
    }


def _config(words: Mapping[str, str]) -> Json:
    """How the figure behaves, with those of the words that its toolbar uses."""
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "responsive": True,
        "modeBarButtons": [list(BUTTONS)],
        "words": {name: words[name] for name in _WORDS if name in words},
    }
