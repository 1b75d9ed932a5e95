"""Glossary links in a page: first use only, never inside links, headings or the other language."""

import re
from pathlib import Path

import pytest

from generator.glossing import Glossing, term_anchor
from generator.language import Language
from generator.source import load_site
from generator.vocabulary import Term

DATA = load_site(Path(__file__).resolve().parent.parent / "data")
NOTE = {"zh": "說明", "en": "Note"}
TERMS = [
    Term.model_validate({"zh": zh, "en": en, "status": "ours", "note": note}, strict=True)
    for zh, en, note in (
        ("廉政會報", "ethics meeting", NOTE),
        ("專案稽核", "special audit (of one kind)", NOTE),
        ("公務員廉政倫理規範", "Ethics Guidelines for Civil Servants", NOTE),
        ("倫理規範", "ethics guidelines", NOTE),
        ("政風", "ethics", NOTE),
        ("沒有說明", "without a note", None),
    )
]


def glossing(code: str) -> Glossing:
    return Glossing(TERMS, Language(code, DATA.strings, DATA.vocabulary))


def linked(html: str, code: str = "zh") -> list[str]:
    return re.findall(r'<a class="term"[^>]*>([^<]*)</a>', glossing(code).link(html, "glossary/"))


def test_the_first_use_is_linked_and_later_ones_are_not():
    assert linked("<p>廉政會報與廉政會報</p><p>廉政會報</p>") == ["廉政會報"]


def test_the_longest_term_is_the_one_that_is_meant():
    assert linked("<p>公務員廉政倫理規範</p>") == ["公務員廉政倫理規範"]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="x">廉政會報</a>',
        "<h2>廉政會報</h2>",
        "<h3><span>廉政會報</span></h3>",
        '<p lang="zh-Hant">廉政會報</p>',
        "<svg><text>廉政會報</text></svg>",
        '<p title="廉政會報">x</p>',
        "<p>政風處、沒有說明</p>",
    ],
)
def test_what_is_left_alone(html):
    assert linked(html) == []


def test_what_follows_something_left_alone_is_linked():
    assert linked('<a href="x">廉<b>政</b></a><br><p>廉政會報</p>') == ["廉政會報"]


def test_english_terms_are_whole_words_in_any_case():
    assert linked("<p>An Ethics meeting, two ethics meetings, a special audit.</p>", "en") == [
        "Ethics meeting", "special audit",
    ]  # fmt: skip


def test_the_text_of_the_page_stays_the_same():
    html = "<p>辦理廉政會報 &amp; 專案稽核<br>1 &lt; 2</p>"
    said = glossing("zh").link(html, "glossary/")
    assert re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", said) == html


def test_every_link_finds_its_term():
    anchors = [term_anchor(term) for term in DATA.glossary.terms]
    assert len(anchors) == len(set(anchors))
    assert not any(re.search(r"\s", anchor) for anchor in anchors)


def test_letters_that_only_fold_together_are_no_term_and_no_fault():
    assert linked("<p>An ethic\u017f meeting, special audit</p>", "en") == ["special audit"]
