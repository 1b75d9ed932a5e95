"""Data folders that are wrong: every problem of every file, in one run, at its place."""

import os
import shutil
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.choices import NAMES, PATTERNS
from generator.problems import ProblemsError
from generator.records import RECORDS
from generator.reports import MeasureState
from generator.source import SiteData, load_plan, load_site

HERE = Path(__file__).parent
BASE = HERE / "sites_invalid/_base/data"
PLAN = "agencies/example/2020/plan.yml"
# A case is a folder: files of `data/` stand over those of `_base`, `problems.txt` is what is said.
CASES = sorted(path.parent.name for path in HERE.glob("sites_invalid/*/problems.txt"))
REGENERATE = bool(os.environ.get("LIANMING_REGENERATE"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small site without a fault, to spoil."""
    shutil.copytree(BASE, tmp_path / "data")
    return tmp_path / "data"


def said(data: Path, language: str = "zh") -> list[str]:
    """The problems of a data folder, one line each."""
    with pytest.raises(ProblemsError) as caught:
        load_site(data)
    return [problem.render(language) for problem in caught.value.problems]


def spoil(data: Path, old: str, new: str, *, file: str = PLAN) -> None:
    text = (data / file).read_text("utf-8")
    assert text.count(old) == 1
    (data / file).write_text(text.replace(old, new), "utf-8")


def test_the_cases_are_found():
    folders = {path.name for path in (HERE / "sites_invalid").iterdir() if path.is_dir()}
    assert set(CASES) == folders - {"_base"}


@pytest.mark.parametrize("case", CASES)
def test_a_spoilt_site_says_every_problem(data, case):
    folder = HERE / "sites_invalid" / case
    shutil.copytree(folder / "data", data, dirs_exist_ok=True)
    lines = [line for language in ("zh", "en") for line in said(data, language)]
    golden = folder / "problems.txt"
    if REGENERATE:
        assert not os.environ.get("CI"), "expectations are regenerated on purpose, never in CI"
        golden.write_text("\n".join(lines) + "\n", "utf-8")
    assert lines == golden.read_text("utf-8").splitlines()


def test_the_small_site_itself_is_good(data):
    site = load_site(data)
    assert isinstance(site, SiteData)
    assert [(entry.id, [plan.id for plan in entry.plans]) for entry in site.agencies] == [
        ("example", ["2020"])
    ]
    assert site.notes == ()
    measure = site.agencies[0].plans[0].plan.goals[0].measures[0]
    assert measure.schedule is not None
    assert measure.schedule.printed == "109.01-12"


def test_all_planted_faults_and_a_link_are_said_in_one_run(data, tmp_path):
    case = HERE / "sites_invalid/all-at-once/data"
    shutil.copytree(case, data, dirs_exist_ok=True)
    (tmp_path / "elsewhere.yml").write_text("a: b\n")
    (data / "agencies/example/2020/sources").mkdir()
    (data / "agencies/example/2020/sources/link.yml").symlink_to(tmp_path / "elsewhere.yml")
    with pytest.raises(ProblemsError) as caught:
        load_site(data)
    found = {(p.rule, p.place.line, p.place.column) for p in caught.value.problems}
    assert found == {
        ("yaml-anchor", 2, 8),
        ("duplicate-key", 3, 1),
        ("yaml-alias", 15, 11),
        ("character", 18, 18),
        ("unknown-key", 22, 9),
        ("value", 23, 19),  # the schedule 109.10
        ("value", 24, 19),  # the figure 1_000
        ("value", 34, 20),  # the target
        ("symbolic-link", 1, 1),
    }
    assert all(p.severity == "error" for p in caught.value.problems)


def test_an_agency_without_a_plan_is_no_fault(data):
    shutil.rmtree(data / "agencies/example/2020")
    assert load_site(data).agencies[0].plans == ()


def test_no_agency_at_all_is_an_error(data):
    shutil.rmtree(data / "agencies")
    assert said(data) == [
        "data/agencies:1:1: no-agencies: 沒有任何機關；請在 agencies/ 新增機關資料夾"
    ]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path):
    assert said(tmp_path / "data", "en") == [
        "data:1:1: no-data: there is no such folder; name the data folder"
    ]


@pytest.mark.parametrize("name", ["site.yml", "strings.yml", "agencies/example/agency.yml", PLAN])
def test_a_missing_file_is_named(data, name):
    (data / name).unlink()
    assert said(data, "en") == [
        f"data/{name}:1:1: file-missing: there is no {Path(name).name}; add the file"
    ]


@pytest.mark.parametrize("name", ["site.yml", "agencies/example/agency.yml", PLAN])
def test_a_link_is_refused_whatever_it_names(data, tmp_path, name):
    target = tmp_path / "real.yml"
    shutil.move(data / name, target)
    (data / name).symlink_to(target)
    assert [line.split("；")[0] for line in said(data)] == [
        f"data/{name}:1:1: symbolic-link: 符號連結"
    ]


@pytest.mark.parametrize("name", ["agencies", "agencies/example", "agencies/example/2020"])
def test_a_linked_folder_is_refused(data, tmp_path, name):
    shutil.move(data / name, tmp_path / "real")
    (data / name).symlink_to(tmp_path / "real")
    assert f"data/{name}:1:1: symbolic-link: 符號連結；請改放實際的檔案" in said(data)


def test_a_dangling_link_is_refused(data):
    (data / "agencies/example/2020/gone.yml").symlink_to("nowhere")
    assert len(said(data)) == 1


def test_a_hard_link_is_refused(data, tmp_path):
    os.link(data / PLAN, tmp_path / "second-name.yml")
    assert [line.split(": ")[1] for line in said(data)] == ["hard-link"]


def test_a_pipe_is_refused_and_not_waited_for(data):
    (data / PLAN).unlink()
    os.mkfifo(data / PLAN)
    assert [line.split(": ")[1] for line in said(data)] == ["special-file"]


@pytest.mark.parametrize(
    "name",
    ["en", "assets", "regions", "con", "lpt1", "UPPER", "two words", "-x", "a" * 41, "縣", "x.y"],
)
def test_a_name_that_cannot_be_an_address_is_refused(data, name):
    (data / "agencies" / name).mkdir()
    assert [line.split(": ")[1] for line in said(data)] == ["folder-name"]


def test_a_file_name_cannot_upset_the_terminal(data):
    (data / "agencies" / "red\x1b[31m\nx").write_text("x")
    (data / os.fsdecode(b"\xa4\xa4.yml")).write_text("x")
    lines = said(data)
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
    "\n".join(lines).encode("utf-8")


def test_files_an_editor_leaves_are_never_read(data):
    (data / ".plan.yml.swp").write_bytes(b"\xff")
    (data / "agencies/example/2020/plan.yml~").write_text("a: [")
    assert load_site(data).notes == ()


def test_a_file_too_large_is_not_read(data):
    (data / PLAN).write_text("a: b\n" * 300_000)
    assert said(data, "en") == [
        f"data/{PLAN}:1:1: file-size: the file has 1,500,000 bytes; at most 1,000,000"
    ]


def test_text_not_in_nfc_is_mended_and_noted(data):
    spoil(data, "作法一", "作法\uf9a2")
    site = load_site(data)
    assert site.agencies[0].plans[0].plan.goals[0].measures[0].text.zh == "作法廉"
    assert [(n.rule, n.severity, n.place.line) for n in site.notes] == [("text-nfc", "note", 20)]
    assert "1 個字元" in site.notes[0].found[0]


def test_one_plan_loads_whatever_the_others_are(data):
    vocabulary = load_site(data).vocabulary
    (data / "agencies/example/2021").mkdir()
    (data / "agencies/example/2021/plan.yml").write_text("a: [")
    entry = load_plan(data, agency="example", plan="2020", vocabulary=vocabulary)
    assert entry.plan.period.first_year == 2020
    with pytest.raises(ProblemsError):
        load_plan(data, agency="example", plan="2021", vocabulary=vocabulary)


def test_a_second_plan_of_the_same_year_has_a_word_after_it(data):
    shutil.copytree(data / "agencies/example/2020", data / "agencies/example/2020-risk")
    assert [plan.id for plan in load_site(data).agencies[0].plans] == ["2020", "2020-risk"]


# What YAML 1.1 or Python would make a number of, and what we make of it.
@pytest.mark.parametrize(
    "written",
    [
        "1_000", "1e3", "1.0e+999", ".nan", ".inf", "-.inf", "0x1F", "0o17", "12:30", "no", "yes",
        "on", "off", "true", "'null'", "٣", "-5", "+5", "5.", ".5", "58,69", "1,00,000", "²", "①",
        "2026-11-21", "=1+1",
    ],
)  # fmt: skip
def test_what_is_no_printed_figure_is_refused(data, written):
    spoil(data, "estimate: 50", f"estimate: {written}")
    assert [line.split(": ")[:2] for line in said(data)] == [[f"data/{PLAN}:22:19", "value"]]


@pytest.mark.parametrize(
    ("written", "value"), [("58,696", "58696"), ("109.10", "109.10"), ("１２３", "123"), ("0.50", "0.50")]
)  # fmt: skip
def test_a_printed_figure_keeps_its_form(data, written, value):
    spoil(data, "estimate: 50", f"estimate: {written}")
    plan = load_site(data).agencies[0].plans[0].plan
    estimate = plan.goals[0].measures[0].estimate
    assert estimate is not None
    assert (estimate.printed, str(estimate.value)) == (written, value)


BYTES = (BASE / PLAN).read_bytes()
PIECES = [
    b"&a ", b"*a", b"!!set ", b"<<: ", b"? ", b": ", b"- ", b"[", b"]", b"{", b"}", b"|\n", b">-\n",
    b'"', b"'", b"#", b"%", b"---\n", b"...\n", b"\n", b"  ", b"\t", b"\r", b"\x00", b"\xef\xbb\xbf",
    b"null", b"~", b"109.10", b"\xf0\x9f\x92\xa9", b"\xe2\x80\xae", b"\\u202e", b'"\\ud800"', b"\xff",
    b"e\xcc\x81", b"number: ", b"targets: ", b"zh: ", b"9" * 5000, b"number: 1",
]  # fmt: skip
mutations = st.lists(
    st.tuples(
        st.integers(0, len(BYTES)), st.integers(0, 12), st.sampled_from(PIECES) | st.binary(max_size=3)
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(mutations)  # fmt: skip
def test_a_spoilt_plan_gives_a_record_or_problems(data, changes):
    spoilt = BYTES
    for start, length, piece in changes:
        spoilt = spoilt[:start] + piece + spoilt[start + length :]
    (data / PLAN).write_bytes(spoilt)
    try:
        assert load_site(data).agencies[0].plans
    except ProblemsError as error:
        assert error.problems
        lines = spoilt.count(b"\n") + spoilt.count(b"\r") + 2
        assert all(1 <= problem.place.line <= lines for problem in error.problems)
        assert all(problem.render().isprintable() for problem in error.problems)


def test_the_accessibility_mark_must_be_a_picture(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(Path(__file__).resolve().parent.parent / "data", data)
    site = data / "site.yml"
    text = (
        site.read_text("utf-8") + 'accessibility_mark: {level: AA, url: "https://mark.example/1"}\n'
    )
    site.write_text(text, "utf-8")
    with pytest.raises(ProblemsError, match="file-missing"):
        load_site(data)
    (data / "accessibility-mark.png").write_bytes(b"<svg onload=alert(1)>")
    with pytest.raises(ProblemsError, match="not-a-picture"):
        load_site(data)
    (data / "accessibility-mark.png").write_bytes(b"\x89PNG\r\n\x1a\nx")
    assert load_site(data).mark is not None


def test_every_code_that_a_message_can_name_has_chinese_words():
    states = yaml_words("state.")
    for code in get_args(MeasureState):
        assert NAMES[code] == states[code]


def yaml_words(start: str) -> dict[str, str]:
    strings = load_site(HERE.parent / "data").strings
    return {key.removeprefix(start): said.zh for key, said in strings.items()}


def patterns_in(schema: object) -> set[str]:
    """Every pattern that a JSON Schema asks for."""
    if isinstance(schema, list):
        return set().union(*map(patterns_in, schema))
    if not isinstance(schema, dict):
        return set()
    own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
    return own.union(*map(patterns_in, schema.values()))


@pytest.mark.parametrize("name", RECORDS)
def test_every_pattern_of_the_records_is_told_in_words(name):
    assert patterns_in(RECORDS[name].model_json_schema()) <= set(PATTERNS)


def test_a_measure_state_that_is_no_code_lists_the_codes_in_words(data):
    (data / "agencies/example/2020/reports").mkdir()
    (data / "agencies/example/2020/reports/2020-07-12-self.yml").write_text(
        "as_of: 2020-06-30\nbody: {zh: 甲}\nmeasures:\n  - {measure: 壹-1, state: 辦理中}\n",
        "utf-8",
    )
    (line,) = said(data)
    assert "「辦理中」" in line and "under-way（辦理中）" in line and "done（已完成）" in line


def test_a_missing_choice_lists_what_it_may_be(data):
    spoil(data, "    basis: copy\n", "")
    (line,) = said(data)
    assert "missing-key: 缺少欄位「basis」；請補上，寫其中之一：copy（看到的是文字檔）" in line


def test_an_amount_cut_by_its_comma_says_that_it_needs_quotes(data):
    spoil(data, "amount: 50,", "amount: 1,550,")
    (line,) = [one for one in said(data) if "unknown-key" in one]
    assert "「550」" in line and "值含有逗號請加引號，例如 '1,550'" in line


def test_an_empty_unknown_key_outside_braces_is_told_what_may_stand_there(data):
    spoil(data, "    kind: count\n", "    kind: count\n    unitt:\n")
    (line,) = said(data)
    assert "是不是「unit」" in line


def test_a_date_is_explained_with_one_example(data):
    spoil(data, "date: 2026-11-21", "date: 115-1-5")
    (line,) = said(data)
    assert line.endswith("「115-1-5」不是西元日期；請寫西元日期，例如 2026-11-21")
    (line,) = said(data, "en")
    assert line.endswith("“115-1-5” is not a date; write a date, e.g. 2026-11-21")


def test_an_unknown_theme_lists_the_codes_with_their_labels(data):
    spoil(
        data, "scopes:", "themes:\n  sunshine: {label: {zh: 陽光法案, en: Sunshine laws}, about: {zh: 申報}}\nscopes:",
        file="vocabulary.yml",
    )  # fmt: skip
    spoil(data, "    text: {zh: 目標一,", "    themes: [sunlight]\n    text: {zh: 目標一,")
    (line,) = said(data)
    assert "「sunlight」不是詞彙表的主題；請寫其中之一：sunshine（陽光法案）" in line
    (line,) = said(data, "en")
    assert "write one of sunshine (Sunshine laws)" in line


def test_chinese_in_the_place_of_english_is_a_remark_at_its_place(data):
    spoil(data, "text: {zh: 目標一, en: Goal one}", "text: {zh: 目標一, en: 目標一}")
    (note,) = load_site(data).notes
    assert note.severity == "note" and note.rule == "text-english"
    assert note.render().startswith(f"data/{PLAN}:17:")
    assert "en 寫的是中文；請寫英文" in note.render()


def test_no_real_text_is_taken_for_chinese():
    assert load_site(HERE.parent / "data").notes == ()
