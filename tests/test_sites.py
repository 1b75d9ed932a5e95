"""Small fictional sites: what pages say where something is missing, hostile or not yet over."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest

from tests.sites import build as build_site

ROOT = Path(__file__).resolve().parent.parent
AGENCY = {
    "name": {"zh": "示範市政府政風處", "en": "Sample City Office"},
    "name_status": "provisional",
    "government": {"zh": "示範市政府", "en": "Sample City"},
    "region": {"zh": "示範市", "en": "Sample City"},
    "fictional": True,
}
PLAN = {
    "kind": "annual-policy-plan",
    "title": {"zh": "112年度示範計畫", "en": "Sample plan"},
    "period": "112-113",
    "sources": [
        {
            "id": "doc",
            "title": {"zh": "示範", "en": "Sample"},
            "format": {"zh": "示範", "en": "sample"},
            "sha256": "0" * 64,
            "basis": "original",
        }
    ],
    "changes": [{"date": "2026-01-02", "what": {"zh": "示範", "en": "sample"}}],
    "goals": [{"number": "一", "text": {"zh": "<b>目標</b>{{ 7*7 }} [a](javascript:1)"}}],
    "kpis": [
        {"goal": "一", "number": "1", "name": {"zh": "無目標", "en": "None"}, "kind": "count"},
        {
            "goal": "一",
            "number": "2",
            "name": {"zh": "文字目標", "en": "Text target"},
            "kind": "text",
            "targets": {"113": {"zh": "完成初稿", "en": "draft complete"}},
        },
        {
            "goal": "一",
            "number": "3",
            "name": {"zh": "遞增", "en": "Rising"},
            "kind": "count",
            "targets": {"112": "5 件", "113": "10 件"},
        },
    ],
}

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Build a site of one agency; YAML is a superset of JSON, so records are written as JSON."""

    def build(
        *,
        plan: dict | None = None,
        as_of: str = "2026-11-21",
        operator: str = "third-party",
        agency: dict | None = None,
        site_lines: str = "",
        participation: dict | None = None,
    ) -> Path:
        data = tmp_path / "data"
        for name in ("vocabulary.yml", "glossary.yml", "strings.yml", "site.yml"):
            text = (ROOT / "data" / name).read_text(encoding="utf-8")
            text = text.replace("operator: third-party", f"operator: {operator}")
            text += site_lines if name == "site.yml" else ""
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            (data / name).write_text(text.replace("lianming.example/", "a.example/plans/"), "utf-8")
        folder = data / "agencies/sample"
        folder.mkdir(parents=True)
        (folder / "agency.yml").write_text(
            json.dumps({**AGENCY, **(agency or {})}, ensure_ascii=False), "utf-8"
        )
        if plan:
            (folder / "2023-2024").mkdir()
            (folder / "2023-2024/plan.yml").write_text(
                json.dumps(plan, ensure_ascii=False), "utf-8"
            )
        if participation:
            (folder / "2023-2024/participation.yml").write_text(
                json.dumps(participation, ensure_ascii=False), "utf-8"
            )
        out = tmp_path / "site"
        build_site(data, out, as_of)
        return out

    return build


