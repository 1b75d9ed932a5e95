"""Consultations: their states on each day, what a file may say, and the pages that are made of them."""

import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pytest

from generator.answers import Asked, assess_consultation, concerning, known_consultations
from generator.consultations import Consultation
from generator.problems import ProblemsError
from generator.source import load_site
from generator.vocabulary import AnswerDays

HERE = Path(__file__).parent
ROOT = HERE.parent
BASE = HERE / "sites_invalid/_base/data"
FIELDS = {
    "office": "example",
    "plans": ({"plan": "example/2020", "number": "1"},),
    "title": {"zh": "甲"},
    "question": {"zh": "乙"},
    "plain": {"zh": "丙"},
    "announced": "2026-04-20",
    "opens": "2026-05-01",
    "closes": "2026-05-31",
    "ways": {"post": {"zh": "丁"}},
    "answers": {"themes": ({"theme": {"zh": "戊"}, "count": "9"},)},
}
DECIDED = {
    "answered": "2026-06-25",
    "decided": {"zh": "己"},
    "decisions": ({"point": {"zh": "庚"}, "outcome": "taken", "why": {"zh": "辛"}},),
}


def consult(**fields: object) -> Consultation:
    return Consultation.model_validate({**FIELDS, **fields}, strict=True)


def on(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


def known(one: Consultation, day: str, within: int | None = None) -> list[tuple[str, int]]:
    days = AnswerDays.model_validate({"consultations": within and str(within)})
    asked = Asked(consultations=concerning([("one", one)], "example/2020"), within=days)
    return [
        (held.standing.state, held.standing.days) for held in known_consultations(asked, on(day))
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-04-19", []),
        ("2026-04-20", [("planned", 0)]),
        ("2026-04-30", [("planned", 0)]),
        ("2026-05-01", [("open", 0)]),
        ("2026-05-31", [("open", 0)]),
        ("2026-06-01", [("closed", 0)]),
        ("2026-06-20", [("closed", 0)]),
        ("2026-06-21", [("overdue", 1)]),
        ("2026-06-24", [("overdue", 4)]),
        ("2026-06-25", [("answered", 0)]),
    ],
)
def test_the_state_on_each_border_day(day, expected):
    assert known(consult(answer_due="2026-06-20", **DECIDED), day) == expected


def test_one_that_was_not_announced_is_known_from_the_day_it_opens():
    one = consult(announced=None)
    assert known(one, "2026-04-30") == [] and known(one, "2026-05-01") == [("open", 0)]


def test_without_a_due_day_nothing_is_overdue_and_the_rule_of_the_site_sets_one():
    assert known(consult(), "2036-01-01") == [("closed", 0)]
    assert known(consult(), "2026-07-30", within=60) == [("closed", 0)]
    assert known(consult(), "2026-07-31", within=60) == [("overdue", 1)]
    assert known(consult(answer_due="2026-12-31"), "2026-07-31", within=60) == [("closed", 0)]


def test_answers_are_told_once_it_is_closed():
    one = consult(**DECIDED)
    assert assess_consultation(one, on("2026-05-31")).answers is None
    assert assess_consultation(one, on("2026-06-01")).answers is one.answers
    assert not assess_consultation(one, on("2026-06-24")).is_answered


def test_a_plan_that_it_does_not_name_knows_nothing_of_it():
    assert concerning([("one", consult())], "example/2021") == ()


def write(data: Path, **fields: object) -> Path:
    path = data / "consultations/one.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({**FIELDS, **fields}, ensure_ascii=False, default=list), "utf-8")
    return path


def problems(data: Path) -> list[tuple[str, tuple]]:
    with pytest.raises(ProblemsError) as caught:
        load_site(data)
    return [(one.rule, one.place.path) for one in caught.value.problems]


@pytest.fixture
def data(tmp_path) -> Path:
    shutil.copytree(BASE, tmp_path / "data")
    return tmp_path / "data"


def test_all_faults_of_what_it_names_are_told_at_once_with_their_places(data):
    change = {"plan": "example/2020", "date": "2026-06-01", "kpi": "1", "field": "weight"}
    decision = {**DECIDED["decisions"][0], "changes": [change]}
    plans = [{"plan": "example/1999", "number": "1"}, {"plan": "nobody/2020", "number": "1"}]
    write(data, office="nobody", plans=plans, **{**DECIDED, "decisions": [decision]})
    assert problems(data) == [
        ("unknown-reference", ("office",)),
        ("unknown-reference", ("plans", 0, "plan")),
        ("unknown-reference", ("plans", 1, "plan")),
        ("unknown-reference", ("decisions", 0, "changes", 0, "plan")),
    ]


