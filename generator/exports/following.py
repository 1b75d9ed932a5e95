"""The files that readers follow: a plan's own, and those of an office, a region, a theme, the site.

The latter are put together from the files of each plan as they stand, so that a nation's plans need
not be held at once; the site's own take those of committees too. Fictional offices are in their own
files alone.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from generator.addresses import page_url
from generator.downloads import LICENCES
from generator.exports import calendars, feeds
from generator.exports.calendar_events import PlanEvents
from generator.exports.feed_entries import PlanEntries
from generator.exports.plan_in_language import PlanInLanguage, marked
from generator.language import Language
from generator.pages.parts import Files, Leftovers, Part
from generator.regions import FOLDER as REGIONS
from generator.regions import CommitteeKey, Holdings, PlanKey, Region
from generator.subscriptions import Head, Scope, Subscription, offered
from generator.vocabulary import Site, Theme


def _plan_feed(head: Head, view: PlanInLanguage) -> bytes:
    return feeds.write_feed(head, feeds.newest(PlanEntries(view).entries()))


def _plan_calendar(head: Head, view: PlanInLanguage) -> bytes:
    """The UID is the same for as long as the plan's address and the item's number are."""
    summary, code = view.summary, view.language.code
    host = host_of(view.site)
    events = [
        calendars.write_event(
            event,
            uid=f"{summary.agency}.{summary.plan}.{event.key}.{code}@{host}",
            changed=summary.changed,
            tag=view.language.tag,
        )
        for event in PlanEvents(view).events()
    ]
    return calendars.write_calendar(head, events)


def host_of(site: Site) -> str:
    """What stands behind the @ of a UID: the site's host and path."""
    parts = urlsplit(site.url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def _joint_feed(head: Head, files: Sequence[bytes], theme: str | None, _: dt.date) -> bytes:
    entries = feeds.join_entries(map(feeds.written_entries, files), theme)
    return feeds.write_joint_feed(head, entries)


def _joint_calendar(head: Head, files: Sequence[bytes], _: str | None, as_of: dt.date) -> bytes:
    events = calendars.join_events(files, most=calendars.MOST, as_of=as_of)
    return calendars.write_calendar(head, events)


@dataclass(frozen=True)
class _Maker:
    """How a kind of file is made: `plan` of a plan; `join` of several files of its kind, of what
    concerns a theme where one is given, on the as-of date."""

    plan: Callable[[Head, PlanInLanguage], bytes]
    join: Callable[[Head, Sequence[bytes], str | None, dt.date], bytes]


_MAKERS: Mapping[str, _Maker] = {
    "feed": _Maker(_plan_feed, _joint_feed),
    "calendar": _Maker(_plan_calendar, _joint_calendar),
}


def committee_part(key: CommitteeKey, language: Language) -> str:
    """The name of the part that makes what can be followed of a committee."""
    return f"{language.code}:follow:{key.address}"


def head_of(
    one: Subscription, folder: str, *, site: Site, language: Language, day: dt.date, fictional: bool
) -> Head:
    """What a file that can be followed says of itself; `folder`: of the page it is about."""
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


def plan_files(view: PlanInLanguage) -> Iterator[tuple[str, bytes]]:
    """What can be followed of one plan in one language: addresses below the site's root, content."""
    language, summary = view.language, view.summary
    name = f"{language.plain(summary.agency_name)} {language.plain(summary.title)}"
    for one in offered("plan", summary.address, name=name, language=language):
        head = head_of(
            one, summary.address, site=view.site, language=language, day=summary.changed,
            fictional=summary.fictional,
        )  # fmt: skip
        yield f"{language.prefix}{one.address}", _MAKERS[one.kind.id].plan(head, view)


@dataclass(frozen=True, kw_only=True)
class _Group:
    """What is followed together: `folder` of its files, below the language's root; `plans`: those
    it is about; `sources`: the folders of the files it is put together from; `committees`: whose
    files are taken, too; `theme`: only what concerns it."""

    scope: Scope
    folder: str
    name: str
    plans: Sequence[PlanKey]
    sources: Sequence[str]
    committees: Sequence[CommitteeKey] = ()
    theme: str | None = None
    fictional: bool = False


@dataclass(frozen=True, kw_only=True)
class Joint:
    """What can be followed of offices, regions, themes and the site, in one language."""

    site: Site
    holdings: Holdings
    themes: Mapping[str, Theme]
    as_of: dt.date
    language: Language

    def parts(self) -> Iterator[Part]:
        """The files of each office; those of each region, where the site is split; those of the site
        and its themes, put together from the plans' or from the regions'."""
        holdings = self.holdings
        for id_, agency in holdings.agencies:
            plans = holdings.by_agency.get(id_, ())
            group = _Group(
                scope="agency",
                folder=f"agencies/{id_}/",
                name=self.language.plain(agency.name),
                plans=plans,
                sources=[plan.address for plan in plans],
                fictional=agency.fictional,
            )
            yield self._part([group], plans=group.sources)
        if not holdings.split:
            sources = [plan.address for plan in holdings.real]
            yield self._part(
                self._groups("", holdings.real, sources), plans=sources, parts=self._of_committees
            )
            return
        folders = []
        for region in holdings.regions:
            if not region.fictional:
                folders.append(region.address)
                plans = tuple(plan for plan in region.plans if not plan.fictional)
                sources = [plan.address for plan in plans]
                groups = self._groups(region.address, plans, sources, region)
                yield self._part(groups, plans=sources)
        groups = self._groups("", holdings.real, folders)
        yield self._part(
            groups, parts=[*(self._name(folder) for folder in folders), *self._of_committees]
        )

    def _groups(
        self,
        folder: str,
        plans: Sequence[PlanKey],
        sources: Sequence[str],
        region: Region | None = None,
    ) -> list[_Group]:
        """Everything of a region or the site, and of it what concerns each theme. A region's files
        are there for each theme already."""
        plain = self.language.plain
        name = plain(region.name) if region else plain(self.site.name)
        whole = _Group(
            scope="region" if region else "site", folder=folder, name=name, plans=plans,
            sources=sources, committees=() if region else self._committees,
        )  # fmt: skip
        groups = [whole]
        for theme, record in self.themes.items():
            label, below = plain(record.label), f"themes/{theme}/"
            if region:
                label = self.language.word("region.of", region=name, what=label)
            groups.append(
                _Group(
                    scope="theme",
                    folder=f"{folder}{below}",
                    name=label,
                    plans=plans,
                    sources=[f"{s}{below}" if s.startswith(REGIONS) else s for s in sources],
                    theme=theme,
                )
            )
        return groups

    @property
    def _committees(self) -> tuple[CommitteeKey, ...]:
        """Those that are not fictional."""
        return tuple(key for key in self.holdings.committees if not key.fictional)

    @property
    def _of_committees(self) -> list[str]:
        return [committee_part(key, self.language) for key in self._committees]

    def _name(self, folder: str) -> str:
        return f"{self.language.code}:follow:{folder}"

    def _part(
        self, groups: Sequence[_Group], *, plans: Sequence[str] = (), parts: Sequence[str] = ()
    ) -> Part:
        whole = groups[0]
        return Part(
            name=self._name(whole.folder),
            make=lambda left: self._files(groups, left),
            plans=tuple(plans),
            parts=tuple(parts),
            also=f"{self._day(whole)} {bool(whole.plans)} {whole.fictional} {whole.name}",
        )

    def _day(self, group: _Group) -> dt.date:
        return max((plan.changed for plan in group.plans), default=self.as_of)

    def _files(self, groups: Sequence[_Group], left: Leftovers) -> Files:
        # The site's files of all themes are put together from the same files of plans.
        read = cache(left.read)
        return Files(tuple(file for group in groups for file in self._of(group, read)))

    def _of(self, group: _Group, read: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
        language = self.language
        for one in offered(
            group.scope, group.folder, name=group.name, language=language, plans=bool(group.plans)
        ):
            head = head_of(
                one, group.folder, site=self.site, language=language, day=self._day(group),
                fictional=group.fictional,
            )  # fmt: skip
            bodies = (
                key.address for key in group.committees if key.meetings or one.kind.without_plans
            )
            sources = (*group.sources, *bodies)
            held = [read(f"{language.prefix}{source}{one.kind.file}") for source in sources]
            made = _MAKERS[one.kind.id].join(head, held, group.theme, self.as_of)
            yield f"{language.prefix}{one.address}", made
