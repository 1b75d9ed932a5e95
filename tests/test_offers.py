"""What pages offer to take away: the figures they show, in files that are there."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from generator.downloads import INDEX
from generator.exports.tables import every_table
from generator.language import Language
from generator.pages.offers import ALL, SHOWS, size_words
from generator.source import load_site
from tests.open_data import data_files

ROOT = Path(__file__).resolve().parent.parent
DATA = load_site(ROOT / "data")
KPIS = ("hsinchu-county/2023", "chiayi-city/2019-2022", "demo/2025", "demo/2025-2026")
NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.])\d+(?:\.\d+)?")


@dataclass
class Shown:
    """A page: what it shows, and the files that it offers, by name."""

    main: object
    offer: object
    files: dict[str, Path]

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of an offered table, none where it is not offered."""
        path = self.files.get(f"{name}.csv")
        if path is None:
            return []
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def text_of(element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def has_class(element, name: str) -> bool:
    return name in (element.get("class") or "").split()


def elements(root, tag: str, of: str = "") -> Iterator:
    return (one for one in root.iter(tag) if not of or has_class(one, of))


def inside(root, id_: str):
    return next((one for one in root.iter() if one.get("id") == id_), None)


def elements_with(offer, link: str) -> list[str]:
    """The file's name as it is shown in the list of files; the one line names it otherwise."""
    return list(
        {code.text for a in offer.iter("a") if a.get("href") == link for code in a.iter("code")}
    )


def opened(site: Path, address: str) -> Shown:
    folder = site / address
    page = html5lib.parse(
        (folder / "index.html").read_text("utf-8"), treebuilder="etree", namespaceHTMLElements=False
    )
    main = inside(page, "main")
    offer = inside(main, "download")
    assert offer is not None, address
    links = [a.get("href") for a in offer.iter("a") if "download" in a.attrib]
    files = {}
    for link in links:
        path = (folder / unquote(link)).resolve()
        assert path.is_file(), (address, link)
        (shown,) = elements_with(offer, link)
        files[shown] = path
    return Shown(main, offer, files)


def numbers(text: str) -> set[Decimal]:
    return {Decimal(found.replace(",", "")) for found in NUMBER.findall(text)}


def held(rows: list[dict[str, str]]) -> set[Decimal]:
    return {n for row in rows for cell in row.values() for n in numbers(cell or "")}


def test_what_pages_show_are_tables_that_exist():
    known = {table.name for table in every_table()} | {INDEX, ALL}
    for template, tables in SHOWS.items():
        assert set(tables) <= known, template
        assert (ROOT / "generator/templates/pages" / template).is_file()


def pages_with_offers(site: Path) -> list[str]:
    found = [
        path.parent.relative_to(site).as_posix()
        for path in sorted(site.rglob("index.html"))
        if 'id="download"' in path.read_text("utf-8")
    ]
    assert len(found) > 150
    return ["" if one == "." else f"{one}/" for one in found]


def test_every_offer_names_the_size_of_its_files_and_marks_what_is_fictional(site):
    marks = dict.fromkeys(("zh", "en"), DATA.strings["banner.mark"])
    for address in pages_with_offers(site):
        english = address.startswith("en/")
        language = Language("en" if english else "zh", DATA.strings, DATA.vocabulary)
        shown = opened(site, address)
        rows = [li for ul in elements(shown.offer, "ul", "offered") for li in ul.iter("li")]
        assert {next(li.iter("code")).text for li in rows} == set(shown.files)
        for li in rows:
            size = shown.files[next(li.iter("code")).text].stat().st_size
            assert text_of(li).endswith(size_words(size, language)), address
        mark = marks["en"].en if english else marks["zh"].zh
        fictional = re.search(r"(agencies|committees)/demo/|consultations/", address)
        assert (mark in text_of(shown.offer)) == bool(fictional), address
        quick = [a for span in elements(shown.offer, "span", "quick") for a in span.iter("a")]
        named = [next(iter(a.itertext())).strip() for a in quick]
        assert named and named == [one for one in ("CSV", "JSON", "Excel") if one in named]
        assert not any(a.get("href").endswith("schema.json") for a in quick)
        assert all((".zh.csv" in a.get("href")) != english for a in quick if "csv" in a.get("href"))
        (licence,) = [a for a in shown.offer.iter("a") if a.get("rel") == "license"]
        assert licence.get("href") == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("size", "zh", "en"),
    [
        (0, "0 位元組", "0 bytes"), (1, "1 位元組", "1 byte"), (999, "999 位元組", "999 bytes"),
        (1000, "1 KB", "1 KB"), (12_345, "12.3 KB", "12.3 KB"), (999_949, "999.9 KB", "999.9 KB"),
        (999_950, "1 MB", "1 MB"), (2_560_000, "2.6 MB", "2.6 MB"),
    ],
)  # fmt: skip
def test_sizes_in_words(size, zh, en):
    for code, expected in (("zh", zh), ("en", en)):
        assert size_words(size, Language(code, DATA.strings, DATA.vocabulary)) == expected