def test_a_number_stands_once_among_those_of_a_plan_whatever_file_it_is_in(data):
    path = write(data)
    shutil.copyfile(path, path.with_name("two.yml"))
    assert problems(data) == [("number-twice", ("plans", 0, "number"))]
    path.unlink()
    load_site(data)
    write(data, plans=[*FIELDS["plans"], *FIELDS["plans"]])
    path.with_name("two.yml").unlink()
    assert problems(data) == [("number-twice", ("plans", 1, "number"))]


@pytest.mark.parametrize("name", ["One.yml", "one.txt", "one/two.yml"])
def test_another_file_in_the_folder_is_told(data, name):
    path = data / "consultations" / name
    path.parent.mkdir(parents=True)
    path.write_text("{}", "utf-8")
    assert [rule for rule, _ in problems(data)] == ["unknown-file"]


def test_no_message_repeats_a_small_count(data):
    themes = [{"theme": {"zh": "一"}, "count": "9"}, {"theme": {"zh": "二"}, "count": "3"}]
    write(data, answers={"themes": themes})
    with pytest.raises(ProblemsError) as caught:
        load_site(data)
    (problem,) = caught.value.problems
    assert problem.rule == "consultation-small"
    for language in ("zh", "en"):
        assert "3" not in problem.says(language)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("answers", {"themes": [{"theme": {"zh": "請回信到 a.b@c.example"}, "count": "9"}]}),
        ("plain", {"zh": "請打 0912-345-678"}),
        ("cannot_change", [{"zh": "證號 A123456789"}]),
    ],
)
def test_a_text_that_names_a_person_is_refused(data, field, value):
    write(data, **{field: value})
    assert {rule for rule, _ in problems(data)} == {"personal-data"}


def test_an_office_may_say_where_to_write_to(data):
    write(data, ways={"email": "office@demo.example", "post": {"zh": "示範市中山路一段 2 號"}})
    assert [one.rule for one in load_site(data).notes if "consultations" in one.place.file] == []


def test_where_consultations_stood_before_the_message_says_where_they_stand_now(data):
    path = data / "agencies/example/2020/participation.yml"
    path.write_text("consultations: []\n", "utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_site(data)
    (problem,) = caught.value.problems
    assert problem.rule == "unknown-key" and "data/consultations/" in problem.says("en")


# The site of the project's own data.
PAGE = "consultations/demo-open-data-first"
PLAN = "agencies/demo/2025-2026"


def read(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_page_of_one_leads_to_the_change_that_it_brought(site, prefix):
    html = read(site, prefix + PAGE)
    (anchor,) = set(re.findall(r'href="[./]*agencies/demo/2025-2026/changes/#([^"]+)"', html))
    for address in (f"{PLAN}/changes", f"{PLAN}/kpi/5"):
        changes = read(site, prefix + address)
        assert f'id="{anchor}"' in changes and f"{PAGE}/" in changes, address
    words = ("採納", "部分採納", "未採納") if not prefix else ("Taken", "Partly taken", "Not taken")
    assert all(f"</svg>{word}</span>" in html for word in words)


def test_every_place_that_shows_one_leads_to_its_page_and_old_addresses_stand(site):
    for prefix in ("", "en/"):
        for address in ("consultations", "agencies/demo", PLAN, f"{PLAN}/participation"):
            assert "consultations/demo-waiting-times/" in read(site, prefix + address), address
        asked = read(site, f"{prefix}{PLAN}/participation")
        assert all(f'id="{anchor}"' in asked for anchor in ("c1", "c2", "c3"))
        assert "consultations/demo-next-indicators/" in read(site, f"{prefix}agencies/demo/2026")


def test_a_withheld_count_stands_nowhere(site):
    record = json.loads((site / "data/v1/demo/2025-2026/plan.json").read_text("utf-8"))
    (one,) = (c for c in record["consultations"] if c["id"] == "c1")
    assert [(said["count"], said["withheld"]) for said in one["said"]] == [
        ("31", False), ("12", False), (None, True), (None, True),
    ]  # fmt: skip
    assert one["page"] == f"{PAGE}/" and one["answered"] == "2026-03-20"


def test_nothing_fictional_stands_on_the_home_page_or_in_the_list_for_search_engines(site):
    home = read(site, "")
    assert 'id="consultations"' not in home and 'href="consultations/"' in home
    assert "consultations/demo" not in (site / "sitemap.xml").read_text("utf-8")
    assert "consultations/demo" not in (site / "feed.xml").read_text("utf-8")


def test_a_plan_of_a_real_office_shows_nothing_of_it(site):
    for office in ("kinmen/2020", "hsinchu-county/2023"):
        assert "consultations/" not in read(site, f"agencies/{office}")
