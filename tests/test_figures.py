"""Plotly figures: what Plotly's own schema says of them, what is absent, and the bundle's proof."""

import ast
import gzip
import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures import (
    BUTTONS,
    Series,
    breakdown,
    execution,
    kpi_by_year,
    pace,
    plot_number,
)

ROOT = Path(__file__).resolve().parent.parent
CHART = ROOT / "theme_overrides/assets/chart"
TOKENS = {"bar", "ink", "line", "seal", "paper", "bar-soft"}
WORDS = {"zoomIn2d": "放大", "toolbar": "圖表工具", "unknown": "x"}

values = st.none() | st.decimals(min_value=0, max_value=10**12, allow_nan=False, places=3)


def make_series(name="實際值", *held):
    """Points of the years 110, 111, … with these values; text becomes a Decimal."""
    points = [(str(110 + at), None if v is None else Decimal(v)) for at, v in enumerate(held)]
    return Series(name, tuple(points))


def make_dates(name, *held):
    points = [
        (f"2024-0{1 + at}-01", None if v is None else Decimal(v)) for at, v in enumerate(held)
    ]
    return Series(name, tuple(points))


def make_kpi(actual=("87.5", None, "90"), target=("85", "88", None)):
    return kpi_by_year(
        title="辦理件數",
        unit="件",
        actual=make_series("實際值", *actual),
        target=make_series("目標值", *target),
        words=WORDS,
    )


FIGURES = {
    "kpi_by_year": make_kpi(),
    "pace": pace(
        title="進度",
        unit="%",
        actual=make_dates("實際值", "10", None, "30.5"),
        trajectory=make_dates("預定", "10", "20", "30", "40"),
        words=WORDS,
    ),
    "execution": execution(
        title="執行數",
        unit="千元",
        planned=make_series("編列", "1200", "80.25", "3"),
        executed=make_series("執行", "900", None, "0"),
        words=WORDS,
    ),
    "breakdown": breakdown(
        title="經費",
        unit="千元",
        parts=make_series("經費", "100", None, "0", "25.5"),
        words=WORDS,
    ),
}


