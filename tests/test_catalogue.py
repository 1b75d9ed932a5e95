"""The catalogue: both forms say the same, keep the profile, and tell of the files as they stand."""

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import XSD

from generator.exports.catalogue import make_catalogue
from generator.exports.data_gov_tw import FILLED_BY_OFFICE
from generator.exports.datasets import publisher_of, site_title_of
from generator.exports.graph import Iri, Literal, Thing, write_json_ld, write_turtle
from generator.fields import Text
from generator.source import load_site
from tests.open_data import DATA, LANGUAGES, PLANS, data_files, summary_of

ROOT = Path(__file__).resolve().parent.parent
URL = load_site(ROOT / "data").site.url
SPDX = Namespace("http://spdx.org/rdf/terms#")
HOSTILE = (
    *(
        "=1+1",
        '"""',
        "\\",
        "a\nb\rc\td",
        "]]>",
        "</script>",
        "'",
        "廉政",
        "<https://a>",
        "x" * 10_000,
    ),
    *("@zh-Hant", "^^xsd:date", "\\u0041"),
)


@pytest.fixture(scope="module")
def catalogue(site: Path) -> Graph:
    return Graph().parse(site / "data/v1/catalog.ttl")


def test_both_forms_say_the_same(site, catalogue):
    other = Graph().parse(site / "data/v1/catalog.jsonld", format="json-ld")
    assert isomorphic(catalogue, other) and len(catalogue) > 1000


def test_the_catalogue_keeps_the_profile(catalogue):
    shapes = Graph().parse(ROOT / "tests/dcat_ap.ttl")
    conforms, _, words = validate(catalogue, shacl_graph=shapes)
    assert conforms, words


@pytest.mark.parametrize(
    "predicate", [DCAT.downloadURL, DCTERMS.license, SPDX.checksum, DCAT.byteSize, DCTERMS.title]
)
def test_a_distribution_that_lacks_something_does_not(catalogue, predicate):
    broken = Graph() + catalogue
    one = next(iter(broken.subjects(RDF.type, DCAT.Distribution)))
    broken.remove((one, predicate, None))
    shapes = Graph().parse(ROOT / "tests/dcat_ap.ttl")
    assert not validate(broken, shacl_graph=shapes)[0]


def test_every_file_is_listed_once_with_its_size_and_hash(site, catalogue):
    listed = {}
    for one in catalogue.subjects(RDF.type, DCAT.Distribution):
        url = str(catalogue.value(one, DCAT.downloadURL))
        checksum = catalogue.value(catalogue.value(one, SPDX.checksum), SPDX.checksumValue)
        listed[url] = (int(catalogue.value(one, DCAT.byteSize)), str(checksum.toPython().hex()))
        content = (site / url.removeprefix(URL)).read_bytes()
        assert listed[url] == (len(content), hashlib.sha256(content).hexdigest())
    index = json.loads((site / "data/v1/index.json").read_text("utf-8"))
    real = [f"{p['agency']}/{p['plan']}/" for p in index["plans"] if not p["fictional"]]
    # The catalogue does not list itself, nor what was made from it.
    ours = {"catalog.jsonld", "catalog.ttl", "data-gov-tw.csv"}
    held = {
        f"{URL}data/v1/{folder}{name}"
        for folder in ("", *real)
        for name in data_files(site / "data/v1" / folder) - ours
    }
    assert set(listed) == held


def test_every_plan_but_the_fictional_is_a_data_set_with_its_years_and_office(site, catalogue):
    index = json.loads((site / "data/v1/index.json").read_text("utf-8"))
    assert any(plan["fictional"] for plan in index["plans"])
    whole = URIRef(f"{URL}data/#data")
    expected = set()
    for plan in index["plans"]:
        one = URIRef(f"{URL}agencies/{plan['agency']}/{plan['plan']}/#data")
        if plan["fictional"]:
            assert (one, None, None) not in catalogue
            continue
        expected.add(one)
        record = json.loads((site / "data/v1" / plan["url"]).read_text("utf-8"))
        period = catalogue.value(one, DCTERMS.temporal)
        assert str(catalogue.value(period, DCAT.startDate)) == f"{record['period']['from']}-01-01"
        assert str(catalogue.value(period, DCAT.endDate)) == f"{record['period']['to']}-12-31"
        assert str(catalogue.value(one, DCTERMS.modified)) == record["changed"]
        creator = str(catalogue.value(one, DCTERMS.creator))
        assert creator == f"{URL}agencies/{plan['agency']}/#office"
        assert (site / f"agencies/{plan['agency']}/{plan['plan']}/index.html").is_file()
    assert set(catalogue.subjects(RDF.type, DCAT.Dataset)) == {whole, *expected}
    assert set(catalogue.objects(whole, DCTERMS.hasPart)) == expected


