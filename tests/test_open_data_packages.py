"""Workbooks, packages, Parquet and sums: read by others' readers, and the same figures both ways."""

import csv
import datetime as dt
import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from csvw import CSVW, TableGroup
from frictionless import Package, validate
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from xlsxwriter.worksheet import Worksheet

from generator import spreadsheets
from generator.commands.common import say_formats_left_out
from generator.downloads import LICENCES
from generator.exports import formats
from generator.exports.dataset import Dataset, Publisher
from generator.exports.dictionary import load_dictionary
from generator.exports.fiscal import BUDGET, budget_rows
from generator.exports.formats import FORMATS, formats_left_out, make_files
from generator.exports.json_schema import plan_schema
from generator.exports.keys import references_of
from generator.exports.parquet import write_parquet
from generator.exports.rows import table_rows
from generator.exports.tables import Cell, Column, Table, all_tables
from generator.exports.xlsx import ABOUT, DICTIONARY, as_number, sheet_name, write_workbook
from generator.fields import Text
from generator.problems import ProblemsError
from generator.source import load_site
from generator.spreadsheets import MOST_LETTERS
from tests.open_data import PLANS as ENTRIES
from tests.open_data import dataset_of
from tests.test_architecture import IMPORTS
from tests.test_open_data import HOSTILE, ROOT, TABLES, padded

PLANS = (
    *("kinmen/2020", "kaohsiung/2024", "hsinchu-county/2023", "chiayi-city/2019-2022"),
    *("demo/2025", "demo/2025-2026", "demo/2026"),
)
FOLDERS = (*PLANS, "")
MARKUP = ("<r>x</r>", "<r><t>=1</t></r>", "_x0041_", "{=1+1}", "http://a.example", "#REF!", " a ")


@pytest.fixture(scope="module")
def records(site: Path) -> dict[str, dict]:
    """Every plan's public record, by its folder."""
    return {
        name: json.loads((site / "data/v1" / name / "plan.json").read_text("utf-8"))
        for name in PLANS
    }


@pytest.fixture(scope="module")
def expected(records):
    """Every table's rows of a plan, or of all real plans for the site (""), in any order."""

    def rows(folder: str) -> dict[str, list[dict[str, Cell]]]:
        chosen = (
            [records[folder]] if folder else [r for r in records.values() if not r["fictional"]]
        )
        made = [table_rows(record) for record in chosen]
        return {
            name: found
            for name, table in TABLES.items()
            if (found := [row for one in made for row in padded(table, one[name])])
        }

    return rows


def in_order(rows: list[dict[str, Cell]]) -> list[str]:
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)


def small_dataset(table: Table, rows: list[dict[str, Cell]], *, site: bool = False) -> Dataset:
    """A data set of one table, for texts that no office would write."""
    return Dataset(
        folder="data/v1/" if site else "data/v1/demo/2026/",
        page="data/",
        title=Text(zh="=標題", en="=title"),
        about=Text(zh="說明", en="About"),
        publisher=Publisher(
            Text(zh="站", en="Site"), "https://lianming.example/", "office",
            Text(zh="營運者", en="Operator"), LICENCES["office"],
        ),
        as_of=dt.date(2026, 11, 21),
        changed=dt.date(2026, 11, 21),
        tables=(table,),
        read={table.name: rows}.__getitem__,
        record=None if site else {},
        fictional=True,
    )  # fmt: skip


def column(name: str, type_: str) -> Column:
    return Column(name, type_, (f"欄{name}", f"Column {name}"), ("說明", "Meaning"))


ODD = Table(
    "odd", ("怪", "Odd"), ("說明", "Meaning"),
    (column("id", "integer"), column("text", "string"), column("figure", "decimal"),
     column("day", "date"), column("yes", "boolean")),
    ("id",),
)  # fmt: skip
ODD_ROWS: list[dict[str, Cell]] = [
    {"id": str(place), "text": text, "figure": None, "day": None, "yes": None}
    for place, text in enumerate((*HOSTILE, *MARKUP), 1)
]


# Workbooks


