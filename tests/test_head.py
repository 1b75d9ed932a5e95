"""The head of every page: titles that tell pages apart, Open Graph, and JSON-LD that stays data."""

import json
import re
import struct
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from generator.cards import plan_card
from generator.downloads import LICENCES
from generator.fields import Text
from generator.head import render_head
from generator.linked_data import LinkedData
from generator.pages.page import Crumb, Page, Subject, shorten
from tests.open_data import data_files
from tests.test_pictures import DATA, EN, ZH, summaries

HOSTILE = "</script><script>alert(1)</script><!-- \u2028\u2029 & \"'"
URL = DATA.site.url


class Head(HTMLParser):
    """Title, meta values and JSON-LD of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.title = ""
        self.records: list[str] = []
        self._into = ""
        self.scripts = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "meta" and (key := values.get("property") or values.get("name")):
            assert key not in self.meta, key
            self.meta[key] = values["content"]
        if tag == "link":
            self.links[values["rel"]] = values["href"]
        if tag == "script" and values.get("type") == "application/ld+json":
            self._into = "record"
            self.records.append("")
        if tag == "title" and not self.title:
            self._into = "title"
        self.scripts += tag == "script"

    def handle_endtag(self, tag):
        self._into = ""

    def handle_data(self, data):
        if self._into == "record":
            self.records[-1] += data
        elif self._into == "title":
            self.title += data


@pytest.fixture(scope="module")
def heads(site):
    return {
        path.relative_to(site).as_posix(): Head(path.read_text("utf-8"))
        for path in sorted(site.rglob("index.html"))
        if path.parent.name != "embed"  # a piece of a page, framed by other sites
    }


def nodes(head):
    if not head.records:
        return []
    (text,) = head.records
    record = json.loads(text)
    assert record["@context"] == "https://schema.org"
    return record["@graph"]


def addresses(value):
    """Every address within a record."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"@id", "url", "item", "contentUrl", "license", "mainEntityOfPage"}:
                yield inner
            else:
                yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Ethics Guidelines for Civil Servants", 30, "Ethics Guidelines for Civil…"),
        ("Ethics Guidelines for Civil Servants", 28, "Ethics Guidelines for Civil…"),
        ("督同所屬、加強宣導相關規定", 6, "督同所屬…"),
        ("Ethics", 6, "Ethics"),
        ("Guidelines", 6, "Guide…"),
    ],
)
def test_a_short_form_ends_with_a_whole_word(text, limit, short):
    assert shorten(text, limit) == short and len(short) <= limit


@pytest.mark.parametrize("language", ["zh", "en"])
def test_titles_and_descriptions_tell_every_page_apart(heads, language):
    ours = {p: h for p, h in heads.items() if p.startswith("en/") == (language == "en")}
    assert len(ours) > 80
    for of in (lambda head: head.title, lambda head: head.meta["description"]):
        seen: dict[str, str] = {}
        for path, head in ours.items():
            assert of(head) not in seen, (path, seen[of(head)], of(head))
            seen[of(head)] = path


def test_titles_and_descriptions_are_neither_bare_nor_endless(heads):
    for path, head in heads.items():
        english = path.startswith("en/")
        least, most = (45, 220) if english else (18, 160)
        assert least <= len(head.meta["description"]) <= most, (path, head.meta["description"])
        assert len(head.title) <= (190 if english else 90), (path, head.title)


def test_every_page_can_be_passed_on(site, heads):
    for path, head in heads.items():
        meta, page = head.meta, path.removesuffix("index.html")
        assert meta["og:url"] == URL + page == head.links["canonical"]
        assert head.title.startswith(meta["og:title"]) and meta["og:title"]
        assert meta["og:description"] == meta["description"]
        assert meta["og:type"] in {"website", "article"}
        assert meta["og:locale"] == ("en" if path.startswith("en/") else "zh_TW")
        assert meta["twitter:card"] == "summary_large_image"
        assert len(meta["og:image:alt"]) > 5
        assert meta["og:image"].startswith(URL)
        png = (site / meta["og:image"].removeprefix(URL)).read_bytes()[:24]
        size = [str(side) for side in struct.unpack(">II", png[16:24])]
        assert size == [meta["og:image:width"], meta["og:image:height"]]


def test_a_kpi_page_shows_its_plans_picture_in_its_language(heads):
    for prefix in ("", "en/"):
        meta = heads[f"{prefix}agencies/hsinchu-county/2023/kpi/10-1/index.html"].meta
        assert meta["og:image"] == f"{URL}{prefix}cards/hsinchu-county/2023.png"


def test_fictional_offices_are_not_indexed_and_are_no_data_set(heads):
    for path, head in heads.items():
        marks = ("agencies/demo/", "committees/demo/", "consultations/demo-")
        fictional = any(mark in path for mark in marks)
        unlisted = path.endswith("style/index.html")
        assert (head.meta.get("robots") == "noindex") == (fictional or unlisted), path
        if fictional:
            assert {node["@type"] for node in nodes(head)} == {"BreadcrumbList"}
            assert any(word in head.meta["og:image:alt"] for word in ("虛構", "fictional"))


