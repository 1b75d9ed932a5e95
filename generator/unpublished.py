"""Reports that are filed and not committed: what a further import adds to, and what it leaves."""

from dataclasses import dataclass
from pathlib import Path

from generator.desk import Desk
from generator.drafting import place_draft
from generator.git import in_last_commit
from generator.imports.report_file import Draft
from generator.numerals import western_number
from generator.problems import Words
from generator.reports import Report

_NAMES: tuple[Words, ...] = (("指標", "indicator"), ("作法", "measure"), ("預算", "budget line"))


@dataclass(frozen=True)
class Unpublished:
    """A report's file that is not in the last commit. `joined`: the draft goes into it; `kept`:
    what it says of items that the draft leaves out, which stays."""

    path: Path
    joined: bool
    kept: tuple[Words, ...] = ()

    @property
    def said(self) -> Words:
        """What a clerk has to know of it."""
        name = self.path.name
        if not self.joined:
            return (
                f"注意：{name} 尚未提交，會留著；如果是之前匯入錯的，請先刪除它",
                f"note: {name} is not committed and stays: if it was imported by mistake, delete it first",
            )
        if not self.kept:
            return (
                f"寫進尚未提交的 {name}，取代其中相同的欄位",
                f"this goes into {name}, which is not committed yet, in place of the same fields",
            )
        zh, en = ("、".join(one[0] for one in self.kept), ", ".join(one[1] for one in self.kept))
        return (
            f"注意：寫進尚未提交的 {name}；其中已有、試算表沒填的會留著：{zh}；要拿掉請先刪除這個檔案再匯入",
            f"note: this goes into {name}, which is not committed yet; what it holds and the workbook leaves empty stays: {en}. To take it out, delete the file and import again",
        )


def unpublished_reports(desk: Desk, draft: Draft | None) -> tuple[Unpublished, ...]:
    """The plan's reports that are not committed, in the order they came in; none where no git tells.

    Raises `Refused` where the draft has no place, as `place_draft` does.
    """
    folder = desk.data / "agencies" / desk.agency.id / desk.entry.id / "reports"
    target = place_draft(desk, draft)[0] if draft else None
    found = []
    for entry in desk.entry.reports:
        path = folder / f"{entry.id}.yml"
        if in_last_commit(desk.data, path) is not False:
            continue
        joined = path == target
        kept = _kept(entry.report, draft) if joined and draft else ()
        found.append(Unpublished(path, joined, kept))
    return tuple(found)


def _kept(report: Report, draft: Draft) -> tuple[Words, ...]:
    held = (
        (one.kpi for one in report.kpis),
        (one.measure for one in report.measures),
        (one.line for one in report.budget),
    )
    given = (draft.kpis, draft.measures, draft.budget)
    kept = []
    for (zh, en), numbers, said in zip(_NAMES, held, given, strict=True):
        again = {western_number(number) for number in said}
        left = dict.fromkeys(str(number) for number in numbers)
        kept += [(f"{zh} {n}", f"{en} {n}") for n in left if western_number(n) not in again]
    return tuple(kept)
