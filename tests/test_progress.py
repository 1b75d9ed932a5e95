"""Progress: bounds of attainment and roll-up, rounding, corrections, and what time alone changes."""

import datetime as dt
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.attainment import attain, clamp, compute, rate_of, reaches, round_value, score
from generator.desk import progress_of
from generator.indicators import Calculation, Direction, Rounding
from generator.numerals import Figure, Refused, parse_figure
from generator.plan_progress import RollUp, RollUpPart
from generator.source import load_site

ROOT = Path(__file__).resolve().parent.parent
DATA = load_site(ROOT / "data")
PLANS = {(a.id, e.id): e for a in DATA.agencies for e in a.plans}
HIGHER, LOWER = Direction(value="higher"), Direction(value="lower")
figures = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
targets = st.decimals("0.01", 10**9, places=2, allow_nan=False, allow_infinity=False)


def standing(agency: str, plan: str, day: str):
    return progress_of(PLANS[agency, plan], dt.date.fromisoformat(day))


def codes(agency: str, plan: str, day: str) -> dict[str, str]:
    found = standing(agency, plan, day)
    return {key: row.verdict.code for key, row in found.headlines.items()} | {
        key: row.verdict.code for key, row in found.measures.items()
    }


# Arithmetic.


@given(actual=figures, target=targets, direction=st.sampled_from([HIGHER, LOWER]))
def test_weighted_attainment_stays_between_0_and_1_and_is_1_exactly_when_the_target_is_reached(
    actual, target, direction
):
    a = attain(actual, target, direction)
    assert 0 <= clamp(a) <= 1
    assert (a >= 1) == reaches(actual, target, direction)


@pytest.mark.parametrize("printed", ["1" * 16, "1." + "1" * 9, "9" * 400])
def test_a_figure_beyond_all_counting_is_refused(printed):
    with pytest.raises(Refused):
        parse_figure(printed)


def test_the_largest_figures_are_rounded_without_a_fault():
    large = parse_figure("9" * 15 + "." + "9" * 8).value
    assert round_value(large * large, Rounding(mode="up", places="0")) > large
    assert attain(large, Decimal("0.00000001"), HIGHER) > 1


@given(actual=figures, other=figures, target=targets)
def test_more_is_never_worse_where_higher_is_better_and_never_better_where_lower_is(
    actual, other, target
):
    less, more = sorted((actual, other))
    assert attain(less, target, HIGHER) <= attain(more, target, HIGHER)
    assert attain(less, target, LOWER) >= attain(more, target, LOWER)


@pytest.mark.parametrize("direction", ["range", "none"])
def test_there_is_no_attainment_without_a_direction(direction):
    assert attain(Decimal(1), Decimal(2), Direction(value=direction)) is None


def test_a_zero_target_has_no_attainment():
    assert attain(Decimal(0), Decimal(0), LOWER) is None


MODES = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "half-up": ROUND_HALF_UP}


@given(value=figures, mode=st.sampled_from(sorted(MODES)), places=st.integers(0, 1))
def test_rounding_moves_by_less_than_one_place_and_in_its_direction(value, mode, places):
    rounded = round_value(value, Rounding(mode=mode, places=str(places)))
    assert rounded == value.quantize(Decimal(1).scaleb(-places), MODES[mode])
    assert abs(rounded - value) < Decimal(1).scaleb(-places)
    assert mode != "up" or rounded >= value
    assert mode != "down" or rounded <= value


@pytest.mark.parametrize(
    ("declarants", "drawn", "compared"), [(587, 59, 2), (532, 54, 2), (1180, 118, 3), (35, 4, 1)]
)
def test_the_yearly_draw_of_declarations(declarants, drawn, compared):
    """ceil(10 %) of declarants are drawn, ceil(2 %) of those compared (domain.md, section 5)."""
    up = Rounding(mode="up", places="0")
    first = rate_of(Decimal(declarants), Figure("10%", Decimal(10), "%"), up)
    assert first.value == drawn
    assert rate_of(first.value, Figure("2%", Decimal(2), "%"), up).value == compared


# Hsinchu County: the staffing KPI's formula and scoring table, cases from its text.