def strings_of(value):
    """Every string within a figure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for held in value.values():
            yield from strings_of(held)
    elif isinstance(value, list):
        for held in value:
            yield from strings_of(held)


def with_colours(value):
    """The figure as the browser draws it: tokens become a colour or a typeface."""
    if isinstance(value, str) and value.startswith("var:"):
        return "sans-serif" if value == "var:type" else "#123456"
    if isinstance(value, dict):
        return {key: with_colours(held) for key, held in value.items()}
    if isinstance(value, list):
        return [with_colours(held) for held in value]
    return value


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_knows_every_field_of_a_figure(name):
    figure = with_colours(FIGURES[name])
    go.Figure({"data": figure["data"], "layout": figure["layout"]})


def test_a_field_plotly_does_not_know_is_refused():
    figure = with_colours(make_kpi())
    figure["layout"]["gauge"] = {}
    with pytest.raises(ValueError, match="gauge"):
        go.Figure({"data": figure["data"], "layout": figure["layout"]})


@pytest.mark.parametrize("name", FIGURES)
def test_no_value_of_a_figure_is_a_float(name):
    def refuse(text):
        raise AssertionError(f"{text} is a float")

    text = json.dumps(FIGURES[name]["data"], allow_nan=False)
    assert json.loads(text, parse_float=refuse) == FIGURES[name]["data"]


@pytest.mark.parametrize("name", FIGURES)
def test_colours_are_tokens(name):
    figure = FIGURES[name]
    used = {text for text in strings_of(figure) if text.startswith(("var:", "#", "rgb"))}
    assert used <= {"var:type", "rgba(0,0,0,0)", *(f"var:{token}" for token in TOKENS)}
    assert figure["layout"]["paper_bgcolor"] == "rgba(0,0,0,0)"
    assert figure["layout"]["font"]["family"] == "var:type"


@pytest.mark.parametrize("name", FIGURES)
def test_there_is_no_legend_pie_gauge_or_second_axis(name):
    figure = FIGURES[name]
    assert {trace["type"] for trace in figure["data"]} <= {"bar", "scatter", "treemap"}
    assert figure["layout"]["showlegend"] is False
    assert not {"xaxis2", "yaxis2"} & set(figure["layout"])


@pytest.mark.parametrize("name", FIGURES)
def test_only_the_words_of_the_toolbar_travel(name):
    config = FIGURES[name]["config"]
    assert config["words"] == {"zoomIn2d": "放大", "toolbar": "圖表工具"}
    assert config["modeBarButtons"] == [list(BUTTONS)]
    assert "toImage" not in BUTTONS


@given(st.lists(st.tuples(values, values), min_size=1, max_size=8))
def test_what_is_absent_stays_absent_and_what_is_held_stays_exact(pairs):
    actual, target = zip(*pairs, strict=True)
    bars, line = make_kpi(actual, target)["data"]
    held = [(str(110 + at), value) for at, value in enumerate(actual) if value is not None]
    assert [(x, Decimal(y)) for x, y in zip(bars["x"], bars["y"], strict=True)] == held
    assert len(bars["hovertext"]) == len(held)
    assert [None if y is None else Decimal(y) for y in line["y"]] == list(target)
    assert [text == "" for text in line["hovertext"]] == [value is None for value in target]


@given(st.lists(st.tuples(values, values), min_size=1, max_size=8))
def test_an_item_without_value_has_no_bar(pairs):
    columns = zip(*pairs, strict=True)
    planned, executed = (make_series("編列", *column) for column in columns)
    figure = execution(title="", unit="", planned=planned, executed=executed, words={})
    for trace, series in zip(figure["data"], (planned, executed), strict=True):
        held = [(at, value) for at, value in enumerate(series.values) if value is not None]
        assert [(y, Decimal(x)) for y, x in zip(trace["y"], trace["x"], strict=True)] == held
    assert len(figure["layout"]["yaxis"]["ticktext"]) == len(pairs)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_a_number_is_exact(value):
    shown = plot_number(value)
    assert Decimal(shown) == value
    assert isinstance(shown, int) == (value == value.to_integral_value())
    assert "e" not in str(shown).lower()


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_figure_is_refused(value):
    with pytest.raises(ValueError, match="no figure"):
        plot_number(Decimal(value))


def test_a_line_breaks_where_a_value_is_absent():
    reached = FIGURES["pace"]["data"][1]
    assert reached["y"] == [10, None, "30.5"]
    assert reached["connectgaps"] is False


def test_a_trajectory_in_steps_holds_its_value():
    way = make_dates("預定", "10", "20")
    for steps, shape in ((True, "hv"), (False, "linear")):
        figure = pace(title="", unit="", actual=way, trajectory=way, words={}, steps=steps)
        assert figure["data"][0]["line"]["shape"] == shape


def test_bars_start_at_zero_and_cannot_be_cut():
    for name, axis in (("kpi_by_year", "yaxis"), ("execution", "xaxis")):
        shown = FIGURES[name]["layout"][axis]
        assert (shown["rangemode"], shown["fixedrange"]) == ("tozero", True)


def test_values_and_names_stand_on_the_marks():
    notes = make_kpi()["layout"]["annotations"]
    assert [note["text"] for note in notes] == ["87.5", "90", "目標值", "88", "■ 實際值 件"]
    planned, reached = FIGURES["pace"]["data"]
    assert planned["text"] == ["", "", "", "預定 40%"]
    assert reached["text"] == ["", "", "實際值 30.5%"]
    assert FIGURES["execution"]["data"][0]["text"] == ["編列 1,200", "80.25", "3"]


def test_a_value_moves_above_a_target_that_would_lie_on_it():
    notes = make_kpi(("80", "80", "80"), ("85", "100", "70"))["layout"]["annotations"]
    assert [note["y"] for note in notes[:3]] == [85, 80, 80]


def test_items_of_one_name_stay_apart():
    planned = Series("編列", (("宣導", Decimal(1)), ("宣導", Decimal(2))))
    figure = execution(title="", unit="", planned=planned, executed=planned, words={})
    assert figure["data"][0]["y"] == [0, 1]
    assert figure["layout"]["yaxis"]["ticktext"] == ["宣導", "宣導"]


def test_a_part_without_value_has_no_area():
    areas = FIGURES["breakdown"]["data"][0]
    assert (areas["labels"], areas["values"]) == (["110", "113"], [100, "25.5"])


def test_series_of_other_years_are_refused():
    with pytest.raises(ValueError, match="same labels"):
        make_kpi(("1",), ("1", "2"))


def test_no_series_at_all_is_an_empty_figure():
    figure = make_kpi((), ())
    assert [trace["y"] for trace in figure["data"]] == [[], []]


def test_the_module_calls_no_float():
    tree = ast.parse((ROOT / "generator/figures.py").read_text(encoding="utf-8"))
    assert "float" not in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_the_bundle_is_the_one_its_recipe_describes():
    bundle = (CHART / "plotly.min.js").read_bytes()
    readme = (CHART / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\b[0-9a-f]{64}\b", readme) == [hashlib.sha256(bundle).hexdigest()]
    assert f"{len(bundle):,}" in readme
    wanted = json.loads((CHART / "package.json").read_text())["devDependencies"]
    locked = json.loads((CHART / "package-lock.json").read_text())["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert f"plotly.js {wanted['plotly.js']}".encode() in bundle[:100]


def test_the_bundle_stays_small():
    """350 KB with brotli, by its README; Python has gzip only."""
    assert len(gzip.compress((CHART / "plotly.min.js").read_bytes(), 9)) < 460_000
    script = ROOT / "theme_overrides/assets/js/figure.js"
    assert script.stat().st_size < 5_000


def test_the_bundle_makes_no_code_from_text():
    bundle = (CHART / "plotly.min.js").read_text(encoding="utf-8")
    assert not re.search(r"new Function\b|(?<![\w.$])eval\(", bundle)
