"""`check --fix`: what is safe is mended in place, everything else stays, byte for byte."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.atomic import write_whole
from generator.mending import CannotMend, mend_text
from generator.model import Plan
from generator.repairs import mend_files
from generator.reports import Report
from generator.scalars import find_scalars
from generator.source import load_site
from generator.strict_yaml import parse_document

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests/sites_invalid/_base/data"
PLAN = "agencies/example/2020/plan.yml"
GOOD = (BASE / PLAN).read_text("utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small site without a fault."""
    shutil.copytree(BASE, tmp_path / "data")
    return tmp_path / "data"


def mended(text: str) -> str | None:
    result = mend_text(text.encode(), "plan.yml", Plan)
    return result.new if result else None


def check(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "site_build.py", "check", "--fix", "--data", str(data), *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


SPOILT = {
    "bom": ("kind: annual\n", "\ufeffkind: annual\n"),
    "line-end": ("period: 109\n", "period: 109  \n"),
    "nfc": ("zh: 目標一", "zh: \uf9a2政"),
    "space": ("zh: 目標一", "zh: ' 目標一 '"),
    "fold": ("en: Goal one}", "en: 'Goal\n        one'}"),
    "digits": ("{109: 130 案}", "{１０９: 130 案}"),
}
WHOLE = {
    **dict.fromkeys(SPOILT, GOOD),
    "nfc": GOOD.replace("zh: 目標一", "zh: 廉政"),
    "space": GOOD.replace("zh: 目標一", "zh: '目標一'"),
}


@pytest.mark.parametrize("kind", [kind for kind in SPOILT if kind != "fold"])
def test_each_kind_is_mended_to_the_text_that_was_meant(kind):
    old, new = SPOILT[kind]
    assert GOOD.count(old) == 1
    result = mend_text(GOOD.replace(old, new).encode(), "plan.yml", Plan)
    assert result and result.new == WHOLE[kind]
    assert list(result.counts) == [kind]
    assert mended(result.new) is None


def test_all_kinds_at_once_are_mended_and_the_file_is_good(data):
    text = GOOD
    for kind, (old, new) in SPOILT.items():
        if kind not in ("space", "fold"):
            text = text.replace(old, new)
    (data / PLAN).write_bytes(text.replace("en: Goal one", "en: 'Goal one '").encode())
    done = check(data)
    assert done.returncode == 0, done.stdout
    assert load_site(data).notes == ()
    assert "BOM 1、行尾空白 1、NFC 1、多餘空白 1、全形數字 1" in done.stdout


def test_what_is_good_is_not_touched():
    for path in sorted((ROOT / "data").rglob("plan.yml")):
        assert mend_text(path.read_bytes(), "plan.yml", Plan) is None, path


def test_printed_figures_and_words_stay_as_printed():
    text = GOOD.replace("estimate: 50", "estimate: ５０").replace("130 案", "１３０﹪")
    text = text.replace("目標一", "１００％　達成（第１次）").replace("number: 壹", "number: １")
    assert parse_document(text.encode(), "plan.yml").problems == []
    assert mended(text) is None


def test_digits_are_mended_where_a_number_is_refused_and_nowhere_else():
    text = GOOD.replace("basis: copy", "basis: copy\n    normalised_characters: ７７")
    text = text.replace("目標一", "目標１")
    assert mended(text) == text.replace("７７", "77")
    # Refused for something else too: left to a person.
    wrong = GOOD.replace("basis: copy", "basis: copy\n    normalised_characters: ７.５")
    assert mended(wrong) is None


def test_comments_order_and_line_breaks_stay(data):
    text = "# 說明 \uf9a2\r\n" + GOOD.replace("\n", "\r\n").replace(
        "period: 109", "period: 109 \t# x  "
    )
    result = mended(text)
    assert result is not None
    assert result == "# 說明 廉\r\n" + GOOD.replace("\n", "\r\n").replace(
        "period: 109", "period: 109 \t# x"
    )


def test_chinese_on_several_lines_becomes_one_without_spaces():
    folded = GOOD.replace(
        " {zh: 目標一, en: Goal one}",
        "\n      zh: 目標一，\n        其二\n      en: Goal\n        one",
    )
    result = mended(folded)
    assert result is not None and "zh: 目標一，其二\n" in result
    assert "en: Goal\n        one" in result  # English may be folded, and stays


def test_a_block_of_lines_is_left_to_a_person():
    block = GOOD.replace(
        " {zh: 目標一, en: Goal one}", "\n      zh: |\n        目標一\n        其二"
    )
    assert mended(block) is None


def test_a_file_that_would_say_something_else_is_left(data):
    # Made plain, the year would stand twice, and one of the two targets would be gone.
    text = GOOD.replace("{109: 130 案}", "{109: 130 案, １０９: 120 案}")
    with pytest.raises(CannotMend):
        mend_text(text.encode(), "plan.yml", Plan)
    (data / PLAN).write_text(text, "utf-8")
    done = check(data)
    assert done.returncode == 1 and f"data/{PLAN}：沒有改" in done.stdout
    assert (data / PLAN).read_text("utf-8") == text


@pytest.mark.parametrize("content", [b"\xa5\x5c", b"a: [", b"", "\ufeffkind: x".encode("utf-16")])
def test_what_cannot_be_read_is_left(content):
    assert mend_text(content, "plan.yml", Plan) is None


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(GOOD)),
            st.sampled_from([" ", "  \n", "\uf9a2", "１", "'", "\n", "\ufa08", "\u3000", "\t", "e\u0301"]),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_mending_twice_is_mending_once_and_never_changes_what_is_said(insertions):
    text = GOOD
    for at, piece in sorted(insertions, reverse=True):
        text = text[:at] + piece + text[at:]
    try:
        result = mended(text)
    except CannotMend:
        return
    if result is not None:
        assert mended(result) is None
        was, is_ = (parse_document(one.encode(), "plan.yml") for one in (text, result))
        assert len(is_.places) == len(was.places)
        assert {p.rule for p in is_.problems} <= {p.rule for p in was.problems}


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_published_report_is_never_touched_and_a_draft_is(data):
    reports = data / "agencies/example/2020/reports"
    reports.mkdir()
    spoilt = "as_of: 2020-06-30  \nbody: {zh: 甲科}\nkpis: [{kpi: 1, year: １０９, value: 60 案}]\n"
    (reports / "2020-07-10-self.yml").write_text(spoilt, "utf-8")
    assert mend_files(data) == ()  # without git nobody can tell what is published
    git(data.parent, "init")
    git(data.parent, "add", ".")
    git(data.parent, "commit", "-m", "published")
    (reports / "2020-07-12-self.yml").write_text(spoilt, "utf-8")
    (done,) = mend_files(data)
    assert done.file.endswith("2020-07-12-self.yml")
    assert (reports / "2020-07-10-self.yml").read_text("utf-8") == spoilt
    fixed = (reports / "2020-07-12-self.yml").read_bytes()
    assert fixed == spoilt.replace("  \n", "\n").replace("１０９", "109").encode()
    assert mend_text(fixed, "report.yml", Report) is None


