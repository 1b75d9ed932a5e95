"""What is made of several plans: each part reads what it names, and no page grows with the nation."""

import datetime as dt
import json
import os
import re
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from pyshacl import validate
from rdflib import DCAT, Graph, URIRef
from rdflib.compare import isomorphic

from generator.exports.calendars import MOST as MOST_EVENTS
from generator.exports.calendars import join_events
from generator.exports.plan_json import index_line
from generator.fields import Text
from generator.pages.page import Page
from generator.pages.parts import Files, Part, Product
from generator.pages.region_page import KINDS
from generator.parts_work import Left
from generator.reduction import site_parts
from generator.regions import (
    COUNTIES,
    MOST_WHOLE,
    Holdings,
    PlanKey,
    Region,
    shelve,
    shelve_offices,
)
from generator.sitemaps import MOST_ADDRESSES, Sitemaps
from generator.summary import HOLDS
from generator.totals import join_regions, summarise_region, total
from generator.vocabulary import Agency
from tests.bench.corpus import AS_OF
from tests.following import read_feed
from tests.large_site import ROOT, LargeSite, Model, compressed, make_model
from tests.leftovers import Guarded
from tests.sites import build

MOST_COMPRESSED = 100_000
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DAY = dt.date(2026, 8, 1)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return make_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def small(model: Model) -> LargeSite:
    """All parts of a site that is not split."""
    site = LargeSite(model, offices=24, years=1)
    for part in site.parts:
        site.make(part)
    return site


@pytest.fixture(scope="module")
def split(model: Model) -> LargeSite:
    """All parts of a site that is just split."""
    site = LargeSite(model, offices=MOST_WHOLE + 1, years=1)
    for part in site.parts:
        site.make(part)
    return site


@pytest.fixture(scope="module")
def nation(model: Model) -> LargeSite:
    """1,100 offices with five plans each."""
    return LargeSite(model, offices=1100, years=5)


def agency(zh: str, en: str | None = None, *, fictional: bool = False) -> Agency:
    name = Text(zh="某處", en="Office")
    return Agency(
        name=name, name_status="provisional", government=name, region=Text(zh=zh, en=en),
        fictional=fictional,
    )  # fmt: skip


def key(agency: str, year: int, plan: str = "") -> PlanKey:
    return PlanKey(agency, plan or str(year), year, year, DAY)


def test_a_part_asks_for_nothing_that_it_does_not_name(small, split):
    """Every part was made with leftovers that refuse what it does not name."""
    for site in (small, split):
        assert list(site.products) == [part.name for part in site.parts]
    part = next(part for part in split.parts if part.name == "zh:regions/kinmen-county/review/")
    with pytest.raises(AssertionError, match="asks for agencies/office-0000/2026/"):
        split.make(replace(part, make=lambda left: left.summary("agencies/office-0000/2026/")))
    split.make(part)


def test_a_part_of_the_project_s_own_site_asks_for_nothing_either(tmp_path, monkeypatch):
    asked = []

    def guarded(part: Part) -> Part:
        def make(left: Left) -> Product:
            asked.append(part.name)
            return part.make(Guarded(left, part, left.files))

        return replace(part, make=make)

    monkeypatch.setattr(
        "generator.construction.site_parts", lambda *given: tuple(map(guarded, site_parts(*given)))
    )
    build(ROOT / "data", tmp_path / "site")
    assert "zh:agencies/demo/" in asked and "en:follow:" in asked and len(asked) > 80


def test_a_theme_of_a_region_is_drawn_from_what_it_names_alone(split):
    """The guard stands while the page is rendered, too."""
    parts = [part for part in split.parts if part.sees is not None]
    assert len(parts) == 2 * len(split.holdings.regions) * len(split.model.data.vocabulary.themes)
    for part in parts[:20]:
        product = split.products[part.name]
        assert isinstance(product, Page)
        assert b"<h1>" in split.html(part, product)
        with pytest.raises(AssertionError, match="looks at kpi_states"):
            split.make(replace(part, make=lambda left, p=part: left.summary(p.plans[0]).kpi_states))