@pytest.mark.parametrize("plan", KPIS)
def test_the_figures_of_a_kpi_page_stand_in_its_files_beside_that_kpi(site, plan):
    seen = 0
    for folder in sorted((site / f"agencies/{plan}/kpi").iterdir()):
        shown = opened(site, f"agencies/{plan}/kpi/{folder.name}/")
        rows = [
            row
            for name in SHOWS["kpi.html"]
            for row in shown.table(name)
            if folder.name
            in (row.get("kpi"), row.get("item"), row.get("id") if name == "kpis" else None)
        ]
        rows += shown.table("plans")
        figures = set()
        for facts in elements(shown.main, "dl", "facts"):
            for dd in elements(facts, "dd", "num"):
                figures |= numbers(text_of(dd))
        for id_ in ("target", "reports", "pace"):
            section = inside(shown.main, id_)
            for cell in elements(section, "td", "num") if section is not None else ():
                figures |= numbers(text_of(cell))
        assert figures - held(rows) - _worked_out(shown.main) == set(), (plan, folder.name)
        seen += len(figures)
    assert seen >= 7


def _worked_out(main) -> set[Decimal]:
    """What the page reckons from the figures of its files: the expected value on a day of a line."""
    section = inside(main, "pace")
    if section is None:
        return set()
    return {
        n
        for td in elements(section, "td", "num")
        if td.get("data-label") == DATA.strings["pace.expected"].zh
        for n in numbers(text_of(td))
    }


@pytest.mark.parametrize("plan", [*KPIS, "kinmen/2020", "kaohsiung/2024", "demo/2026"])
def test_the_items_and_amounts_of_a_plans_page_stand_in_its_files(site, plan):
    shown = opened(site, f"agencies/{plan}/")
    for kind, tables in (
        *(("goal", ("goals",)), ("measure", ("measures",)), ("priority", ("priorities",))),
        *(("strategy", ("strategies",)), ("note", ("notes",))),
    ):
        ids = [one.get("id") for one in shown.main.iter() if one.get("data-kind") == kind]
        rows = [row["id"] for name in tables for row in shown.table(name)]
        assert ids == rows, kind
    links = {a.get("href") for li in elements(shown.main, "li", "k") for a in li.iter("a")}
    assert {f"kpi/{row['id']}/" for row in shown.table("kpis")} == {
        link.split(f"agencies/{plan}/")[-1] for link in links if "/kpi/" in link
    }
    amounts = held([*shown.table("budget_lines"), *shown.table("plans"), *shown.table("measures")])
    figures = set()
    for one in elements(shown.main, "div", "amt"):
        figures |= numbers(text_of(one))
    money = inside(shown.main, "budget-lines") or inside(shown.main, "money")
    if shown.table("budget_lines") and money is not None:
        table = next(elements(money, "table", "bars"))
        body = next(table.iter("tbody"))
        figures |= {
            n
            for td in elements(body, "td", "num")
            for b in td.iter("b")
            for n in numbers(text_of(b))
        }
    assert figures - amounts == set()
    assert (
        figures
        or not (shown.table("budget_lines") or shown.table("measures"))
        or plan != "kinmen/2020"
    )


@pytest.mark.parametrize("plan", KPIS)
def test_the_figures_of_a_review_stand_in_its_files(site, plan):
    shown = opened(site, f"agencies/{plan}/review/")
    section = inside(shown.main, "attention")
    rows = [tr for tr in section.iter("tr") if tr.find("th") is not None and tr.iter("a")]
    for tr in (tr for tr in rows if tr.find("td") is not None):
        (id_,) = re.findall(r"/kpi/([^/]+)/$", next(tr.find("th").iter("a")).get("href"))
        about = [
            row
            for name in SHOWS["review.html"]
            for row in shown.table(name)
            if id_ in (row.get("kpi"), row.get("id") if name == "kpis" else None)
        ]
        cells = [td for td in tr.findall("td") if has_class(td, "num")][:2]
        figures = {n for td in cells for n in numbers(text_of(td))}
        assert figures - held(about) == set(), (plan, id_)
    findings = [one for one in shown.main.iter() if one.get("data-kind") == "finding"]
    assert len(shown.table("findings")) >= len(findings)
    assert plan.startswith("demo") == bool(shown.table("observations"))