def test_a_link_is_not_followed_and_no_second_name_is_cut_off(data, tmp_path):
    spoilt = GOOD.replace("period: 109", "period: 109 ")
    other = tmp_path / "other.yml"
    other.write_text(spoilt, "utf-8")
    (data / PLAN).unlink()
    (data / PLAN).symlink_to(other)
    assert mend_files(data) == ()
    (data / PLAN).unlink()
    os.link(other, data / PLAN)
    assert mend_files(data) == ()
    assert other.read_text("utf-8") == spoilt


def test_the_diff_is_printed_and_the_file_keeps_its_mode(data):
    (data / PLAN).write_text(GOOD.replace("period: 109", "period: 109 "), "utf-8")
    (data / PLAN).chmod(0o640)
    done = check(data)
    assert done.stdout.startswith(f"--- a/data/{PLAN}\n+++ b/data/{PLAN}\n@@ -1,6 +1,6 @@\n")
    assert "\n-period: 109 \n+period: 109\n" in done.stdout
    assert stat.S_IMODE((data / PLAN).stat().st_mode) == 0o640
    assert (data / PLAN).read_text("utf-8") == GOOD
    assert not check(data).stdout.startswith("---")


def test_a_program_gets_its_list_alone_and_the_diff_beside_it(data):
    (data / PLAN).write_text(GOOD.replace("period: 109", "period: 109 "), "utf-8")
    done = check(data, "--format", "json")
    assert done.stdout.startswith("[") and "+period: 109" in done.stderr


def test_a_file_is_whole_also_where_writing_fails(tmp_path, monkeypatch):
    path = tmp_path / "a.yml"
    path.write_text("old", "utf-8")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write_whole(path, "new")
    assert path.read_text("utf-8") == "old" and [p.name for p in tmp_path.iterdir()] == ["a.yml"]


def test_scalars_are_found_by_place_with_their_quotes():
    text = "廉: 'b c'\nd: [\"e\", 政風]\n"
    found = {at: text[s.start : s.end] for at, s in find_scalars(text).items()}
    assert found == {
        (1, 1): "廉", (1, 4): "'b c'", (2, 1): "d", (2, 5): '"e"', (2, 10): "政風",
    }  # fmt: skip