def test_the_catalogue_and_the_package_of_a_plan_say_the_same_of_it(site, catalogue):
    index = json.loads((site / "data/v1/index.json").read_text("utf-8"))
    real = [plan for plan in index["plans"] if not plan["fictional"]]
    for plan in real:
        one = URIRef(f"{URL}agencies/{plan['agency']}/{plan['plan']}/#data")
        folder = site / "data/v1" / plan["agency"] / plan["plan"]
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        for key, predicate in (("title", DCTERMS.title), ("description", DCTERMS.description)):
            said = {value.language: str(value) for value in catalogue.objects(one, predicate)}
            assert package[key].startswith(f"{said['zh-Hant']} / {said['en']}"), (plan, key)
    assert len(real) == 4


def test_a_site_without_an_english_name_has_no_english_title():
    site = DATA.site.model_copy(update={"name": Text(zh="廉明", en=None)})
    summaries = [summary_of(*plan) for plan in PLANS.values()]
    made = make_catalogue(
        summaries,
        files={summary.address: () for summary in summaries},
        site_files=(),
        site=site,
        publisher=publisher_of(site),
        languages=LANGUAGES,
    )
    assert made
    for title in (site_title_of(site), made.entries[0].title):
        assert (title.zh, title.en) == ("廉明：全部計畫", None)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_one_literal_in_both_forms(text):
    thing = Thing(
        Iri("https://lianming.example/a"),
        "dcat:Dataset",
        (
            ("dct:title", Literal(text, language="zh-Hant")),
            ("dct:identifier", Literal(text)),
            ("dct:issued", Literal("2026-11-21", datatype="xsd:date")),
        ),
    )
    for graph in (
        Graph().parse(data=write_turtle([thing]), format="turtle"),
        Graph().parse(data=write_json_ld([thing]), format="json-ld"),
    ):
        assert len(graph) == 4
        assert str(graph.value(predicate=DCTERMS.title, subject=URIRef(thing.iri.safe))) == text
        assert (
            str(graph.value(predicate=DCTERMS.identifier, subject=URIRef(thing.iri.safe))) == text
        )
        (day,) = graph.objects(None, DCTERMS.issued)
        assert day.datatype == XSD.date


@pytest.mark.parametrize("bad", ["<", ">", '"', "{", "}", "|", "^", "`", "\\", " ", "\n"])
def test_no_address_ends_its_own_brackets(bad):
    thing = Thing(Iri(f"https://lianming.example/{bad}> a <x"), "dcat:Dataset", ())
    graph = Graph().parse(data=write_turtle([thing]), format="turtle")
    assert len(graph) == 1
    assert isomorphic(graph, Graph().parse(data=write_json_ld([thing]), format="json-ld"))


def test_the_list_for_the_platform_has_a_row_for_each_data_set(site, catalogue):
    content = (site / "data/v1/data-gov-tw.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    titles = {
        str(title)
        for one in catalogue.subjects(RDF.type, DCAT.Dataset)
        for title in catalogue.objects(one, DCTERMS.title)
        if title.language == "zh-Hant"
    }
    assert [row["資料集名稱"] for row in rows] and {row["資料集名稱"] for row in rows} == titles
    for row in rows:
        assert {name for name, cell in row.items() if not cell} == set(FILLED_BY_OFFICE)
        files = row["資料下載網址"].split(";")
        assert len(files) == len(row["檔案格式"].split(";")) == len(row["編碼格式"].split(";"))
        for url, kind in zip(files, row["檔案格式"].split(";"), strict=True):
            assert url.endswith(f".{kind.lower()}")
            assert (site / url.removeprefix(URL)).is_file()


def test_the_list_for_the_platform_names_a_single_year_once(site):
    content = (site / "data/v1/data-gov-tw.csv").read_bytes()
    noted = {
        row["相關網址"]: row["備註"]
        for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    }
    said, expected = set(), set()
    for plan in json.loads((site / "data/v1/index.json").read_text("utf-8"))["plans"]:
        if plan["fictional"]:
            continue
        period = json.loads((site / "data/v1" / plan["url"]).read_text("utf-8"))["period"]
        first, last = int(period["from"]) - 1911, int(period["to"]) - 1911
        years = f"{first}年" if first == last else f"{first}年至{last}年"
        expected.add((plan["plan"], f"資料期間：民國{years}"))
        (address,) = (url for url in noted if f"/{plan['agency']}/{plan['plan']}/" in url)
        said.add((plan["plan"], noted[address]))
    assert said == expected
    assert len({"至" in note for _, note in said}) == 2  # plans of one year and of several
