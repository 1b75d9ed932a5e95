"""The gate of privacy: what must not be published is found everywhere, and nothing else is.

`tests/rules/privacy-*.yml` trips each rule through `check`; here are many spellings and all fields.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.desk import inspect
from generator.document import Document, Value
from generator.personal_data import are_names, look_through
from generator.personal_data.identity import is_identity_number
from generator.privacy_checks import suspect
from generator.problems import Problem, ProblemsError
from generator.rulebook.privacy import PRIVACY
from generator.source import load_plan, load_site
from generator.strict_yaml import parse_document

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).parent / "privacy"
BASE = Path(__file__).parent / "sites_invalid/_base/data"
PLAN = "agencies/example/2020/plan.yml"
PLANTED: dict[str, list[str]] = yaml.safe_load((HERE / "planted.yml").read_text("utf-8"))
LOOKALIKES: list[str] = yaml.safe_load((HERE / "lookalikes.yml").read_text("utf-8"))
MOBILE = "0912-345-678"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small site without a fault, to plant in."""
    shutil.copytree(BASE, tmp_path / "data")
    return tmp_path / "data"


def plant(data: Path, more: str, file: str = PLAN) -> None:
    with (data / file).open("a", encoding="utf-8") as opened:
        opened.write(more)


def note(text: str) -> str:
    return f"notes:\n  - {{kind: note, number: 1, text: {{zh: '{text}'}}}}\n"


def rules(text: str) -> set[str]:
    return {seen.rule for _, seen in look_through([text]) if (seen.count or 0) < 5}


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in PLANTED.items() for text in texts]
)
def test_what_is_planted_is_found(rule, text):
    assert rule in rules(text)


def test_every_rule_about_texts_has_something_planted():
    texts = {rule.id for rule in PRIVACY if rule.id.startswith("privacy-")}
    assert set(PLANTED) == texts - {"privacy-excepted"}


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_looks_alike_trips_nothing(text):
    assert rules(text) == set()


def test_all_texts_at_once_give_what_each_gives_alone():
    planted = [text for texts in PLANTED.values() for text in texts]
    mixed = [text for pair in zip(planted, LOOKALIKES * 3, strict=False) for text in pair]
    together: dict[int, set[str]] = {}
    for index, seen in look_through(mixed):
        together.setdefault(index, set()).add(seen.rule)
    alone = {i: {seen.rule for _, seen in look_through([text])} for i, text in enumerate(mixed)}
    assert together == {i: found for i, found in alone.items() if found}


def planted_everywhere(value: Value, text: str) -> tuple[Value, int]:
    """The value with the text behind every Chinese and every English one, and how many they are."""
    if isinstance(value, tuple):
        items = [planted_everywhere(item, text) for item in value]
        return tuple(item for item, _ in items), sum(count for _, count in items)
    if not isinstance(value, dict):
        return value, 0
    filled: dict[str, Value] = {}
    total = 0
    for key, item in value.items():
        if key in ("zh", "en") and isinstance(item, str):
            filled[key], count = f"{item} {text}", 1
        else:
            filled[key], count = planted_everywhere(item, text)
        total += count
    return filled, total


