"""What a page is before it is rendered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.fields import Text
from generator.language import Language


@dataclass(frozen=True)
class Crumb:
    """One step of the breadcrumb. `text` may lack a translation; the template marks it."""

    text: Text
    address: str


@dataclass(frozen=True)
class Page:
    """One page in one language.

    `address` is below the language's root (`agencies/kinmen/`, the home page is empty);
    `context` is what the template sees beside the page. `unlisted`: not for search engines.
    `framed`: whether it is set into the site's frame; else the template is the whole document, and
    the site map leaves it out.
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
    return line if len(line) <= limit else line[: limit - 1].rstrip("，、；, ") + "…"