def cell_text(cell) -> Cell:
    """A cell of a workbook as the record writes it."""
    value = cell.value
    if value is None or isinstance(value, (bool, str)):
        return unescaped(value) if isinstance(value, str) else value
    if isinstance(value, dt.datetime):
        assert cell.number_format == "yyyy-mm-dd"
        return value.date().isoformat()
    return format(Decimal(repr(value)).normalize(), "f")


def unescaped(text: str) -> str:
    """Undo the format's own escapes, which this reader leaves in part."""
    return text.replace("_x000D_", "\r").replace("_x005F_", "_")


def sheet_rows(sheet, table: Table) -> Iterator[dict[str, Cell]]:
    """The rows of a table's sheet; its two rows of headings are checked."""
    headings, names, *rows = list(sheet.iter_rows(max_col=len(table.columns)))
    assert [cell.value for cell in headings] == [c.title[0] for c in table.columns]
    assert [cell.value for cell in names] == [c.name for c in table.columns]
    for row in rows:
        yield {c.name: cell_text(cell) for c, cell in zip(table.columns, row, strict=True)}


def workbook_of(site: Path, folder: str):
    name = folder.replace("/", "-") or "all-plans"
    return openpyxl.load_workbook(site / "data/v1" / folder / f"{name}.xlsx")


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_workbook_holds_the_rows_of_the_record_and_no_formula(folder, site, expected):
    workbook, held = workbook_of(site, folder), expected(folder)
    assert workbook.sheetnames == [
        ABOUT, *(sheet_name(TABLES[name]) for name in held), DICTIONARY
    ]  # fmt: skip
    for name, rows in held.items():
        sheet = workbook[sheet_name(TABLES[name])]
        assert in_order(list(sheet_rows(sheet, TABLES[name]))) == in_order(rows), name
        assert sheet.auto_filter.ref.startswith("A2:") and sheet.freeze_panes == "A3"
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type in ("f", "e")] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_workbook_says_what_it_is(folder, site, records, expected):
    rows = list(workbook_of(site, folder)[ABOUT].iter_rows(values_only=True))
    said = {row[0]: row[1] for row in rows if row[0]}
    fictional = bool(folder) and records[folder]["fictional"]
    assert ("虛構 Fictional" in said) is fictional
    assert said["狀態判斷日 As of"] == "2026-11-21"
    assert said["網頁 Page"].startswith("https://") and said["授權 Licence"]
    counts = {row[0]: row[3] for row in rows if isinstance(row[3], int)}
    assert counts == {
        sheet_name(TABLES[name]): len(held) for name, held in expected(folder).items()
    }


def test_the_dictionary_sheet_has_every_column_with_its_codes(site, expected):
    rows = list(workbook_of(site, "demo/2025")[DICTIONARY].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[3]) for row in rows] == [
        (name, c.name) for name in expected("demo/2025") for c in TABLES[name].columns
    ]
    assert all(all(row[1:3]) and all(row[4:7]) and all(row[8:10]) for row in rows)
    codes = load_dictionary().codes
    for row in rows:
        listed = [line.split("：")[0] for line in (row[10] or "").splitlines()]
        assert listed == [code.value for code in codes.get(row[6], ())]


def test_every_sheet_has_a_name_that_spreadsheets_take():
    names = [sheet_name(table) for table in all_tables()]
    assert len({name.lower() for name in (*names, ABOUT, DICTIONARY)}) == len(names) + 2
    assert [name for name in names if len(name) > 31 or set(name) & set("[]:*?/\\'")] == []


@pytest.mark.parametrize("site_wide", [False, True])
def test_a_hostile_text_comes_back_from_a_workbook_as_it_was(site_wide):
    content = write_workbook(small_dataset(ODD, ODD_ROWS, site=site_wide))
    sheet = openpyxl.load_workbook(io.BytesIO(content))[sheet_name(ODD)]
    assert list(sheet_rows(sheet, ODD)) == ODD_ROWS
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    parts = zipfile.ZipFile(io.BytesIO(content))
    links = [name for name in parts.namelist() if "worksheets/_rels/" in name]
    assert links == ["xl/worksheets/_rels/sheet1.xml.rels"]  # the first sheet's own, none of a text


