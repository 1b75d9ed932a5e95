"""Consultations: days, ways to answer, small counts, decisions; and what they name elsewhere.

Knows the records and the places of their files.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from generator.consultations import Answers, ChangeMade, Consultation
from generator.disclosure import is_small, withhold
from generator.document import Document, Path
from generator.fields import bilingual_texts
from generator.model import Plan
from generator.participation_checks import check_private
from generator.problems import Problem
from generator.rulebook.ids import RuleId

Words = tuple[str, str]


@dataclass(frozen=True)
class ConsultationEntry:
    """A consultation, its file's name, and the places of what the file says."""

    id: str
    consultation: Consultation
    document: Document = field(compare=False, repr=False)

    @property
    def folder(self) -> str:
        """Of its pages, below a language's root."""
        return f"consultations/{self.id}"

    @cached_property
    def digest(self) -> str:
        """Tells whether it still says the same."""
        stale = [text.zh for text in bilingual_texts(self.consultation) if text.stale]
        return hashlib.sha256(repr((self.id, self.consultation, stale)).encode()).hexdigest()


@dataclass(frozen=True)
class KnownOffice:
    """An office that consultations may name: the folders of its plans, and whether it is fictional.
    `whole`: whether all of it could be read."""

    plans: frozenset[str]
    fictional: bool
    whole: bool = True


def _problem(
    document: Document, path: Path, rule: RuleId, found: Words, expected: Words
) -> Problem:
    return Problem(document.place(document.find(path)[0]), rule, found, expected)


def check_consultation(
    one: Consultation, document: Document, small_count: int
) -> Iterator[Problem]:
    """Everything that is wrong in one file by itself."""
    yield from _check_days(one, document)
    if not one.ways.any:
        yield _problem(
            document, ("ways",), "consultation-ways",
            ("沒有寫怎麼表示意見", "no way to answer is named"),
            ("請寫 form、email、post 或 meetings", "write form, email, post or meetings"),
        )  # fmt: skip
    yield from _check_answer(one, document)
    if one.answers:
        yield from _check_counts(one.answers, document, small_count)
    yield from _check_texts(one, document)


def _check_days(one: Consultation, document: Document) -> Iterator[Problem]:
    """Days stand in their order."""

    def wrong(path: Path, zh: str, en: str, mend: str) -> Problem:
        return _problem(
            document, path, "consultation-days", (zh, en),
            (f"請改正 {mend.replace(' or ', ' 或 ')}", f"correct {mend}"),
        )  # fmt: skip

    if one.closes < one.opens:
        yield wrong(("closes",), f"{one.closes} 截止，早於開始的 {one.opens}",
                    f"it closes on {one.closes}, before it opens on {one.opens}", "opens or closes")  # fmt: skip
    if one.announced and one.announced > one.opens:
        yield wrong(("announced",), f"{one.announced} 公告，晚於開始的 {one.opens}",
                    f"announced on {one.announced}, after it opened on {one.opens}", "announced or opens")  # fmt: skip
    for key, day in (("answer_due", one.answer_due), ("answered", one.answered)):
        if day and day <= one.closes:
            yield wrong((key,), f"{key} 是 {day}，徵詢到 {one.closes} 才截止",
                        f"{key} is {day}, and it is open until {one.closes}", f"{key} or closes")  # fmt: skip
    for i, meeting in enumerate(one.ways.meetings):
        if not one.opens <= meeting.day <= one.closes:
            yield wrong(("ways", "meetings", i, "day"),
                        f"會議在 {meeting.day}，不在徵詢期間 {one.opens} 至 {one.closes}",
                        f"the meeting is on {meeting.day}, not between {one.opens} and {one.closes}",
                        "day or closes")  # fmt: skip


def _check_answer(one: Consultation, document: Document) -> Iterator[Problem]:
    """A decision has its day, what was decided, and why; without a day there is none."""
    told = {"decided": one.decided, "decisions": one.decisions, "by": one.by}
    if one.answered is None:
        for key, said in told.items():
            if said:
                yield _problem(
                    document, (key,), "missing-key",
                    (f"寫了 {key}，沒有「answered」", f"there is {key} and no “answered”"),
                    ("請補上公布結果的日子 answered，或刪去", "add answered, the day it was told, or leave it out"),
                )  # fmt: skip
        return
    for key in ("decided", "decisions"):
        if not told[key]:
            yield _problem(
                document, ("answered",), "missing-key",
                (f"寫了 answered，沒有「{key}」", f"there is answered and no “{key}”"),
                ("請寫 decided（摘要）與 decisions（逐點：point、outcome、why）",
                 "write decided (in short) and decisions (each with point, outcome, why)"),
            )  # fmt: skip


