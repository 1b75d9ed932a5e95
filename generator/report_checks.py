"""Reports against their plan: items, days, amounts, units, corrections, and one another.

Single values are examined in `value_checks`. Judges no progress.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.attainment import equals, show
from generator.document import Path
from generator.model import Plan
from generator.numerals import Figure
from generator.observations import value_year
from generator.periods import ROC_OFFSET
from generator.problems import Problem
from generator.reports import STAGES, BudgetReport, MeasureReport, ReportEntry
from generator.value_checks import Filed, ValueCheck, Words, told_and_withheld
from generator.vocabulary import Vocabulary


def check_reports(plan: Plan, filed: Sequence[Filed], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Everything that is wrong in the reports of a plan."""
    for one in filed:
        yield from _check_days(one, plan)
        yield from _check_correction(one, filed)
        kpis = {kpi.id: kpi for kpi in plan.kpis}
        for i, said in enumerate(one.entry.report.kpis):
            kpi = kpis.get(said.kpi_id)
            if kpi is None:
                yield _unknown(one, ("kpis", i, "kpi"), said.kpi, ("指標", "an indicator"))
            else:
                yield from ValueCheck(one, ("kpis", i), said, kpi, plan).problems()
        yield from _check_measures(one, plan)
        yield from _check_budget(one, plan)
        yield from _check_units(one, vocabulary)
    yield from _check_twice(filed)
    yield from _check_falls(plan, filed)


def _unknown(one: Filed, path: Path, printed: str, what: Words) -> Problem:
    return one.problem(
        path, "unknown-reference",
        (f"「{printed}」不是這份計畫的{what[0]}", f"“{printed}” is not {what[1]} of this plan"),
        ("請照計畫的項次填寫", "write the number as the plan prints it"),
    )  # fmt: skip


def _check_days(one: Filed, plan: Plan) -> Iterator[Problem]:
    as_of, reported = one.entry.report.as_of, one.entry.reported
    first = plan.period.first_year
    if as_of.year < first:
        yield one.problem(
            ("as_of",), "report-early", (f"截至日 {as_of} 早於計畫期間", f"the as-of day {as_of} is before the plan's period"),
            (f"計畫自 {first} 年 1 月 1 日起", f"the plan begins on 1 January {first}"),
        )  # fmt: skip
    if as_of > reported:
        yield one.problem(
            ("as_of",), "report-future", (f"截至日 {as_of} 晚於填報日 {reported}", f"the as-of day {as_of} is after the day it was reported, {reported}"),
            ("不能填報未來；請改正截至日或檔名的日期", "a report cannot tell the future: correct the day here or in the file's name"),
        )  # fmt: skip


def _check_correction(one: Filed, filed: Sequence[Filed]) -> Iterator[Problem]:
    report = one.entry.report
    if report.corrects is None:
        return
    corrected = next(
        (o for o in filed if o.entry.id == report.corrects and o.entry.rank < one.entry.rank), None
    )
    if corrected is None:
        yield one.problem(
            ("corrects",), "unknown-reference",
            (f"沒有較早的報告「{report.corrects}」", f"there is no earlier report “{report.corrects}”"),
            ("請寫要更正的報告檔名，不含 .yml", "write the name of the report it corrects, without .yml"),
        )  # fmt: skip
    else:
        yield from _check_corrected(one, corrected)
    if report.why is None:
        yield one.problem(
            (), "reason-missing", ("更正沒有理由", "a correction without a reason"),
            ("請在 why 寫明更正什麼、為什麼", "write under why what is corrected and why"),
        )  # fmt: skip