def test_a_text_longer_than_a_cell_says_where_the_rest_is():
    rows = [
        ODD_ROWS[0] | {"text": "廉" * (MOST_LETTERS - 1)},
        ODD_ROWS[0] | {"text": "𠮷" * 20_000},
    ]
    workbook = openpyxl.load_workbook(io.BytesIO(write_workbook(small_dataset(ODD, rows))))
    kept, cut = (row["text"] for row in sheet_rows(workbook[sheet_name(ODD)], ODD))
    assert kept == rows[0]["text"]
    assert cut.rstrip("𠮷").endswith("（其餘見 odd.csv；continued in odd.csv）")
    assert len(cut.encode("utf-16-le")) // 2 in (MOST_LETTERS, MOST_LETTERS - 1)


def test_the_first_sheet_cuts_a_long_text_and_makes_no_name_a_link():
    dataset = small_dataset(ODD, ODD_ROWS)
    publisher = replace(dataset.publisher, operator_name=Text(zh="https://a.example/"))
    dataset = replace(dataset, title=Text(zh="廉" * 34_000, en="x" * 34_000), publisher=publisher)
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(dataset)))[ABOUT]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=1, max_col=3)}
    title = [cell.value for cell in rows["標題 Title"][1:]]
    assert all(text.endswith("continued on the page）") for text in title)
    assert [len(text) for text in title] == [MOST_LETTERS] * 2
    assert rows["提供者 Publisher"][1].value == "https://a.example/"
    links = [
        cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink and cell.hyperlink.target
    ]
    assert links == [dataset.address, publisher.licence.url]


def test_the_short_ways_of_a_sheet_write_what_the_library_writes(monkeypatch):
    plans = [small_dataset(ODD, ODD_ROWS), *(dataset_of(*ENTRIES[name]) for name in PLANS)]
    datasets = [*plans, *(replace(one, record=None) for one in plans)]  # and as a site's
    assert {one.is_site for one in datasets} == {True, False}
    written = [write_workbook(one) for one in datasets]

    class Long(Worksheet):
        def take_row(self, *_):
            return False

    monkeypatch.setattr(spreadsheets, "Sheet", Long)
    assert [write_workbook(one) for one in datasets] == written


def test_days_that_spreadsheets_count_differently_are_text():
    rows = [ODD_ROWS[0] | {"day": "1900-02-28"}, ODD_ROWS[0] | {"day": "1900-03-01"}]
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(small_dataset(ODD, rows))))[
        sheet_name(ODD)
    ]
    assert [type(cell.value) for cell in sheet["D"][2:]] == [str, dt.datetime]
    assert [cell_text(cell) for cell in sheet["D"][2:]] == ["1900-02-28", "1900-03-01"]


@pytest.mark.parametrize(
    ("figure", "number"),
    [("0", 0), ("-5", -5), ("58696000", 58696000), ("0.761111", Decimal("0.761111")),
     ("123456789012345", 123456789012345), ("1234567890123456", None), ("0.1234567890123456", None),
     ("12.50", None), ("9007199254740993", None), ("0.00000001", Decimal("1e-8")),
     ("1" + 310 * "0", None)],
)  # fmt: skip
def test_a_figure_is_a_number_only_where_its_digits_come_back(figure, number):
    assert as_number(figure) == number


@given(st.decimals(min_value=-(10**18), max_value=10**18, places=8))
def test_no_number_of_a_workbook_differs_from_its_figure(value):
    figure = format(value.normalize(), "f")
    number = as_number(figure)
    # A program that reads the cell holds a binary number.
    assert number is None or format(Decimal(repr(float(number))).normalize(), "f") == figure


# Packages


def packages(site: Path) -> list[Path]:
    found = sorted((site / "data/v1").rglob("datapackage.json"))
    # With the fiscal package of five, those of four committees, and that of consultations.
    assert len(found) == len(FOLDERS) + 5 + 4 + 1
    return found