def _check_counts(answers: Answers, document: Document, small_count: int) -> Iterator[Problem]:
    """Each theme has a count or withholds it; small ones are withheld, and cannot be worked out. No
    message repeats a small count."""
    base: Path = ("answers", "themes")
    wrong = False
    for i, theme in enumerate(answers.themes):
        if (theme.count is None) != theme.withheld:
            wrong = True
            yield _problem(
                document, (*base, i), "consultation-count",
                ("不公開的類別還寫著則數", "a theme that is withheld still has its count")
                if theme.withheld
                else ("沒有則數，也沒有寫 withheld", "neither a count nor withheld"),
                ("每類寫 count（整數）或 withheld: true 其中之一",
                 "give each theme a whole count or withheld: true, one of the two"),
            )  # fmt: skip
        elif theme.count is not None and is_small(Decimal(theme.count), small_count):
            wrong = True
            yield _problem(
                document, (*base, i, "count"), "consultation-small",
                (f"第 {i + 1} 類的則數小於門檻 {small_count}",
                 f"the count of theme {i + 1} is under the threshold of {small_count}"),
                ("請改寫 withheld: true，並刪去 count", "write withheld: true and take the count out"),
            )  # fmt: skip
    if wrong:
        return
    shown = [theme for theme in answers.themes if theme.count is not None]
    counts = [Decimal(theme.count or 0) for theme in shown]
    hidden = len(answers.themes) - len(shown)
    total = None if answers.total is None else Decimal(answers.total)
    if total is not None and (sum(counts) > total or (not hidden and sum(counts) < total)):
        yield _problem(
            document, ("answers", "total"), "consultation-count",
            (f"各類合計 {sum(counts)} 則，總數是 {total} 則", f"the themes add up to {sum(counts)}, the total is {total}"),
            ("每則意見只計入一類，各類加起來是總數", "count each answer under one theme, so that they add up to the total"),
        )  # fmt: skip
        return
    chosen = withhold(counts, total=total, threshold=small_count, withheld=hidden)
    if hidden and chosen != frozenset():
        places = [str(answers.themes.index(shown[i]) + 1) for i in sorted(chosen or ())]
        zh = f"請再隱去第 {'、'.join(places)} 類" if places else "請刪去總數 total"
        en = f"withhold theme {', '.join(places)} as well" if places else "take the total out"
        yield _problem(
            document, ("answers", "total"), "consultation-given-away",
            ("從總數可以算出不公開的則數", "the total gives a withheld count away"), (zh, en),
        )  # fmt: skip


def _check_texts(one: Consultation, document: Document) -> Iterator[Problem]:
    """No person in any text; an office may name its own address in what it says itself."""
    for i, theme in enumerate(one.answers.themes if one.answers else ()):
        path: Path = ("answers", "themes", i)
        yield from check_private(theme.theme, document, (*path, "theme"), asked=True)
        for j, said in enumerate(theme.said):
            yield from check_private(said, document, (*path, "said", j), asked=True)
    for key, text in (
        ("title", one.title), ("question", one.question), ("plain", one.plain),
        ("by", one.by), ("decided", one.decided),
    ):  # fmt: skip
        yield from check_private(text, document, (key,), asked=False)
    for name, texts in (("can_change", one.can_change), ("cannot_change", one.cannot_change)):
        for i, text in enumerate(texts):
            yield from check_private(text, document, (name, i), asked=False)
    for i, decision in enumerate(one.decisions):
        yield from check_private(decision.point, document, ("decisions", i, "point"), asked=True)
        yield from check_private(decision.why, document, ("decisions", i, "why"), asked=False)