def test_names_are_unique_and_every_need_stands_before(split, nation):
    for site in (split, nation):
        seen: set[str] = set()
        for part in site.parts:
            assert part.name not in seen
            assert set(part.parts) <= seen, part.name
            seen.add(part.name)


def test_no_file_is_written_by_two_parts(split):
    files = Counter(
        name
        for product in split.products.values()
        if isinstance(product, Files)
        for name, _ in product.files
    )
    assert [name for name, n in files.items() if n > 1] == []


def test_the_list_of_a_nation_is_made_at_once(model):
    site = LargeSite(model, offices=1100, years=1)
    assert site.holdings.split
    site.holdings.regions  # noqa: B018 - worked out before the clock starts, as is what a build holds
    start = time.process_time()
    parts = site.parts
    took = time.process_time() - start
    assert len(parts) > 2 * 1100
    assert took < 0.5  # 0.04 s on one idle core; a shared one may take longer


def test_a_national_page_names_no_plan(nation):
    """So that an update reads the summaries of regions alone, and not every plan's."""
    assert len(nation.holdings.plans) == 5500
    over_many = [part for part in nation.parts if len(part.plans) > 300]
    assert [part.name for part in over_many] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_of_a_nation_is_larger_than_a_hundred_kilobytes(model, language):
    nation = LargeSite(model, offices=1100, years=5, incompressible=True)
    ready = [part for part in nation.parts if part.name.startswith("region:")]
    region = "regions/taichung-city/"
    for part in ready:
        nation.make(part)
    (data,) = [part for part in nation.parts if part.name == f"data/v1/{region}"]
    product = nation.make(data)
    # What national pages offer of data is less than what a region has.
    nation.products |= {p.name: product for p in nation.parts if p.name.startswith("data/v1/")}
    sizes = {}
    for part in nation.parts:
        if part.language != language or re.search("agencies/office-", part.name):
            continue
        if "regions/" in part.name and region not in part.name:
            continue
        page = nation.make(part)
        assert isinstance(page, Page)
        sizes[part.name] = compressed(nation.html(part, page))
    assert len(sizes) > 60
    assert {name: size for name, size in sizes.items() if size > MOST_COMPRESSED} == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_is_too_large_just_before_a_site_is_split(model, small, language):
    site = LargeSite(model, offices=MOST_WHOLE, years=1, incompressible=True)
    assert not site.holdings.split
    # Pages name the same files of data, whatever is in them.
    site.products["data/v1/"] = small.products["data/v1/"]
    sizes = {}
    for part in site.parts:
        # Those of one office are as small as ever.
        if part.language != language or "agencies/office-" in part.name:
            continue
        product = site.make(part)
        if isinstance(product, Page):
            sizes[part.name] = compressed(site.html(part, product))
    assert {name: size for name, size in sizes.items() if size > MOST_COMPRESSED} == {}
    # Nor is it split sooner than need be.
    assert sizes[f"{language}:sitemap/"] == max(sizes.values()) > MOST_COMPRESSED / 2


def test_every_plan_stands_on_the_pages_of_its_region(nation):
    for region in nation.holdings.regions[:3]:
        for kind in KINDS:
            shelves = (
                shelve(region, kind.most) if kind.folder else shelve_offices(region, kind.most)
            )
            assert sorted(p.address for s in shelves for p in s.plans) == sorted(region.addresses)
            assert {id_ for s in shelves for id_ in s.offices} == {
                id_ for id_, _ in region.agencies
            }
            assert all(len(shelf.plans) <= kind.most for shelf in shelves)
            assert len({shelf.below for shelf in shelves}) == len(shelves)


def test_shelves_are_years_and_runs_of_a_year():
    offices = tuple((id_, agency("金門縣")) for id_ in ("a0", "a1", "a2", "none"))
    plans = tuple(key(f"a{n}", year) for n in range(3) for year in (2024, 2025))
    region = Region("kinmen-county", Text(zh="金門縣"), offices, plans)
    assert [shelf.below for shelf in shelve(region, 6)] == [""]
    shelves = shelve(region, 2)
    assert [(s.year, s.run, s.below) for s in shelves] == [
        (2025, 1, "2025/"), (2025, 2, "2025/2/"), (2024, 1, "2024/"), (2024, 2, "2024/2/"),
    ]  # fmt: skip
    assert [shelf.offices for shelf in shelves][:2] == [("a0", "a1", "none"), ("a2",)]
    assert [shelf.offices for shelf in shelve_offices(region, 4)] == [("a0", "a1"), ("a2", "none")]