def test_every_package_is_valid_with_its_tables_keys_sizes_and_hashes(site):
    for path in packages(site):
        report = validate(str(path))
        assert report.flatten(["resource", "rowNumber", "fieldName", "message"]) == [], path
        for resource in json.loads(path.read_text("utf-8"))["resources"]:
            content = (path.parent / resource["path"]).read_bytes()
            assert resource["bytes"] == len(content)
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_package_reads_the_figures_of_the_record(folder, site, expected):
    package = Package(str(site / "data/v1" / folder / "datapackage.json"))
    held = expected(folder)
    assert package.resource_names == list(held)
    for name, rows in held.items():
        kinds = {c.name: c.type for c in TABLES[name].columns}
        read = [
            {key: read_back(row[key], kinds[key]) for key in kinds}
            for row in package.get_resource(name).read_rows()
        ]
        assert in_order(read) == in_order(rows), name


def read_back(value: object, kind: str) -> Cell:
    """A value that a typed reader gave, as the record writes it; a guarded text is unguarded."""
    if value is None or isinstance(value, bool):
        return value
    if kind == "json":
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if kind == "url":
        return value if isinstance(value, str) else value.unsplit()
    if kind == "month":
        return f"{value[0]}-{value[1]:02}" if isinstance(value, tuple) else str(value)
    return (
        str(value).removeprefix("'") if str(value)[:2] in ("'-", "'=", "'+", "'@") else str(value)
    )


def copied(site: Path, folder: str, to: Path) -> Path:
    shutil.copytree(site / "data/v1" / folder, to / "plan")
    return to / "plan"


