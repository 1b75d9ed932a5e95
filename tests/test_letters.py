"""Prefilled letters: every value is cleaned, cut and encoded, and the reader gets the item's own."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.contact import Channel, Contact
from generator.letters import Item, letter_address, one_line

HOSTILE = "a\r\nBcc: x@y.example\n&body=z?#%0d%0a\"'<b>\u202ecba\u2066\u200b{url}"
FORM = "https://forms.example/f?item={id}&title={title}&figures={figures}&url={url}"


def make_item(**values: str) -> Item:
    fields = {
        "id": "demo/2025/2",
        "number": "2",
        "title": "限期回覆率",
        "figures": "86.2%",
        "url": "https://a.example/k/2/",
    }
    return Item(**{**fields, **values})


def mail(item: Item, subject: str = "s", lines: tuple[str, ...] = ()) -> str:
    return letter_address(Contact(email="a+b@c.example"), item, subject=subject, lines=lines)


def test_a_letter_holds_subject_and_lines():
    address = mail(make_item(), "意見", ("第一行", "", "b & c"))
    split = urlsplit(address)
    assert (split.scheme, split.path) == ("mailto", "a+b@c.example")
    assert parse_qs(split.query, strict_parsing=True) == {
        "subject": ["意見"],
        "body": ["第一行\r\n\r\nb & c"],
    }


def test_a_hostile_title_adds_no_header_field_and_no_line():
    split = urlsplit(mail(make_item(), HOSTILE, (HOSTILE, "end")))
    fields = parse_qs(split.query, strict_parsing=True)
    assert set(fields) == {"subject", "body"}
    assert "\r" not in fields["subject"][0] and "\n" not in fields["subject"][0]
    assert fields["body"][0].count("\r\n") == 1
    for sign in ("\u202e", "\u2066", "\u200b"):
        assert sign not in unquote(split.query)


def test_a_form_gets_each_value_in_its_own_field():
    item = make_item(title=HOSTILE, figures="1 & 2=3")
    fields = parse_qs(
        urlsplit(letter_address(Contact(form=FORM), item, subject="", lines=())).query,
        strict_parsing=True,
    )
    assert set(fields) == {"item", "title", "figures", "url"}
    assert fields["figures"] == ["1 & 2=3"]
    assert fields["url"] == ["https://a.example/k/2/"]
    assert "\n" not in fields["title"][0] and "\u202e" not in fields["title"][0]


@given(st.text())
def test_any_text_makes_an_address_of_plain_characters(text):
    item = make_item(title=text, figures=text, number=text)
    for address in (
        mail(item, text, (text, text)),
        letter_address(Contact(form=FORM), item, subject=text, lines=()),
    ):
        assert address.isascii() and address.isprintable()
        assert not set(address) & set("\"'<> \\^`{}|")


def test_a_long_chinese_title_is_cut_to_what_mail_programs_take():
    long = letter_address(
        Contact(form=FORM), make_item(title="廉" * 500, figures="一" * 500), subject="", lines=()
    )
    assert len(long) < 1_000
    assert one_line("廉" * 500, 10) == "廉" * 9 + "…"


@pytest.mark.parametrize(
    "email",
    [
        "", "a", "a@b", "a@b.example?cc=x@y.example", "a@b.example&x", "a b@c.example",
        "a@b.example\r\nBcc:x", "mailto:a@b.example", "a@b.example,c@d.example", "王@b.example",
    ],
)  # fmt: skip
def test_what_is_no_single_email_address_is_refused(email):
    with pytest.raises(ValidationError):
        Contact(email=email)


@pytest.mark.parametrize(
    "form",
    [
        "http://f.example/?a={id}", "javascript:alert(1)", "https://{url}/", "https://f.example/{id}",
        "https://f.example/?a={name}", "https://f.example/?a={", "https://f.example/?a=b c",
        "https://f.example/?a={id}#x", "https://u@f.example/?a={id}", "//f.example/?a={id}",
        "https://f.example/?a={id}\nx",
    ],
)  # fmt: skip
def test_what_is_no_forms_address_is_refused(form):
    with pytest.raises(ValidationError):
        Contact(form=form)


def test_a_contact_is_an_address_or_a_form_and_a_channel_can_be_reached():
    for fields in ({}, {"email": "a@b.example", "form": FORM}):
        with pytest.raises(ValidationError):
            Contact(**fields)
    with pytest.raises(ValidationError):
        Channel(name={"zh": "甲"}, source={"zh": "乙"})
