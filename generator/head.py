"""What a page says of itself in its head: for search engines, and for those who pass it on.

Plain HTML; every value is escaped here.
"""

from html import escape

from generator.addresses import page_url, site_title
from generator.cards import SITE_CARD, site_alt
from generator.language import Language
from generator.linked_data import LinkedData
from generator.pages.page import Page
from generator.vocabulary import Site

NOINDEX = '<meta name="robots" content="noindex">'
# The size of every share picture.
CARD_WIDTH, CARD_HEIGHT = 1200, 630
_LOCALES = {"zh": "zh_TW", "en": "en"}


def render_head(page: Page, *, canonical: str, site: Site, language: Language) -> str:
    """Open Graph, the share picture, what can be followed, JSON-LD, and `noindex` for fictional
    offices."""
    subject = page.subject
    card = subject.card.address if subject else SITE_CARD
    name = language.plain(site.name)
    properties = (
        ("og:title", page.head_title or page.title or site_title(site, language)),
        ("og:description", page.description),
        ("og:type", "article" if subject and subject.plan else "website"),
        ("og:url", canonical),
        ("og:site_name", name),
        ("og:locale", _LOCALES[language.code]),
        ("og:locale:alternate", _LOCALES[language.other]),
        ("og:image", page_url(site, language, card)),
        ("og:image:type", "image/png"),
        ("og:image:width", str(CARD_WIDTH)),
        ("og:image:height", str(CARD_HEIGHT)),
        ("og:image:alt", subject.card.alt if subject else site_alt(site, language)),
    )
    rows = [NOINDEX] if page.fictional or page.unlisted else []
    rows += [f'<meta property="{key}" content="{escape(value)}">' for key, value in properties]
    rows.append('<meta name="twitter:card" content="summary_large_image">')
    rows += [
        f'<link rel="alternate" type="{one.kind.media_type}" title="{escape(one.title)}" '
        f'href="{"../" * page.depth}{one.address}">'
        for one in page.subscriptions
    ]
    rows.append(LinkedData(site, language).script(page))
    return "\n".join(row for row in rows if row)
