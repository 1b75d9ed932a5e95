"""The data of committees and consultations: what their pages say, marked where it is fictional."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import duckdb
import html5lib
import pandas as pd
import pytest
from csvw import CSVW, TableGroup
from jsonschema import Draft202012Validator

from generator.exports.committee_json import CommitteeRecord
from generator.exports.csv_tables import read_csv
from generator.exports.json_schema import record_schema
from generator.exports.rows import table_rows
from generator.exports.tables import tables_of
from generator.pages.resolutions import ResolutionViews
from generator.resolutions import CommitteeOnDay
from tests.open_data import AS_OF, DATA, LANGUAGES
from tests.test_open_data import leaves, padded

COMMITTEES = {entry.id: entry for entry in DATA.committees}
# The folder of each data set, its file and the kind of record that it holds.
SETS = {f"committees/{id_}": ("committee.json", "committee") for id_ in COMMITTEES} | {
    "consultations": ("consultations.json", "consultation_list")
}


@pytest.fixture(scope="module")
def records(site: Path) -> dict[str, dict]:
    """Each data set's record, by its folder."""
    return {
        folder: json.loads((site / "data/v1" / folder / name).read_text("utf-8"))
        for folder, (name, _) in SETS.items()
    }


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


@pytest.mark.parametrize("folder", SETS)
def test_a_record_keeps_its_published_schema(folder, records, site):
    name, kind = SETS[folder]
    above = "consultations" if folder == "consultations" else "committees"
    address = site / "data/v1" / above / name.replace(".json", ".schema.json")
    published = json.loads(address.read_text("utf-8"))
    Draft202012Validator.check_schema(published)
    assert published["$id"].endswith(f"/data/v1/{above}/{address.name}")
    closed = json.loads(record_schema(kind, published["$id"], closed=True))
    found = Draft202012Validator(closed).iter_errors(records[folder])
    assert [(error.json_path, error.message) for error in found] == []
    assert Draft202012Validator(published).is_valid(records[folder] | {"new": "1"})
    assert not Draft202012Validator(closed).is_valid(records[folder] | {"new": "1"})


@pytest.mark.parametrize("folder", SETS)
def test_the_tables_hold_all_of_the_record_and_the_files_their_rows(folder, records, site):
    kind = SETS[folder][1]
    made = table_rows(records[folder], kind)
    cells = {
        part
        for rows in made.values()
        for row in rows
        for value in row.values()
        if isinstance(value, str)
        for part in (value, *value.split(), *value.split("\n"))
    }
    head = {"schema_version", "as_of"} if kind == "consultation_list" else set()
    inside = {k: v for k, v in records[folder].items() if k not in head}
    assert [leaf for leaf in leaves(inside) if leaf and leaf not in cells] == []
    held = {p.name.split(".")[0] for p in (site / "data/v1" / folder).glob("*.csv")}
    assert held == {name for name, rows in made.items() if rows}
    for table in tables_of(kind):
        if table.name in held:
            for ending in (".csv", ".zh.csv"):
                content = (site / "data/v1" / folder / f"{table.name}{ending}").read_bytes()
                assert list(read_csv(table, content)) == padded(table, made[table.name])
            keys = [tuple(row[name] for name in table.key) for row in made[table.name]]
            assert not table.key or len(set(keys)) == len(keys), table.name


def test_resolutions_have_the_state_age_and_delay_of_their_day(records, site):
    on_day = CommitteeOnDay(COMMITTEES["demo"], AS_OF)
    rows = rows_of(site / "data/v1/committees/demo/resolutions.csv")
    assert [row["id"] for row in rows] == [one.entry.id for one in on_day.resolutions]
    for row, one in zip(rows, on_day.resolutions, strict=True):
        assert row["state"] == ("tracked" if one.is_open else "closed")
        assert row["state_words_zh"] == ("繼續列管" if one.is_open else "解除列管")
        assert row["days_overdue"] == (str(one.overdue) if one.overdue else "")
        assert row["age_days"] == ("" if one.age_days is None else str(one.age_days))
        assert row["text_zh"] == one.resolution.text.zh
    record = records["committees/demo"]
    late = [one for one in on_day.resolutions if one.overdue]
    assert late and record["resolutions_overdue"] == str(len(late))
    assert record["resolutions_open"] == str(sum(1 for one in on_day.resolutions if one.is_open))
    assert [m["meeting"] for m in record["meetings"]] == [
        met.entry.day.isoformat() for met in on_day.meetings
    ]


def test_a_day_that_is_earlier_knows_less(records):
    """Its record tells nothing of what a later meeting resolved, said or closed."""
    early = dt.date(2026, 4, 1)
    views = ResolutionViews(
        CommitteeOnDay(COMMITTEES["demo"], early), {}, LANGUAGES, LANGUAGES["zh"]
    )
    record = CommitteeRecord(views, DATA.site.url, fictional=True).record()
    now = records["committees/demo"]

    def days(told: dict) -> set[str]:
        rows = told["resolutions"]
        said = [note["meeting"] for row in rows for note in row["notes"]]
        closed = [row["decided"]["meeting"] for row in rows if row["decided"]]
        return {*(row["meeting"] for row in rows), *said, *closed}

    assert max(days(record)) <= early.isoformat() < max(days(now))
    assert int(record["meetings_held"]) < int(now["meetings_held"])


def anchors(site: Path, address: str) -> set[str]:
    page = html5lib.parse(
        (site / address / "index.html").read_text("utf-8"), namespaceHTMLElements=False
    )
    return {one.get("id") for one in page.iter() if one.get("id")}


