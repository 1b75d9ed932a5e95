"""The sheet of changes of a plan: against a committed version, or against a site that is public."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.differences import read_plan
from generator.exports.plan_json import plan_json
from generator.form.changes import Changes, change_page, list_changes
from generator.form.files import write_form
from generator.form.layout import plan_title
from generator.form_files import find_plan
from generator.git import is_absent, read_at, resolve_revision
from generator.history import read_version
from generator.ledger import recorded_entries
from generator.model import Plan
from generator.numerals import Refused
from generator.observations import keep_book
from generator.plan_progress import assess_plan
from generator.source import AgencyEntry, SiteData

LAST = "HEAD"
_SHORT = 10


@dataclass(frozen=True)
class Compared:
    """A plan compared: its office's name and itself, what changed, and against what."""

    title: str
    changes: Changes
    basis: str


def compare_plan(data: Path, site: SiteData, agency: str, plan: str, against: str | None) -> Compared:  # fmt: skip
    """The plan in the data folder against `against`: a site's folder or a git revision; without it
    the last commit. Raises `NoPlan`, `Refused`."""
    office, entry = find_plan(site, agency, plan)
    folder = _site(against)
    if folder is not None:
        old = read_plan(folder, agency, plan)
        basis = "公開中的網站"
        if old is None:
            raise _absent(agency, plan, (basis, "the public site"))
    else:
        committed, basis = _committed(data, agency, plan, against or LAST)
        old = _record(committed, site, office, plan)
    new = _record(entry.plan, site, office, plan)
    changes = list_changes(old, new, entry.plan)
    return Compared(plan_title(entry.plan, office.agency.name.zh), changes, basis)


def write_sheet(compared: Compared, ending: str) -> bytes:
    """The sheet as a file of the kind that the ending names."""
    page = change_page(compared.changes, title=compared.title, basis=compared.basis)
    return write_form(page, ending)


def _site(against: str | None) -> Path | None:
    """A publish folder, a release or a built site, if that is what is named."""
    if against is None:
        return None
    folder = Path(against)
    folder = folder / "current" if (folder / "current").is_symlink() else folder
    return folder if (folder / "data/v1/index.json").is_file() else None


def _committed(data: Path, agency: str, plan: str, revision: str) -> tuple[Plan, str]:
    commit = resolve_revision(data, revision)
    if commit is None and is_absent(data):
        raise Refused(
            found=("這裡沒有 git 的歷史", "there is no git history here"),
            expected=("請用 --against 指定公開中的網站資料夾", "name a public site's folder with --against"),
        )  # fmt: skip
    if commit is None:
        raise Refused(
            found=(f"「{revision}」不是網站的資料夾，也不是 git 的版本", f"“{revision}” is neither a site's folder nor a git revision"),
            expected=("請用 --against 指定發布資料夾，或 HEAD、標籤、版本", "name a publish folder, or HEAD, a tag or a commit, with --against"),
        )  # fmt: skip
    content = read_at(data, commit, f"agencies/{agency}/{plan}/plan.yml")
    basis = f"git 版本 {commit[:_SHORT]}"
    if content is None:
        raise _absent(agency, plan, (basis, f"the git version {commit[:_SHORT]}"))
    old = read_version(content, Plan)
    if old is None:
        raise Refused(
            found=(f"{basis} 的計畫讀不出來", f"the plan of {commit[:_SHORT]} cannot be read"),
            expected=("請換一個版本", "name another version"),
        )
    return old, basis


def _absent(agency: str, plan: str, where: tuple[str, str]) -> Refused:
    return Refused(
        found=(f"{where[0]}沒有 {agency} {plan}", f"{where[1]} has no {agency} {plan}"),
        expected=("整份是新的，請附 form export 的計畫表", "the whole plan is new: attach what form export writes"),
    )  # fmt: skip


def _record(plan: Plan, site: SiteData, office: AgencyEntry, name: str) -> Mapping[str, Any]:
    """A plan's public record, as on the day it last changed; reports are none of its words."""
    day = plan.changed
    return plan_json(
        agency_id=office.id,
        agency=office.agency,
        plan_id=name,
        plan=plan,
        vocabulary=site.vocabulary,
        progress=assess_plan(plan, keep_book(plan, (), day), day),
        ledger=recorded_entries(plan),
        as_of=day,
    )
