"""YAML as plain values: what is text, what is refused, and where everything stands."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import Place
from generator.strict_yaml import Document, parse_document

ROOT = Path(__file__).resolve().parent.parent


def parse(text: str) -> Document:
    return parse_document(text.encode("utf-8"), "f")


def rules(text: str) -> list[str]:
    return [problem.rule for problem in parse(text).problems]


@pytest.mark.parametrize(
    "written",
    [
        "109.10", "109.01-12", "1_000", "010", "0x1F", "1e3", ".nan", ".inf", "12:30", "no", "yes",
        "on", "off", "58,696", "１２３", "2026-11-21", "100﹪", "130 案", "=1+1", "<<", "95％",
        "1.0e+999", "-", "5(1)", "09",
    ],
)  # fmt: skip
def test_a_plain_scalar_stays_the_text_that_stands_there(written):
    document = parse(f"a: '{written}'\nb: {written}" if written not in "-<<" else f"b: '{written}'")
    assert document.problems == []
    assert isinstance(document.value, dict)
    assert document.value["b"] == written


def test_only_null_true_and_false_are_more_than_text():
    document = parse("a: null\nb:\nc: true\nd: false\ne: 'true'\nf: \"null\"\n109: x\ntrue: y")
    assert document.problems == []
    assert document.value == {
        "a": None, "b": None, "c": True, "d": False, "e": "true", "f": "null", "109": "x", "true": "y",
    }  # fmt: skip


@pytest.mark.parametrize("written", ["~", "Null", "NULL", "True", "TRUE", "False", "FALSE"])
def test_other_spellings_of_null_and_true_are_refused(written):
    assert rules(f"a: {written}") == ["yaml-ambiguous"]
    assert rules(f"a: '{written}'") == []


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("a: &x 1\nb: *x", "yaml-anchor", (1, 4)),
        ("b: 1\na: *x", "yaml-alias", (2, 4)),
        ("a: !!python/object:os.system 1", "yaml-tag", (1, 4)),
        ("a: ! 1", "yaml-tag", (1, 4)),
        ("a: !<x> [1]", "yaml-tag", (1, 4)),
        ("a:\n  <<: {b: 1}", "yaml-merge", (2, 3)),
        ("%YAML 1.1\n---\na: 1", "yaml-directive", (1, 1)),
        ("a: 1\n---\nb: 2", "yaml-documents", (2, 1)),
        ("? [a, b]\n: 1", "yaml-key", (1, 3)),
        ("'': 1", "yaml-key", (1, 1)),
        ("a: 1\nb: 2\na: 3", "duplicate-key", (3, 1)),
        ("é: 1\ne\u0301: 2", "duplicate-key", (2, 1)),
        ("a: [1", "yaml-syntax", (2, 1)),
        ("a: b: c", "yaml-syntax", (1, 5)),
        ("", "file-empty", (1, 1)),
        ("# only a remark", "file-empty", (1, 1)),
        ('a: "\\u202e"', "character", (1, 4)),
        ('a: "\\0"', "character", (1, 4)),
        ('"\\u200b": 1', "character", (1, 1)),
        ("a: ' x'", "text-form", (1, 4)),
        ("a: |\n  x\n  y", "text-form", (1, 4)),
        ('a: "x\\ny"', "text-form", (1, 4)),
        ("a: >-\n  廉政\n  計畫", "text-form", (1, 4)),
        ("a: " + "字" * 20_001, "text-length", (1, 4)),
        ("a: " + "[" * 12 + "]" * 12, "yaml-size", (1, 15)),
        ("a: [" + "1," * 50_000 + "]", "yaml-size", (1, 99999)),
    ],
)
def test_what_a_reader_could_mistake_is_refused_at_its_place(text, rule, place):
    found = [(p.rule, (p.place.line, p.place.column)) for p in parse(text).problems]
    assert (rule, place) in found


@pytest.mark.parametrize("text", ["a: >-\n  one\n  two", "a: one\n  two", "a: [1, 2]\nb: {c: d}"])
def test_ordinary_yaml_is_not_refused(text):
    assert rules(text) == []


def test_reading_goes_on_after_a_problem():
    assert rules("a: &x 1\nb: *x\nc: !t 2\na: 3\n<<: {d: 1}\ne: ~") == [
        "yaml-anchor", "yaml-alias", "yaml-tag", "duplicate-key", "yaml-merge", "yaml-ambiguous",
    ]  # fmt: skip


def test_the_first_of_two_equal_keys_is_kept_and_both_lines_are_named():
    document = parse("a: 1\nb: 2\na: 3")
    assert document.value == {"a": "1", "b": "2"}
    assert "第 1 行" in document.problems[0].found[0]


def test_a_value_and_its_key_have_their_places():
    document = parse("目標:\n  - 名稱: 廉政\n    分項: {甲: 一}\n")
    assert document.place(("目標", 0, "名稱")) == Place("f", 2, 9)
    assert document.key_place(("目標", 0, "名稱")) == Place("f", 2, 5)
    assert document.place(("目標", 0, "分項")) == Place("f", 3, 5)
    assert document.place(("目標", 0, "分項", "甲")) == Place("f", 3, 13)
    assert document.place(("目標", 0, "沒有")) == Place("f", 2, 5)


def test_rows_of_a_record_are_found_in_the_mapping_they_came_from():
    document = parse("targets: {108: 5 案, 109: {zh: 完成}}")
    assert document.find(("targets", 1, "year")) == (("targets", "109"), True)
    assert document.find(("targets", 0, "figure")) == (("targets", "108"), False)
    assert document.find(("targets", 1, "text", "zh")) == (("targets", "109", "zh"), False)


def test_places_count_characters_and_crlf_as_one_line():
    document = parse('a: 1\r\n"𠀀廉": {b: 1, b: 2}\r\n')
    assert document.problems[0].place == Place("f", 2, 14)


NESTED = ["[", "{", "- ", "? ", "{a: ", "[\n", "[[],", "{? "]


@pytest.mark.parametrize("piece", NESTED)
def test_deep_nesting_ends_with_a_problem_not_a_crash(piece):
    code = (
        "import sys; from generator.strict_yaml import parse_document;"
        "print([p.rule for p in parse_document(sys.stdin.buffer.read(), 'f').problems])"
    )
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=(piece * 200_000).encode(),
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.strip().endswith(b"'yaml-size']")
    assert time.monotonic() - started < 5


def test_a_bomb_of_aliases_grows_nothing():
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9)]
    document = parse("l0: &l0 lol\n" + "\n".join(levels))
    assert {problem.rule for problem in document.problems} == {"yaml-anchor", "yaml-alias"}
    assert len(json.dumps(document.value)) < 2_000


plain_text = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x2D00, exclude_categories=["Cc", "Cf", "Zl", "Zp"])
).filter(lambda text: parse(json.dumps([text], ensure_ascii=False)).problems == [])  # fmt: skip
keys = plain_text.filter(lambda text: text not in ("", "<<"))
values = st.recursive(
    plain_text | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def as_lists(value: object) -> object:
    if isinstance(value, tuple):
        return [as_lists(item) for item in value]
    if isinstance(value, dict):
        return {key: as_lists(item) for key, item in value.items()}
    return value


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(keys, values, max_size=4))
def test_what_is_written_is_what_is_read(value):
    """JSON is YAML: strings, true, false and null come back as they went in."""
    document = parse(json.dumps(value, ensure_ascii=False))
    assert document.problems == []
    assert as_lists(document.value) == value


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text("[]{}-:?,&*!|>'\"%@`#\n a1<", max_size=60).map(str.encode))
def test_no_bytes_make_the_reader_fail(data):
    document = parse_document(data, "f")
    assert document.problems or document.value is not None
