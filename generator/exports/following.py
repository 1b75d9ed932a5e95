"""The files that readers follow: a plan's own, and those of an office, a theme and the whole site.

The latter are put together from the files of each plan as they stand, so that a nation's plans need
not be held at once. Fictional offices are in their own files alone.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from generator.addresses import page_url
from generator.downloads import LICENCES
from generator.exports import calendars, feeds
from generator.exports.calendar_events import PlanEvents
from generator.exports.feed_entries import PlanEntries
from generator.exports.plan_in_language import PlanInLanguage, marked
from generator.language import Language
from generator.subscriptions import KINDS, Head, Kind, Scope, Subscription, offered
from generator.summary import PlanSummary
from generator.vocabulary import Agency, Site, Theme

T = TypeVar("T")
Files = Iterator[tuple[str, bytes]]


@dataclass(frozen=True)
class _Maker(Generic[T]):
    """How a kind of file is made. `tell`: what a plan has to tell, all of it; `choose`: what of
    several plans' is kept on the as-of date; `themes`: which themes a thing concerns."""

    tell: Callable[[PlanInLanguage], Iterable[T]]
    write: Callable[[Head, Sequence[T]], bytes]
    read: Callable[[bytes], Iterable[T]]
    choose: Callable[[Iterable[T], dt.date], tuple[T, ...]]
    themes: Callable[[T], tuple[str, ...]]


def _entries(view: PlanInLanguage) -> Iterable[feeds.FeedEntry]:
    return feeds.newest(PlanEntries(view).entries())


def _events(view: PlanInLanguage) -> Iterator[calendars.WrittenEvent]:
    """The UID is the same for as long as the plan's address and the item's number are."""
    summary, code = view.summary, view.language.code
    parts = urlsplit(view.site.url)
    host = f"{parts.netloc}{parts.path}".rstrip("/")
    for event in PlanEvents(view).events():
        uid = f"{summary.agency}.{summary.plan}.{event.key}.{code}@{host}"
        yield calendars.write_event(event, uid=uid, changed=summary.changed, tag=view.language.tag)


_MAKERS: Mapping[str, _Maker[Any]] = {
    "feed": _Maker(
        tell=_entries,
        write=feeds.write_feed,
        read=feeds.read_feed,
        choose=lambda entries, _: feeds.newest(entries, feeds.MOST),
        themes=lambda entry: entry.themes,
    ),
    "calendar": _Maker(
        tell=_events,
        write=calendars.write_calendar,
        read=calendars.read_calendar,
        choose=lambda events, as_of: calendars.nearest(events, most=calendars.MOST, as_of=as_of),
        themes=lambda _: (),
    ),
}


def _head(
    one: Subscription, folder: str, *, site: Site, language: Language, day: dt.date, fictional: bool
) -> Head:
    licence = LICENCES[site.operator]
    return Head(
        url=page_url(site, language, one.address),
        page=page_url(site, language, folder),
        title=marked(one.title, fictional=fictional, language=language),
        tag=language.tag,
        day=day,
        author=language.plain(site.operator_name),
        rights=f"{language.plain(licence.title)} {licence.url}",
        themes=page_url(site, language, "themes/"),
    )


def plan_files(view: PlanInLanguage) -> Files:
    """What can be followed of one plan in one language: addresses below the site's root, content."""
    language, summary = view.language, view.summary
    name = f"{language.plain(summary.agency_name)} {language.plain(summary.title)}"
    for one in offered("plan", summary.address, name=name, language=language):
        head = _head(
            one, summary.address, site=view.site, language=language, day=summary.changed,
            fictional=summary.fictional,
        )  # fmt: skip
        maker = _MAKERS[one.kind.id]
        yield f"{language.prefix}{one.address}", maker.write(head, tuple(maker.tell(view)))


@dataclass(frozen=True, kw_only=True)
class Joint:
    """What can be followed of offices, themes and the site, in one language. `read` gives a plan's
    file by its address below the site's root."""

    site: Site
    agencies: Sequence[tuple[str, Agency]]
    themes: Mapping[str, Theme]
    summaries: Sequence[PlanSummary]
    as_of: dt.date
    language: Language
    read: Callable[[str], bytes]

    def files(self) -> Files:
        """Addresses below the site's root, and content."""
        for kind in KINDS:
            yield from self._of_kind(kind, _MAKERS[kind.id])

    def _of_kind(self, kind: Kind, maker: _Maker[T]) -> Files:
        by_agency = {
            id_: tuple(plans) for id_, plans in groupby(self.summaries, lambda one: one.agency)
        }
        whole: tuple[T, ...] = ()
        by_theme: dict[str, tuple[T, ...]] = {}
        for id_, agency in self.agencies:
            plans = by_agency.get(id_, ())
            told = tuple(thing for plan in plans for thing in self._plan(kind, maker, plan))
            chosen = maker.choose(told, self.as_of)
            yield from self._file(
                kind, maker, "agency", f"agencies/{id_}/", self.language.plain(agency.name),
                chosen, plans, fictional=agency.fictional,
            )  # fmt: skip
            if agency.fictional:
                continue
            whole = maker.choose((*whole, *chosen), self.as_of)
            for theme in self.themes:
                ours = (thing for thing in told if theme in maker.themes(thing))
                by_theme[theme] = maker.choose((*by_theme.get(theme, ()), *ours), self.as_of)
        real = [plan for plan in self.summaries if not plan.fictional]
        for theme, record in self.themes.items():
            yield from self._file(
                kind, maker, "theme", f"themes/{theme}/", self.language.plain(record.label),
                by_theme.get(theme, ()), real,
            )  # fmt: skip
        name = self.language.plain(self.site.name)
        yield from self._file(kind, maker, "site", "", name, whole, real)

    def _plan(self, kind: Kind, maker: _Maker[T], plan: PlanSummary) -> Iterable[T]:
        return maker.read(self.read(f"{self.language.prefix}{plan.address}{kind.file}"))

    def _file(
        self, kind: Kind, maker: _Maker[T], scope: Scope, folder: str, name: str,
        told: tuple[T, ...], plans: Sequence[PlanSummary], *, fictional: bool = False,
    ) -> Files:  # fmt: skip
        language = self.language
        for one in offered(scope, folder, name=name, language=language, plans=bool(plans)):
            if one.kind == kind:
                day = max((plan.changed for plan in plans), default=self.as_of)
                head = _head(
                    one, folder, site=self.site, language=language, day=day, fictional=fictional
                )
                yield f"{language.prefix}{one.address}", maker.write(head, told)
