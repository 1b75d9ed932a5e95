"""The Word form out and in: a plan as a file, and a draft of a plan from a file.

A draft that the loader refuses is not written; its faults are told at the cells they come from.
"""

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.atomic import write_new
from generator.desk import NoPlan
from generator.fields import Text
from generator.form.files import read_form, write_form
from generator.form.layout import lay_out
from generator.form.taking import Known
from generator.form.understanding import Given, Understood, understand
from generator.form.written import NotAForm, Remark
from generator.imports.new_files import NewPlan, compose_plan
from generator.numerals import Refused
from generator.periods import Period, parse_period
from generator.problems import Problem, ProblemsError
from generator.source import AgencyEntry, PlanEntry, SiteData, load_plan
from generator.starting import find_office, folder_name, start_drafted
from generator.strict_yaml import parse_document

DRAFTED = "office"  # the folder of a draft that belongs to no office yet


class BadForm(Exception):
    """A form of which no valid plan can be made: its faults at their cells, all remarks, and faults
    that stand in no cell."""

    def __init__(
        self, faults: Iterable[Remark], remarks: Iterable[Remark], others: Iterable[Problem] = ()
    ) -> None:
        self.faults, self.remarks, self.others = tuple(faults), tuple(remarks), tuple(others)
        super().__init__(self.faults, self.remarks, self.others)


@dataclass(frozen=True)
class GivenForm:
    """What the command line says of a form: its office, title, period (as printed), kind and unit of
    money, where the draft goes, and the day it is taken in."""

    new: NewPlan
    agency: str | None = None
    title: str | None = None
    period: str | None = None
    money_unit: str | None = None
    out: Path | None = None


@dataclass(frozen=True)
class Imported:
    """A draft that was written, with counts and what to look at."""

    path: Path
    goals: int
    measures: int
    remarks: tuple[Remark, ...]


def find_plan(site: SiteData, agency: str, plan: str) -> tuple[AgencyEntry, PlanEntry]:
    """A plan by its folders. Raises `NoPlan`."""
    office = find_office(site, agency)
    for entry in office.plans:
        if entry.id == plan:
            return office, entry
    known = "、".join(entry.id for entry in office.plans)
    raise NoPlan(f"{agency} 沒有計畫 {plan}，有：{known} / no plan {plan}; there are: {known}")


def export_form(site: SiteData, agency: str, plan: str, ending: str) -> bytes:
    """A plan as the official form. Raises `NoPlan`, `Refused`."""
    office, entry = find_plan(site, agency, plan)
    if not entry.plan.goals:
        raise Refused(
            found=(f"{agency} {plan} 沒有目標", f"{agency} {plan} has no goals"),
            expected=("表單由目標與作法組成", "the form consists of goals and measures"),
        )
    return write_form(lay_out(entry.plan, office.agency.name.zh), ending)


def import_form(data: Path, site: SiteData, content: bytes, given: GivenForm) -> Imported:
    """A draft of a plan from a file, written where nothing stands yet.

    Raises `NotAForm`, `BadForm`, `NoPlan`, `Refused`, `OSError`.
    """
    vocabulary = site.vocabulary
    known = Known(
        is_category=lambda label: vocabulary.category_code(label) is not None,
        is_money=lambda unit: unit in vocabulary.money_units,
        years=parse_period(given.period).years if given.period else (),
    )
    form = understand(read_form(content), known, Given(given.title, given.money_unit))
    period = _period(form, given)
    agency = given.agency or _office(site, form)
    text = _compose(site, content, form, period, given, agency)
    if given.out is None and agency is None:
        raise NoPlan(
            f"名稱「{form.title}」沒有已收錄的機關；請加 --agency，或用 --out 指定檔案 / "
            f"the title “{form.title}” names no office held here: add --agency, or a file with --out"
        )
    try:
        if given.out is not None:
            path = _put_beside(given.out, text, period, site)
        else:
            path = start_drafted(data, agency or "", period, text, site).path
    except ProblemsError as error:
        raise _at_cells(error, form, text) from None
    measures = sum(len(goal.get("measures", ())) for goal in form.content["goals"])
    return Imported(path, len(form.content["goals"]), measures, form.remarks)


def _period(form: Understood, given: GivenForm) -> Period:
    if given.period:
        return parse_period(given.period)
    if form.period is None:
        raise NotAForm(
            (f"名稱「{form.title}」沒有年度", f"the title “{form.title}” names no year"),
            ("請用 --period 指定，例如 --period 115", "name it with --period"),
        )
    return form.period


def _office(site: SiteData, form: Understood) -> str | None:
    """The office whose name the title begins with."""
    named = [one for one in site.agencies if form.title.startswith(one.agency.name.zh)]
    return named[0].id if len(named) == 1 else None


def _compose(
    site: SiteData, content: bytes, form: Understood, period: Period, given: GivenForm, agency: str | None
) -> str:  # fmt: skip
    """The draft's text; the office's name before the title is the office's own record."""
    title = form.title
    if agency is not None:
        title = title.removeprefix(find_office(site, agency).agency.name.zh).strip() or title
    new = NewPlan(
        kind=given.new.kind,
        title=Text(zh=title),
        period=period.printed,
        money_unit=form.money_unit,
        document_format=given.new.document_format,
        sha256=hashlib.sha256(content).hexdigest(),
        taken=given.new.taken,
    )
    values = dict(form.content)
    values["sections"] = {key: {"zh": words} for key, words in values["sections"].items()}
    order = ("sections", "goals", "notes")
    return compose_plan(new, {key: values[key] for key in order})


def _put_beside(out: Path, text: str, period: Period, site: SiteData) -> Path:
    """Check a draft as the loader would in an office's folder, then write it; never over a file."""
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        folder = data / "agencies" / DRAFTED / folder_name(period)
        folder.mkdir(parents=True)
        (folder / "plan.yml").write_text(text, encoding="utf-8", newline="\n")
        load_plan(data, agency=DRAFTED, plan=folder.name, vocabulary=site.vocabulary)
    write_new(out, text.encode())
    return out


def _at_cells(error: ProblemsError, form: Understood, text: str) -> BadForm:
    """What the loader says of a draft, at the places of the form that it comes from."""
    places = parse_document(text.encode(), "plan.yml").places
    faults, others = [], []
    for problem in error.problems:
        if problem.severity != "error":
            continue
        # A fault of a single character knows its line alone.
        on_line = [path for path, place in places.items() if place.line == problem.place.line]
        path = problem.place.path or max(on_line, key=len, default=())
        if spot := form.spot(path):
            faults.append(Remark(spot, problem.found, problem.expected, lost=True))
        else:
            others.append(
                replace(problem, place=replace(problem.place, file="plan.yml", draft=True))
            )
    return BadForm(faults, form.remarks, others)
