"""How problems are worded, ordered and carried."""

import json
import pickle

import pytest

from generator.problems import Place, Problem, ProblemsError, sort_problems


def make(line: int = 1, column: int = 1, *, file: str = "data/a.yml", rule: str = "r") -> Problem:
    return Problem(
        Place(file, line, column, ("goals", 0)),
        rule,
        found=("找到甲", "found a"),
        expected=("應為乙", "b is expected"),
    )


def test_a_problem_is_one_line_in_either_language():
    assert make(3, 5).render() == "data/a.yml:3:5: r: 找到甲；應為乙"
    assert make(3, 5).render("en") == "data/a.yml:3:5: r: found a; b is expected"


def test_what_data_says_cannot_break_the_line():
    problem = Problem(Place("f"), "r", ("甲\n乙\x1b[31m" + "長" * 999, ""), ("", ""))
    said = problem.render()
    assert said.isprintable()
    assert "甲\\n乙\\x1b[31m" in said
    assert len(said) < 400


def test_problems_come_by_place_and_each_once():
    first, second, third = make(2, 9), make(10, 1), make(1, 1, file="data/b.yml")
    assert sort_problems([third, second, first, second]) == (first, second, third)


def test_problems_at_one_place_sort_though_their_paths_cannot_be_compared():
    at = [Problem(Place("f", 1, 1, path), "r", ("", ""), ("", "")) for path in [("a",), (0,)]]
    assert len(sort_problems(at)) == 1


def test_a_program_gets_both_languages_and_the_path():
    assert json.loads(json.dumps(make(3, 5).as_json())) == {
        "file": "data/a.yml",
        "line": 3,
        "column": 5,
        "path": ["goals", 0],
        "rule": "r",
        "severity": "error",
        "found": {"zh": "找到甲", "en": "found a"},
        "expected": {"zh": "應為乙", "en": "b is expected"},
    }


def test_the_error_says_all_of_them_and_survives_a_worker_process():
    error = ProblemsError([make(2), make(1)])
    assert [problem.place.line for problem in error.problems] == [1, 2]
    assert len(str(error).splitlines()) == 2
    again = pickle.loads(pickle.dumps(error))
    assert again.problems == error.problems


def test_a_problem_cannot_be_changed():
    with pytest.raises(AttributeError):
        make().rule = "other"  # type: ignore[misc]
