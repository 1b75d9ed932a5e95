"""What readers can follow: feeds of what changed and calendars of what is due.

A kind is a line here and its maker in `exports/following.py`. Knows which kinds there are, what they are offered for, and where their files stand; makes none.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from generator.language import Language

Scope = Literal["site", "region", "agency", "plan", "theme", "committee"]


@dataclass(frozen=True)
class Kind:
    """A kind of file to follow. `file`: its name in the folder of what it is for; `without_plans`:
    whether it also stands where no plan is held (a calendar without an event is none)."""

    id: Literal["feed", "calendar"]
    file: str
    media_type: str
    scopes: tuple[Scope, ...]
    without_plans: bool


KINDS: tuple[Kind, ...] = (
    Kind(
        "feed",
        "feed.xml",
        "application/atom+xml",
        ("site", "region", "agency", "plan", "theme", "committee"),
        True,
    ),
    Kind(
        "calendar",
        "calendar.ics",
        "text/calendar",
        ("site", "region", "agency", "plan", "committee"),
        False,
    ),
)


@dataclass(frozen=True)
class Subscription:
    """A file that can be followed, in one language; `address` is below the language's root,
    `words` what a link to it says."""

    kind: Kind
    address: str
    title: str
    words: str


@dataclass(frozen=True)
class Head:
    """What a file to follow says of itself; addresses are absolute. `url`: its own; `page`: the page
    it is about; `tag`: its language; `day`: the day of its data; `themes`: the list of themes."""

    url: str
    page: str
    title: str
    tag: str
    day: dt.date
    author: str
    rights: str
    themes: str


def offered(
    scope: Scope, folder: str, *, name: str, language: Language, plans: bool = True
) -> tuple[Subscription, ...]:
    """What can be followed of the site, a region, an office, a plan, a theme or a committee that is
    called `name` and has its pages in `folder`; `plans`: whether any plan (of a committee: any meeting)
    is held there."""
    of = "-committee" if scope == "committee" else ""
    return tuple(
        Subscription(
            kind,
            f"{folder}{kind.file}",
            language.word(f"follow.{kind.id}{of}-title", name=name),
            language.word(f"follow.{kind.id}{of}"),
        )
        for kind in KINDS
        if scope in kind.scopes and (plans or kind.without_plans)
    )
