"""A new office or plan: composed, checked as the loader checks it, and put in place whole."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.desk import NoPlan
from generator.folders import is_id
from generator.imports.new_files import (
    Carried,
    NewAgency,
    NewPlan,
    carry_over,
    compose_agency,
    compose_plan,
)
from generator.last_period import FinalValue, final_values
from generator.numerals import Refused
from generator.periods import Period, parse_period
from generator.source import AgencyEntry, SiteData, load_agency, load_plan, load_site


@dataclass(frozen=True)
class Started:
    """A file that was written; for a plan that follows another, what is left to decide."""

    path: Path
    carried: Carried | None = None


def start_agency(data: Path, id_: str, new: NewAgency) -> Started:
    """Write an office's folder. Raises `Refused`, `ProblemsError`, `OSError`."""
    if not is_id(id_):
        raise Refused(
            found=(f"代碼「{id_}」", f"the id “{id_}”"),
            expected=("用小寫英文字母、數字與連字號，例如 taitung-county", "use a–z, 0–9 and hyphens, e.g. taitung-county"),
        )  # fmt: skip
    for agency in load_site(data).agencies:
        if agency.agency.name.zh == new.name.zh:
            raise Refused(
                found=(f"{new.name.zh} 已經收錄", f"{new.name.zh} is held already"),
                expected=(f"在 agencies/{agency.id}", f"in agencies/{agency.id}"),
            )
    folder = data / "agencies" / id_
    return Started(_put(data, folder, "agency.yml", compose_agency(new)))


def start_plan(data: Path, agency: str, new: NewPlan, last: str | None = None) -> Started:
    """Write a plan's folder below its office; `last` names the plan whose goals and indicators it
    carries on. Raises `NoPlan`, `Refused`, `ProblemsError`, `OSError`."""
    site = load_site(data)
    office = find_office(site, agency)
    period = parse_period(new.period)
    folder = data / "agencies" / agency / folder_name(period)
    if last is None:
        return Started(_put(data, folder, "plan.yml", compose_plan(new), site))
    entry = next((plan for plan in office.plans if plan.id == last), None)
    if entry is None:
        known = "、".join(plan.id for plan in office.plans)
        raise NoPlan(f"{agency} 沒有計畫 {last}，有：{known} / no plan {last}; there are: {known}")
    text = (data / "agencies" / agency / last / "plan.yml").read_text("utf-8")
    carried = carry_over(
        text, new, years=period.years, actuals=_printed(final_values(entry, new.taken))
    )
    return Started(_put(data, folder, "plan.yml", carried.text, site), carried)


def find_office(site: SiteData, agency: str) -> AgencyEntry:
    """An office by its folder. Raises `NoPlan`, which lists those that are there."""
    office = next((one for one in site.agencies if one.id == agency), None)
    if office is None:
        known = "、".join(one.id for one in site.agencies)
        raise NoPlan(f"沒有機關 {agency}，有：{known} / no agency {agency}; there are: {known}")
    return office


def folder_name(period: Period) -> str:
    """What a plan's folder is called: `2020`, `2019-2022`."""
    first, end = period.first_year, period.last_year
    return str(first) if first == end else f"{first}-{end}"


def start_drafted(data: Path, agency: str, period: Period, text: str, site: SiteData) -> Started:
    """Write a plan's folder with a plan.yml composed elsewhere. Raises `Refused`, `ProblemsError`,
    `OSError`."""
    find_office(site, agency)
    return Started(
        _put(data, data / "agencies" / agency / folder_name(period), "plan.yml", text, site)
    )


def _printed(values: Mapping[str, FinalValue]) -> dict[str, str]:
    """Final values as a plan prints them, by western number."""
    return {kpi: value.printed for kpi, value in values.items() if value.printed}


def _put(data: Path, folder: Path, name: str, text: str, site: SiteData | None = None) -> Path:
    """Check the new folder in a place of its own, then move it into the data whole. A folder that
    is there already is never touched."""
    if folder.exists():
        raise Refused(
            found=(f"{folder} 已經存在", f"{folder} is there already"),
            expected=("不會覆寫；請直接編輯，或改用別的代碼或期間", "nothing is overwritten: edit it, or choose another id or period"),
        )  # fmt: skip
    with tempfile.TemporaryDirectory(dir=data.parent, prefix=".new-") as scratch:
        below = folder.relative_to(data)
        trial = Path(scratch) / data.name
        (trial / below).mkdir(parents=True)
        (trial / below / name).write_text(text, encoding="utf-8", newline="\n")
        if site is None:
            load_agency(trial, below.name)
        else:
            load_plan(trial, agency=below.parent.name, plan=below.name, vocabulary=site.vocabulary)
        (trial / below / name).chmod(0o644)
        (trial / below).chmod(0o755)
        shutil.move(trial / below, folder)
    return folder / name