def check_named(
    entries: Iterable[ConsultationEntry],
    offices: Mapping[str, KnownOffice],
    plan_of: Callable[[str], Plan | None],
) -> Iterator[Problem]:
    """What consultations name: offices and plans that there are, changes that a plan records, each
    number of a plan once. `plan_of`: a plan by its name (`demo/2025`), `None` where it cannot be
    read now."""
    seen: dict[tuple[str, str], str] = {}
    for one in entries:
        yield from _check_office(one, offices)
        for i, concerned in enumerate(one.consultation.plans):
            path: Path = ("plans", i)
            yield from _check_plan(one, (*path, "plan"), concerned.plan, offices)
            first = seen.setdefault((concerned.plan, concerned.anchor), one.document.file)
            if first != one.document.file or _repeated(one.consultation, i):
                yield _problem(
                    one.document, (*path, "number"), "number-twice",
                    (f"{concerned.plan} 的第 {concerned.number} 號已在 {first}",
                     f"number {concerned.number} of {concerned.plan} stands in {first} already"),
                    ("編號是該計畫頁上的網址，每份計畫只用一次", "the number is its address on the plan's page: use it once in each plan"),
                )  # fmt: skip
        for i, decision in enumerate(one.consultation.decisions):
            for j, change in enumerate(decision.changes):
                yield from _check_change(
                    one, ("decisions", i, "changes", j), change, offices, plan_of
                )


def _repeated(one: Consultation, index: int) -> bool:
    mine = one.plans[index]
    return any((p.plan, p.anchor) == (mine.plan, mine.anchor) for p in one.plans[:index])


def _check_office(one: ConsultationEntry, offices: Mapping[str, KnownOffice]) -> Iterator[Problem]:
    if one.consultation.office not in offices:
        yield _problem(
            one.document, ("office",), "unknown-reference",
            (f"沒有「{one.consultation.office}」這個機關", f"there is no office “{one.consultation.office}”"),
            ("請寫 agencies/ 之下的資料夾名稱", "write the name of a folder under agencies/"),
        )  # fmt: skip


def _check_plan(
    one: ConsultationEntry, path: Path, plan: str, offices: Mapping[str, KnownOffice]
) -> Iterator[Problem]:
    """There is such a plan, and it is fictional where the office that asks is, and not else."""
    name, _, folder = plan.partition("/")
    office, asks = offices.get(name), offices.get(one.consultation.office)
    if office is None or (office.whole and folder not in office.plans):
        yield _problem(
            one.document, path, "unknown-reference",
            (f"沒有「{plan}」這份計畫", f"there is no plan “{plan}”"),
            ("請寫機關與計畫的資料夾，例如 demo/2025", "write the folders of the office and the plan, e.g. demo/2025"),
        )  # fmt: skip
    elif asks and office.whole and asks.whole and office.fictional != asks.fictional:
        yield _problem(
            one.document, path, "consultation-fiction",
            ("徵詢機關與計畫只有一方是虛構的", "of the office that asks and the plan, one alone is fictional"),
            ("虛構的徵詢只寫虛構機關的計畫，真實的只寫真實的",
             "name fictional plans in a fictional consultation, and real ones in a real one"),
        )  # fmt: skip


def _check_change(
    one: ConsultationEntry,
    path: Path,
    change: ChangeMade,
    offices: Mapping[str, KnownOffice],
    plan_of: Callable[[str], Plan | None],
) -> Iterator[Problem]:
    """It is of a plan that the consultation is about, which records such a change."""
    if change.plan not in {about.plan for about in one.consultation.plans}:
        yield _problem(
            one.document, (*path, "plan"), "unknown-reference",
            (f"plans 沒有「{change.plan}」", f"“{change.plan}” does not stand under plans"),
            ("請把這份計畫也寫進 plans", "name the plan under plans too"),
        )  # fmt: skip
        return
    office, _, folder = change.plan.partition("/")
    known = office in offices and folder in offices[office].plans
    plan = plan_of(change.plan) if known else None
    if plan is not None and not any(
        change.is_of(kept.date, kept.item, kept.field, kept.year) for kept in plan.amendments
    ):
        yield _problem(
            one.document, path, "consultation-change",
            (f"{change.plan} 的 amendments 沒有 {change.date} 的這筆更動",
             f"{change.plan} records no such change of {change.date} under amendments"),
            ("請照 amendments 寫 date、kpi／measure／line、field、year", "write date, kpi, measure or line, field and year as under amendments"),
        )  # fmt: skip
