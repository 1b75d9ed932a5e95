"""Frames: the theme's page split at its markers."""

import pytest

from generator.frame import REQUIRED, Slots, marker, split_frame

PAGE = (
    "<title>{title}</title><meta content='{description}'>{head}{banner}"
    "<a{current-home}><a{current-data}><a href='{switch}'>{body}{changed}"
)


def page() -> str:
    html = PAGE
    for name in (*REQUIRED, "current-home", "current-data"):
        html = html.replace("{" + name + "}", marker(name))
    return html


def slots(**changes: object) -> Slots:
    values: dict[str, object] = {
        "title": "<甲> & \"乙\"", "description": "'丙'", "canonical": "https://a.example/?x=1&y",
        "alternates": (("en", "https://a.example/en/"),), "switch": "../en/", "section": "data",
        "head": "<meta name=robots>", "banner": "<b>", "body": "<p>@@</p>", "changed": "<i>",
    }  # fmt: skip
    return Slots(**{**values, **changes})  # type: ignore[arg-type]


def test_plain_text_is_escaped_and_trusted_html_is_not():
    html = split_frame(page()).fill(slots())
    assert "<title>&lt;甲&gt; &amp; &quot;乙&quot;</title>" in html
    assert "&#x27;丙&#x27;" in html
    assert "<p>@@</p>" in html and 'href="https://a.example/?x=1&amp;y"' in html


def test_only_the_current_section_is_marked():
    html = split_frame(page()).fill(slots())
    assert html.count("aria-current") == 1 and "<a><a aria-current" in html


def test_a_body_that_holds_a_marker_is_not_filled_again():
    body = f"<p>{marker('title')}</p>"
    assert body in split_frame(page()).fill(slots(body=body))


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_or_doubled_slot_is_named(name):
    for html in (page().replace(marker(name), ""), page() + marker(name)):
        with pytest.raises(ValueError, match=name):
            split_frame(html)