def reworded(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("budget_lines.csv", "58696000", "58696001", "hash-count"),
        ("budget_lines.csv", "58696000", "58696x", "type-error"),
        ("budget_lines.csv", "kaohsiung,2024,b2", "kaohsiung,2024,b1", "primary-key"),
        ("measures.csv", ",g1,", ",g99,", "foreign-key"),
        ("plans.csv", "annual-policy-plan", "", "constraint-error"),
    ],
)
def test_a_table_that_was_altered_is_noticed(file, old, new, fault, site, tmp_path):
    plan = copied(site, "kaohsiung/2024", tmp_path)
    reworded(plan / file, old, new)
    descriptor = json.loads((plan / "datapackage.json").read_text("utf-8"))
    if fault != "hash-count":  # what the schema says by itself
        for resource in descriptor["resources"]:
            del resource["hash"], resource["bytes"]
        (plan / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    report = validate(str(plan / "datapackage.json"))
    assert fault in {kind for (kind,) in report.flatten(["type"])}


def test_what_stands_below_a_record_refers_to_it_by_its_whole_key():
    tables = all_tables()
    found = {
        (table.name, one.table): one.columns
        for table in tables
        for one in references_of(table, tables)
    }
    assert found["evidence", "observations"] == ("agency", "plan", "kpi", "year", "report")
    assert found["conditions", "targets"] == ("agency", "plan", "kpi", "year")
    assert found["measures", "goals"] == ("agency", "plan", "goal")
    assert all((table.name, "plans") in found for table in tables if table.name != "plans")
    assert ("points", "work_items") not in found  # empty where the point is a priority's


# Budgets


def test_the_fiscal_package_has_each_budget_and_execution_of_the_records_once(site, records):
    for folder in FOLDERS:
        path = site / "data/v1" / folder / "fiscal"
        chosen = (
            [records[folder]] if folder else [r for r in records.values() if not r["fictional"]]
        )
        wanted = []
        for record in chosen:
            for line in record["budget"]:
                id_ = f"{record['agency']}/{record['plan']}/{line['id']}"
                wanted.append((id_, "budget", line["amount"]))
                if line["executed"] and line["executed"]["executed"] is not None:
                    wanted.append((id_, "executed", line["executed"]["executed"]))
        assert path.is_dir() == bool(wanted)
        if not wanted:
            continue
        resource = Package(str(path / "datapackage.json")).resources[0]
        rows = resource.read_rows()
        assert sorted(
            (row["budget_line_id"], row["phase"], format(row["amount"].normalize(), "f"))
            for row in rows
        ) == sorted(wanted)
        assert {row["currency"] for row in rows} == {"TWD"}


def test_the_fiscal_package_marks_its_columns_with_the_taxonomy(site):
    package = json.loads((site / "data/v1/fiscal/datapackage.json").read_text("utf-8"))
    fields = {f["name"]: f.get("columnType") for f in package["resources"][0]["schema"]["fields"]}
    assert list(fields) == [c.name for c in BUDGET.columns]
    assert fields["amount"] == "value" and fields["fiscal_year"] == "date:fiscal-year"
    assert fields["printed"] is None
    assert package["columnTypes"] == [
        "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json"
    ]


def test_a_line_with_lines_below_it_is_not_counted_twice_and_several_years_are_no_year():
    blank: dict[str, Cell] = dict.fromkeys(c.name for c in TABLES["budget_lines"].columns)
    line = blank | {
        "agency": "a", "plan": "2026-2027", "number": "1", "name_zh": "甲", "printed": "3", "unit": "千元"
    }  # fmt: skip
    plan: dict[str, Cell] = dict.fromkeys(c.name for c in TABLES["plans"].columns)
    plan |= {"agency": "a", "plan": "2026-2027", "period_from": "2026", "period_to": "2027"}
    lines = [
        line | {"id": "b1", "amount": "3000"},
        line | {"id": "b2", "amount": "1000", "parent": "b1", "executed_executed": "0"},
        line | {"id": "b3", "amount": "2000", "parent": "b1"},
    ]
    rows = list(budget_rows([plan], lines))
    assert [(row["budget_line_id"], row["phase"], row["amount"]) for row in rows] == [
        ("a/2026-2027/b2", "budget", "1000"),
        ("a/2026-2027/b2", "executed", "0"),
        ("a/2026-2027/b3", "budget", "2000"),
    ]
    assert {row["fiscal_year"] for row in rows} == {None}


# CSV on the Web


@pytest.mark.parametrize("folder", FOLDERS)
def test_csvw_is_valid_and_reads_the_figures_of_the_record(folder, site, expected):
    path = site / "data/v1" / folder / "csv-metadata.json"
    checked = CSVW(str(path), validate=True)
    assert checked.is_valid, [str(one.message) for one in checked.warnings]
    group = TableGroup.from_file(path)
    assert group.check_referential_integrity()
    held = expected(folder)
    assert [table.local_name for table in group.tables] == [f"{name}.csv" for name in held]
    for table, (name, rows) in zip(group.tables, held.items(), strict=True):
        kinds = {c.name: c.type for c in TABLES[name].columns}
        read = [
            {key: read_back(row[key], kinds[key]) if kinds[key] != "year" else year(row[key]) for key in kinds}
            for row in table
        ]  # fmt: skip
        assert in_order(read) == in_order(rows), name


def year(value: object) -> Cell:
    return None if value is None else str(value)[:4]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("budget_lines.csv", "58696000", "58696x"),
        ("measures.csv", ",g1,", ",g99,"),
        ("goals.csv", ",goal,", ",gaol,"),
    ],
)
def test_csvw_notices_a_table_that_was_altered(file, old, new, site, tmp_path):
    plan = copied(site, "kaohsiung/2024", tmp_path)
    assert not is_faulty(plan / "csv-metadata.json")
    reworded(plan / file, old, new)
    assert is_faulty(plan / "csv-metadata.json")


def is_faulty(path: Path) -> bool:
    """Whether the library refuses the tables: cells, keys or what they refer to."""
    try:
        whole = TableGroup.from_file(path).check_referential_integrity()
    except ValueError:
        return True
    return not (whole and CSVW(str(path), validate=True).is_valid)


# Parquet


def test_parquet_holds_the_rows_of_the_record_with_types(site, expected):
    for name, rows in expected("").items():
        path = site / f"data/v1/{name}.parquet"
        found = duckdb.sql(f"select * from read_parquet('{path}')")
        kinds = {c.name: c.type for c in TABLES[name].columns}
        assert found.columns == list(kinds)
        read = [
            {k: parquet_cell(value) for k, value in zip(kinds, row, strict=True)}
            for row in found.fetchall()
        ]
        assert in_order(read) == in_order(rows), name
        types = dict(zip(found.columns, map(str, found.types), strict=True))
        wanted = {"decimal": "DECIMAL(38,18)", "integer": "BIGINT", "year": "SMALLINT", "date": "DATE", "boolean": "BOOLEAN"}  # fmt: skip
        assert types == {k: wanted.get(kind, "VARCHAR") for k, kind in kinds.items()}


