"""Which files of data stand on the built site, and the data sets of the project's own plans."""

import datetime as dt
from pathlib import Path
from typing import Any

from generator.exports.dataset import Dataset, Origin
from generator.exports.datasets import plan_dataset, publisher_of
from generator.exports.plan_json import plan_json
from generator.language import Language
from generator.observations import keep_book
from generator.plan_progress import assess_plan
from generator.source import AgencyEntry, PlanEntry, SiteData, load_site
from generator.summary import PlanSummary, summarise_plan

AS_OF = dt.date(2026, 11, 21)
DATA: SiteData = load_site(Path(__file__).resolve().parent.parent / "data")
PLANS = {f"{office.id}/{plan.id}": (office, plan) for office in DATA.agencies for plan in office.plans}  # fmt: skip
LANGUAGES = {code: Language(code, DATA.strings, DATA.vocabulary) for code in ("zh", "en")}


def data_files(folder: Path) -> set[str]:
    """The files of a data set by their names below its folder: what stands in an office's folder is
    that of its plans, those of committees and consultations are theirs, and `figures/` is what pages
    draw from."""
    offices = {path.parent.parent.name for path in folder.glob("*/*/plan.json")}
    return {
        name.as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and (name := path.relative_to(folder)).parts[0]
        not in {*offices, "committees", "consultations", "figures"}
    }


def _names(office: AgencyEntry, entry: PlanEntry, as_of: dt.date) -> dict[str, Any]:
    plan = entry.plan
    return {
        "agency_id": office.id, "agency": office.agency, "plan_id": entry.id, "plan": plan,
        "vocabulary": DATA.vocabulary, "ledger": (),
        "progress": assess_plan(plan, keep_book(plan, entry.reports, as_of), as_of),
    }  # fmt: skip


def summary_of(office: AgencyEntry, entry: PlanEntry, as_of: dt.date = AS_OF) -> PlanSummary:
    """The summary that a build makes of a plan."""
    return summarise_plan(**_names(office, entry, as_of))


def dataset_of(
    office: AgencyEntry, entry: PlanEntry, as_of: dt.date = AS_OF, loaded: SiteData = DATA
) -> Dataset:
    """The data set that a build makes of a plan."""
    return plan_dataset(
        plan_json(
            **_names(office, entry, as_of), as_of=as_of, asked=loaded.asked(office.id, entry)
        ),
        summary_of(office, entry, as_of),
        publisher=publisher_of(DATA.site),
        as_of=as_of,
        languages=LANGUAGES,
        origin=Origin(office.id, office.agency, entry.id, entry.plan, entry.reports),
    )
