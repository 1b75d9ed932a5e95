"""The English against its Chinese: figures and dates, statutes, and what it was made from."""

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from generator.desk import inspect
from generator.fields import Text, bilingual_texts
from generator.language import Language
from generator.source import load_site
from generator.translated_figures import compare_figures
from generator.translations import Made, Translations, cover, mark_stale, text_hash
from generator.vocabulary import Vocabulary
from generator.workbook.book import FIRST
from site_build import app
from tests.sites import build

ROOT = Path(__file__).resolve().parent.parent
DEMO = "agencies/demo/2026/plan.yml"
AS_OF = "2026-11-21"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The project's words with the fictional office alone."""
    others = shutil.ignore_patterns("kinmen", "kaohsiung", "hsinchu-county", "chiayi-city")
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=others)
    shutil.rmtree(tmp_path / "data/committees")
    shutil.copytree(ROOT / "data/committees/demo", tmp_path / "data/committees/demo")
    return tmp_path / "data"


def run(*arguments: str, data: Path) -> Result:
    return CliRunner().invoke(app, [*arguments, "--data", str(data)])


def replace(data: Path, old: str, new: str, *, file: str = DEMO) -> None:
    text = (data / file).read_text("utf-8")
    assert text.count(old) == 1
    (data / file).write_text(text.replace(old, new), "utf-8")


def stale(data: Path) -> list[str]:
    """Where `check` says that the English is older than the Chinese."""
    said = (one.found[1] for one in inspect(data, None).problems if one.rule == "translation-stale")
    return [text.partition("[")[2].rstrip("]") for text in said]


FIRST_GOAL = load_site(ROOT / "data").agencies[1].plans[2].plan.goals[0].text


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("109年度", "2020"), ("民國109年", "ROC 109 (2020)"), ("99年起", "from 2010"), ("2020年", "ROC 109"),
        ("109.01-12", "January to December 2020"), ("109.11-110.02", "Nov 2020 to Feb 2021"), ("109.03-", "from March 2020"),
        ("112.03.05", "5 March 2023"), ("2026-09-12", "12 September 2026"), ("9月底前", "by the end of September"),
        ("100﹪", "100%"), ("１２．５％", "12.5%"), ("八成", "80%"), ("8成以上", "80% or more"),
        ("每年1次", "once a year"), ("每季 2 次", "twice a quarter"), ("1 場", "a session"), ("3 場", "three sessions"),
        ("七日內", "within seven days"), ("十二月", "December"), ("二十五件", "twenty-five cases"), ("一百零八年", "2019"),
        ("58,696 千元", "NT$58,696,000"), ("約 5,870 萬元", "NT$58.7 million"), ("3億元", "NT$300 million"),
        ("一般事項，十分重要", "an ordinary matter of great weight"), ("統一辦理", "handled together"),
        ("第三人", "a third party"), ("三讀通過", "passed"), ("5(1)", "5(1)"),
    ],
)  # fmt: skip
def test_the_same_figures_in_each_languages_own_way_agree(zh, en):
    assert compare_figures(zh, en) == ((), ())


@pytest.mark.parametrize(
    ("zh", "en", "missing", "added"),
    [
        ("109年度", "2021", ("109",), ("2021",)),
        ("9月底前", "by the end of October", ("9",), ()),
        ("90%", "80%", ("90",), ("80",)),
        ("七日內", "within eight days", ("七日",), ("eight",)),
        ("3 場", "sessions", ("3",), ()),
        ("辦理宣導", "3 sessions", (), ("3",)),
        ("58,696 千元", "NT$58,969 thousand", ("58,696",), ("58,969",)),
        ("約 5,870 萬元", "NT$587 million", ("5,870",), ("587",)),
        ("109.01-12", "January to November 2020", ("12",), ()),
        ("三場次", "two sessions", ("三場",), ()),
    ],
)
def test_other_figures_are_told(zh, en, missing, added):
    assert compare_figures(zh, en) == (missing, added)


@given(st.integers(13, 200), st.integers(1, 12))
def test_a_year_of_the_republic_is_one_of_the_common_era_and_no_other(year, month):
    zh = f"民國{year}年{month}月"
    assert compare_figures(zh, f"{year + 1911}-{month:02}") == ((), ())
    assert compare_figures(zh, f"{year + 1912}-{month:02}")[0] == (str(year),)


def test_a_digit_changed_in_the_english_of_the_four_plans_is_noticed():
    """Where the text holds the new figure too, nobody can tell; that is one in twenty."""
    changed = noticed = 0
    for agency in load_site(ROOT / "data").agencies:
        for text in (t for plan in agency.plans for t in bilingual_texts(plan.plan)):
            if agency.agency.fictional or text.en is None:
                continue
            for digit in re.finditer(r"\d", text.en):
                other = "8" if digit[0] == "9" else str(int(digit[0]) + 1)
                spoilt = text.en[: digit.start()] + other + text.en[digit.end() :]
                changed += 1
                noticed += compare_figures(text.zh, spoilt) != ((), ())
    assert changed > 250
    assert noticed / changed > 0.94


