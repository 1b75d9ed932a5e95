"""What happened in a plan, as entries of a feed: changes of promises, reports, answered questions,
consultations, and this site's record of the plan. What is after the as-of date is not told.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from generator.answers import Held, Told, known_consultations, known_questions
from generator.exports.feeds import FeedEntry
from generator.exports.plan_in_language import PlanInLanguage, one_line
from generator.fields import Text
from generator.model import Plan
from generator.numerals import western_number
from generator.pages.changes import ChangeRow, RecordRow, change_rows, record_rows
from generator.pages.consultation_states import consultation_state
from generator.pages.page import shorten
from generator.pages.states import ReportRow, report_rows, report_words

_LONGEST_NAME = 80


def themes_by_item(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """The themes of the goals that an item stands under, by the item's id."""
    goals = {goal.id: goal.themes for goal in plan.goals}
    found = dict(goals)
    found |= {kpi.id: goals.get(kpi.goal_id, ()) for kpi in plan.kpis}
    found |= {measure.id: goal.themes for goal, measure in plan.measures}
    for line in plan.budget:
        over = [
            g
            for g in plan.goals
            if g.budget_line and f"b{western_number(g.budget_line)}" == line.id
        ]
        if over:
            found[line.id] = _joined(goal.themes for goal in over)
    return found


def _joined(themes: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(themes)))


class PlanEntries:
    """The entries of one plan in one language."""

    def __init__(self, view: PlanInLanguage) -> None:
        self._view = view
        self._word = view.language.word
        self._by_item = themes_by_item(view.plan)
        # What concerns no single item concerns whoever follows any theme of the plan.
        self._all_themes = _joined(goal.themes for goal in view.plan.goals)

    def entries(self) -> Iterator[FeedEntry]:
        """Every entry, in no order."""
        view = self._view
        yield from map(self._change, change_rows(view.summary, view.language))
        yield from map(self._report, report_rows(view.progress.book.reports, view.language))
        for told in known_questions(view.asked, view.as_of):
            if told.state == "answered":
                yield self._answer(told)
        yield from map(self._consultation, known_consultations(view.asked, view.as_of))
        yield from (
            self._record(row) for row in record_rows(view.plan) if row.change.date <= view.as_of
        )

    def _themes(self, item: str | None) -> tuple[str, ...]:
        return self._by_item.get(item or "", self._all_themes)

    def _name(self, text: str) -> str:
        return shorten(text, _LONGEST_NAME)

    def _labelled(self, label: str, text: Text) -> str:
        return self._word("follow.labelled", label=label, text=self._view.plain(text))

    def _change(self, row: ChangeRow) -> FeedEntry:
        view, word, recorded = self._view, self._word, row.entry.recorded
        name = view.plain(row.name) if row.name else one_line(row.item)
        kind = word("changes.seen")
        if recorded:
            correction = recorded.kind == "correction"
            kind = word("changes.correction") if correction else word("changes.revision")
        parts = [f"{row.field} {row.year}" if row.year else row.field]
        parts += [f"{one_line(row.old)} →"] if row.old else []
        parts.append(one_line(row.new) if row.new else word("changes.gone"))
        parts += [word("changes.successor", number=row.successor)] if row.successor else []
        went = " ".join(parts)
        lines = [name, word("follow.aside", text=went, aside=row.way) if row.way else went]
        lines.append(
            f"{word('changes.why')}{view.gap}{view.plain(row.entry.why)}"
            if row.entry.why
            else word("changes.no-why")
        )
        lines += [view.plain(recorded.decided_by)] if recorded and recorded.decided_by else []
        return FeedEntry(
            id=view.url(f"{view.summary.address}changes/#{row.anchor}"),
            day=row.entry.date,
            title=view.title(
                word("follow.change", kind=kind, field=row.field, name=self._name(name))
            ),
            summary="\n".join(lines),
            themes=self._themes(row.item),
        )

    def _report(self, row: ReportRow) -> FeedEntry:
        view, word, report = self._view, self._word, row.entry.report
        body = f"{view.plain(report.body)} {word('kpi.as-of-short', day=row.as_of)}"
        counts = word(
            "changes.contents",
            kpis=len(report.kpis), measures=len(report.measures), lines=len(report.budget),
        )  # fmt: skip
        lines = [body, counts]
        lines += [self._labelled(word("report.source"), report.source)] if report.source else []
        if row.corrects:
            why = f" {view.plain(report.why)}" if report.why else ""
            lines.append(f"{word('report.corrects')}{view.gap}{row.corrects.words}{why}")
        items = (
            *(one.kpi_id for one in report.kpis),
            *(one.measure_id for one in report.measures),
            *(one.line_id for one in report.budget),
        )
        return FeedEntry(
            id=view.url(f"{view.summary.address}changes/#{row.entry.id}"),
            day=row.entry.reported,
            title=view.title(report_words(row.entry.id, view.language)),
            summary="\n".join(lines),
            themes=_joined(map(self._themes, items)),
        )

    def _answer(self, told: Told) -> FeedEntry:
        view, word, one = self._view, self._word, told.question
        asked = view.plain(one.question)
        lines = [asked]
        lines += [view.plain(text) for text in (one.answer, one.by) if text]
        lines += [self._labelled(word("question.changed"), one.changed)] if one.changed else []
        return FeedEntry(
            id=view.url(f"{view.questions}#{one.id}"),
            day=one.answered or one.asked,
            title=view.title(
                word("follow.answered", number=one.number, question=self._name(asked))
            ),
            summary="\n".join(lines),
            themes=self._themes(one.item),
        )

    def _consultation(self, held: Held) -> FeedEntry:
        """One entry, which is told anew when it opens, when it has closed, and when it is answered."""
        view, word, standing = self._view, self._word, held.standing
        one = held.consultation
        name = view.plain(one.title)
        day = view.language.day
        lines = [name, f"{day(one.opens)} – {day(one.closes)}"]
        lines.append(self._labelled(word("question.we-asked"), one.question))
        themes = standing.answers.themes if standing.answers else ()
        lines += [self._labelled(word("question.you-said"), theme.theme) for theme in themes]
        if standing.is_answered and one.decided:
            lines.append(self._labelled(word("question.we-did"), one.decided))
        days = {
            "planned": one.announced,
            "open": one.opens,
            "answered": one.answered,
        }
        state = consultation_state(standing, view.language).word
        return FeedEntry(
            id=view.url(f"{view.questions}#{held.consulted.anchor}"),
            day=days.get(standing.state) or one.closes,
            title=view.title(word("follow.consultation", state=state, title=self._name(name))),
            summary="\n".join(lines),
            themes=self._all_themes,
        )

    def _record(self, row: RecordRow) -> FeedEntry:
        view = self._view
        what = view.plain(row.change.what)
        return FeedEntry(
            id=view.url(f"{view.summary.address}changes/#{row.anchor}"),
            day=row.change.date,
            title=view.title(self._word("follow.record", what=self._name(what))),
            summary=f"{view.plain(view.summary.title)}\n{what}",
            themes=self._all_themes,
        )