HSINCHU = PLANS["hsinchu-county", "2023"].plan
STAFFING = next(kpi for kpi in HSINCHU.kpis if kpi.id == "6")


def staffing(**components: int):
    parts = {name: Decimal(value) for name, value in components.items()}
    return compute(STAFFING.calculation, parts, STAFFING.rounding)


def test_one_contract_post_counts_as_one_and_one_temporary_post_as_half():
    assert staffing(contract_cut=1, temporary_cut=0, new_posts=1, county_staff=9).value == 100
    assert staffing(contract_cut=0, temporary_cut=2, new_posts=1, county_staff=9).value == 100
    assert staffing(contract_cut=0, temporary_cut=1, new_posts=1, county_staff=9).value == 50


def test_a_fraction_is_rounded_up():
    found = staffing(contract_cut=1, temporary_cut=0, new_posts=3, county_staff=9)
    assert (found.value, found.expression) == (34, "⌈(1 + 0 × 0.5) ÷ 3 × 100⌉ = 34")


def test_where_county_staff_are_fewer_than_the_cut_required_they_are_the_denominator():
    assert staffing(contract_cut=1, temporary_cut=0, new_posts=4, county_staff=2).value == 50


def test_without_new_posts_the_document_gives_no_value():
    found = staffing(contract_cut=0, temporary_cut=0, new_posts=0, county_staff=2)
    assert found.value is None


@pytest.mark.parametrize(
    ("reached", "year", "points"),
    [
        *((2023, year, 5) for year in (2024, 2025, 2026)),
        *((2024, year, 5) for year in (2025, 2026)),
    ],
)
def test_the_scoring_table_as_printed(reached, year, points):
    found = score(HSINCHU.scoring[0], reached=reached, year=year)
    assert (found.points, found.said) == (points, True)


@pytest.mark.parametrize(
    ("reached", "year"),
    [
        (2023, 2023),  # nothing is said of the year 112 itself
        (2024, 2024),  # nor of 113
        (2024, 2023),
        (2025, 2025), (2025, 2026),  # 4 points, but the year is not named
        (2026, 2026),  # 3 points, likewise
        (None, 2024),  # never reached
    ],
)  # fmt: skip
def test_what_the_scoring_table_does_not_cover_it_does_not_say(reached, year):
    found = score(HSINCHU.scoring[0], reached=reached, year=year)
    assert (found.points, found.said) == (None, False)


def test_a_weighted_denominator_stands_in_brackets():
    one, half = parse_figure("1"), parse_figure("0.5")
    halved = Calculation.model_construct(
        numerator={"a": one}, denominator={"b": half}, factor=parse_figure("100"), instead=None
    )
    parts = {"a": Decimal(4), "b": Decimal(8)}
    assert compute(halved, parts, None).expression == "4 ÷ (8 × 0.5) × 100 = 100"


def test_a_formula_with_an_absent_component_gives_nothing():
    calculation = Calculation(
        numerator={"done": "1"}, denominator={"all": "1"}, factor="100"
    )  # fmt: skip
    assert compute(calculation, {"done": Decimal(4)}, None) is None


# The roll-up.


@given(
    parts=st.lists(
        st.tuples(targets, st.none() | st.decimals(0, 1, places=4)), min_size=1, max_size=12
    )
)
def test_the_roll_up_lies_between_0_and_the_weight_scored(parts):
    roll_up = RollUp(tuple(RollUpPart(STAFFING, weight, credit) for weight, credit in parts))
    assert 0 <= roll_up.points <= roll_up.scored <= roll_up.published


def test_the_roll_up_of_the_demonstration_office_adds_up_by_hand():
    found = standing("demo", "2025", "2026-11-21").roll_up
    # 20×1 + 20×(83.3÷90) + 15×0.85 + 10×1 + 5×1 + 5×1 + 5×1 + 5×(5÷5 by its table); KPI 12 has none
    by_hand = 20 + 20 * Decimal("83.3") / 90 + Decimal("12.75") + 10 + 5 + 5 + 5 + 5
    assert abs(found.points - by_hand) < Decimal("1e-20")
    assert (found.scored, found.published) == (85, 95)
    assert next(part for part in found.parts if part.kpi.id == "12").points is None


