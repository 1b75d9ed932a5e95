"""Search: text into tokens, pages into passages, and an index that fails the build when it fails."""

import json
import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import check_tree
from generator.search import index
from generator.search.passages import read_passages
from generator.search.segment import encode, words
from generator.source import load_site
from tests.test_build import run, tree_hashes

ROOT = Path(__file__).resolve().parent.parent
CASES = json.loads((ROOT / "tests/segments.json").read_text(encoding="utf-8"))


def bare(encoded: str) -> str:
    """Tokens as the index compares them: lower case, without the mark of a space."""
    return encoded.replace(".", "").lower()


@pytest.mark.parametrize(("text", "tokens"), CASES)
def test_text_becomes_the_tokens_that_the_browser_makes_too(text, tokens):
    assert bare(encode(text)).split() == tokens


@given(st.text())
def test_tokens_are_letters_alone_and_no_sign_is_lost(text):
    tokens = bare(encode(text)).split()
    assert all(token.isascii() and token.isalpha() and token.islower() for token in tokens)
    # What is composed, folded or not seen at all has a test of its own.
    plain = [sign for sign in text if sign in "廉政，。$,.-%()"]
    assert sum(token.startswith("xq") for token in tokens) >= len(plain) - text.count(",")


@given(st.text(alphabet="廉政ab1 ,"), st.text(alphabet="廉政ab1 ,"))
def test_equal_tokens_mean_equal_text_but_for_case_space_and_thousands_commas(one, other):
    same = bare(encode(one)) == bare(encode(other))
    if one.replace(" ", "").replace(",", "") != other.replace(" ", "").replace(",", ""):
        assert not same
    elif same and one.count(",") != other.count(","):
        assert re.search("1,111", one + " " + other)


@given(st.text(alphabet="廉Ａ１，（﹪ 1,2\u200b%"))
def test_full_width_forms_and_signs_nobody_sees_make_no_difference(text):
    plain = unicodedata.normalize("NFKC", text.replace("\u200b", ""))
    assert bare(encode(text)) == bare(encode(plain))


def test_spaces_and_capitals_stay_for_the_excerpt():
    assert encode("NT 5 元") == "xwNT. xnf. " + encode("元")
    assert words("NT$5 audit 廉政 Audit ＫPI") == {"nt", "audit", "kpi"}


PAGE = """<html><header>上</header><div id="main"><nav>導覽</nav><div class="wrap" data-kind="plan">
<h1>計畫 <b>甲</b></h1><section id="goals"><h2>目標</h2><section id="g1" data-kind="goal"
 data-number="一"><p class="over">一</p><h3>廉能</h3><ol><li id="g1-1" data-kind="measure"
 data-number="一-1"><a>1</a><div><p>辦理<br>宣導</p><table><tr><td>5</td><td>次</td></tr></table>
<svg><text>圖</text></svg></div></li></ol><p>後</p></section></section></div></div><footer>下</footer></html>"""


def test_a_page_is_cut_into_what_can_be_linked_to():
    found = [(p.kind, p.anchor, p.number, p.title, p.blocks, p.beside) for p in read_passages(PAGE)]
    assert found == [
        ("plan", "", "", "計畫 甲", ("計畫 甲",), ()),
        ("plan", "goals", "", "目標", ("目標",), ()),
        ("goal", "g1", "一", "廉能", ("廉能", "後"), ("一",)),
        ("measure", "g1-1", "一-1", "辦理 宣導", ("辦理 宣導", "5", "次"), ("1",)),
    ]


def test_what_only_serves_a_page_stands_apart_from_what_it_says():
    page = """<div id="main"><p class="qr">網址</p><h1>指標</h1><table><caption>表</caption><thead><tr><th>年度</th>
</tr></thead><tbody><tr><td>114</td></tr></tbody></table><p class="file"><a>下載</a></p><p>說明</p></div>"""
    (found,) = read_passages(page)
    assert (found.title, found.blocks) == ("指標", ("指標", "114", "說明"))
    assert found.beside == ("網址", "表", "年度", "下載")


def test_every_kind_is_known_and_stands_on_the_search_page(site):
    kinds = {
        passage.kind
        for page in site.rglob("index.html")
        for passage in read_passages(page.read_text(encoding="utf-8"))
    }
    assert kinds == set(index.KINDS)
    page = (site / "search/index.html").read_text(encoding="utf-8")
    for kind in kinds:
        assert f'<option value="{kind}">' in page


def test_a_failing_index_fails_the_build_and_leaves_the_old_site(tmp_path, site):
    out = tmp_path / "site"
    shutil.copytree(site, out)
    before = tree_hashes(out)
    arguments = ("build", "--out", str(out), "--as-of", "2026-11-21")
    for program in ("/bin/false", "/no/such/program"):
        done = run(*arguments, PAGEFIND_BINARY_PATH=program)
        assert done.returncode == 1
        assert "搜尋索引" in done.stderr and "index" in done.stderr
    assert tree_hashes(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_index_that_lacks_passages_is_refused(tmp_path, monkeypatch):
    def forgetful(records: Path, out: Path) -> None:
        out.mkdir()
        entry = {"languages": {"unknown": {"page_count": 1}}}
        (out / "pagefind-entry.json").write_text(json.dumps(entry))

    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(index, "_run", forgetful)
    with pytest.raises(index.BrokenIndex, match="1 of 4"):
        index.index_site(tmp_path, load_site(ROOT / "data"))


def table(site: Path, code: str = "zh") -> dict:
    return json.loads((site / f"assets/search/{code}/table.json").read_text(encoding="utf-8"))


def test_results_of_a_kind_come_from_the_newest_plan_first_whichever_office_made_it(site):
    told = table(site)
    for kind in range(len(told["kinds"])):
        plans = [told["plans"][plan] for _, of, plan in told["rows"] if of == kind and plan >= 0]
        years = [plan["years"][-1] for plan in plans if plan["years"] and not plan["fictional"]]
        assert years == sorted(years, reverse=True), told["kinds"][kind]


@pytest.mark.parametrize("entry", ["{", "[]", '{"languages": {"unknown": {}}}'])
def test_an_index_of_an_unknown_form_is_refused(tmp_path, monkeypatch, entry):
    def changed(records: Path, out: Path) -> None:
        out.mkdir()
        (out / "pagefind-entry.json").write_text(entry)

    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(index, "_run", changed)
    with pytest.raises(index.BrokenIndex, match=r"pagefind-entry\.json"):
        index.index_site(tmp_path, load_site(ROOT / "data"))


def test_the_form_in_the_header_leads_to_a_page_that_exists(tmp_path, site):
    assert check_tree(site) == ()
    for page in ("index.html", "en/data/index.html", "404.html"):
        assert 'class="find"' in (site / page).read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text('<form action="nowhere/"></form>', encoding="utf-8")
    assert [str(fault) for fault in check_tree(tmp_path)] == ["index.html: broken link 'nowhere/'"]


def test_no_other_page_loads_the_search(site):
    for page in site.rglob("*.html"):
        if page.parent.name != "search":
            assert "search.js" not in page.read_text(encoding="utf-8"), page
