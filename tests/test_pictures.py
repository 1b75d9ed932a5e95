"""Share pictures: what they say, that all of it fits, and that no empty box is ever drawn."""

import datetime as dt
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from generator.cards import Card, Fact, drawable, office_card, plan_card, site_card
from generator.language import Language
from generator.observations import keep_book
from generator.pictures import characters, draw_card
from generator.plan_progress import assess_plan
from generator.source import load_site
from generator.summary import PlanSummary, summarise_plan
from generator.totals import total

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "generator/fonts"
AS_OF = dt.date(2026, 11, 21)
DATA = load_site(ROOT / "data")
ZH, EN = (Language(code, DATA.strings, DATA.vocabulary) for code in ("zh", "en"))

LONG = "督同所屬加強宣導公務員廉政倫理規範等相關規定並期使所屬公務員執行職務有所依循廉潔自持公正無私並依法行政提升本府清廉形象之中程施政計畫"
LONG_EN = (
    "Together with subordinate agencies strengthen publicity of the Ethics Guidelines for Civil "
    "Servants and related provisions, so that civil servants have something to rely on"
)
CARD = Card(
    address="cards/a/2026.png",
    kicker="金門縣政府政風處",
    title="115年度廉政工作計畫",
    period="民國 115 年（2026）",
    facts=(Fact("8", "個目標"), Fact("41", "項作法"), Fact(None, "執行結果，本站尚未收錄")),
    mark=None,
    plain="kinmen 2026",
    alt="",
)


def summaries(agency: str) -> list[PlanSummary]:
    (entry,) = [one for one in DATA.agencies if one.id == agency]
    return [
        summarise_plan(
            agency_id=agency,
            agency=entry.agency,
            plan_id=plan.id,
            plan=plan.plan,
            vocabulary=DATA.vocabulary,
            progress=assess_plan(plan.plan, keep_book(plan.plan, plan.reports, AS_OF), AS_OF),
            ledger=(),
        )
        for plan in entry.plans
    ]


def picture(card: Card, site_name: str = "廉明") -> Image.Image:
    return Image.open(BytesIO(draw_card(card, site_name))).convert("RGB")


def margins_are_free(image: Image.Image) -> bool:
    """Nothing but its ground stands in the outer 40 pixels, below the bar at the top."""
    sides = [image.crop((left, 12, left + 40, 630)) for left in (0, 1160)]
    foot = image.crop((0, 622, 1200, 630))
    return all(len(side.getcolors()) == 2 for side in sides) and len(foot.getcolors()) == 1


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.otf")), ids=lambda path: path.name)
def test_a_font_is_the_one_its_readme_tells_of(path):
    readme, font = (FONTS / "README.md").read_text("utf-8"), path.read_bytes()
    assert f"`{path.name}` | " in readme
    assert f"| {len(font):,} | `{sha256(font).hexdigest()}` |" in readme
    assert f"| {len(characters()):,} |" in readme
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")


def test_the_font_has_a_shape_for_every_character_it_lists():
    font = ImageFont.truetype(
        FONTS / "NotoSansTC-Medium.otf", 24, layout_engine=ImageFont.Layout.BASIC
    )
    box = bytes(font.getmask("\U0001f600"))
    empty = [sign for sign in characters() if bytes(font.getmask(sign)) == box]
    assert empty == []


def test_the_font_holds_every_word_and_name_of_the_site():
    cards = [
        card
        for language in (ZH, EN)
        for entry in DATA.agencies
        for card in (
            *(plan_card(summary, language) for summary in summaries(entry.id)),
            office_card(entry.id, entry.agency, summaries(entry.id), language),
            site_card(DATA.site, total(summaries("kinmen")), language),
        )
    ]
    assert len(cards) > 20
    for card in cards:
        assert drawable(card, characters()) == card
        assert margins_are_free(picture(card)), card.address


def test_figures_are_those_of_the_plan_and_a_missing_one_is_no_zero():
    (kinmen,) = summaries("kinmen")
    facts = plan_card(kinmen, ZH).facts
    assert [(fact.number, fact.label) for fact in facts] == [
        ("8", "個目標"), ("41", "項作法"), (None, "執行結果，本站尚未收錄"),
    ]  # fmt: skip
    assert "0" not in [fact.number for fact in facts]
    assert plan_card(kinmen, EN).facts[-1].label == "Results: not held here"


def test_results_are_counted_where_they_are_held():
    plan = next(one for one in summaries("demo") if one.plan == "2025")
    assert plan_card(plan, EN).facts[-1] == Fact("17", "with a result, of 23 indicators")


def test_a_report_without_values_tells_its_day_and_not_that_nothing_is_held():
    plan = next(one for one in summaries("demo") if one.plan == "2026")
    assert plan_card(plan, ZH).facts[-1] == Fact("2026-11-18", "最近一次填報")


def test_a_fictional_office_carries_its_mark_in_seal_red():
    (plan, *_) = summaries("demo")
    card = plan_card(plan, ZH)
    assert card.mark and "示範資料" in card.mark and "虛構" in card.alt
    corner = picture(card).crop((900, 48, 1128, 108))
    red = sum(n for n, colour in corner.getcolors() if colour == (0xA8, 0x32, 0x2A))
    assert red > 228 * 60 // 2
    real = picture(replace(card, mark=None)).crop((900, 48, 1128, 108))
    assert len(real.getcolors()) == 1


@pytest.mark.parametrize("title", [LONG, LONG_EN, "W" * 300, "計" * 300, "一 " * 200, "（" * 80])
@pytest.mark.parametrize("mark", [None, "示範資料，內容皆屬虛構"])
def test_a_long_title_wraps_and_stays_in_its_room(title, mark):
    facts = (*CARD.facts, Fact("123,456,789,012", LONG_EN))
    image = picture(replace(CARD, title=title, kicker=title, period=title, facts=facts, mark=mark))
    assert image.size == (1200, 630)
    assert margins_are_free(image)
    # Between the text and the figures, a line of plain paper.
    assert len(image.crop((0, 430, 1200, 433)).getcolors()) == 1


@pytest.mark.parametrize("sign", ["😀", "𠮷", "\u202e", "\u200b", "ก", "ن", "\x00", "\ue000"])
def test_a_character_that_the_font_lacks_gives_id_and_years_and_no_empty_box(sign):
    hostile = replace(CARD, title=f"廉政{sign}計畫")
    plain = replace(CARD, title="kinmen 2026", kicker="")
    assert draw_card(hostile, "廉明") == draw_card(plain, "廉明")
    assert draw_card(replace(CARD, kicker=sign), "廉明") == draw_card(plain, "廉明")
    assert drawable(replace(CARD, mark=sign), characters()).mark == "FICTIONAL"
    assert draw_card(CARD, sign) == draw_card(CARD, "")
    bad = (*CARD.facts[:2], Fact("1", sign))
    assert drawable(replace(CARD, facts=bad), characters()).facts == CARD.facts[:2]


def test_a_card_without_figures_is_drawn():
    assert picture(replace(CARD, facts=(), period="", kicker="")).size == (1200, 630)


def test_every_page_names_a_picture_of_its_size_below_thirty_kilobytes(site):
    pictures = sorted(site.glob("cards/**/*.png")) + sorted(site.glob("en/cards/**/*.png"))
    offices, plans = len(DATA.agencies), sum(len(entry.plans) for entry in DATA.agencies)
    assert len(pictures) == 2 * (1 + offices + plans)
    for path in pictures:
        assert path.stat().st_size <= 30 * 1024, path
        with Image.open(path) as image:
            assert image.size == (1200, 630) and image.mode == "P"