def test_every_address_in_a_record_stands_on_the_site(records, site):
    pages = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if value.get("page"):
                pages.add(value["page"])
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(records)
    assert any(page.startswith("agencies/demo/") for page in pages)
    for page in pages:
        address, _, anchor = page.partition("#")
        assert (site / address / "index.html").is_file(), page
        assert not anchor or anchor in anchors(site, address), page


def test_fiction_is_marked_in_every_row_of_every_file(records, site):
    for folder in SETS:
        fictional = folder in ("committees/demo", "consultations")
        for path in (site / "data/v1" / folder).glob("*.csv"):
            if not path.name.endswith(".zh.csv"):
                rows = rows_of(path)
                assert rows and {row["fictional"] for row in rows} == {str(fictional).lower()}, path
    assert records["committees/demo"]["notice"] and records["committees/kinmen"]["notice"] is None
    assert all(
        one["fictional"] and one["notice"] for one in records["consultations"]["consultations"]
    )
    package = json.loads((site / "data/v1/committees/demo/datapackage.json").read_text("utf-8"))
    assert package["fictional"] is True
    listed = json.loads((site / "data/v1/committees/index.json").read_text("utf-8"))["committees"]
    assert {one["committee"]: one["fictional"] for one in listed} == {
        id_: id_ == "demo" for id_ in COMMITTEES
    }
    for one in listed:
        assert (site / "data/v1/committees" / one["url"]).is_file()
        assert (site / "data/v1/committees" / one["page"] / "index.html").is_file()


def test_of_a_real_committee_nothing_is_made_up(records):
    for folder, record in records.items():
        if folder.startswith("committees/") and folder != "committees/demo":
            assert record["meetings"] == record["resolutions"] == [] and record["stated"]
            assert record["meetings_held"] == "0"


def test_a_count_is_withheld_as_its_page_withholds_it(records, site):
    themes = [
        (one["id"], theme)
        for one in records["consultations"]["consultations"]
        for theme in one["themes"]
    ]
    assert {theme["withheld"] for _, theme in themes} == {True, False}
    for id_, theme in themes:
        page = (site / f"consultations/{id_}/index.html").read_text("utf-8")
        row = page.partition(theme["theme"]["zh"])[2].partition("</tr>")[0]
        assert (theme["count"] is None) == theme["withheld"] == ("不公開" in row or "未公開" in row)
        assert theme["withheld"] or f">{theme['count']}<" in row
    rows = rows_of(site / "data/v1/consultations/consultation_themes.csv")
    assert all((row["count"] == "") == (row["withheld"] == "true") for row in rows)


def test_what_is_not_told_yet_is_empty(records):
    for one in records["consultations"]["consultations"]:
        over = one["state"] in ("closed", "overdue", "answered")
        assert over or (not one["themes"] and one["total"] is None)
        assert one["state"] == "answered" or not (one["decisions"] or one["decided"])


def test_they_are_no_part_of_the_data_of_plans(site):
    for name in ("index.json", "catalog.jsonld", "data-gov-tw.csv", "datapackage.json"):
        text = (site / "data/v1" / name).read_text("utf-8")
        assert "committees/" not in text and "v1/consultations/" not in text, name


@pytest.mark.parametrize("folder", SETS)
def test_csvw_is_valid_and_its_tables_refer_to_one_another(folder, site):
    path = site / "data/v1" / folder / "csv-metadata.json"
    checked = CSVW(str(path), validate=True)
    assert checked.is_valid, [str(one.message) for one in checked.warnings]
    group = TableGroup.from_file(path)
    assert group.tables and group.check_referential_integrity()


def test_duckdb_and_pandas_read_figures_days_and_truth_as_such(site):
    path = site / "data/v1/committees/demo/resolutions.csv"
    typed = {
        name: kind
        for name, kind, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM read_csv('{path}')").fetchall()
    }
    assert typed["fictional"] == "BOOLEAN" and typed["meeting"] == typed["deadline"] == "DATE"
    assert typed["days_overdue"] == typed["age_days"] == "BIGINT"
    late, longest = duckdb.sql(
        f"SELECT count(*), max(days_overdue) FROM read_csv('{path}') WHERE days_overdue > 0"
    ).fetchall()[0]
    shown = [one for one in CommitteeOnDay(COMMITTEES["demo"], AS_OF).resolutions if one.overdue]
    assert (late, longest) == (len(shown), max(one.overdue for one in shown))
    frame = pd.read_csv(
        path, encoding="utf-8-sig", parse_dates=["meeting", "deadline"], dtype={"age_days": "Int64"}
    )
    assert frame["fictional"].dtype == bool and frame["silent_meetings"].dtype == "int64"
    assert frame["age_days"].isna().sum() == 1  # nobody knows when that one was closed
    assert frame["days_overdue"].max() == longest
    meetings = pd.read_csv(path.with_name("meetings.csv"), dtype={"meeting": str})
    joined = frame.assign(meeting=frame["meeting"].dt.strftime("%Y-%m-%d")).merge(
        meetings, on=["committee", "meeting"], how="left", suffixes=("", "_met")
    )
    assert joined["number"].notna().all()


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_their_pages_offer_them_and_the_page_of_addresses_names_them(prefix, site):
    offered = {
        "committees/": "committees/index.json",
        "committees/demo/": "committees/demo/committee.json",
        "committees/demo/resolutions/": "committees/demo/resolutions.csv",
        "committees/kinmen/": "committees/kinmen/committee.json",
        "consultations/": "consultations/public_consultations.csv",
        "consultations/demo-waiting-times/": "consultations/consultation_themes.csv",
        "data/api/": "committees/index.json",
    }
    for address, file in offered.items():
        page = (site / prefix / address / "index.html").read_text("utf-8")
        assert f'data/v1/{file}"' in page, address
    api = (site / prefix / "data/api/index.html").read_text("utf-8")
    assert "committee.schema.json" in api and "v1/consultations/consultations.json" in api