def test_the_data_held_here_breaks_no_rule_of_translation():
    found = inspect(ROOT / "data", None).problems
    assert [one for one in found if one.rule.startswith("translation")] == []


def test_a_pair_counts_and_not_its_place():
    made = Made(Translations(made_from=(f"{text_hash('Goal')} {text_hash('目標')}",)).pairs)
    assert made.standing("目標", "Goal") == "current"
    assert made.standing("新目標", "Goal") == "stale"
    assert made.standing("新目標", "New goal") == "new"


def test_stale_texts_keep_what_they_were_made_from_and_what_is_gone_is_forgotten():
    old, kept = Text(zh="舊", en="Old"), Text(zh="甲", en="A")
    made = Made(
        frozenset({(text_hash("Old"), text_hash("舊")), (text_hash("Gone"), text_hash("沒了"))})
    )
    changed = Text(zh="改過", en="Old")
    assert made.rows([changed, kept], accepted=frozenset()) == Made().rows(
        [old, kept], accepted=frozenset()
    )
    accepted = made.rows([changed, kept], accepted=frozenset({changed}))
    assert accepted == Made().rows([changed, kept], accepted=frozenset())


def test_coverage_counts_what_is_missing_copied_stale_and_not_recorded():
    texts = [
        Text(zh="無"), Text(zh="抄過來的中文", en="抄過來的中文"), Text(zh="改過", en="Old"), Text(zh="新", en="New"),
    ]  # fmt: skip
    made = Made(frozenset({(text_hash("Old"), text_hash("舊"))}))
    found = cover(texts, made)
    assert (found.texts, found.english, found.missing, found.stale, found.unrecorded) == (
        4,
        2,
        2,
        1,
        1,
    )
    assert cover(texts).unrecorded == cover(texts).stale == 0
    mark_stale(texts, made)
    assert [text.stale for text in texts] == [False, False, True, False]


def test_changed_chinese_is_told_until_the_english_follows_or_is_confirmed(data):
    assert stale(data) == []
    replace(data, FIRST_GOAL.zh, f"{FIRST_GOAL.zh}（修正）")
    assert stale(data) == ["goals.0.text"]
    done = run("translations", "accept", "demo", "2026", data=data)
    assert done.exit_code == 0 and "goals.0.text" in done.stdout
    assert stale(data) == ["goals.0.text"]  # it was not named
    row = next(
        one
        for one in json.loads(run("translations", "coverage", "--format", "json", data=data).stdout)
        if one["plan"] == "2026"
    )
    assert (row["stale"], row["missing"], row["unrecorded"]) == (1, 0, 0)
    assert "demo/2026\t" in run("translations", "coverage", data=data).stdout
    wrong = run("translations", "accept", "demo", "2026", "goals.9.text", data=data)
    assert wrong.exit_code == 2 and "goals.0.text" in wrong.stderr
    assert stale(data) == ["goals.0.text"]
    done = run("translations", "accept", "demo", "2026", "goals.0.text", data=data)
    assert done.exit_code == 0
    assert stale(data) == []


def test_new_english_is_not_stale_and_asks_to_be_recorded(data):
    replace(data, FIRST_GOAL.zh, f"{FIRST_GOAL.zh}（修正）")
    assert FIRST_GOAL.en
    replace(data, FIRST_GOAL.en, f"{FIRST_GOAL.en} (amended)")
    found = inspect(data, None).problems
    (note,) = [one for one in found if one.rule.startswith("translation")]
    assert (note.rule, note.severity) == ("translation-unrecorded", "note")
    assert run("translations", "accept", "demo", "2026", data=data).exit_code == 0
    before = (data / "agencies/demo/2026/translations.yml").read_bytes()
    assert run("translations", "accept", "demo", "2026", data=data).exit_code == 0
    assert (data / "agencies/demo/2026/translations.yml").read_bytes() == before


def test_an_unknown_office_or_plan_is_refused(data):
    assert run("translations", "accept", "nobody", data=data).exit_code == 2
    assert run("translations", "accept", "demo", "1999", data=data).exit_code == 2


def test_a_workbook_that_changes_the_chinese_leaves_the_english_stale(data, tmp_path):
    path = tmp_path / "w.xlsx"
    options = ("--as-of", AS_OF)
    assert (
        run("workbook", "export", "demo", "2026", "--out", str(path), *options, data=data).exit_code
        == 0
    )
    workbook = openpyxl.load_workbook(path)
    cell = next(
        cell
        for sheet in workbook
        for row in sheet.iter_rows(min_row=FIRST)
        for cell in row
        if cell.value == FIRST_GOAL.zh and sheet.sheet_state == "visible"
    )
    cell.value = f"{FIRST_GOAL.zh}（修正）"
    workbook.save(path)
    done = run("workbook", "import", str(path), "--apply", *options, data=data)
    assert done.exit_code == 0, done.output
    assert stale(data) == ["goals.0.text"]


