"""A committee's public record as JSON values: what its pages show on the as-of day."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.committees import Committee, Concern, MeetingRule, Note, Paper, Seats
from generator.exports.plain import (
    SCHEMA_VERSION,
    Json,
    day_json,
    notice_json,
    text_json,
    whole_json,
)
from generator.fields import Text
from generator.pages.page import phrase
from generator.pages.papers import paper_address
from generator.pages.resolutions import ResolutionViews, meeting_address, resolution_address
from generator.resolutions import Met, Tracked


def _seats(seats: Seats | None) -> Json | None:
    if seats is None:
        return None
    return {
        "chair": text_json(seats.chair),
        "deputy": text_json(seats.deputy),
        "members": whole_json(seats.members),
        "external": whole_json(seats.external),
        "note": text_json(seats.note),
        "term": text_json(seats.term),
        "secretariat": text_json(seats.secretariat),
    }


def _rule(rule: MeetingRule | None) -> Json | None:
    if rule is None:
        return None
    return {
        "text": text_json(rule.text),
        "months": whole_json(rule.months),
        "per_year": whole_json(rule.per_year),
    }


def _note(note: Note) -> Json:
    return {"meeting": note.meeting.isoformat(), "text": text_json(note.text)}


@dataclass(frozen=True)
class CommitteeRecord:
    """A committee on a day, with what its pages show of it. `views`: in any language, since only
    what both languages have is taken from them; `site`: the address of the site's root, below which
    its papers stand."""

    views: ResolutionViews
    site: str
    fictional: bool

    def record(self) -> Json:
        """All of it."""
        on_day = self.views.committee
        entry, committee = on_day.entry, on_day.entry.committee
        return {
            "schema_version": SCHEMA_VERSION,
            "committee": entry.id,
            "fictional": self.fictional,
            "notice": notice_json(fictional=self.fictional),
            "name": text_json(committee.name),
            "offices": list(committee.offices),
            "page": entry.address,
            "as_of": on_day.as_of.isoformat(),
            "about": text_json(committee.about),
            "meetings_held": str(len(on_day.held)),
            "resolutions_open": str(sum(1 for one in on_day.resolutions if one.is_open)),
            "resolutions_overdue": str(sum(1 for one in on_day.resolutions if one.overdue)),
            "seats": _seats(committee.seats),
            "rule": _rule(committee.rule),
            "grounds": list(_grounds(committee)),
            "stated": [self._concern("", one) for one in committee.stated],
            "corrections": [
                {"date": one.date.isoformat(), "record": one.record, "why": text_json(one.why)}
                for one in committee.corrections
                if one.date <= on_day.as_of
            ],
            "meetings": [self._meeting(met) for met in on_day.meetings],
            "resolutions": [self._resolution(one) for one in on_day.resolutions],
        }

    def _words(self, key: str) -> Json | None:
        return text_json(phrase(key, self.views.languages))

    def _concern(self, about: str, concern: Concern) -> Json:
        agency, _, plan = concern.plan.partition("/")
        view = self.views.concern(about, concern)
        return {
            "agency": agency,
            "plan": plan,
            "item": concern.item,
            "plan_title": text_json(view.plan),
            "label": text_json(view.label),
            "page": view.address,
        }

    def _paper(self, paper: Paper) -> Json:
        own = paper_address(self.views.entry.address, paper.file) if paper.file else ""
        return {
            "title": text_json(paper.title),
            "url": paper.url or f"{self.site}{own}",
            "sha256": paper.sha256,
        }

    def _meeting(self, met: Met) -> Json:
        meeting, day = met.entry.meeting, met.entry.day
        minutes = meeting.minutes if met.state == "held" else None
        known = self.views.committee.resolutions
        return {
            "meeting": day.isoformat(),
            "number": str(meeting.number),
            "state": met.state,
            "state_words": self._words(f"meeting.state-{met.state}"),
            "place": text_json(meeting.place),
            "why": text_json(meeting.why),
            "resolved": str(sum(1 for one in known if one.resolution.meeting == day)),
            "page": meeting_address(self.views.entry, day),
            "minutes": self._paper(minutes) if minutes else None,
            "agenda": [
                {
                    "kind": item.kind,
                    "text": text_json(item.text),
                    "papers": [self._paper(paper) for paper in item.papers],
                }
                for item in meeting.agenda
            ],
            "papers": [self._paper(paper) for paper in meeting.papers],
        }

    def _resolution(self, tracked: Tracked) -> Json:
        one, id_ = tracked.resolution, tracked.entry.id
        state = "tracked" if tracked.is_open else "closed"
        return {
            "id": id_,
            "meeting": one.meeting.isoformat(),
            "text": text_json(one.text),
            "state": state,
            "state_words": self._words(f"resolution.{state}"),
            "lead": text_json(one.lead),
            "supporting": [text_json(name) for name in one.supporting],
            "deadline": day_json(one.deadline),
            "days_overdue": str(tracked.overdue) if tracked.overdue else None,
            "age_days": whole_json(tracked.age_days),
            "age_meetings": whole_json(tracked.age_meetings),
            "silent_meetings": str(tracked.silent),
            "decided": _note(tracked.decided) if tracked.decided else None,
            "page": resolution_address(self.views.entry, id_),
            "concerns": [self._concern(id_, concern) for concern in one.concerns],
            "notes": [_note(note) for note in tracked.notes],
        }


def _grounds(committee: Committee) -> Iterator[Json]:
    for ground in committee.basis:
        yield {"text": text_json(ground.text), "url": ground.url}


def committee_line(
    id_: str, name: Text, *, offices: tuple[str, ...], page: str, fictional: bool
) -> Json:
    """A committee in the list of all, which stands beside their folders."""
    return {
        "committee": id_,
        "name": text_json(name),
        "offices": list(offices),
        "fictional": fictional,
        "url": f"{id_}/committee.json",
        "page": f"../../../{page}",
    }
