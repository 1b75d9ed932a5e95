"""Search in a real browser: what is found is what a plain count over the pages' text finds."""

import json
import random
import re
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe

from generator.search.segment import spread, terms

ROOT = Path(__file__).resolve().parents[2]
CASES = json.loads((ROOT / "tests/segments.json").read_text(encoding="utf-8"))
ROOTS = {"zh": "", "en": "en/"}
# The module beside the page's own script, whatever folder holds this version of it.
SEGMENT = "new URL('segment.js', document.querySelector('script[type=module]').src)"
# From the middle of phrases: Han, Latin, mixed, figures; all of them stand on some page.
TERMS = {
    "zh": (
        *("廉政會報", "專案稽核", "陽光法案", "財產申報", "廉政", "政會", "案稽", "光法", "產申報"),
        *(
            "自創簽稿",
            "核數+自創",
            "109年",
            "109 年",
            "58,696",
            "1,651",
            "425",
            "109.03-06",
            "100﹪",
            "112年度",
        ),
        *(
            "利益衝突",
            "公務機密",
            "採購",
            "貪",
            "，",
            "KPI",
            "SHA-256",
            "kpi",
            "宣導活動",
            "政風處",
        ),
        *(
            "示範",
            "（2023）",
            "(2023)",
            "二(一)",
            "二（一）",
            "5(1)",
            "58696",
            "５８，６９６",
            "１０９年",
        ),
        *(
            "ＫＰＩ",
            "ＳＨＡ-２５６",
            "100%",
            "１００％",
            "本表為A4紙張",
            "廉\u200b政會\ufeff報",
            "1\u200b09年",
        ),
    ),
    "en": (
        *("audit", "integrity", "procurement audit", "declaration", "procurement", "NT$58,696,000"),
        *("58,696", "ROC 109", "ROC 108–111", "2019–2022", "Kinmen County", "county gov", "1,651"),
        *("government's", "of the", "the", "ethics", "Ethics Dep", "廉政", "109.03-06", "SHA-256"),
        *("KPI", "not held here", "budget line", "indicator", "NT$", "5(1)", "secre", "of", "計畫"),
        *("會報", "%", "Open data", "conflicts of interest", "58696000", "NT$58696000", "1651000"),
        *("１，６５１，０００", "ａｕｄｉｔ", "au\u00addit", "con\u200bflicts of interest"),
    ),
}
INLINE = {
    *("a", "abbr", "b", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u"),
}
SKIPPED = {"nav", "script", "style", "svg", "noscript", "form", "template"}


def blocks(node, out):
    """The text below a node; a line break wherever an element is not within a line."""
    out.append(node.text or "")
    for child in node:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "br":
            out.append(" ")
        elif (
            name
            and name not in SKIPPED
            and child.get("class") not in ("anchor", "part", "take-part")
        ):
            edge = "" if name in INLINE else "\f"
            out.append(edge)
            blocks(child, out)
            out.append(edge)
        elif name and name not in INLINE:
            out.append("\f")
        out.append(child.tail or "")
    return out


UNSEEN = dict.fromkeys((0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF))


def narrow(text):
    """Full-width and small forms as the plain ones, nothing that is not seen."""
    forms = ("FULLWIDTH ", "SMALL ")
    return "".join(
        unicodedata.normalize("NFKC", one) if unicodedata.name(one, "").startswith(forms) else one
        for one in text.translate(UNSEEN)
    )


def level(text):
    """Lower case, plain forms, figures without commas; a space stays between two words or two
    figures and nowhere else."""
    text = re.sub(r"[ \t\u00a0\u3000\r]+", " ", narrow(text).lower())
    grouped = r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
    text = re.sub(grouped, lambda found: found.group().replace(",", ""), text)
    kept = r"(?<=[a-z]) (?=[a-z])|(?<=[0-9]) (?=[0-9])"
    return re.sub(rf"({kept})| ", lambda found: found.group(1) or "", text)


@cache
def texts_of(site, language):
    """Each page of one language, by its address, as plain text."""
    found = {}
    root = site / ROOTS[language]
    for path in sorted(root.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix().removeprefix(".")
        if language == "zh" and (address + "/").startswith("en/"):
            continue
        if path.parent.name in ("search", "style", "embed"):
            continue
        tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        main = next(node for node in tree.iter() if node.get("id") == "main")
        # A line break of the source is a space; that of a block is none.
        lines = "".join(blocks(main, [])).replace("\n", " ").replace("\f", "\n")
        found[f"/{address}/".replace("//", "/")] = level(lines)
    return found


def holds(text, term):
    """Whether a page's text holds the term: words and figures from their start, figures whole."""
    wanted = level(term)
    start = r"(?<![a-z])" if wanted[0].isascii() and wanted[0].isalpha() else ""
    start = r"(?<![0-9])" if wanted[0] in "0123456789" else start
    tail = re.search(r"[a-z]*$", wanted).group()
    end = r"(?![a-z])" if 0 < len(tail) < 3 else ""
    end = r"(?![0-9])" if wanted[-1] in "0123456789" else end
    return re.search(start + re.escape(wanted) + end, text) is not None


FICTIONAL = ("/agencies/demo/", "/committees/demo/", "/consultations/demo-")


def counted(site, language, term, demo):
    return {
        address
        for address, text in texts_of(site, language).items()
        if holds(text, term) and (demo or not any(mark in address for mark in FICTIONAL))
    }


def settle(page):
    """Wait for the answer to the last question."""
    busy = page.get_attribute("#search", "data-busy")
    page.wait_for_function(
        "busy => { const said = document.getElementById('found').textContent;"
        " return said && said !== busy; }",
        arg=busy,
    )


def ask(page, term):
    page.evaluate("document.getElementById('found').textContent = ''")
    page.fill("#q", term)
    page.press("#q", "Enter")
    settle(page)


def all_results(page):
    """The addresses of all results, after every press on the button for more."""
    while page.is_visible("#more"):
        before = page.locator("ol.found > li").count()
        page.click("#more")
        page.wait_for_function(
            "n => document.querySelectorAll('ol.found > li').length > n"
            " || document.getElementById('found').textContent ==="
            " document.getElementById('search').dataset.failed",
            arg=before,
        )
        assert page.inner_text("#found") != page.get_attribute("#search", "data-failed")
    return page.locator("ol.found > li h3 a").evaluate_all("all => all.map(one => one.href)")


def check(page, site, language, term, demo):
    ask(page, term)
    links = all_results(page)
    said = page.inner_text("#found")
    expected = counted(site, language, term, demo)
    loose = page.evaluate(
        "said => { const d = document.getElementById('search').dataset;"
        " return [d.loose, d.looseOne].some(t => said.includes(t.split('{n}')[0])); }",
        said,
    )
    if loose:
        assert expected == set(), term
        return expected
    assert {urlsplit(link).path for link in links} == expected, term
    if expected:
        words = "found-one" if len(links) == 1 else "found"
        template = page.get_attribute("#search", f"data-{words}") or ""
        told = template.replace("{n}", f"{len(links):,}").replace("{q}", term)
        assert said == told, (term, said)
    return expected


@pytest.mark.parametrize("demo", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_found_is_what_a_plain_count_finds(visit, site, language, demo):
    page = visit(f"{ROOTS[language]}search/", width=1280)
    if demo:
        page.check("#demo")
    for term in TERMS[language]:
        found = check(page, site, language, term, demo)
        assert found or not demo, term
    assert page.faults == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pieces_cut_at_random_from_the_pages_are_found_exactly(visit, site, language):
    chance = random.Random(20261121)
    lines = sorted(
        {line for text in texts_of(site, language).values() for line in text.split("\n") if line}
    )
    page = visit(f"{ROOTS[language]}search/", width=1280)
    page.check("#demo")
    for _ in range(30):
        line = chance.choice(lines)
        pieces = re.findall(r"[a-z]+|[0-9]+|[^ ]", line)
        length = min(len(pieces), chance.randint(2, 4))
        start = chance.randint(0, len(pieces) - length)
        term = pieces[start]
        for one, other in zip(pieces[start:], pieces[start + 1 : start + length], strict=False):
            term += (" " if one[-1].isascii() and other[0].isascii() else "") + other
        if re.fullmatch(r'["“].+["”]', term):
            continue
        assert check(page, site, language, term, True), term


@pytest.mark.parametrize(("text", "tokens"), CASES)
def test_the_browser_makes_the_same_tokens(visit, text, tokens):
    page = visit("search/", width=1280)
    made = page.evaluate(
        "async text => (await import(SEGMENT)).tokens(text)".replace("SEGMENT", SEGMENT), text
    )
    assert made == tokens


def test_the_browser_finds_a_term_where_the_build_put_it(visit):
    page = visit("search/", width=1280)
    for text in ("廉政會報", "the audit, of 58,696", "ab abc abcd 😀", "a1 é"):
        made = sorted(terms([text]))
        told = page.evaluate(
            "async terms => { const {spread} = await import(SEGMENT); return terms.map(spread); }".replace(
                "SEGMENT", SEGMENT
            ),
            made,
        )
        assert told == [spread(term) for term in made]
        phrase = page.evaluate(
            "async text => { const s = await import(SEGMENT); return s.terms(s.tokens(text)); }".replace(
                "SEGMENT", SEGMENT
            ),
            text,
        )
        assert phrase and set(phrase) <= set(made)


def test_an_excerpt_shows_what_was_printed(visit):
    page = visit("search/", width=1280)
    printed = "本表為Ａ４紙張（１，６５１）1,651,000 元、100﹪ NT$5 ＫPI"
    shown = page.evaluate(
        "async text => (await import(SEGMENT)).pieces(text).map(p => p.text).join('')".replace(
            "SEGMENT", SEGMENT
        ),
        printed,
    )
    assert shown == printed


@pytest.mark.parametrize(("term", "shown"), [("本表為A4紙張", "Ａ４"), ("58696", "58,696")])
def test_a_result_shows_the_printed_form_and_marks_it(visit, term, shown):
    page = visit(f"search/?q={quote(term)}", width=1280)
    settle(page)
    marks = page.locator("ol.found mark").all_inner_texts()
    assert marks and all(shown in mark for mark in marks)


def test_every_result_leads_to_its_own_place_and_says_what_and_where(visit, site, base_url):
    page = visit(f"search/?q={quote('廉政')}", width=1280)
    settle(page)
    links = all_results(page)
    assert len(links) == len(set(links))
    for link in links:
        split = urlsplit(link)
        html = (site / split.path.strip("/") / "index.html").read_text("utf-8")
        assert not split.fragment or f'id="{split.fragment}"' in html
    kinds = page.locator("ol.found .tag").all_inner_texts()
    assert len(kinds) == len(links) and "具體作法" in kinds
    first = page.locator("ol.found > li", has_text="具體作法").first
    assert "政風處" in first.locator(".where").inner_text()
    assert "計畫" in first.locator(".where").inner_text()
    assert first.locator(".over .num").inner_text()
    assert first.locator("mark").first.inner_text() == "廉政"
    href = first.locator("h3 a").get_attribute("href")
    page.goto(href)
    assert page.locator(":target").count() == 1


def test_filters_narrow_by_agency_year_and_kind(visit, base_url):
    page = visit(f"search/?q={quote('廉政')}", width=1280)
    settle(page)
    everything = set(all_results(page))
    for name, value, holds_it in (
        ("agency", "kinmen", lambda link: "/agencies/kinmen/" in link),
        ("year", "2021", lambda link: "/chiayi-city/2019-2022/" in link),
        ("kind", "measure", lambda link: "#" in link),
    ):
        page.select_option(f"#{name}", value)
        page.wait_for_url(f"**{name}={value}*")
        settle(page)
        found = all_results(page)
        assert found and all(holds_it(link) for link in found)
        assert set(found) < everything
        page.select_option(f"#{name}", "")
        page.wait_for_function("name => !location.search.includes(name)", arg=name)
        settle(page)
    page.go_back()
    page.wait_for_url("**kind=measure*")
    assert page.input_value("#kind") == "measure"


def test_fictional_results_are_shown_when_asked_for_and_marked(visit):
    page = visit(f"search/?q={quote('示範')}", width=1280)
    settle(page)
    assert not any("/demo/" in link for link in all_results(page))
    for address in (f"search/?q={quote('示範')}&demo=1", "search/?q=%E6%A1%88&agency=demo"):
        shown = visit(address, width=1280)
        settle(shown)
        all_results(shown)
        fictional = shown.locator("ol.found > li", has=shown.locator("a[href*='/demo/']"))
        assert fictional.count() > 0
        assert fictional.locator(".tag.q").count() == fictional.count()


@pytest.mark.parametrize(
    "term",
    [
        "<img src=x onerror=alert(1)>",
        '"><script>alert(1)</script>',
        '"',
        "''\"\"",
        "\\",
        "{n} {q} $& $1",
        "%",
        "廉" * 200,
        "a" * 200,
        "沒有這樣的字詞",
        "\u202e廉政",
        "😀",
    ],
)
def test_strange_questions_are_answered_and_shown_as_text(visit, term):
    page = visit(f"search/?q={quote(term)}", width=320)
    settle(page)
    assert page.input_value("#q") == term.strip()
    assert page.locator("#search img, #search script").count() == 0
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    assert page.faults == []


def test_a_question_longer_than_the_field_is_cut(visit):
    page = visit(f"search/?q={'b' * 5000}&year=nonsense&kind=1", width=1280)
    settle(page)
    assert page.input_value("#q") == "b" * 200
    assert (page.input_value("#year"), page.input_value("#kind")) == ("", "")


@pytest.mark.parametrize("term", ["", "   "])
def test_an_empty_question_loads_no_index(visit, term):
    page = visit(f"search/?q={quote(term)}", width=1280)
    page.wait_for_function("() => document.getElementById('found').textContent")
    assert page.inner_text("#found") == page.get_attribute("#search", "data-empty")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not any("assets/search" in name for name in loaded)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_in_the_header_searches_by_keyboard_alone(visit, language):
    page = visit(f"{ROOTS[language]}agencies/kinmen/2020/", width=1280)
    assert page.get_attribute("#find", "accesskey") == "S"
    page.focus("#find")
    page.keyboard.type("58,696")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert urlsplit(page.url).path == f"/{ROOTS[language]}search/"
    settle(page)
    assert page.locator("ol.found > li").count() > 0
    assert page.get_attribute("#q", "accesskey") == "S"
    assert not page.is_visible("#find")
    assert "58" in urlsplit(page.locator("a.switch").evaluate("one => one.href")).query
    page.focus("ol.found > li h3 a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/agencies/" in page.url


def test_more_results_move_the_focus_to_the_first_new_one(visit):
    page = visit(f"search/?q={quote('廉政')}", width=1280)
    settle(page)
    assert page.locator("ol.found > li").count() == 20
    page.focus("#more")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('ol.found > li').length > 20")
    assert page.evaluate(
        "document.activeElement.closest('li') === document.querySelectorAll('ol.found > li')[20]"
    )


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_of_results_is_sound(visit, language, width):
    term = "廉政" if language == "zh" else "audit"
    page = visit(f"{ROOTS[language]}search/?q={quote(term)}&demo=1", width=width)
    settle(page)
    assert page.get_attribute("#found", "role") == "status"
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations] == []
    assert page.faults == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_javascript_the_search_page_shows_a_way_on_and_no_form(visit, site, language):
    page = visit(f"{ROOTS[language]}search/?q=x", width=320, javascript=False)
    assert page.is_visible("noscript p")
    assert not page.is_visible("form.search") and not page.is_visible("#q")
    # Nothing but the heading stands before the note and its links.
    assert page.locator("#search h1 + noscript").count() == 1
    for address in ("agencies/", "themes/", "sitemap/"):
        assert page.is_visible(f"noscript a[href$='{address}']")
    offices = [path for path in (site / "agencies").iterdir() if path.is_dir()]
    assert page.locator(".browse a").count() == len(offices) + 1


def test_an_index_that_does_not_load_is_said(visit, base_url):
    page = visit("search/", width=1280)
    page.route("**/contents.json", lambda route: route.abort())
    page.fill("#q", "廉政")
    page.press("#q", "Enter")
    failed = page.get_attribute("#search", "data-failed")
    page.wait_for_function(
        "said => document.getElementById('found').textContent === said", arg=failed
    )
    page.unroute("**/contents.json")


@pytest.mark.parametrize("part", ["index", "volumes"])
def test_a_lost_part_of_the_index_is_said_and_the_next_try_finds_it(visit, part):
    page = visit("search/", width=1280)
    lost = f"**/assets/search/zh/{part}/**"
    page.context.route(lost, lambda route: route.abort())
    page.fill("#q", "廉政會報")
    page.press("#q", "Enter")
    failed = page.get_attribute("#search", "data-failed")
    page.wait_for_function(
        "said => document.getElementById('found').textContent === said", arg=failed
    )
    page.context.unroute(lost)
    ask(page, "廉政會報")
    assert page.locator("ol.found > li").count() > 0


def test_a_kpi_page_loads_nothing_of_the_search(visit):
    page = visit("agencies/hsinchu-county/2023/kpi/5-1/", width=1280)
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert len(loaded) + 1 <= 6
    assert not any("search" in name for name in loaded)