def read(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_fictional_data_is_marked_on_every_page_of_its_office_and_counted_nowhere(make: Make):
    site = make(plan=PLAN)
    for page in (site / "agencies/sample").rglob("*.html"):
        assert "虛構" in page.read_text(encoding="utf-8"), page
    for page in (site / "en/agencies/sample").rglob("*.html"):
        assert "fictional" in page.read_text(encoding="utf-8"), page
    home = read(site, "")
    assert '<dl class="facts">' not in home  # nothing real is held, so there is nothing to count
    assert "1911" not in home


def test_missing_english_shows_the_chinese_with_its_language_and_a_mark(make: Make):
    page = read(make(plan=PLAN), "en/agencies/sample/2023-2024")
    assert '<span lang="zh-Hant">&lt;b&gt;目標&lt;/b&gt;' in page and "not yet translated" in page


def test_hostile_text_appears_literally(make: Make):
    site = make(plan=PLAN)
    page = read(site, "agencies/sample/2023-2024")
    assert "&lt;b&gt;目標&lt;/b&gt;{{ 7*7 }} [a](javascript:1)" in page
    assert "<b>目標</b>" not in page and 'href="javascript' not in page


def test_a_kpi_without_a_target_says_so_and_shows_no_zero(make: Make):
    page = read(make(plan=PLAN), "agencies/sample/2023-2024/kpi/1")
    assert "未訂目標值" in page and "目標是" not in page


def test_two_findings_of_one_rule_have_an_address_each(make: Make):
    zero = {"kind": "zero", "text": {"zh": "零裁罰", "en": "no fine"}}
    measures = [
        {"number": n, "text": {"zh": "作法", "en": "measure"}, "targets": [zero]} for n in "12"
    ]
    ask = {"asked": "2024-05-04", "question": {"zh": "為什麼？", "en": "Why?"}}
    questions = [
        {"number": 1, "finding": "target-outside-table", **ask},
        {"number": 2, "finding": "target-outside-table-2", **ask},
    ]
    site = make(
        plan={**PLAN, "goals": [{**PLAN["goals"][0], "measures": measures}]},
        participation={"questions": questions},
    )
    page = read(site, "agencies/sample/2023-2024")
    for id_, question in (("target-outside-table", "q1"), ("target-outside-table-2", "q2")):
        (note,) = re.findall(f'id="finding-{id_}"(.*?)</details>', page, re.DOTALL)
        assert f"participation/#{question}" in note and f"#finding-{id_}" in note
        asked = read(site, "agencies/sample/2023-2024/participation")
        assert f'#finding-{id_}">' in asked
    # A plan's page is the address of its findings; on the review they only stand.
    assert 'id="finding-' not in read(site, "agencies/sample/2023-2024/review")


def test_words_in_place_of_a_schedule_are_shown_as_printed_without_months(make: Make):
    work = {"number": "1", "text": {"zh": "作法", "en": "measure"}, "schedule": "經常性辦理"}
    site = make(plan={**PLAN, "goals": [{**PLAN["goals"][0], "measures": [work]}]})
    page = read(site, "en/agencies/sample/2023-2024")
    (said,) = re.findall('<div class="w">(.*?)</div>', page)
    assert "no months given" in said and 'lang="zh-Hant">經常性辦理</span>' in said
    assert "<svg" not in said and 'id="schedule"' not in page
    plan = json.loads((site / "data/v1/sample/2023-2024/plan.json").read_text("utf-8"))
    (measure,) = plan["measures"]
    assert measure["schedule"] == {"printed": "經常性辦理", "from": None, "to": None}


def test_targets_stand_under_their_own_year(make: Make):
    page = read(make(plan=PLAN), "agencies/sample/2023-2024")
    row = page[page.index('scope="row">文字目標') :].split("</tr>")[0]
    assert row.count("<td") == 2 and row.index("–") < row.index("完成初稿")


def test_a_period_that_is_not_over_is_not_called_over(make: Make):
    assert "已屆期" not in read(make(plan=PLAN, as_of="2024-12-31"), "agencies/sample/2023-2024")


def test_a_period_is_over_on_the_day_after_its_end(make: Make):
    assert "已屆期" in read(make(plan=PLAN, as_of="2025-01-01"), "agencies/sample/2023-2024")


def test_an_office_without_a_plan_has_a_page(make: Make):
    assert "本站尚未收錄" in read(make(), "agencies/sample")


def test_wording_and_licence_follow_the_operator(make: Make):
    page = read(make(plan=PLAN, operator="office"), "data")
    assert "政府資料開放授權條款－第 1 版" in page and "非政府官方網站" not in page


def test_the_404_page_starts_its_links_at_the_sites_folder(make: Make):
    page = (make(plan=PLAN) / "404.html").read_text(encoding="utf-8")
    assert 'href="/plans/assets/' in page and 'href="/plans/en/"' in page


def test_a_not_itemised_remainder_has_its_own_bar_and_lines_keep_their_addresses(make: Make):
    lines = [
        {"number": "1", "name": {"zh": "業務", "en": "Work"}, "amount": "100"},
        {"number": "2", "name": {"zh": "宣導", "en": "Publicity"}, "amount": "30", "parent": "1"},
    ]
    goals = [{"number": "一", "text": {"zh": "目標", "en": "Goal"}, "budget_line": "1"}]
    site = make(plan={**PLAN, "money_unit": "千元", "budget": lines, "goals": goals})
    page = read(site, "agencies/sample/2023-2024")
    assert "業務（未細分）" in page and "70 千元" in page
    assert 'href="#b1"' in page and 'id="b1"' in page


FORM = "https://forms.example/f?item={id}&title={title}&url={url}"
LETTER = re.compile(r'<ul class="letters">(.*?)</ul>', re.DOTALL)


def letters(page: str) -> list[str]:
    """Where the letters of a KPI page's own section lead, unescaped as a browser would."""
    (section,) = LETTER.findall(page[page.index('id="take-part"') :]) or ("",)
    return [unescape(address) for address in re.findall('href="([^"]*)"', section)]


def test_the_offices_own_address_comes_first_and_the_sites_is_what_is_left(make: Make):
    site = make(
        plan=PLAN,
        agency={"comments": {"form": FORM}},
        site_lines="comments: {email: all@site.example}\ncorrections: {email: errata@site.example}\n",
    )
    comment, report = letters(read(site, "en/agencies/sample/2023-2024/kpi/3"))
    fields = parse_qs(urlsplit(comment).query, strict_parsing=True)
    assert fields == {
        "item": ["sample/2023-2024/3"],
        "title": ["3 Rising"],
        "url": ["https://a.example/plans/en/agencies/sample/2023-2024/kpi/3/"],
    }
    assert report.startswith("mailto:errata@site.example?subject=")
    body = parse_qs(urlsplit(report).query)["body"][0]
    assert "https://a.example/plans/en/agencies/sample/2023-2024/kpi/3/" in body


def test_a_letter_tells_a_target_in_words_and_says_nothing_where_there_is_none(make: Make):
    site = make(plan=PLAN, site_lines="comments: {email: all@site.example}\n")
    for number, figures in (("1", None), ("2", "Target draft complete"), ("3", "Target 10")):
        (letter, *_) = letters(read(site, f"en/agencies/sample/2023-2024/kpi/{number}"))
        lines = parse_qs(urlsplit(letter).query)["body"][0].splitlines()
        told = [line for line in lines if line.startswith("Figures: ")]
        assert [line.startswith(f"Figures: {figures}") for line in told] == [True] * bool(figures)


def test_the_sites_address_stands_in_and_hostile_titles_stay_text(make: Make):
    site = make(plan=PLAN, site_lines="comments: {email: all@site.example}\n")
    page = read(site, "agencies/sample/2023-2024")
    assert 'href="mailto:all@site.example?subject=' in page
    assert "%3Cb%3E%E7%9B%AE%E6%A8%99%3C%2Fb%3E%7B%7B%207%2A7%20%7D%7D" in page


def test_nobody_named_means_no_letter_and_no_channel(make: Make):
    site = make(plan=PLAN)
    for address in ("agencies/sample/2023-2024", "agencies/sample/2023-2024/kpi/3"):
        page = read(site, address)
        assert "mailto:" not in page and 'class="letters"' not in page and "檢舉管道" not in page
        assert "引用" in page


def test_a_reporting_channel_is_shown_with_its_source(make: Make):
    channel = {
        "name": {"zh": "示範管道", "en": "Sample channel"},
        "phone": "000-000",
        "source": {"zh": "示範文件", "en": "sample document"},
    }
    page = read(make(plan=PLAN, agency={"channels": [channel]}), "agencies/sample/2023-2024/kpi/3")
    assert "檢舉管道" in page and "000-000" in page and "出處：示範文件" in page


def test_an_embedded_figure_is_small_marked_and_kept_out_of_the_site_map(make: Make):
    site = make(plan=PLAN)
    page = read(site, "agencies/sample/2023-2024/kpi/3/embed")
    assert '<meta name="robots" content="noindex">' in page and "皆為虛構" in page
    assert "<script" not in page and "style=" not in page
    assert '/kpi/3/" target="_blank"' in page and "CC BY 4.0" in page and len(page) < 6_000
    assert 'href="https://a.example/plans/agencies/sample/2023-2024/kpi/3/"' in page
    kpi = read(site, "agencies/sample/2023-2024/kpi/3")
    assert "/kpi/3/embed/&#34; title=&#34;遞增&#34;" in kpi
    assert "embed" not in (site / "sitemap.xml").read_text("utf-8")
    assert re.search(r'href="(\.\./){6}assets/[0-9a-f]{10}/embed\.css"', page)


def is_empty(node) -> bool:
    """Whether an element shows nothing: no words and no picture."""
    pictures = {"svg", "img", "input", "button", "select"}
    return not "".join(node.itertext()).strip() and not any(n.tag in pictures for n in node.iter())


def hollow_places(page: str) -> list[str]:
    """Tables without a filled row, lists without a point, headings that nothing follows."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    main = next(node for node in tree.iter() if node.get("id") == "main")
    for parent in list(main.iter()):
        for child in list(parent):
            if child.get("hidden") is not None:  # the search shows it when there are results
                parent.remove(child)
    found = []
    for node in main.iter():
        if node.tag in ("ul", "ol", "dl", "tbody") and is_empty(node):
            found.append(f"empty {node.tag}")
        if node.tag == "table" and not node.findall("tbody/tr"):
            found.append("table without rows")
        if node.tag == "tbody" and {"".join(c.itertext()).strip() for c in node.iter("td")} <= {
            "–",
            "本站尚未收錄",
            "not held here",
        }:
            found.append("table of nothing")
        for child, after in zip(node, [*node[1:], None], strict=False):
            if child.tag == "h2" and (after is None or after.tag == "h2"):
                found.append(f"heading alone: {''.join(child.itertext())}")
    return found


REAL = {
    "fictional": False,
    "name": {"zh": "甲市政府政風處", "en": "City A Office"},
}


@pytest.mark.parametrize("kept", [None, PLAN])
@pytest.mark.parametrize("real", [True, False])
def test_an_empty_place_says_in_a_sentence_that_nothing_is_there(
    make: Make, kept: dict | None, real: bool
):
    site = make(plan=kept, agency=REAL if real else None)
    found = {
        path.parent.relative_to(site).as_posix(): places
        for path in site.rglob("index.html")
        if path.parent.name not in ("style", "embed")
        and (places := hollow_places(path.read_text("utf-8")))
    }
    assert found == {}


def test_what_is_not_held_is_said_where_it_would_stand(make: Make):
    site = make(agency=REAL)
    for address, words in (
        ("", "所以這裡沒有計畫，也沒有異動"),
        ("review", "沒有可以檢討的項目"),
        ("data", "沒有計畫的資料檔"),
        ("changes", "沒有異動可列"),
        ("compare", "沒有可以對照的文件"),
        ("agencies/sample", "沒有目標、指標與經費"),
        ("en/agencies/sample", "No plan of this office is held here yet"),
    ):
        assert words in read(site, address), address
    for prefix, words in (
        ("", "本站尚未收錄這個機關的計畫"),
        ("en/", "No plan of the City A Office"),
    ):
        page = read(site, f"{prefix}agencies/sample")
        (said,) = re.findall('<meta property="og:description" content="([^"]*)"', page)
        assert words in said and "0" not in said


def test_a_plan_without_reports_is_listed_for_review_without_a_table(make: Make):
    page = read(make(plan=PLAN, agency=REAL), "review")
    assert "本站尚未收錄任何填報" in page and "<table" not in page
    assert "agencies/sample/2023-2024/review/" in page


ACCESSIBILITY = (ROOT / "data/accessibility.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("own", [True, False])
def test_a_test_of_another_site_is_not_shown_as_one_of_this(make: Make, tmp_path: Path, own: bool):
    (tmp_path / "data").mkdir()
    where = "https://a.example/plans/" if own else "https://lianming.example/"
    (tmp_path / "data/accessibility.yml").write_text(
        re.sub("(?m)^site: .*$", f"site: {where}", ACCESSIBILITY), "utf-8"
    )
    site = make(plan=PLAN)
    page, english = read(site, "accessibility"), read(site, "en/accessibility")
    assert where in page and where in english
    assert ("本站尚未檢測" in page) is not own
    assert ("沒有已知未改善的問題" in page) is own
    assert ("This site has not been tested yet" in english) is not own