def parquet_cell(value: object) -> Cell:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def test_parquet_says_what_it_is_and_what_its_columns_mean(site):
    said = duckdb.sql(
        f"select key, value from parquet_kv_metadata('{site / 'data/v1/kpis.parquet'}')"
    ).fetchall()
    about = {key.decode(): value.decode() for key, value in said}
    assert about["title_zh"] == "指標" and about["as_of"] == "2026-11-21"
    assert about["source"].startswith("https://") and about["license_url"].startswith("https://")


def test_parquet_keeps_a_figure_with_more_places_and_hostile_texts(tmp_path):
    long = "0." + "3" * 28
    rows = [*ODD_ROWS, ODD_ROWS[0] | {"figure": long}]
    content = write_parquet(small_dataset(ODD, rows, site=True), ODD)
    (tmp_path / "odd.parquet").write_bytes(content)
    import pyarrow.parquet as pq

    read = pq.read_table(tmp_path / "odd.parquet").to_pylist()
    assert [row["text"] for row in read] == [row["text"] for row in rows]
    assert read[-1]["figure"] == Decimal(long)


def test_without_its_library_a_format_makes_nothing_and_it_is_said_once(monkeypatch, capsys):
    assert formats_left_out() == ()
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    made = [download.name for download, _ in make_files(small_dataset(ODD, ODD_ROWS, site=True))]
    assert "odd.csv" in made and "odd.parquet" not in made
    say_formats_left_out()
    said = capsys.readouterr().err
    assert said.count("未安裝 pyarrow") == 1 and "make extra-parquet" in said


