"""Published questions: what is known on a day, shown where it belongs."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from generator.answers import Asked, known_questions
from generator.participation import Participation
from generator.problems import ProblemsError
from generator.source import load_site
from generator.vocabulary import AnswerDays

HERE = Path(__file__).parent
BASE = HERE / "sites_invalid/_base/data"
FILE = "agencies/example/2020/participation.yml"


def make_published(**fields: list) -> Asked:
    return Asked(
        Participation.model_validate(
            {key: tuple(rows) for key, rows in fields.items()}, strict=True
        )
    )


def ask(number: str, asked: str, **fields: object) -> dict:
    return {"number": number, "asked": asked, "question": {"zh": "問"}, **fields}


def on(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


def states(published: Asked, day: str) -> list[tuple[str, str, int]]:
    return [(one.question.id, one.state, one.days) for one in known_questions(published, on(day))]


ASKED = make_published(
    questions=[
        ask("1", "2026-01-05", due="2026-01-20", answered="2026-02-01", answer={"zh": "答"}),
        ask("2", "2026-01-10"),
    ]
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-04", []),
        ("2026-01-05", [("q1", "waiting", 0)]),
        ("2026-01-20", [("q2", "waiting", 0), ("q1", "waiting", 0)]),
        ("2026-01-21", [("q2", "waiting", 0), ("q1", "overdue", 1)]),
        ("2026-02-01", [("q2", "waiting", 0), ("q1", "answered", 0)]),
    ],
)
def test_what_happens_after_the_day_is_not_known_on_it(day, expected):
    assert states(ASKED, day) == expected


def test_a_question_without_a_due_day_is_never_overdue():
    assert ("q2", "waiting", 0) in states(ASKED, "2036-01-01")


def test_without_a_day_of_its_own_a_question_is_due_by_the_rule_of_the_site():
    ruled = Asked(ASKED.participation, within=AnswerDays.model_validate({"questions": "30"}))
    told = {one.question.id: one for one in known_questions(ruled, on("2026-02-10"))}
    assert (told["q2"].state, told["q2"].days, told["q2"].by_rule) == ("overdue", 1, True)
    assert (told["q1"].due, told["q1"].by_rule) == (on("2026-01-20"), False)
    before = {one.question.id: one for one in known_questions(ruled, on("2026-02-09"))}
    assert (before["q2"].state, before["q2"].due) == ("waiting", on("2026-02-09"))


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "questions: []\n", None])
def test_an_empty_file_or_none_is_nothing_asked(tmp_path, text):
    shutil.copytree(BASE, tmp_path / "data")
    if text is not None:
        (tmp_path / "data" / FILE).write_text(text, "utf-8")
    entry = load_site(tmp_path / "data").agencies[0].plans[0]
    assert entry.participation == Participation()


def test_a_broken_file_is_said_and_a_message_repeats_no_personal_data(tmp_path):
    shutil.copytree(BASE, tmp_path / "data")
    (tmp_path / "data" / FILE).write_text("questions: [", "utf-8")
    with pytest.raises(ProblemsError):
        load_site(tmp_path / "data")
    golden = (HERE / "sites_invalid/participation/problems.txt").read_text("utf-8")
    for secret in ("0912", "a.b@c", "x@y", "A123456789", "2345-6789"):
        assert secret not in golden


def read(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


PLAN = "agencies/demo/2025-2026"


def test_a_question_stands_on_its_item_and_on_the_page_of_questions(site):
    for prefix, words in (("", "逾期 33 日未答覆"), ("en/", "Unanswered, 33 days overdue")):
        for address in (f"{PLAN}/kpi/5", f"{PLAN}/participation", PLAN):
            assert words in read(site, prefix + address), address
        assert words not in read(site, f"{prefix}{PLAN}/kpi/1")


def test_a_plan_without_questions_has_no_such_page_and_no_such_section(site):
    assert not (site / "agencies/kinmen/2020/participation").exists()
    assert 'id="participation"' not in read(site, "agencies/kinmen/2020")


def test_the_json_of_a_plan_holds_questions_and_consultations(site):
    plan = json.loads((site / "data/v1/demo/2025-2026/plan.json").read_text("utf-8"))
    by_id = {one["id"]: one for one in plan["questions"]}
    assert (by_id["q3"]["item"], by_id["q3"]["state"], by_id["q3"]["days_overdue"]) == (
        "5", "overdue", "33",
    )  # fmt: skip
    assert by_id["q2"]["changed"]["en"] == "The template for descriptions has a field for units."
    assert [one["state"] for one in plan["consultations"]] == ["open", "overdue", "answered"]
    assert by_id["q5"]["due"] == "2026-11-11" and by_id["q5"]["days_overdue"] == "10"
    other = json.loads((site / "data/v1/kinmen/2020/plan.json").read_text("utf-8"))
    assert other["questions"] == other["consultations"] == []


def test_offices_without_an_address_show_no_letter_and_every_item_can_be_cited(site):
    real = read(site, "agencies/kinmen/2020")
    assert "mailto:" not in real
    assert "https://lianming.example/en/agencies/kinmen/2020/#g1-1" in real
    demo = read(site, f"{PLAN}/kpi/5")
    assert 'href="mailto:comments@demo.example?subject=' in demo
    assert "（虛構示範資料）" in demo and "(fictional demonstration data)" in demo
