"""The pages of committees: their list, and of each its own, its meetings, its register.

Every page is a part: made from the committee's record and, of the plans that it names, from what
their summaries say of that.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.committees import Correction
from generator.downloads import COMMITTEES_FOLDER
from generator.language import Language
from generator.pages.committee_views import ADDRESS, CommitteeViews, units_of
from generator.pages.meetings import SEES as SEES_OF_MEETING
from generator.pages.meetings import meeting_page
from generator.pages.page import Page
from generator.pages.parts import Leftovers, Part
from generator.pages.resolutions import register_address
from generator.pages.site_in_language import SiteInLanguage
from generator.regions import CommitteeKey

# What pages and files show of the plans that are named.
SEES = frozenset({"named", "title"})


def _corrected(correction: Correction, language: Language) -> str:
    """What a correction is of: `決議 3-2：`, `115 年 8 月 14 日（2026-08-14）的會議：`."""
    folder, _, name = correction.record.partition("/")
    if folder == "meetings":
        day = language.day(dt.date.fromisoformat(name))
        return language.word("committee.corrected-meetings", day=day)
    return language.word("committee.corrected-resolutions", name=name)


@dataclass(frozen=True)
class CommitteePages:
    """The pages of all committees in one language, as parts."""

    view: SiteInLanguage

    def parts(self) -> Iterator[Part]:
        """None where no committee is held."""
        committees = self.view.holdings.committees
        if not committees:
            return
        yield self.view.part(
            ADDRESS,
            self._list,
            parts=(COMMITTEES_FOLDER,),
            committees=tuple(one.id for one in committees),
            offices=tuple(dict.fromkeys(office for one in committees for office in one.offices)),
            plans=tuple(dict.fromkeys(plan for one in committees for plan in one.plans)),
            sees=SEES,
        )
        for key in committees:
            yield self._part(key, key.address, self._committee)
            if key.resolved:
                yield self._part(key, f"{key.address}resolutions/", self._register)
            for day in key.meetings:
                address, make = f"{key.address}meetings/{day}/", partial(meeting_page, day)
                yield self._part(key, address, make, SEES_OF_MEETING, offers=False)

    def _part(
        self,
        key: CommitteeKey,
        address: str,
        make: Callable[[CommitteeViews], Page],
        sees: frozenset[str] = SEES,
        *,
        offers: bool = True,
    ) -> Part:
        def made(left: Leftovers) -> Page:
            page = make(CommitteeViews(self.view, key, left))
            if not offers:
                return page
            return self.view.offering_of(page, left, key.data, fictional=key.fictional)

        return self.view.part(
            address, made, plans=key.plans, sees=sees, offices=key.offices, committees=(key.id,),
            parts=(key.data,) if offers else (), dated=False,
        )  # fmt: skip

    def _list(self, left: Leftovers) -> Page:
        committees = [CommitteeViews(self.view, key, left) for key in self.view.holdings.committees]
        rows = sorted((one.listed() for one in committees), key=lambda row: row.key.fictional)
        page = self.view.page("committees", ADDRESS, "review", {"rows": rows})
        return self.view.offering_of(page, left, COMMITTEES_FOLDER, fictional=False)

    def _committee(self, one: CommitteeViews) -> Page:
        word, record = one.language.word, one.record
        views = one.resolutions
        meetings = tuple(reversed([one.meeting(met) for met in one.on_day.meetings]))
        return one.page(
            "",
            "committee.html",
            title=one.name,
            description=word("committee.description", name=one.name),
            crumbs=(),
            context={
                "committee": record,
                "share": one.external_share,
                "sentence": one.sentence(),
                "meetings": meetings,
                "coming": one.coming(),
                "open": tuple(view for view in views if view.tracked.is_open),
                "findings": one.findings(),
                "stated": one.stated(),
                "corrections": tuple(
                    (correction, _corrected(correction, one.language))
                    for correction in record.corrections
                    if correction.date <= self.view.as_of
                ),
            },
        )

    def _register(self, one: CommitteeViews) -> Page:
        word, views = one.language.word, one.resolutions
        return one.page(
            "resolutions/",
            "resolutions.html",
            title=word("resolution.of", name=one.name),
            description=word("resolution.description", name=one.name),
            crumbs=(("resolution.title", register_address(one.entry)),),
            context={
                "sentence": one.sentence(),
                "resolutions": views,
                "coming": one.coming(),
                "units": units_of(views),
                "findings": one.findings_by_resolution(),
            },
        )