# Sums, and all formats


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_sums_are_right_and_name_every_file_of_the_data_set(folder, site):
    path = site / "data/v1" / folder
    done = subprocess.run(
        ["sha256sum", "--strict", "--check", "SHA256SUMS"],
        cwd=path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    named = {line.split("  ", 1)[1] for line in (path / "SHA256SUMS").read_text().splitlines()}
    # What lists the data sets is of none of them; the catalogue holds the hash of the sums.
    lists = {"index.json", "catalog.jsonld", "catalog.ttl", "data-gov-tw.csv"}
    there = {p.name for p in path.iterdir() if p.is_file()} - {"SHA256SUMS"}
    assert {name for name in named if "/" not in name} == there - lists
    assert (lists <= there) == (folder == "")


def test_an_altered_file_fails_the_sums(site, tmp_path):
    plan = copied(site, "kinmen/2020", tmp_path)
    reworded(plan / "measures.csv", "kinmen,2020", "kinmen,2021")
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"],
        cwd=plan, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and done.stdout.startswith("measures.csv: ")


def test_the_sums_come_last_and_the_same_data_is_the_same_bytes():
    assert FORMATS[-1].id == "sums"
    for site_wide in (True, False):
        dataset = small_dataset(ODD, ODD_ROWS, site=site_wide)
        first, second = ([c for _, c in make_files(dataset)] for _ in range(2))
        assert first == second


# What other formats and the site's own data stand on.
BASE = ("csv", "json")
OTHERS = [one for one in FORMATS if one.id not in BASE]


def test_the_base_is_there():
    assert len(OTHERS) == len(FORMATS) - len(BASE) >= 7


@pytest.mark.parametrize("left_out", OTHERS, ids=lambda one: one.id)
def test_a_format_can_go_without_harm_to_the_others(left_out, monkeypatch):
    datasets = (
        dataset_of(*ENTRIES["hsinchu-county/2023"]),
        small_dataset(ODD, ODD_ROWS, site=True),
    )
    whole = [dict(make_files(dataset)) for dataset in datasets]
    monkeypatch.setattr(formats, "FORMATS", tuple(one for one in FORMATS if one is not left_out))
    for dataset, before in zip(datasets, whole, strict=True):
        made = dict(make_files(dataset))
        named = [one.name for one in before if one.format_id != left_out.id]
        assert [one.name for one in made] == named and made
        changed = {one.format_id for one in made if before.get(one) != made[one]}
        assert changed <= {"sums"}
    assert any(one.format_id == left_out.id for before in whole for one in before)


def test_no_format_imports_another_that_is_not_the_base():
    modules = {one.make.__module__.removeprefix("generator."): one.id for one in FORMATS}
    assert len(modules) == len(FORMATS)
    for module in modules:
        found, waiting = set(), [module]
        while waiting:
            new = IMPORTS[waiting.pop()] - found
            found |= new
            waiting += new
        assert {modules[one] for one in found - {module} if one in modules} <= set(BASE), module


def test_the_files_of_the_catalogue_have_names_of_their_own(site: Path):
    names = [one.name for one in formats.CATALOGUES]
    made = {one.name for one, _ in make_files(small_dataset(ODD, ODD_ROWS, site=True))}
    assert len(set(names)) == len(names) and not made & set(names)
    assert all((site / "data/v1" / name).is_file() for name in names)


@pytest.mark.parametrize("number", ["九", "1-1", "１２"])
def test_the_number_of_a_question_is_as_printed_in_every_format(number, tmp_path):
    import pyarrow.parquet as pq

    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    for name, line in (
        ("agencies/demo/2025-2026/participation.yml", "  - number: {}\n"),
        ("consultations/demo-waiting-times.yml", "  - {{plan: demo/2025-2026, number: {}}}\n"),
    ):
        path = data / name
        written = path.read_text("utf-8")
        assert written.count(line.format(2)) == 1
        path.write_text(written.replace(line.format(2), line.format(number)), "utf-8")
    loaded = load_site(data)
    (office,) = (one for one in loaded.agencies if one.id == "demo")
    (plan,) = (one for one in office.plans if one.id == "2025-2026")
    dataset = dataset_of(office, plan, loaded=loaded)
    files = {download.name: content for download, content in make_files(dataset)}
    schema = json.loads(plan_schema("https://lianming.example/data/v1/plan.schema.json"))
    assert [e.message for e in Draft202012Validator(schema).iter_errors(dataset.record)] == []
    workbook = openpyxl.load_workbook(io.BytesIO(files["demo-2025-2026.xlsx"]))
    for name in ("questions", "consultations"):
        rows = pq.read_table(io.BytesIO(write_parquet(dataset, TABLES[name]))).to_pylist()
        assert number in [row["number"] for row in rows]
        sheet = workbook[sheet_name(TABLES[name])]
        assert number in [row["number"] for row in sheet_rows(sheet, TABLES[name])]
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["rowNumber", "message"]) == []


def test_a_count_that_no_format_holds_is_refused_with_its_place(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    path = data / "consultations/demo-open-data-first.yml"
    written = path.read_text("utf-8").replace("  total: 50\n", "")
    path.write_text(written.replace("count: 31\n", f"count: {15 * '9'}\n"), "utf-8")
    load_site(data)
    for digits in (16, 40, 5000):
        path.write_text(written.replace("count: 31\n", f"count: {digits * '9'}\n"), "utf-8")
        with pytest.raises(ProblemsError) as caught:
            load_site(data)
        (problem,) = caught.value.problems
        line = written[: written.index("count: 31\n")].count("\n") + 1
        assert (problem.place.file, problem.place.line) == (
            path.relative_to(tmp_path).as_posix(),
            line,
        )
        assert "整數最多 15 位" in problem.says("zh")
        assert "at most 15 digits" in problem.says("en")


def test_hostile_texts_add_no_row_to_any_table(tmp_path):
    for download, content in make_files(small_dataset(ODD, ODD_ROWS)):
        path = tmp_path / download.address.removeprefix("data/v1/demo/2026/")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["rowNumber", "message"]) == []
    (resource,) = Package(str(tmp_path / "datapackage.json")).resources
    assert len(resource.read_rows()) == len(ODD_ROWS)
    (table,) = TableGroup.from_file(tmp_path / "csv-metadata.json").tables
    assert len(list(table)) == len(ODD_ROWS)
    assert len(list(csv.reader(io.StringIO((tmp_path / "odd.csv").read_text("utf-8-sig"), newline="")))) == len(ODD_ROWS) + 1  # fmt: skip
