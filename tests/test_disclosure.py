"""What withheld parts give away: by trying every table that a reader could have in mind."""

import json
import random
import shutil
from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from generator.disclosure import gives_away, is_small, withhold
from generator.problems import ProblemsError
from generator.source import load_site

BASE = Path(__file__).parent / "sites_invalid/_base/data"
THRESHOLD = 5
Table = tuple[int, ...]


def fitting(rest: int, parts: int, least: int) -> list[tuple[int, ...]]:
    """Every way to fill `parts` withheld places with whole numbers from `least` that make `rest`."""
    numbers = range(least, rest + 1)
    return [one for one in product(numbers, repeat=parts) if sum(one) == rest]


def determined(table: Table, hidden: frozenset[int]) -> list[int]:
    """Withheld places for which one number alone fits, to whoever takes a withheld part for at least
    one, and to whoever takes it for anything."""
    shown = sum(count for i, count in enumerate(table) if i not in hidden)
    rest = sum(table) - shown
    found = []
    for least in (0, 1):
        ways = fitting(rest, len(hidden), least)
        for place in range(len(hidden)):
            if ways and len({way[place] for way in ways}) == 1:
                found.append(sorted(hidden)[place])
    return found


def random_tables(number: int) -> list[Table]:
    chance = random.Random(20261121)
    return [
        tuple(chance.choice((0, 1, 1, 2, 3, 4, 5, 7, 9)) for _ in range(chance.randint(2, 5)))
        for _ in range(number)
    ]


def chosen(table: Table) -> frozenset[int] | None:
    counts = [Decimal(count) for count in table]
    return withhold(counts, total=sum(counts, Decimal(0)), threshold=THRESHOLD)


def test_no_withheld_part_can_be_worked_out_by_trying_every_table():
    refused = kept = 0
    for table in random_tables(600):
        hidden = chosen(table)
        if hidden is None:
            refused += 1
            continue
        kept += bool(hidden)
        assert {i for i, count in enumerate(table) if 0 < count < THRESHOLD} <= hidden
        assert determined(table, hidden) == [], (table, hidden)
    assert kept > 400 and 0 < refused < 60


def test_withholding_the_small_parts_alone_would_give_many_away():
    given = 0
    for table in random_tables(600):
        small = frozenset(i for i, n in enumerate(table) if is_small(Decimal(n), THRESHOLD))
        given += bool(small and determined(table, small))
    assert given > 100


def test_what_is_refused_could_be_worked_out_even_with_everything_withheld():
    for table in random_tables(600):
        if chosen(table) is None:
            assert determined(table, frozenset(range(len(table))))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((3, 9, 20), {0, 1}),  # the smallest of the rest goes along
        ((3, 0, 20), {0, 2}),  # nobody is withheld last
        ((2, 3, 9), {0, 1}),  # two small ones hide each other
        ((1, 1, 9, 12), {0, 1, 2}),  # two are left for two: each is one
        ((5, 9), set()),
        ((0, 9), set()),
    ],
)
def test_the_smallest_parts_go_first_and_those_of_zero_last(counts, expected):
    assert chosen(counts) == expected


def test_without_a_total_nothing_is_given_away_and_one_part_alone_always():
    shown: Sequence[Decimal] = [Decimal(9)]
    assert not gives_away(None, shown, 1)
    assert gives_away(Decimal(20), shown, 1)
    assert not gives_away(Decimal(20), shown, 0)
    assert withhold([Decimal(1), Decimal(1)], total=Decimal(2), threshold=5) is None


def refused(data: Path, reports: dict[str, str]) -> list[str]:
    """What is said of a small site with these reports of KPI 1: file name to the value's keys."""
    shutil.copytree(BASE, data)
    folder = data / "agencies/example/2020/reports"
    for body, (name, said) in zip("甲乙丙丁", reports.items(), strict=False):
        folder.mkdir(exist_ok=True)
        head = f"as_of: 2020-12-31\nbody: {{zh: {body}科}}\nkpis:\n  - {{kpi: 1, {said}}}\n"
        (folder / f"{name}.yml").write_text(head, "utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_site(data)
    return [one.render("en") for one in caught.value.problems]


def test_the_report_that_completes_the_sum_is_refused_and_not_the_one_that_is_out(tmp_path):
    table = "note: {zh: 如分列}, breakdown: {by: unit, ground: {zh: 法}, cells: [{name: {zh: 子}, figure: 17}, {name: {zh: 丑}, withheld: true}]}"
    told = refused(
        tmp_path / "data", {"2021-01-04-self": table, "2021-01-05-approved": "value: 20 案"}
    )
    assert len(told) == 1 and "2021-01-05-approved.yml:4:5: breakdown-given-away" in told[0]
    assert "together with 2021-01-04-self it gives a withheld cell away" in told[0]
    assert "leave this figure out" in told[0] and "withhold at least one more" not in told[0]
    assert "3" not in told[0].partition("given-away")[2]  # the withheld count


def test_a_withheld_part_is_shown_as_such_on_the_page_and_is_null_in_the_file(site):
    plan = json.loads((site / "data/v1/demo/2025/plan.json").read_text("utf-8"))
    kpi = next(one for one in plan["kpis"] if one["number"] == "16")
    (told,) = [one["breakdown"] for one in kpi["observations"] if one["breakdown"]]
    assert [(cell["value"], cell["withheld"]) for cell in told["cells"]] == [
        ("70", False), ("52", False), (None, True), (None, True),
    ]  # fmt: skip
    for folder, withheld, ground in (
        ("", "依法不公開", "政府資訊公開法第18條"),
        ("en/", "Withheld by law", "The Freedom of Government Information Law, article 18"),
    ):
        page = (site / f"{folder}agencies/demo/2025/kpi/16/index.html").read_text("utf-8")
        section = page[page.index('id="breakdown"') : page.index('id="reports"')]
        assert section.count(withheld) == 2 and ground in section and "70" in section
        assert page.count(withheld) == 4  # in the list of reports too
