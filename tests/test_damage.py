"""Random damage to the demonstration's files: refused with a place, or loaded and shown; no fault.

What loads is rendered in both languages, and the reader's checker agrees with it. `make soak`
runs many more cases.
"""

import datetime as dt
import json
import random
import re
import shutil
from pathlib import Path

import pytest

from generator.exports.figure_json import figure_files
from generator.exports.plain import dump
from generator.exports.plan_json import plan_json
from generator.language import Language
from generator.ledger import Version, draw_ledger
from generator.observations import keep_book
from generator.pages.plan import PlanPages
from generator.plan_progress import assess_plan
from generator.problems import ProblemsError
from generator.render import Renderer
from generator.since import compare_days, known_on
from generator.source import PlanEntry, load_plan, load_site
from generator.summary import summarise_plan
from tests.soak import small_or_full
from tests.test_agreement import recompute

ROOT = Path(__file__).resolve().parent.parent
SITE = load_site(ROOT / "data")
AGENCY = next(agency.agency for agency in SITE.agencies if agency.id == "demo")
LANGUAGES = {code: Language(code, SITE.strings, SITE.vocabulary) for code in ("zh", "en")}
RENDERERS = {
    code: Renderer(language, as_of=dt.date(2026, 11, 21), operator="office", assets="assets/0")
    for code, language in LANGUAGES.items()
}
PLANS = ("2025", "2025-2026", "2026")
DAYS = [dt.date(2025, 7, 1), dt.date(2026, 1, 1), dt.date(2026, 11, 21), dt.date(2027, 3, 1)]
TOKENS = [
    *(
        "0",
        "1",
        "-1",
        "999999999999999",
        "0.00000001",
        "100%",
        "200%",
        "%",
        "件",
        "不",
        "114",
        "116",
    ),
    *("none", "higher", "lower", "range", "count", "rate", "rank", "milestone", "text"),
    *("cumulative", "point", "true", "false", "null", "up", "down", "parent", "held", "merged"),
    *("2025-12-31", "2026-12-31", "2027-06-30", "2024-01-01", "2025-02-30", "withdrawn"),
    *("6(1)", "6(2)", "{}", "[]", "''", "{zh: <b>x</b>}", "self", "approved", "year-end"),
]
WORD = re.compile(r"[A-Za-z0-9%,.()-]+|件|人次|日")
SEEDS, CASES = small_or_full((4, 40), (60, 400))


def damaged(text: str, chance: random.Random) -> str:
    """The text with one line lost, doubled or moved, or one word put in another's place."""
    lines = text.split("\n")
    here, there, way = chance.randrange(len(lines)), chance.randrange(len(lines)), chance.random()
    if way < 0.2:
        del lines[here]
    elif way < 0.3:
        lines.insert(here, lines[there])
    elif way < 0.4:
        lines[here], lines[there] = lines[there], lines[here]
    elif words := list(WORD.finditer(lines[here])):
        word = chance.choice(words)
        lines[here] = (
            lines[here][: word.start()] + chance.choice(TOKENS) + lines[here][word.end() :]
        )
    return "\n".join(lines)


def show_everything(entry: PlanEntry, as_of: dt.date) -> list:
    """Every page, figure and export of a plan; returns what the reader's checker disagrees with."""
    plan = entry.plan
    progress = assess_plan(plan, keep_book(plan, entry.reports, as_of), as_of)
    about = {
        "agency_id": "demo", "agency": AGENCY, "plan_id": entry.id, "plan": plan,
        "vocabulary": SITE.vocabulary, "progress": progress, "ledger": draw_ledger(plan, (), as_of),
    }  # fmt: skip
    summary = summarise_plan(**about)
    earlier, now = (
        known_on(
            day, versions=(Version(as_of, plan),), reports=entry.reports,
            asked=SITE.asked("demo", entry), vocabulary=SITE.vocabulary,
        )
        for day in (as_of - dt.timedelta(days=120), as_of)
    )  # fmt: skip
    for code, language in LANGUAGES.items():
        for page in PlanPages(
            site=SITE.site, agency=AGENCY, plan=plan, summary=summary, progress=progress, as_of=as_of,
            languages=LANGUAGES, language=language, vocabulary=SITE.vocabulary,
            since=compare_days(earlier, now),
        ).pages():  # fmt: skip
            assert "<b>x</b>" not in RENDERERS[code].body(page)
        for file in figure_files(plan, summary, progress, language, SITE.vocabulary):
            json.loads(file.text())
    return recompute.PlanCheck("demo", json.loads(dump(plan_json(**about, as_of=as_of)))).run()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_damage_is_refused_or_shown_and_agreed_upon(tmp_path, seed):
    chance = random.Random(seed)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    refused = loaded = 0
    for _ in range(CASES):
        name = chance.choice(PLANS)
        folder = tmp_path / "data/agencies/demo" / name
        files = [folder / "plan.yml", *sorted(folder.glob("reports/*.yml"))]
        before = {path: path.read_text("utf-8") for path in files}
        for path in chance.choices(files, k=chance.choice([1, 1, 2, 3])):
            path.write_text(damaged(path.read_text("utf-8"), chance), "utf-8")
        try:
            entry = load_plan(
                tmp_path / "data", agency="demo", plan=name, vocabulary=SITE.vocabulary
            )
            loaded += 1
            assert show_everything(entry, chance.choice(DAYS)) == []
        except ProblemsError as error:
            refused += 1
            assert error.problems and all(p.place.file for p in error.problems)
        for path, text in before.items():
            path.write_text(text, "utf-8")
    assert refused and loaded