@pytest.mark.parametrize("plan", ["demo/2025", "demo/2025-2026", "hsinchu-county/2023"])
def test_the_changes_of_a_plan_stand_in_its_files(site, plan):
    shown = opened(site, f"agencies/{plan}/changes/")
    rows, was = shown.table("changes"), list(elements(shown.main, "p", "was"))
    assert len(rows) == len(was)
    said = [cell for row in rows for cell in row.values() if cell]
    for one in was:
        for old in one.iter("s"):
            assert text_of(old) in said
        assert numbers(text_of(one)) <= held(rows)
    reports = inside(shown.main, "reports")
    assert bool(shown.table("reports")) == (reports is not None)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_four_numbers_of_the_front_page_are_rows_of_its_files(site, prefix):
    shown = opened(site, prefix)
    facts = next(elements(shown.main, "dl", "facts"))
    figures = [text_of(dd) for dd in facts.iter("dd")][:3]
    assert figures == [str(len(shown.table(name))) for name in ("plans", "measures", "kpis")]
    targets = text_of(list(facts.iter("dt"))[2])
    assert len(shown.table("targets")) in {int(n) for n in numbers(targets)}


def test_what_each_document_holds_follows_from_the_files_of_the_comparison(site):
    shown = opened(site, "compare/")
    table = next(elements(shown.main, "table", "matrix"))
    counts = [int(text_of(td)) for td in next(table.iter("tfoot")).iter("td")]

    def plans(name: str, column: str = "plan") -> int:
        return len({(r["agency"], r["plan"]) for r in shown.table(name) if r[column]})

    expected = {
        "priorities": plans("priorities"),
        "strategies": plans("strategies"),
        "goals": plans("goals"),
        "measures": plans("measures"),
        "months": plans("measures", "schedule_printed"),
        "estimates": plans("measures", "estimate"),
        "kpis": plans("kpis"),
        "weights": plans("kpis", "weight"),
        "work-items": plans("work_items"),
        "budget": plans("budget_lines"),
    }
    heads = [text_of(th) for th in next(table.iter("thead")).iter("th")][1:]
    assert heads == [DATA.strings[f"holds.{key}"].zh for key in expected]
    assert counts == list(expected.values())
    assert len(list(next(table.iter("tbody")).iter("tr"))) == len(shown.table("plans"))


def test_the_goals_of_every_theme_stand_in_the_files_of_its_page(site):
    for theme in DATA.vocabulary.themes:
        shown = opened(site, f"themes/{theme}/")
        linked = {
            a.get("href").split("agencies/")[1]
            for ol in elements(shown.main, "ol", "items")
            for a in ol.iter("a")
            if "#" in a.get("href")
        }
        rows = [row for row in shown.table("goals") if theme in row["themes"].split()]
        assert linked == {f"{row['agency']}/{row['plan']}/#{row['id']}" for row in rows} != set()
    shown = opened(site, "themes/")
    for card in elements(shown.main, "li", "card"):
        theme = next(card.iter("a")).get("href").rstrip("/").split("/")[-1]
        rows = [row for row in shown.table("goals") if theme in row["themes"].split()]
        plans = {(row["agency"], row["plan"]) for row in rows}
        (count,) = elements(card, "p", "over")
        assert numbers(text_of(count)) == {Decimal(len(rows)), Decimal(len(plans))}


def test_the_plans_of_the_list_of_agencies_stand_in_its_files(site):
    shown = opened(site, "agencies/")
    linked = {
        a.get("href").split("agencies/")[-1].strip("./")
        for a in elements(shown.main, "a", "num")
        if "demo/" not in a.get("href")
    }
    assert linked == {f"{row['agency']}/{row['plan']}" for row in shown.table("plans")}
    index = json.loads(shown.files["index.json"].read_text("utf-8"))
    real = {f"{p['agency']}/{p['plan']}" for p in index["plans"] if not p["fictional"]}
    assert linked == real


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_data_page_offers_every_file_of_the_site_and_the_first_of_every_plan(site, prefix):
    shown = opened(site, f"{prefix}data/")
    assert set(shown.files) == data_files(site / "data/v1")
    index = json.loads(shown.files["index.json"].read_text("utf-8"))
    links = {a.get("href") for a in shown.main.iter("a")}
    for plan in index["plans"]:
        up = "../" * (prefix.count("/") + 1)
        assert f"{up}data/v1/{plan['url']}" in links
    (list_,) = [link for link in links if link.endswith("data-gov-tw.csv")][:1]
    assert list_
