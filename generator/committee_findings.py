"""What a committee's own record shows to be open, stated neutrally; it never blocks.

Named rules, each with its working. Knows no page.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.committees import Concern
from generator.fields import Text
from generator.periods import ROC_OFFSET
from generator.resolutions import MOST_SILENT, CommitteeOnDay

FindingRule = Literal[
    "meeting-interval", "meetings-per-year", "meeting-unmarked", "resolution-overdue",
    "resolution-silent", "closed-undecided", "link-to-nothing",
]  # fmt: skip
# What a resolution names and no plan has, with the resolution's id, empty for the committee's record.
Missing = Collection[tuple[str, Concern]]


@dataclass(frozen=True)
class CommitteeFinding:
    """Something seen in a committee's record. `resolution`: the id of the one it is about, if any;
    `meeting`: the day of one."""

    rule: FindingRule
    text: Text
    working: Text
    resolution: str | None = None
    meeting: dt.date | None = None


def find_open_ends(
    committee: CommitteeOnDay, missing: Missing = ()
) -> tuple[CommitteeFinding, ...]:
    """Everything that the rules see on the day; `missing`: links that lead to nothing."""
    found = [one for look in _RULES for one in look(committee)]
    return (*found, *_links(missing))


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, the month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _days(length: dt.timedelta) -> str:
    return "1 day" if length.days == 1 else f"{length.days} days"


def _interval(committee: CommitteeOnDay) -> Iterator[CommitteeFinding]:
    """From the first meeting that is recorded: what came before is not held here."""
    rule = committee.entry.committee.rule
    if not (rule and rule.months and committee.held):
        return
    for before, after in pairwise([*committee.held, committee.as_of]):
        last = add_months(before, rule.months)
        if after <= last:
            continue
        met = after in committee.held
        yield CommitteeFinding(
            "meeting-interval",
            Text(zh=f"兩次會議相隔超過 {rule.months} 個月" if met else f"上次會議之後超過 {rule.months} 個月沒有會議",
                 en=f"More than {rule.months} months lie between two meetings" if met
                 else f"There has been no meeting for more than {rule.months} months"),
            Text(zh=f"{before} 加 {rule.months} 個月為 {last}；{'下次會議' if met else '截至'} {after}，晚 {(after - last).days} 日",
                 en=f"{before} and {rule.months} months is {last}; {'the next meeting was on' if met else 'it is'} {after}, {_days(after - last)} later"),
            meeting=after if met else None,
        )  # fmt: skip


def _per_year(committee: CommitteeOnDay) -> Iterator[CommitteeFinding]:
    """Years that are over and lie wholly after the first meeting that is recorded, or hold it."""
    rule = committee.entry.committee.rule
    if not (rule and rule.per_year and committee.held):
        return
    first = committee.held[0].year + (rule.per_year > 1)
    for year in range(first, committee.as_of.year):
        held = sum(1 for day in committee.held if day.year == year)
        if held < rule.per_year:
            yield CommitteeFinding(
                "meetings-per-year",
                Text(zh=f"民國 {year - ROC_OFFSET} 年的會議少於 {rule.per_year} 次", en=f"In {year} there were fewer than {rule.per_year} meetings"),
                Text(zh=f"規定至少 {rule.per_year} 次，本站收錄 {held} 次", en=f"The rule asks for {rule.per_year} or more; {held} are recorded here"),
            )  # fmt: skip


def _unmarked(committee: CommitteeOnDay) -> Iterator[CommitteeFinding]:
    for met in committee.meetings:
        if met.unmarked:
            day = met.entry.day
            yield CommitteeFinding(
                "meeting-unmarked",
                Text(zh="會議日期已過，未記載是否召開", en="The day of a meeting is over, and it is not recorded whether it was held"),
                Text(zh=f"預定 {day}，截至 {committee.as_of} 已過 {(committee.as_of - day).days} 日", en=f"Planned for {day}; {_days(committee.as_of - day)} had gone by on {committee.as_of}"),
                meeting=day,
            )  # fmt: skip


def _overdue(committee: CommitteeOnDay) -> Iterator[CommitteeFinding]:
    for one in committee.resolutions:
        if one.overdue:
            yield CommitteeFinding(
                "resolution-overdue",
                Text(zh="決議已過期限，仍在列管", en="The deadline of a resolution is over, and it is still open"),
                Text(zh=f"期限 {one.resolution.deadline}，截至 {committee.as_of} 逾 {one.overdue} 日", en=f"Due on {one.resolution.deadline}; {_days(dt.timedelta(one.overdue))} overdue on {committee.as_of}"),
                resolution=one.entry.id,
            )  # fmt: skip


def _silent(committee: CommitteeOnDay) -> Iterator[CommitteeFinding]:
    for one in committee.resolutions:
        if one.silent > MOST_SILENT:
            last = max([one.resolution.meeting, *(note.meeting for note in one.notes)])
            yield CommitteeFinding(
                "resolution-silent",
                Text(zh=f"列管中的決議，超過 {MOST_SILENT} 次會議沒有辦理情形", en=f"More than {MOST_SILENT} meetings have passed without a note on an open resolution"),
                Text(zh=f"最近一次記載 {last}，之後開過 {one.silent} 次會議", en=f"The last word of it is of {last}; {one.silent} meetings were held since"),
                resolution=one.entry.id,
            )  # fmt: skip


def _undecided(committee: CommitteeOnDay) -> Iterator[CommitteeFinding]:
    for one in committee.resolutions:
        if not one.is_open and one.decided is None:
            yield CommitteeFinding(
                "closed-undecided",
                Text(zh="決議已解除列管，未記載由哪次會議決定", en="A resolution is closed, and the meeting that closed it is not recorded"),
                Text(zh=f"{one.resolution.meeting} 決議，沒有解除列管的會議", en=f"Resolved on {one.resolution.meeting}; no meeting is named that closed it"),
                resolution=one.entry.id,
            )  # fmt: skip


def _links(missing: Missing) -> Iterator[CommitteeFinding]:
    for about, concern in missing:
        item = concern.named[0] if concern.named else ""
        yield CommitteeFinding(
            "link-to-nothing",
            Text(zh="指明的計畫或項目，本站沒有", en="A plan or item that is named does not stand on this site"),
            Text(zh=f"{concern.plan} {item}".strip(), en=f"{concern.plan} {item}".strip()),
            resolution=about or None,
        )  # fmt: skip


_RULES: tuple[Callable[[CommitteeOnDay], Iterator[CommitteeFinding]], ...] = (
    _interval,
    _per_year,
    _unmarked,
    _overdue,
    _silent,
    _undecided,
)