FILES = [path for path in sorted((ROOT / "data").rglob("*.yml")) if path.name != "translations.yml"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_planted_in_any_field_of_any_file_is_found_there(path):
    document = parse_document(path.read_bytes(), path.name)
    document.file = "planted.yml"  # participation.yml has a stricter check of its own
    document.value, count = planted_everywhere(document.value, f"{MOBILE} A123456789")
    for rule in ("privacy-mobile", "privacy-identity"):
        assert len({one.path for one in suspect(document) if one.seen.rule == rule}) == count


def test_names_in_a_list_and_counts_beside_their_words_are_found_by_structure():
    names: Value = ({"zh": "王小明"}, {"zh": "李大同"}, {"zh": "陳美玲"})
    outputs: Value = ({"name": {"zh": "民政局受理檢舉"}, "figure": "2 件"},)
    found = suspect(Document("report.yml", {"staff": names, "outputs": outputs}))
    assert {(one.path, one.seen.rule) for one in found} == {
        ("staff", "privacy-roster"),
        ("outputs.0", "privacy-small-count"),
    }
    assert not are_names(["金門縣", "高雄市", "連江縣"])
    assert not are_names(["王小明", "李大同"])


@given(st.from_regex(r"(?:[A-Z][1289]|[A-Z][A-D])[0-9]{7}", fullmatch=True))
def test_of_ten_last_digits_one_holds(start):
    assert sum(is_identity_number(f"{start}{digit}") for digit in range(10)) == 1


@given(st.text(max_size=12))
def test_any_text_can_be_asked_for_its_check_digit(text):
    is_identity_number(text)


def said(data: Path) -> list[Problem]:
    """What `check` says, but that there is no git here and no record of translations."""
    beside = ("history-absent", "translation-unrecorded")
    return [one for one in inspect(data, None).problems if one.rule not in beside]


def test_a_message_does_not_repeat_what_must_not_be_published(data):
    plant(data, note(f"請撥{MOBILE}"))
    (problem,) = [one for one in said(data) if one.rule == "privacy-mobile"]
    assert problem.place.file == f"data/{PLAN}" and problem.place.line == 36
    for language in ("zh", "en"):
        assert "345" not in problem.render(language) and "notes.0.text.zh" in problem.render(
            language
        )


def test_no_other_check_repeats_it_either(data):
    plant(
        data, f"notes:\n  - {{kind: note, number: 1, text: {{zh: '請撥{MOBILE}', en: Call us}}}}\n"
    )
    lines = [one.render(language) for one in said(data) for language in ("zh", "en")]
    assert any("translation-figures" in line for line in lines)
    assert not any("345" in line or "678" in line for line in lines)


@pytest.mark.parametrize("command", [["build", "--out"], ["publish"]])
def test_neither_build_nor_publish_lets_an_error_out(data, tmp_path, command):
    plant(data, note("檢舉人：王小明"))
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "site_build.py", *command, str(out), "--data", str(data), "--as-of", "2026-11-21"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "privacy-name" in done.stderr and "王小明" not in done.stderr
    assert not out.exists() or not list(out.rglob("*.html"))


def test_a_comment_is_public_too_and_a_hash_in_quotes_is_no_comment(data):
    plant(data, f"# 承辦人 {MOBILE}\n" + note(f"說明 # {MOBILE}"))
    found = [(one.place.line, one.found[1]) for one in said(data) if one.rule == "privacy-mobile"]
    assert len(found) == 1  # the same words twice: the field names them
    (data / PLAN).write_text(
        (data / PLAN).read_text("utf-8").replace(f"說明 # {MOBILE}", "說明"), "utf-8"
    )
    (problem,) = [one for one in said(data) if one.rule == "privacy-mobile"]
    assert problem.place.line == 35 and "[# " in problem.found[1]


def test_a_hand_written_page_is_looked_through(data, tmp_path):
    page = tmp_path / "content/zh-Hant/about.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"# 關於\n\n請撥{MOBILE}，或寄 a@office.example\n", "utf-8")
    found = inspect(data, None, content=tmp_path / "content")
    places = {
        (p.place.file, p.place.line, p.rule) for p in found.problems if "content" in p.place.file
    }
    assert found.of("error")
    assert places == {
        ("content/zh-Hant/about.md", 3, "privacy-mobile"),
        ("content/zh-Hant/about.md", 3, "privacy-email"),
    }


def test_a_question_keeps_its_stricter_rule_and_names_are_found_there_too(data):
    (data / "agencies/example/2020/participation.yml").write_text(
        "questions:\n  - number: 1\n    asked: 2026-05-04\n"
        "    question: {zh: '檢舉人：王小明，電話 02-2345-6789，a@gmail.com'}\n",
        "utf-8",
    )
    assert sorted(one.rule for one in said(data)) == [
        "personal-data",
        "personal-data",
        "privacy-name",
    ]


def except_it(data: Path, rule: str, path: str) -> None:
    """Lists what `check` found under a rule as an exception, as an office would."""
    (problem,) = [one for one in said(data) if one.rule == rule]
    code = problem.found[1].rpartition(" ")[2].rstrip("]")
    (data / "exceptions.yml").write_text(
        f"exceptions:\n  - rule: {rule}\n    file: {PLAN}\n    path: {path}\n    text: {code}\n"
        "    reason: {zh: 值班專用公務手機, en: the duty officer's official telephone}\n"
        "    decided_by: {zh: 範例市政府政風處}\n    date: 2026-11-01\n",
        "utf-8",
    )


def test_an_exception_lets_one_text_stay_and_lapses_when_the_text_changes(data):
    plant(data, note(f"值班專線{MOBILE}"))
    except_it(data, "privacy-mobile", "notes.0.text.zh")
    (kept,) = said(data)
    assert kept.rule == "privacy-excepted" and "值班專用公務手機" in kept.found[0]
    assert load_site(data).notes == (kept,)
    text = (data / PLAN).read_text("utf-8")
    (data / PLAN).write_text(text.replace("345-678", "345-679"), "utf-8")
    assert sorted(one.rule for one in said(data)) == ["exception-unused", "privacy-mobile"]


def test_one_plan_alone_is_read_with_the_same_gate(data):
    plant(data, note(f"值班專線{MOBILE}"))
    vocabulary = load_site(BASE).vocabulary
    with pytest.raises(ProblemsError) as caught:
        load_plan(data, agency="example", plan="2020", vocabulary=vocabulary)
    assert [one.rule for one in caught.value.problems] == ["privacy-mobile"]
    except_it(data, "privacy-mobile", "notes.0.text.zh")
    assert load_plan(data, agency="example", plan="2020", vocabulary=vocabulary).plan.notes


def test_an_exception_for_a_page_lapses_when_the_page_changes(data, tmp_path):
    page = tmp_path / "content/zh-Hant/about.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 關於\n", "utf-8")
    (data / "exceptions.yml").write_text(
        "exceptions:\n  - rule: privacy-mobile\n    file: content/zh-Hant/about.md\n    path: text\n"
        f"    text: {'0' * 12}\n    reason: {{zh: 測試, en: test}}\n    decided_by: {{zh: 示範, en: sample}}\n    date: 2026-11-21\n",
        "utf-8",
    )
    found = inspect(data, None, content=tmp_path / "content").problems
    assert [one.rule for one in found if one.rule == "exception-unused"] == ["exception-unused"]