def test_every_record_is_known_and_its_addresses_are_absolute(heads):
    kinds = set()
    for path, head in heads.items():
        found = nodes(head)
        assert found, path
        for node in found:
            kinds.add(node["@type"])
            for address in addresses(node):
                assert address.startswith((URL, *(one.url for one in LICENCES.values()))), (
                    path,
                    address,
                )
                page = address.removeprefix(URL)
                if page != address and page.endswith("/"):
                    assert page + "index.html" in heads, (path, address)
    assert kinds == {"BreadcrumbList", "Dataset", "GovernmentOrganization", "WebSite"}


def test_a_plans_data_set_names_its_files_years_and_licence(site, heads):
    for prefix in ("", "en/"):
        found = nodes(heads[f"{prefix}agencies/chiayi-city/2019-2022/index.html"])
        (data,) = [node for node in found if node["@type"] == "Dataset"]
        folder = "data/v1/chiayi-city/2019-2022/"
        assert data_files(site / folder) == {
            file["contentUrl"].removeprefix(URL + folder) for file in data["distribution"]
        }
        for file in data["distribution"]:
            path = site / file["contentUrl"].removeprefix(URL)
            assert file["contentSize"] == f"{path.stat().st_size} B"
        assert data["temporalCoverage"] == "2019/2022"
        assert data["license"] == LICENCES["third-party"].url
        # Search engines ask for 50 to 5,000 characters.
        assert 50 <= len(data["description"]) <= 5000


def test_the_data_page_tells_of_the_data_set_of_all_plans(site, heads):
    for prefix in ("", "en/"):
        (data,) = [n for n in nodes(heads[f"{prefix}data/index.html"]) if n["@type"] == "Dataset"]
        named = {file["contentUrl"].removeprefix(f"{URL}data/v1/") for file in data["distribution"]}
        assert named == data_files(site / "data/v1")
        assert data["@id"] == f"{URL}data/#data"


def test_an_office_has_one_identity_in_both_languages(heads):
    ids = {
        node["@id"]
        for prefix in ("", "en/")
        for node in nodes(heads[f"{prefix}agencies/kinmen/index.html"])
        if node["@type"] == "GovernmentOrganization"
    }
    assert ids == {f"{URL}agencies/kinmen/#office"}


def hostile_page(language) -> Page:
    (kinmen,) = summaries("kinmen")
    summary = replace(kinmen, title=Text.model_construct(zh=HOSTILE, en=HOSTILE))
    agency = next(entry.agency for entry in DATA.agencies if entry.id == "kinmen")
    return Page(
        address=summary.address,
        template="plan.html",
        title=HOSTILE,
        description=HOSTILE,
        section="agencies",
        crumbs=(Crumb(summary.title, summary.address),),
        subject=Subject(summary.address, plan_card(summary, language), "kinmen", agency, summary),
    )


@pytest.mark.parametrize("language", [ZH, EN])
def test_no_title_closes_the_script_or_an_attribute(language):
    html = render_head(hostile_page(language), canonical=URL, site=DATA.site, language=language)
    head = Head(html)
    assert head.scripts == 1 and html.count("</script>") == 1
    (text,) = head.records
    assert not set(text) & set("<>&\u2028\u2029")
    found = nodes(head)
    assert found[0]["itemListElement"][0]["name"] == HOSTILE
    assert found[1]["name"] == HOSTILE
    # HTML turns line separators into nothing else, so the attribute gives the title back.
    assert head.meta["og:title"] == HOSTILE
    assert re.fullmatch(r"(<meta [^<>]*>\n)+<script [^<>]*>[^<>]*</script>", html)


def test_an_office_that_publishes_itself_gives_the_governments_licence():
    site = DATA.site.model_copy(update={"operator": "office"})
    found = LinkedData(site, ZH).nodes(hostile_page(ZH))
    data = found[-1]
    assert data["license"] == LICENCES["office"].url
    assert data["creator"]["@type"] == "GovernmentOrganization"


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_manifests_icons_exist_in_the_size_they_name(site, prefix):
    folder = site / prefix
    manifest = json.loads((folder / "site.webmanifest").read_text("utf-8"))
    assert manifest["start_url"] == "./" and manifest["lang"] == ("en" if prefix else "zh-Hant")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        png = (folder / icon["src"]).resolve().read_bytes()
        assert icon["sizes"] == "{}x{}".format(*struct.unpack(">II", png[16:24]))


def test_the_icons_are_small(site):
    for name in ("favicon.svg", "favicon.ico", "apple-touch-icon.png"):
        assert 0 < (site / "assets" / name).stat().st_size < 5000, name