def test_pages_and_files_say_that_the_english_is_older(data, tmp_path):
    changed = f"{FIRST_GOAL.zh}（修正）"
    replace(data, FIRST_GOAL.zh, changed)
    out = tmp_path / "site"
    build(data, out, AS_OF)
    mark = Language("en", load_site(data).strings, Vocabulary.model_construct()).word("outdated")
    english = (out / "en/agencies/demo/2026/index.html").read_text("utf-8")
    assert f'{FIRST_GOAL.en} <small class="untranslated">{mark}</small>' in english
    chinese = (out / "agencies/demo/2026/index.html").read_text("utf-8")
    assert changed in chinese and "untranslated" not in chinese
    plan = json.loads((out / "data/v1/demo/2026/plan.json").read_text("utf-8"))
    assert plan["goals"][0]["text"] == {"zh": changed, "en": FIRST_GOAL.en, "stale": True}
    assert '"stale"' not in (out / "data/v1/demo/2025/plan.json").read_text("utf-8")


COMMITTEE = "committees/demo/"
RESOLUTION = f"{COMMITTEE}resolutions/4-2.yml"
CONSULTATION = "consultations/demo-waiting-times.yml"


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "told"),
    [
        (RESOLUTION, "資料集限期完成", "資料集按期完成", ("committees", "demo"), "resolutions/4-2.text"),
        (f"{COMMITTEE}committee.yml", "每半年檢視", "每年檢視", ("committees", "demo"), "about"),
        (f"{COMMITTEE}meetings/2026-09-30.yml", "第一會議室", "第二會議室", ("committees", "demo"), "meetings/2026-09-30.place"),
        (CONSULTATION, "等候時間的量測", "等候時間量測", ("consultations",), "demo-waiting-times.title"),
    ],
)  # fmt: skip
def test_committees_and_consultations_tell_english_that_is_older(data, file, old, new, where, told):
    assert stale(data) == []
    replace(data, old, new, file=file)
    (found,) = stale(data)
    assert found.startswith(told)
    (problem,) = [p for p in inspect(data, None).problems if p.rule == "translation-stale"]
    assert problem.place.file.endswith(file) and found in problem.render("en")
    rows = json.loads(run("translations", "coverage", "--format", "json", data=data).stdout)
    (row,) = [one for one in rows if one["stale"]]
    assert (row["agency"], row["plan"]) == (*where, None)[:2] and row["unrecorded"] == 0
    assert "/".join(where) in run("translations", "coverage", data=data).stdout
    done = run("translations", "accept", *where, data=data)
    assert done.exit_code == 0 and found in done.stdout and stale(data) == [found]
    assert run("translations", "accept", *where, found, data=data).exit_code == 0
    assert stale(data) == []


def test_a_record_of_translations_is_made_where_there_is_none(data):
    path = data / COMMITTEE / "translations.yml"
    kept = path.read_bytes()
    path.unlink()
    rules = [one.rule for one in inspect(data, None).problems]
    assert "translation-unrecorded" in rules
    assert run("translations", "accept", "committees", "demo", data=data).exit_code == 0
    assert path.read_bytes() == kept
    assert run("translations", "accept", "committees", "nobody", data=data).exit_code == 2
    assert run("translations", "accept", "committees", data=data).exit_code == 2


def test_pages_and_files_of_committees_and_consultations_say_so(data, tmp_path):
    """After a build that was kept as well: the mark comes and goes."""
    out = tmp_path / "site"
    build(data, out, AS_OF)
    replace(
        data,
        "name: {zh: 示範機關廉政會報",
        "name: {zh: 示範機關廉政會議",
        file=f"{COMMITTEE}committee.yml",
    )
    replace(data, "等候時間的量測", "等候時間量測", file=CONSULTATION)
    build(data, out, AS_OF)
    mark = Language("en", load_site(data).strings, Vocabulary.model_construct()).word("outdated")
    for address in ("committees/", "committees/demo/", "consultations/", "consultations/demo-waiting-times/"):  # fmt: skip
        assert mark in (out / f"en/{address}index.html").read_text("utf-8"), address
        assert mark not in (out / f"{address}index.html").read_text("utf-8")
    record = json.loads((out / "data/v1/committees/demo/committee.json").read_text("utf-8"))
    assert record["name"]["stale"] is True
    listed = json.loads((out / "data/v1/committees/index.json").read_text("utf-8"))["committees"]
    assert [one["name"].get("stale") for one in listed if one["fictional"]] == [True]
    told = json.loads((out / "data/v1/consultations/consultations.json").read_text("utf-8"))
    assert sum(bool(one["title"].get("stale")) for one in told["consultations"]) == 1


def test_an_office_that_is_told_as_it_was_keeps_the_mark_of_its_older_english(data, tmp_path):
    """Its name stands on pages that are made again for something else."""
    out, name = tmp_path / "site", "name: {zh: 示範機關"
    replace(data, name, f"{name}處", file="agencies/demo/agency.yml")
    build(data, out, AS_OF)
    mark = Language("en", load_site(data).strings, Vocabulary.model_construct()).word("outdated")
    home, marked = out / "en/index.html", f'Demonstration Office <small class="untranslated">{mark}'
    before = home.read_text("utf-8")
    shutil.rmtree(data / "consultations")
    build(data, out, AS_OF)
    after = home.read_text("utf-8")
    assert after != before and marked in before and marked in after