def test_an_exception_from_another_rule_is_refused(data):
    (data / "exceptions.yml").write_text(
        f"exceptions:\n  - {{rule: yaml-syntax, file: {PLAN}, path: title, text: {'0' * 12}, "
        "reason: {zh: 無}, decided_by: {zh: 無}, date: 2026-11-01}\n",
        "utf-8",
    )
    (problem,) = said(data)
    assert problem.rule == "value" and "privacy-phone" in problem.expected[1]


def test_the_plans_held_here_and_the_pages_trip_nothing():
    found = inspect(ROOT / "data", None, content=ROOT / "content").problems
    assert [one for one in found if one.rule.startswith(("privacy", "exception"))] == []


@pytest.mark.parametrize(
    "command", [["site_build.py", "build", "--as-of", "2026-11-21"], ["-m", "mkdocs", "build"]]
)
def test_a_page_that_must_not_be_published_stops_the_build_and_mkdocs(tmp_path, command):
    for name in ("content", "data", "generator", "theme_overrides", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml", "site_build.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    with (tmp_path / "content/en/about.md").open("a", encoding="utf-8") as page:
        page.write(f"\nCall {MOBILE}.\n")
    done = subprocess.run(
        [sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "LIANMING_AS_OF": "2026-11-21"},
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "content/en/about.md" in said and "privacy-mobile" in said and MOBILE not in said
    assert not (tmp_path / "site").exists()