def test_there_is_no_roll_up_before_the_end_of_the_plan():
    assert standing("demo", "2025", "2025-12-31").roll_up is None


# Reports and corrections.


def test_a_correction_takes_the_place_of_what_it_names_and_nothing_else():
    book = standing("demo", "2025", "2026-11-21").book
    first, fixed = book.of_kpi("6-2", 2025)
    assert (first.value, first.corrected_by) == (0, "2026-02-02-self-2")
    assert (fixed.value, fixed.corrected_by) == (1, None)
    assert all(value.corrected_by is None for value in book.of_kpi("6-1", 2025))


def test_a_report_that_came_in_later_is_not_seen():
    before = standing("demo", "2025", "2026-02-01").book
    assert [v.entry.id for v in before.of_kpi("6-2", 2025)] == ["2026-01-14-self"]
    assert before.of_kpi("6-2", 2025)[0].corrected_by is None


def test_two_official_values_stand_side_by_side_each_judged():
    row = standing("demo", "2025", "2026-11-21").headlines["13"]
    assert [
        (v.value, verdict.code) for v, verdict in zip(row.differs, row.judged, strict=True)
    ] == [
        (61, "met"),
        (55, "near"),
    ]


def test_a_target_moved_later_is_not_moved_yet():
    rows = standing("demo", "2025-2026", "2026-03-19").kpis["5"]
    assert (rows[1].aim.value, rows[1].revised) == (50, False)
    rows = standing("demo", "2025-2026", "2026-03-20").kpis["5"]
    assert (rows[1].aim.value, rows[1].revised) == (40, True)


# Time alone.


def test_moving_the_as_of_date_changes_exactly_these_items():
    """Three days of the demonstration's mid-term plan; nothing else in its data changes."""
    plan = ("demo", "2025-2026")
    july, late = codes(*plan, "2026-07-20"), codes(*plan, "2026-07-21")
    changed = {key: (july[key], late[key]) for key in july if july[key] != late[key]}
    assert changed == {"7": ("due", "overdue"), "10": ("due", "overdue")}
    november = codes(*plan, "2026-11-21")
    assert {key: (late[key], november[key]) for key in late if late[key] != november[key]} == {
        "1": ("reported", "met"),
        "2": ("reported", "meeting-for-now"),
        "9": ("watch", "meeting-for-now"),
        "10": ("overdue", "reported"),
    }


def test_the_day_a_period_ends_nothing_is_decided_yet():
    assert codes("demo", "2025", "2025-12-31")["12"] == "reported"
    assert codes("demo", "2025", "2026-01-01")["12"] == "final-value-not-reported"


STATES = {
    *("met", "meeting-for-now", "near", "missed", "on-pace", "watch", "behind", "reported"),
    *("final-value-not-reported", "not-due", "due", "overdue", "not-reported"),
    *("withheld-by-law", "no-target", "direction-not-stated", "not-applicable", "not-measurable"),
    *("withdrawn", "merged", "sources-differ"),
}
MEASURE_STATES = {
    *("not-started", "under-way", "done", "standing-duty", "carried-over", "stopped"),
    *("withheld-by-law", "due", "not-reported"),
}


def test_the_demonstration_office_shows_every_state():
    kpis, measures, revised = set(), set(), False
    for agency, plan in PLANS:
        if agency == "demo":
            found = standing(agency, plan, "2026-11-21")
            kpis |= {row.verdict.code for row in found.headlines.values()}
            measures |= {row.verdict.code for row in found.measures.values()}
            revised |= any(row.revised for row in found.headlines.values())
    assert kpis == STATES
    assert measures == MEASURE_STATES
    assert revised


def test_no_result_is_held_of_the_four_real_plans():
    for agency, plan in PLANS:
        if agency != "demo":
            assert set(codes(agency, plan, "2026-11-21").values()) <= {"not-held-here"}


def test_no_float_stands_anywhere_in_the_generator():
    files = [*(ROOT / "generator").rglob("*.py"), ROOT / "tools/recompute.py"]
    assert len(files) > 50
    for path in files:
        assert not re.search(r"\bfloat\(", path.read_text("utf-8")), path