def _check_corrected(one: Filed, corrected: Filed) -> Iterator[Problem]:
    """A body corrects what it said itself, at the same stage of review or a later one."""
    report, before = one.entry.report, corrected.entry
    if report.body.zh != before.report.body.zh:
        yield one.problem(
            ("body",), "correction-body",
            (f"{before.id} 由「{before.report.body.zh}」填報", f"{before.id} was reported by “{before.report.body.zh}”"),
            ("更正由原填報單位提出；其他單位的數字另寫一份報告，兩者並列", "a body corrects its own report; another body files one of its own, and both are shown"),
        )  # fmt: skip
    if STAGES.index(one.entry.stage) < STAGES.index(before.stage):
        yield one.problem(
            ("corrects",), "correction-stage",
            (f"{before.id} 的階段較後", f"{before.id} is of a later stage"),
            (f"請以 {before.stage} 或之後的階段更正（檔名）", f"correct it at {before.stage} or later (the file's name)"),
        )  # fmt: skip
    held = {key[3:] for _, _, key in _keys(before)}
    for path, printed, key in _keys(one.entry):
        if key[3:] in held:
            continue
        kind, *item = key[3:]
        years = [rest[1] for k, *rest in held if k == kind == "kpi" and rest[0] == item[0]]
        yield _other_year(one, path, before, printed, years) if years else one.problem(
            path, "correction-item",
            (f"「{printed}」不在 {before.id} 裡", f"“{printed}” does not stand in {before.id}"),
            ("更正只寫原報告有的項目；新的數字另寫一份報告", "a correction holds items of the report it corrects; new figures go into a report of their own"),
        )  # fmt: skip


def _other_year(
    one: Filed, path: Path, before: ReportEntry, printed: str, years: Sequence[str]
) -> Problem:
    """The item is there, for another year: say which, and what to write."""
    there = [str(int(year) - ROC_OFFSET) for year in sorted(years)]
    said = one.entry.report.kpis[int(path[1])]
    year = value_year(said, one.entry) - ROC_OFFSET
    return one.problem(
        path, "correction-item",
        (f"{before.id} 的「{printed}」是 {'、'.join(there)} 年的數字，這裡是 {year} 年", f"{before.id} has “{printed}” for ROC {', '.join(there)}, here it is for ROC {year}"),
        (f"請在這一項寫 year: {there[-1]}；其他年度的數字另寫一份報告", f"write year: {there[-1]} here; a figure of another year goes into a report of its own"),
    )  # fmt: skip


def _check_measures(one: Filed, plan: Plan) -> Iterator[Problem]:
    ids = {measure.id for _, measure in plan.measures}
    for i, said in enumerate(one.entry.report.measures):
        if said.measure_id not in ids:
            yield _unknown(one, ("measures", i, "measure"), said.measure, ("作法", "a measure"))
        yield from _check_withheld(one, ("measures", i), said)
        if said.state == "withheld-by-law" and said.ground is None:
            yield one.problem(
                ("measures", i), "missing-key", ("依法不公開而沒有法律依據", "withheld by law without its ground"),
                ("請在 ground 寫明條文", "write the article under ground"),
            )  # fmt: skip


def _check_withheld(one: Filed, path: Path, said: MeasureReport) -> Iterator[Problem]:
    """A measure that the law withholds tells neither outputs nor money."""
    if said.state != "withheld-by-law":
        return
    for key, given in (("outputs", said.outputs), ("spent", said.spent)):
        if given:
            yield one.problem((*path, key), "value-and-standing", *told_and_withheld(key))


def _parts(said: BudgetReport) -> dict[str, Figure]:
    figures = {
        "paid": said.paid,
        "payable": said.payable,
        "saved": said.saved,
        "controlled": said.controlled,
    }
    return {name: figure for name, figure in figures.items() if figure}


def _check_budget(one: Filed, plan: Plan) -> Iterator[Problem]:
    lines = {line.id: line for line in plan.budget}
    for i, said in enumerate(one.entry.report.budget):
        line = lines.get(said.line_id)
        if line is None:
            yield _unknown(one, ("budget", i, "line"), said.line, ("預算項目", "a budget line"))
            continue
        parts = _parts(said)
        total = sum((figure.value for figure in parts.values()), Decimal(0))
        if not parts:
            yield one.problem(
                ("budget", i), "value-empty", ("沒有填任何金額", "no amount is reported"),
                ("請填 paid、payable、saved、controlled，或刪去這一項", "write paid, payable, saved, controlled, or leave the line out"),
            )  # fmt: skip
        if total > line.amount.value:
            working = " + ".join(show(figure.value) for figure in parts.values())
            yield one.problem(
                ("budget", i), "budget-over", (f"{working} {equals(total)}，超過預算 {line.amount.printed}", f"{working} {equals(total)} is over the budget of {line.amount.printed}"),
                ("請檢查單位與金額", "check the unit and the amounts"),
            )  # fmt: skip


def _amounts(one: Filed) -> Iterator[tuple[Path, Figure]]:
    report = one.entry.report
    for i, line in enumerate(report.budget):
        for name, figure in _parts(line).items():
            yield ("budget", i, name), figure
    for i, measure in enumerate(report.measures):
        if measure.spent:
            yield ("measures", i, "spent"), measure.spent


