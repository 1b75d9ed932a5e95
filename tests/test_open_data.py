"""The open data's dictionary, tables, schema and CSV: complete, and the same figures both ways."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator

from generator import ledger
from generator.committees import AgendaKind, MeetingState, ResolutionState
from generator.consultations import Outcome
from generator.exports.csv_tables import guard, read_csv, unguard, write_csv
from generator.exports.dictionary import SCALARS, load_dictionary
from generator.exports.json_schema import plan_schema
from generator.exports.rows import table_rows
from generator.exports.tables import ROOTS, Cell, Column, Table, all_tables, every_table
from generator.method import load_specification
from generator.model import BudgetPart
from generator.reports import MeasureState, Stage
from generator.strict_yaml import parse_document

ROOT = Path(__file__).resolve().parent.parent
TABLES = {table.name: table for table in all_tables()}
HOSTILE = (
    *("=1+1", "+886", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "'quoted'"),
    *('say "no"', "a,b", "line\nbreak", "]]>", "</script>", "廉政", "x" * 10_000),
)


@pytest.fixture(scope="module")
def records(site: Path) -> dict[str, dict]:
    """Every plan's public record, by its folder below /data/v1/."""
    found = {
        path.parent.relative_to(site / "data/v1").as_posix(): json.loads(path.read_text("utf-8"))
        for path in sorted((site / "data/v1").glob("*/*/plan.json"))
    }
    assert len(found) == 7
    return found