def test_a_region_is_named_as_the_government_names_it():
    offices = (
        ("a", agency("台東縣", "Taidong")), ("b", agency("臺東縣")), ("c", agency("離島")),
        ("d", agency("某地", "Some Place")), ("e", agency("別處", "Some place")),
        ("f", agency("虛構", "Fictional", fictional=True)), ("g", agency("新北市")),
    )  # fmt: skip
    regions = Holdings(offices, ()).regions
    assert [(r.id, r.name.zh, r.name.en) for r in regions[:2]] == [
        ("new-taipei-city", "新北市", "New Taipei City"),
        ("taitung-county", "臺東縣", "Taitung County"),
    ]
    assert [id_ for id_, _ in regions[1].agencies] == ["a", "b"]
    ids = {region.name.zh: region.id for region in regions}
    # The one that comes first keeps the name; the other keeps its hash whatever else is added.
    assert sorted((ids["某地"], ids["別處"]))[0] == "some-place"
    assert re.fullmatch("region-[0-9a-f]{8}", ids["離島"])
    assert regions[-1].fictional and len(set(ids.values())) == len(ids)
    assert len(COUNTIES) == 22


def test_regions_add_up_to_the_nation(split):
    summaries = [split.summary(plan) for plan in split.holdings.addresses]
    regions = [split.region(region.part) for region in split.holdings.regions]
    nation = join_regions(regions, Text(zh="全國"))
    assert nation.totals == total(summaries)
    whole = summarise_region("", Text(zh="全國"), MOST_WHOLE + 1, summaries)
    assert nation.themes == whole.themes and nation.kpi_names == whole.kpi_names
    assert (nation.changes, nation.last_entry) == (whole.changes, whole.last_entry)
    assert [s.address for s in nation.recent] == [s.address for s in whole.recent]
    days = [
        sorted(e.entry.date for s in one.ledgers for e in s.ledger)[-20:] for one in (nation, whole)
    ]
    assert days[0] == days[1]
    assert set(nation.totals.holds) == set(HOLDS) and nation.offices == MOST_WHOLE + 1


def test_the_tables_of_a_region_are_those_of_its_plans(split):
    region = next(r for r in split.holdings.regions if len(r.plans) > 3)
    header, *rows = split.read(f"{region.data}kpis.csv").decode("utf-8-sig").split("\r\n")
    expected = []
    for plan in region.plans:
        content = split.read(f"data/v1/{plan.agency}/{plan.plan}/kpis.csv").decode("utf-8-sig")
        head, *lines = content.split("\r\n")
        assert head == header
        expected += [line for line in lines if line]
    assert [row for row in rows if row] == expected and expected
    chinese = split.read(f"{region.data}kpis.zh.csv").decode("utf-8-sig").split("\r\n")
    assert chinese[0] != header and chinese[1:] == rows


def test_the_index_of_a_split_site_lists_every_plan_and_every_region(split):
    index = json.loads(split.read("data/v1/index.json"))
    assert index["plans"] == [index_line(split.summary(p)) for p in split.holdings.addresses]
    for one, region in zip(index["regions"], split.holdings.regions, strict=True):
        assert one["url"] == f"regions/{region.id}/index.json"
        ours = json.loads(split.read(f"data/v1/{one['url']}"))["plans"]
        assert [line["agency"] for line in ours] == [plan.agency for plan in region.plans]
        folder = Path(region.data)
        for line, plan in zip(ours, region.plans, strict=True):
            target = os.path.normpath(folder / line["url"])
            assert target == f"data/v1/{plan.agency}/{plan.plan}/plan.json"
            assert os.path.normpath(folder / line["page"]) == plan.address.rstrip("/")


