"""The strict loader: hostile and mistaken files are reported with their place, all in one run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import ProblemsError
from generator.source import load_site
from generator.strict_yaml import MAX_DEPTH, parse_document

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    return folder


def problems_of(data: Path) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        load_site(data)
    return [problem.render() for problem in caught.value.problems if problem.severity == "error"]


def replace(path: Path, old: str, new: str) -> int:
    """Replace the first `old`; returns the line it stood in."""
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_project_own_data_is_good():
    loaded = load_site(ROOT / "data")
    assert len(loaded.agencies) == 4
    assert loaded.notes == ()


def test_every_planted_mistake_is_reported_with_its_place_in_one_run(data: Path):
    """The list of the plan: duplicate key, unknown key, bare month, figure, alias, target, control
    character, symbolic link."""
    agencies = data / "agencies"
    kinmen = agencies / "kinmen/2020/plan.yml"
    hsinchu = agencies / "hsinchu-county/2023/plan.yml"
    chiayi = agencies / "chiayi-city/2019-2022/plan.yml"
    kaohsiung = agencies / "kaohsiung/2024/plan.yml"
    duplicate = replace(kinmen, "money_unit: 千元", "money_unit: 千元\nform: 110")
    month = replace(kinmen, "schedule: 109.03-06", "schedule: 109.10")
    figure = replace(kinmen, "estimate: 125", "estimate: 1_000")
    unknown = replace(hsinchu, "money_unit:", "monye_unit: 元\nmoney_unit:")
    target = replace(hsinchu, "112: 130 案", "112: 一百三十案")
    alias = replace(chiayi, "109: 250", "109: *last")
    replace(kaohsiung, "一般行政", "一般\u200b行政")
    (agencies / "kaohsiung/2024/sources").symlink_to("/etc")
    found = problems_of(data)

    def reported(file: Path, line: int, rule: str) -> bool:
        place = f"data/{file.relative_to(data)}:{line}:"
        return any(text.startswith(place) and f": {rule}: " in text for text in found)

    assert reported(kinmen, duplicate + 1, "duplicate-key"), found
    assert reported(kinmen, month, "value"), found
    assert reported(kinmen, figure, "value"), found
    assert reported(hsinchu, unknown, "unknown-key"), found
    assert reported(hsinchu, target + 0, "value"), found
    assert reported(chiayi, alias, "yaml-alias"), found
    assert any("U+200B" in text and "kaohsiung" in text for text in found), found
    assert any("symbolic-link" in text for text in found), found
    assert any("109.10-10" in text for text in found)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: 1\na: 2\n", "duplicate-key"),
        ("a: &x 1\n", "yaml-anchor"),
        ("a: *x\n", "yaml-alias"),
        ("a: !!python/object:os.system x\n", "yaml-tag"),
        ("a: {b: 1}\nc:\n  <<: {d: 1}\n", "yaml-merge"),
        ("%YAML 1.1\n---\na: 1\n", "yaml-directive"),
        ("a: 1\n---\nb: 2\n", "yaml-documents"),
        ("? [a]\n: 1\n", "yaml-key"),
        ("a: [1\n", "yaml-syntax"),
        ("a: " + "[" * 30 + "]" * 30 + "\n", "yaml-size"),
        ("a: 一\u202e二\n", "character"),
        ("a: 一\ufeff二\n", "character"),
        ("a: \u2f00\n", "character"),
        ("a: " + "字" * 20_001 + "\n", "text-length"),
    ],
)
def test_what_a_reader_could_mistake_is_refused(text, rule):
    document = parse_document(text.encode(), "x.yml")
    assert rule in {problem.rule for problem in document.problems}
    assert all(problem.place.line >= 1 for problem in document.problems)


@pytest.mark.parametrize(
    "data",
    ["a: 中文\n".encode("big5"), "a: 1\n".encode("utf-16"), b"\xef\xbb\xbfa: 1\n", b"a: \xff\n"],
)
def test_other_encodings_are_refused(data):
    assert {p.rule for p in parse_document(data, "x.yml").problems} == {"encoding"}


def test_plain_scalars_stay_text():
    value = parse_document(
        b"a: 109.10\nb: 12:30\nc: no\nd: 010\ne: 1e3\nf: .nan\n109: x\ng: null\nh: true\n", "x.yml"
    ).value
    assert value == {
        "a": "109.10", "b": "12:30", "c": "no", "d": "010", "e": "1e3", "f": ".nan",
        "109": "x", "g": None, "h": True,
    }  # fmt: skip


def test_text_is_normalised_and_the_count_reported():
    document = parse_document("a: 廉\uf9a2行\ufa08\n".encode(), "x.yml")
    assert document.value == {"a": "廉廉行行"}
    (note,) = document.problems
    assert note.severity == "note" and "2" in note.found[0]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_does_not_crash_the_process(tmp_path: Path, opening: str):
    bomb = tmp_path / "bomb.yml"
    bomb.write_text(opening * 200_000)
    code = (
        "import sys; from pathlib import Path; from generator.strict_yaml import parse_document\n"
        "d = parse_document(Path(sys.argv[1]).read_bytes(), 'bomb.yml'); print(len(d.problems) > 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(bomb)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr


def test_a_large_file_is_refused_before_parsing():
    document = parse_document(b"a: " + b"x" * 1_000_001, "x.yml")
    assert [p.rule for p in document.problems] == ["file-size"]


@pytest.mark.parametrize("name", ["Kinmen", "en", "con", "a b", "金門", "-a", "a" * 41])
def test_a_folder_that_cannot_be_an_address_is_refused(data: Path, name: str):
    (data / "agencies/kinmen").rename(data / "agencies" / name)
    assert any("folder-name" in text for text in problems_of(data))


def test_an_empty_folder_of_agencies_is_an_error(data: Path):
    shutil.rmtree(data / "agencies")
    assert any("no-agencies" in text for text in problems_of(data))


def test_a_pipe_is_refused_and_not_read(data: Path):
    os.mkfifo(data / "agencies/kinmen/2020/reports")
    assert any("special-file" in text for text in problems_of(data))


def test_an_unknown_file_is_named(data: Path):
    (data / "agencies/kinmen/2020/plan.yaml").write_text("a: 1\n")
    assert any("unknown-file" in text and "plan.yaml" in text for text in problems_of(data))


@pytest.mark.parametrize(
    ("file", "old", "new", "word"),
    [
        ("kinmen/2020", "category: 綜合業務", "category: 綜合", "業務類別"),
        ("hsinchu-county/2023", "scope: 業務", "scope: 公務", "面向"),
        ("hsinchu-county/2023", "112: 130 案", "113: 130 案", "計畫期間"),
        ("hsinchu-county/2023", "112: 130 案", "112: 130 粒", "單位"),
        ("kaohsiung/2024", "money_unit: 千元", "money_unit: 仟元", "金額單位"),
        ("chiayi-city/2019-2022", "goal: 五", "goal: 九", "目標"),
    ],
)
def test_a_reference_to_nothing_is_reported(data: Path, file: str, old: str, new: str, word: str):
    replace(data / "agencies" / file / "plan.yml", old, new)
    found = problems_of(data)
    assert any("unknown-reference" in text and word in text for text in found), found


def test_problems_are_told_in_english_too(data: Path):
    replace(data / "agencies/kinmen/2020/plan.yml", "schedule: 109.03-06", "schedule: 109.10")
    with pytest.raises(ProblemsError) as caught:
        load_site(data)
    (problem,) = caught.value.problems
    assert "is not a month range; write a range" in problem.render("en")


def test_every_data_file_names_a_schema_that_exists():
    for path in (ROOT / "data").rglob("*.yml"):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / first.split("=", 1)[1]).resolve().is_file(), path


PLAN = (ROOT / "data/agencies/hsinchu-county/2023/plan.yml").read_bytes()[:4000]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(PLAN) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_a_damaged_file_never_crashes_the_loader(at: int, inserted: bytes, removed: int):
    damaged = PLAN[:at] + inserted + PLAN[at + removed :]
    document = parse_document(damaged, "plan.yml")
    assert document.value is not None or document.problems


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.sampled_from(["x", "1"]), lambda inner: st.lists(inner, max_size=3), max_leaves=20
    )
)
def test_nested_lists_come_back_as_they_were_or_are_too_deep(value):
    def depth(item) -> int:
        return 1 + max(map(depth, item), default=0) if isinstance(item, list) else 0

    text = "a: " + repr(value).replace("'", '"') + "\n"
    document = parse_document(text.encode(), "x.yml")
    if depth(value) < MAX_DEPTH:
        assert document.value == {"a": value}
