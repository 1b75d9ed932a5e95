"""What a page is before it is rendered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.cards import Card
from generator.fields import Text
from generator.language import Language
from generator.pages.offers import Offer
from generator.subscriptions import Subscription
from generator.summary import PlanSummary
from generator.vocabulary import Agency


@dataclass(frozen=True)
class Crumb:
    """One step of the breadcrumb. `text` may lack a translation; the template marks it."""

    text: Text
    address: str


@dataclass(frozen=True)
class Beside:
    """Pages that stand beside this one: what they have in common, their names and addresses below
    the language's root, in their order."""

    label: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Subject:
    """What a page is about, for machines: its share picture, and the office and plan if any.

    `address` is the page that stands for the subject: a KPI's page has its plan's picture, but only
    the plan's own page writes it and tells of the data set.
    """

    address: str
    card: Card
    office: str = ""
    agency: Agency | None = None
    plan: PlanSummary | None = None


@dataclass(frozen=True)
class Page:
    """One page in one language.

    `address` is below the language's root (`agencies/kinmen/`, the home page is empty);
    `head_title` stands in the browser's title where `title` alone would not tell pages apart;
    `context` is what the template sees beside the page. `unlisted`: not for search engines.
    `framed`: whether it is set into the site's frame; else the template is the whole document, and
    the site map leaves it out. `glossed`: whether its terms lead to the glossary, which would
    explain nothing in lists of names. `subscriptions`: what can be followed of what it is about.
    `offer`: the data of what it shows. `beside`: groups of pages that it stands among.
    """

    address: str
    template: str
    title: str
    description: str
    section: str
    crumbs: tuple[Crumb, ...] = ()
    context: Mapping[str, object] = field(default_factory=dict)
    changed: dt.date | None = None
    fictional: bool = False
    unlisted: bool = False
    framed: bool = True
    glossed: bool = True
    head_title: str = ""
    subject: Subject | None = None
    offer: Offer | None = None
    subscriptions: tuple[Subscription, ...] = ()
    beside: tuple[Beside, ...] = ()

    @property
    def is_its_subject(self) -> bool:
        """Whether the subject is what this very page stands for."""
        return self.subject is not None and self.subject.address == self.address

    @property
    def depth(self) -> int:
        """How many folders below the language's root."""
        return self.address.count("/")


def phrase(key: str, languages: Mapping[str, Language]) -> Text:
    """An interface word as a bilingual text, for breadcrumbs."""
    return Text(zh=languages["zh"].word(key), en=languages["en"].word(key))


def shorten(text: str, limit: int = 150) -> str:
    """A description for search results: one line, cut at a word or clause."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    kept = line[: limit - 1]
    if (kept[-1] + line[limit - 1]).isascii() and " " in kept:
        kept = kept[: kept.rindex(" ")] if line[limit - 1] != " " else kept
    return kept.rstrip("，、；,:; ") + "…"