@pytest.mark.parametrize("folder", ["data/v1/", "data/v1/regions/kinmen-county/"])
def test_the_catalogues_of_a_split_site_keep_the_profile(split, folder):
    graph = Graph().parse(data=split.read(f"{folder}catalog.ttl"), format="turtle")
    other = Graph().parse(data=split.read(f"{folder}catalog.jsonld"), format="json-ld")
    assert isomorphic(graph, other)
    shapes = Graph().parse(Path(__file__).parent / "dcat_ap.ttl")
    conforms, _, words = validate(graph, shacl_graph=shapes)
    assert conforms, words
    url = split.model.data.site.url
    for file in graph.objects(None, DCAT.downloadURL):
        assert split.read(str(file).removeprefix(url))
    if folder == "data/v1/":
        catalogues = set(graph.objects(URIRef(f"{url}data/#catalogue"), DCAT.catalog))
        assert catalogues == {
            URIRef(f"{url}{region.address}data/#catalogue") for region in split.holdings.regions
        }


def test_followers_of_a_split_site_hear_what_its_plans_tell(split):
    for name in ("feed.xml", "en/themes/procurement/feed.xml"):
        prefix = "en/" if name.startswith("en/") else ""
        told = [
            (entry.day, entry.id)
            for plan in split.holdings.addresses
            for entry in read_feed(split.read(f"{prefix}{plan}feed.xml"))
            if "themes" not in name or "procurement" in entry.themes
        ]
        heard = [(entry.day, entry.id) for entry in read_feed(split.read(name))]
        assert heard == sorted(told, reverse=True)[:100] and heard
    files = [split.read(f"{plan}calendar.ics") for plan in split.holdings.addresses]
    nearest = join_events(files, most=MOST_EVENTS, as_of=AS_OF)
    events = Calendar.from_ical(split.read("calendar.ics")).walk("VEVENT")
    days = sorted(event["dtstart"].dt for event in events)
    assert days == sorted(one.day for one in nearest) and len(days) == MOST_EVENTS


def test_the_site_map_for_machines_names_every_page_once(split):
    index = ElementTree.fromstring(split.read("sitemap.xml"))
    assert index.tag == f"{SITEMAP}sitemapindex"
    url = split.model.data.site.url
    files = [loc.text.removeprefix(url) for loc in index.iter(f"{SITEMAP}loc")]
    assert len(files) == 23  # one for each region, and one for what is of none
    named = [
        loc.text.removeprefix(url)
        for file in files
        for loc in ElementTree.fromstring(split.read(file)).iter(f"{SITEMAP}loc")
    ]
    pages = {part.listed for part in split.parts if part.listed is not None}
    pages |= {page for plan in split.holdings.addresses for page in split.pages(plan)}
    assert sorted(named) == sorted(pages)


def test_a_site_map_file_holds_what_the_standard_allows(model):
    site = LargeSite(model, offices=2, years=1)
    (part,) = Sitemaps("https://x.example/", site.holdings, ()).parts()

    class Many:
        def pages(self, plan: str) -> tuple[str, ...]:
            return tuple(f"{plan}{n}/" for n in range(MOST_ADDRESSES))

    made = part.make(Many())  # type: ignore[arg-type]
    assert isinstance(made, Files)
    counts = [content.count(b"<loc>") for _, content in made.files]
    assert counts == [MOST_ADDRESSES, MOST_ADDRESSES]


def test_titles_and_descriptions_of_split_pages_are_their_own(nation):
    for part in nation.parts:
        if part.name.startswith("region:"):
            nation.make(part)
    pages = []
    (data,) = [part for part in nation.parts if part.name == "data/v1/regions/kinmen-county/"]
    nation.make(data)
    for part in nation.parts:
        if part.language and part.name.startswith(f"{part.language}:regions/kinmen-county/"):
            page = nation.make(part)
            assert isinstance(page, Page)
            pages.append((part.language, page))
    assert len(pages) > 60
    for field in ("title", "description"):
        said = Counter((language, getattr(page, field)) for language, page in pages)
        assert [one for one, n in said.items() if n > 1] == []
