"""Search: text into tokens, pages into passages, plans into volumes, and an index of volumes that is
the same whether it was made at once or brought up to date."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import check_tree
from generator.search.contents import CONTENTS, Entry, contents_file, in_order, order_mark
from generator.search.index import (
    KINDS,
    BrokenIndex,
    Change,
    bucket_file,
    index_bits,
    index_files,
    move_index,
    update_index,
)
from generator.search.passages import read_passages
from generator.search.segment import spread, terms, tokens
from generator.search.volume import is_searched, read_volume, volume_file
from generator.source import load_site
from tests.site_search import index_site, list_volumes

ROOT = Path(__file__).resolve().parent.parent
CASES = json.loads((ROOT / "tests/segments.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text_becomes_the_tokens_that_the_browser_makes_too(text, expected):
    assert tokens(text) == expected


@given(st.text())
def test_no_sign_is_lost(text):
    found = "".join(tokens(text))
    # What is composed, folded or not seen at all has a test of its own.
    plain = [sign for sign in text if sign in "廉政，。$.-%()"]
    assert [sign for sign in found if sign in "廉政，。$.-%()"].count("廉") == plain.count("廉")
    assert sum(sign in "廉政，。$.-%()," for sign in found) >= len(plain)


@given(st.text(alphabet="廉政ab1 ,"), st.text(alphabet="廉政ab1 ,"))
def test_equal_tokens_mean_equal_text_but_for_case_space_and_thousands_commas(one, other):
    same = tokens(one) == tokens(other)
    if one.replace(" ", "").replace(",", "") != other.replace(" ", "").replace(",", ""):
        assert not same
    elif same and one.count(",") != other.count(","):
        assert re.search("1,111", one + " " + other)


@given(st.text(alphabet="廉Ａ１，（﹪ 1,2\u200b%"))
def test_full_width_forms_and_signs_nobody_sees_make_no_difference(text):
    plain = unicodedata.normalize("NFKC", text.replace("\u200b", ""))
    assert tokens(text) == tokens(plain)


def test_terms_are_tokens_and_neighbours_and_never_run_from_one_block_into_the_next():
    assert terms(["廉政 5", "ＫPI 5,000"]) == {
        *("廉", "政", "5", "kpi", "5000"),
        *("廉 政", "政 5", "kpi 5000"),
    }
    assert terms([]) == terms([""]) == set()


@given(st.text(alphabet="abcd", min_size=3), st.text(alphabet="abcd"), st.sampled_from(["", "政 "]))
def test_a_word_stands_in_the_index_where_its_beginning_is_looked_for(beginning, rest, before):
    assert spread(before + beginning + rest) == spread(before + beginning[:3])


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
    assert kinds == set(KINDS)
    page = (site / "search/index.html").read_text(encoding="utf-8")
    for kind in kinds:
        assert f'<option value="{kind}">' in page


VOLUME = [("agencies/a/1/", PAGE), ("agencies/a/1/kpi/2/", '<div id="main"><h1>稽核</h1></div>')]


def test_a_volume_holds_every_passage_of_its_pages_and_all_their_terms():
    volume = read_volume(VOLUME)
    content = json.loads(volume.content)
    assert [(address, len(passages)) for address, passages in content] == [
        ("agencies/a/1/", 4),
        ("agencies/a/1/kpi/2/", 1),
    ]
    assert content[0][1][2] == ["goal", "g1", "一", "廉能", ["廉能", "後"], ["一"]]
    assert {"廉 能", "計 畫", "5", "稽 核"} <= set(volume.terms)
    # Two blocks, and two pages, are no neighbours.
    assert {"能 後", "1 稽"}.isdisjoint(volume.terms)
    assert len(set(volume.terms)) == len(volume.terms)


def test_pages_that_only_serve_others_are_in_no_volume():
    assert not any(map(is_searched, ("search/", "style/", "agencies/a/1/kpi/2/embed/")))
    assert all(map(is_searched, ("", "data/", "agencies/a/1/")))


def searched(site: Path, code: str) -> dict[str, set[str]]:
    """What the files of an index say: the volumes of each term, by their addresses."""
    folder = site / "assets/search" / code
    contents = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
    addresses = [
        f"agencies/{agency}/" + (f"{plan}/" if plan else "")
        for agency, _, *rows in contents["agencies"]
        for plan, *_ in rows
    ] + [address for address, *_ in contents["pages"]]
    found: dict[str, set[str]] = {}
    for bucket in range(1 << contents["bits"]):
        mark, entries = json.loads((folder / bucket_file(bucket)).read_text(encoding="utf-8"))
        assert mark == contents["order"]
        for term, skipped in entries.items():
            assert spread(term) >> (32 - contents["bits"]) == bucket
            place = -1
            for skip in skipped:
                place += skip + 1
                found.setdefault(term, set()).add(addresses[place])
    return found


@pytest.mark.parametrize(("code", "prefix"), [("zh", ""), ("en", "en/")])
def test_the_index_names_for_each_term_the_volumes_whose_text_holds_it(site, code, prefix):
    data = load_site(ROOT / "data")
    expected: dict[str, set[str]] = {}
    known = list_volumes(data)
    for path in (site / prefix).rglob("index.html"):
        address = f"{path.parent.relative_to(site / prefix).as_posix()}/".removeprefix("./")
        if not is_searched(address) or (not prefix and address.startswith("en/")):
            continue
        within = [one for one, entry in known.items() if entry.plan and address.startswith(one)]
        for passage in read_passages(path.read_text(encoding="utf-8")):
            for term in terms(passage.texts):
                expected.setdefault(term, set()).add(within[0] if within else address)
    assert searched(site, code) == expected


def test_volumes_are_listed_with_their_years_and_what_is_fictional(site):
    told = json.loads((site / "assets/search/zh" / CONTENTS).read_text(encoding="utf-8"))
    agencies = {agency: (fictional, rows) for agency, fictional, *rows in told["agencies"]}
    assert [id_ for id_, (fictional, _) in agencies.items() if fictional] == ["demo"]
    assert list(agencies) == sorted(agencies)
    years = {row[0]: tuple(row[2:]) for row in agencies["chiayi-city"][1]}
    assert years == {"": (), "2019-2022": (2019, 2022)}
    for agency, (_, rows) in agencies.items():
        for plan, size, *_ in rows:
            file = site / "assets/search/zh" / volume_file(f"agencies/{agency}/{plan}/")
            assert 0 <= size * 1024 - file.stat().st_size < 1024


def entries_of(*addresses: str) -> list[Entry]:
    return in_order(
        Entry(address, 1, agency=address.split("/")[0], plan=address.split("/")[1])
        for address in addresses
    )


def test_the_mark_of_the_list_changes_with_its_order_and_with_nothing_else():
    one, other = entries_of("a/1/", "b/1/"), entries_of("a/1/", "b/2/")
    assert order_mark(one) != order_mark(other)
    assert [entry.address for entry in entries_of("b/1/", "a/2/", "a/1/")] == [
        "a/1/",
        "a/2/",
        "b/1/",
    ]
    assert json.loads(contents_file(one, bits=5))["order"] == order_mark(one)


WORDS = st.frozensets(
    st.sampled_from(
        [*"廉政風紀", "廉 政", "政 風", "kpi", "kpis", "the kpi", "5", "58696", "5 元"]
    ),
    max_size=8,
).map(lambda terms: tuple(sorted(terms, key=lambda term: (spread(term), term))))


def made(volumes, order="o"):
    return dict(index_files(volumes, order))


@given(st.lists(WORDS, min_size=1, max_size=40), st.data())
def test_an_index_brought_up_to_date_equals_one_made_anew(before, data):
    after = [data.draw(st.one_of(st.just(terms), WORDS)) for terms in before]
    old = made(before)
    changes = [Change(place, *pair) for place, pair in enumerate(zip(before, after, strict=True))]
    changed = dict(update_index(changes, volumes=len(before), order="o", read=old.__getitem__))
    assert old | changed == made(after)
    assert all(old[name] != content for name, content in changed.items())


@given(st.lists(st.tuples(WORDS, st.booleans()), min_size=30, max_size=45), st.data())
def test_volumes_that_come_and_go_leave_the_index_as_if_made_anew(volumes, data):
    before = [said for said, _ in volumes]
    gone = [place for place, (_, stays) in enumerate(volumes) if not stays]
    after: list[tuple[str, ...]] = []
    coming = []
    for said, stays in volumes:
        if data.draw(st.booleans()) and len(after) < 60:
            coming.append(Change(len(after), (), data.draw(WORDS)))
            after.append(coming[-1].new)
        after += [said] if stays else []
    old = made(before)
    moved = move_index(
        gone=gone,
        come=[change.place for change in coming],
        volumes=len(before),
        orders=("o", "p"),
        read=old.__getitem__,
    )
    if index_bits(len(before)) != index_bits(len(after)):
        with pytest.raises(BrokenIndex):
            dict(moved)
        return
    files = dict(moved)
    files |= update_index(coming, volumes=len(after), order="p", read=files.__getitem__)
    assert files == made(after, "p")


def test_a_large_index_is_made_in_parts_and_is_the_same(monkeypatch):
    volumes = [
        tuple(sorted({f"{n}", f"{n} {n % 7}", "政"}, key=lambda term: (spread(term), term)))
        for n in range(300)
    ]
    whole = made(volumes)
    monkeypatch.setattr("generator.search.index._SPAN", 50)
    assert made(volumes) == whole
    assert len(whole) == 1 << index_bits(300)


@pytest.mark.parametrize(
    "content",
    [
        *(b"{", b"1", b"[]", b'["x", {}]', b'["o", 1]', b'["o", {}]'),
        *(
            '["o", {"政": %s}]'.encode() % row
            for row in (b"0", b"[]", b'["0"]', b"[-1]", b"[true]")
        ),
    ],
)
def test_a_damaged_file_of_the_index_is_refused(content):
    change = Change(0, ("政",), ())
    with pytest.raises(BrokenIndex, match=bucket_file(spread("政") >> 27)):
        dict(update_index([change], volumes=1, order="o", read=lambda _: content))


def test_a_term_that_stands_there_already_is_refused():
    files = made([("政",)])
    with pytest.raises(BrokenIndex, match="already"):
        dict(update_index([Change(0, (), ("政",))], volumes=1, order="o", read=files.__getitem__))


def test_a_tree_of_a_single_page_has_a_search(tmp_path):
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    index_site(tmp_path, load_site(ROOT / "data"))
    assert searched(tmp_path, "zh")["目 標"] == {""}
    assert (tmp_path / "assets/search/zh/volumes/index.json").is_file()


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