def leaves(value: object) -> Iterator[str]:
    """Every text and figure of a record; a formula's own shape is one."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "calculation":
                if one is not None:
                    yield json.dumps(one, ensure_ascii=False)
            else:
                yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, str):
        yield value


def test_every_record_keeps_the_published_schema(records):
    address = "https://lianming.example/data/v1/plan.schema.json"
    schema = json.loads(plan_schema(address, closed=True))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for name, record in records.items():
        assert [(name, e.json_path, e.message) for e in validator.iter_errors(record)] == []


def with_new_fields(record: dict) -> Iterator[dict]:
    """The record with a field more: its own, of a record in it, of a text in it."""
    yield record | {"hidden": "1"}
    yield record | {"period": record["period"] | {"hidden": "1"}}
    yield record | {"title": record["title"] | {"hidden": "1"}}


def test_the_published_schema_passes_over_new_fields_and_the_closed_one_tells_them(records, site):
    published = json.loads((site / "data/v1/plan.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(published)
    closed = json.loads(plan_schema(published["$id"], closed=True))
    for record in with_new_fields(records["kinmen/2020"]):
        assert Draft202012Validator(published).is_valid(record)
        assert not Draft202012Validator(closed).is_valid(record)
    record = records["kinmen/2020"] | {"period": {}}
    assert not Draft202012Validator(published).is_valid(record)


def test_english_that_is_older_than_its_chinese_is_told_and_stands_in_the_tables(records):
    schema = json.loads(plan_schema("https://lianming.example/x", closed=True))
    validator = Draft202012Validator(schema)
    record = records["kinmen/2020"]
    title = {**record["title"], "stale": True}
    assert validator.is_valid(record | {"title": title})
    assert not validator.is_valid(record | {"title": title | {"stale": False}})
    assert table_rows(record | {"title": title}) == table_rows(record)
    assert table_rows(record)["plans"][0]["title_en"] == title["en"]


def test_parts_that_are_withheld_have_no_value_in_the_tables(records):
    rows = table_rows(records["demo/2025"])["breakdown_cells"]
    assert {row["withheld"] for row in rows} == {True, False}
    assert all((row["value"] is None) == row["withheld"] for row in rows)


def test_every_field_and_code_is_described_in_both_languages():
    dictionary = load_dictionary()
    for shape in dictionary.shapes.values():
        for field in shape.fields:
            assert all((*field.title, *field.says)), f"{shape.name}.{field.name}"
    for codes in dictionary.codes.values():
        assert all(title for code in codes for title in code.title)


def test_every_kind_of_record_and_code_list_is_used():
    dictionary = load_dictionary()
    fields = [field for shape in dictionary.shapes.values() for field in shape.fields]
    used = {base for field in fields for base in (field.base, field.key_base)} - SCALARS
    assert {*dictionary.shapes, *dictionary.codes} - used == set(ROOTS)


def test_code_lists_are_those_of_the_code_and_of_the_status_specification():
    states = {rule.state for rule in load_specification().rules}
    expected = {
        "state_code": states | set(get_args(MeasureState)),
        "reported_state": set(get_args(MeasureState)),
        "change_field": set(get_args(ledger.Field)),
        "way": set(get_args(ledger.Way)),
        "budget_part": set(get_args(BudgetPart)),
        "stage": set(get_args(Stage)),
        "meeting_state": set(get_args(MeetingState)),
        "agenda_kind": set(get_args(AgendaKind)),
        "resolution_state": set(get_args(ResolutionState)),
        "outcome": set(get_args(Outcome)),
        "clock": {rule.clock for rule in load_specification().rules},
    }
    codes = load_dictionary().codes
    assert {name: {code.value for code in codes[name]} for name in expected} == expected
    assert all(len(codes[name]) == len(held) for name, held in expected.items())


# Where a code's words stand in the strings of the pages.
WORDS = {
    "state_code": "state.",
    "reported_state": "state.",
    "standing": "state.",
    "clock": "clock.",
    "stage": "stage.",
    "kpi_kind": "kpi-kind.",
    "direction": "direction.",
    "change_field": "change.",
    "way": "change.",
    "change_kind": "changes.",
    "budget_part": "part.",
    "divided_by": "breakdown.by-",
    "accumulation": "kpi.",
    "link_kind": "report.",
    "consultation_state": "consulted.",
    "meeting_state": "meeting.state-",
    "agenda_kind": "agenda.",
    "resolution_state": "resolution.",
    "outcome": "outcome.",
}


def test_codes_have_the_words_of_the_pages():
    strings = parse_document((ROOT / "data/strings.yml").read_bytes(), "strings.yml").value
    assert isinstance(strings, dict)
    codes = load_dictionary().codes
    named = [(prefix + code.value, code) for name, prefix in WORDS.items() for code in codes[name]]
    assert {key for key, _ in named} - strings.keys() == {"change.other"}
    for key, code in named:
        if key in strings:
            zh, en = strings[key]["zh"], strings[key]["en"]
            assert code.title == (zh, en[0].upper() + en[1:]), key


def test_the_keys_of_a_map_are_the_codes_they_are_said_to_be(records):
    record = next(one for one in records.values() if any(b["executed"] for b in one["budget"]))
    validator = Draft202012Validator(json.loads(plan_schema("https://lianming.example/x")))
    assert validator.is_valid(record)
    line = next(line for line in record["budget"] if line["executed"])
    assert line["executed"]["parts"]
    line = line | {"executed": line["executed"] | {"parts": {"lost": "1"}}}
    assert not validator.is_valid(record | {"budget": [line]})
    (part,) = (c for c in TABLES["executed_parts"].columns if c.name == "part")
    assert part.type == "budget_part"


def test_no_two_tables_have_one_name():
    assert len({table.name for table in every_table()}) == len(every_table())


@pytest.mark.parametrize("table", every_table(), ids=lambda table: table.name)
def test_no_two_columns_have_one_name_or_title(table):
    columns = table.columns
    assert len({column.name for column in columns}) == len(columns)
    assert len({column.title[0] for column in columns}) == len(columns)
    assert len({column.title[1] for column in columns}) == len(columns)


def test_every_text_and_figure_of_a_record_stands_in_a_table(records):
    for record in records.values():
        rows = table_rows(record)
        cells = {
            cell
            for table in rows.values()
            for row in table
            for value in row.values()
            if isinstance(value, str)
            for cell in (value, *value.split(), *value.split("\n"))
        }
        assert [leaf for leaf in leaves(record) if leaf and leaf not in cells] == []


def test_rows_have_the_columns_of_their_table_and_tell_themselves_apart(records):
    for record in records.values():
        for name, rows in table_rows(record).items():
            table = TABLES[name]
            names = [column.name for column in table.columns]
            needed = [column.name for column in table.columns if column.required]
            for row in rows:
                assert set(row) <= set(names)
                assert [one for one in needed if row[one] is None] == [], name
            keys = [tuple(row[key] for key in table.key) for row in rows] if table.key else []
            assert len(set(keys)) == len(keys), name


def test_what_a_column_refers_to_is_there(records):
    for record in records.values():
        rows = table_rows(record)
        for name, table in TABLES.items():
            for column in table.columns:
                if column.refers in (None, "plans"):
                    continue
                ids = {row["id"] for row in rows[column.refers]}
                assert {row.get(column.name) for row in rows[name]} - {None} <= ids


def test_the_files_hold_the_rows_of_the_record(records, site):
    for folder, record in records.items():
        held = table_rows(record)
        for name, table in TABLES.items():
            for ending in (".csv", ".zh.csv"):
                path = site / "data/v1" / folder / f"{name}{ending}"
                assert path.is_file() == bool(held[name])
                if held[name]:
                    assert list(read_csv(table, path.read_bytes())) == padded(table, held[name])


def padded(table: Table, rows: list[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """Rows with every column; an empty text is absent in CSV."""
    return [{column.name: row.get(column.name) or (False if row.get(column.name) is False else None) for column in table.columns} for row in rows]  # fmt: skip


def test_the_tables_of_the_site_hold_every_plan_but_the_fictional(records, site):
    real = [record for record in records.values() if not record["fictional"]]
    assert 0 < len(real) < len(records)
    for name, table in TABLES.items():
        path = site / f"data/v1/{name}.csv"
        expected = [row for record in real for row in padded(table, table_rows(record)[name])]
        found = list(read_csv(table, path.read_bytes())) if path.is_file() else []

        def order(row: dict[str, Cell]) -> str:
            return json.dumps(row, ensure_ascii=False)

        assert sorted(found, key=order) == sorted(expected, key=order)


TEXT = Column("text", "string", ("文字", "Text"), ("", ""))
FIGURE = Column("figure", "decimal", ("數值", "Figure"), ("", ""))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_comes_back_and_is_no_formula(text):
    table = Table("t", ("表", "T"), ("", ""), (TEXT,), ())
    content = write_csv(table, [{"text": text}], "en")
    assert [row["text"] for row in read_csv(table, content)] == [text]
    assert not guard(text, TEXT).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguard(guard(text, TEXT), TEXT) == text


def test_a_negative_figure_is_left_as_it_is():
    assert guard("-5", FIGURE) == "-5"