def _check_units(one: Filed, vocabulary: Vocabulary) -> Iterator[Problem]:
    for path, figure in _amounts(one):
        if figure.unit:
            yield one.problem(
                path, "money-unit", (f"金額寫了單位「{figure.unit}」", f"the amount carries the unit “{figure.unit}”"),
                ("只寫數字；單位是計畫的 money_unit", "write the figure; its unit is the plan's money_unit"),
            )  # fmt: skip
    for i, measure in enumerate(one.entry.report.measures):
        for j, output in enumerate(measure.outputs):
            unit = output.figure.unit
            if unit and unit not in vocabulary.units:
                yield one.problem(
                    ("measures", i, "outputs", j, "figure"), "unknown-reference",
                    (f"「{unit}」不是詞彙表的單位", f"“{unit}” is not a unit of vocabulary.yml"),
                    ("請改正，或先新增", "correct it, or add it first"),
                )  # fmt: skip


def _twice(one: Filed, path: Path, printed: str) -> Problem:
    return one.problem(
        path, "value-twice", (f"「{printed}」在同一份報告出現兩次", f"“{printed}” stands twice in this report"),
        ("請只留一筆", "keep one"),
    )  # fmt: skip


def _keys(entry: ReportEntry) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Each item of a report: where, as printed, and what makes it the same as another."""
    report = entry.report
    source = (entry.stage, report.body.zh, str(report.as_of))
    for i, said in enumerate(report.kpis):
        yield (
            ("kpis", i, "kpi"),
            said.kpi,
            (*source, "kpi", said.kpi_id, str(value_year(said, entry))),
        )
    for i, done in enumerate(report.measures):
        yield ("measures", i, "measure"), done.measure, (*source, "measure", done.measure_id)
    for i, spent in enumerate(report.budget):
        yield ("budget", i, "line"), spent.line, (*source, "line", spent.line_id)


def _check_twice(filed: Sequence[Filed]) -> Iterator[Problem]:
    """One source gives one value for an item and a day; a later one must say that it corrects."""
    first: dict[tuple[str, ...], str] = {}
    for one in filed:
        for path, printed, key in _keys(one.entry):
            if key not in first or one.entry.report.corrects == first[key]:
                first[key] = one.entry.id
            elif first[key] == one.entry.id:
                yield _twice(one, path, printed)
            else:
                yield one.problem(
                    path, "value-twice", (f"「{printed}」同一截至日已在 {first[key]} 填過", f"“{printed}” was reported for this day in {first[key]} already"),
                    (f"若是更正，請寫 corrects: {first[key]} 與 why", f"if this corrects it, write corrects: {first[key]} and why"),
                )  # fmt: skip


def _check_falls(plan: Plan, filed: Sequence[Filed]) -> Iterator[Problem]:
    """A cumulative count never falls within its year; what was counted wrongly is corrected."""
    kpis = {kpi.id: kpi for kpi in plan.kpis if kpi.accumulation == "cumulative"}
    gone = {
        (one.entry.report.corrects, said.kpi_id, value_year(said, one.entry))
        for one in filed
        for said in one.entry.report.kpis
    }
    last: dict[tuple[str, int], tuple[Filed, Figure]] = {}
    for one in sorted(filed, key=lambda filed: (filed.entry.report.as_of, filed.entry.rank)):
        for i, said in enumerate(one.entry.report.kpis):
            key = (said.kpi_id, value_year(said, one.entry))
            if said.value is None or said.kpi_id not in kpis or (one.entry.id, *key) in gone:
                continue
            if said.value.unit not in (None, kpis[said.kpi_id].target_unit):
                continue  # another unit is told as such
            before = last.get(key)
            same_body = before and before[0].entry.report.body.zh == one.entry.report.body.zh
            if before and same_body and said.value.value < before[1].value:
                yield one.problem(
                    ("kpis", i, "value"), "value-falls",
                    (f"累計 {said.value.printed}，比 {before[0].entry.report.as_of} 的 {before[1].printed} 少",
                     f"{said.value.printed} so far, less than {before[1].printed} on {before[0].entry.report.as_of}"),
                    ("累計數不會減少；若前次有誤，請用 corrects 更正前次", "a running count does not fall: if the earlier one was wrong, correct it with corrects"),
                )  # fmt: skip
            last[key] = (one, said.value)
