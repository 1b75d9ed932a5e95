"""The budget lines as a Fiscal Data Package (1.0, budget taxonomy): one row for each line and phase.

https://fiscal.datapackage.org/. The taxonomy has no place for a figure as it is printed, for where
it stands in the document, for lines that sum up others, for how execution is counted, and for a
plan of several years; what of this is a column keeps no column type, and the rest stands in
`budget_lines.csv` alone.
"""

from collections.abc import Iterable, Iterator, Mapping

from generator.exports.csv_tables import MEDIA_TYPE as CSV_TYPE
from generator.exports.csv_tables import write_csv
from generator.exports.dataset import DataFile, Dataset, Format, Rows
from generator.exports.dictionary import Words
from generator.exports.frictionless import (
    MEDIA_TYPE,
    NAME,
    package_json,
    resource_json,
    schema_json,
)
from generator.exports.plain import Json, dump
from generator.exports.tables import Cell, Column, Table
from generator.fields import Text

FOLDER = "fiscal/"
TAXONOMY = "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json"
ABOUT: Words = (
    "每一列是一個末層預算科目在一個階段的金額（新臺幣元）：budget 為預算數，executed 為填報的執行數。文件未載明預算案或法定預算，故不標示 approved。未填報執行數者沒有 executed 列，不是零。跨年度計畫沒有會計年度。",
    "One row is the amount of one budget line without lines below it, in one phase, in NT$: budget is the amount in the document, executed what was reported. The documents do not say whether the budget is proposed or approved. A line without an executed row is not reported, which is not zero. Plans of several years have no fiscal year.",
)
# Each column with its column type of the taxonomy; none has no place in it.
_COLUMNS: tuple[tuple[Column, str], ...] = (
    (Column("budget_line_id", "string", ("預算科目", "Budget line"), ("機關、計畫與科目代碼", "Agency, plan and line"), required=True), "budget-line-id"),
    (Column("agency", "string", ("機關代碼", "Agency id"), ("機關的固定代碼", "The agency's lasting id"), required=True), "administrative-classification:generic:code"),
    (Column("agency_name_zh", "string", ("機關名稱", "Agency (Chinese)"), ("機關名稱", "Name of the agency"), required=True), "administrative-classification:generic:label"),
    (Column("agency_name_en", "string", ("機關名稱（英文）", "Agency"), ("機關名稱", "Name of the agency")), "administrative-classification:generic:label:en"),
    (Column("plan", "string", ("計畫代碼", "Plan id"), ("計畫的固定代碼（年度）", "The plan's lasting id, its years"), required=True), ""),
    (Column("fiscal_year", "integer", ("會計年度", "Fiscal year"), ("會計年度（西元）", "Gregorian year")), "date:fiscal-year"),
    (Column("group_zh", "string", ("分組", "Group (Chinese)"), ("文件所印的分組", "Group as printed")), "functional-classification:generic:level1:label"),
    (Column("group_en", "string", ("分組（英文）", "Group"), ("文件所印的分組", "Group as printed")), "functional-classification:generic:level1:label:en"),
    (Column("number", "string", ("科目編號", "Number"), ("文件所印的編號", "Number as printed"), required=True), "functional-classification:generic:level2:code"),
    (Column("name_zh", "string", ("名稱", "Name (Chinese)"), ("科目名稱", "Name of the line"), required=True), "functional-classification:generic:level2:label"),
    (Column("name_en", "string", ("名稱（英文）", "Name"), ("科目名稱", "Name of the line")), "functional-classification:generic:level2:label:en"),
    (Column("direction", "string", ("收支", "Direction"), ("均為支出", "Always expenditure"), required=True), "direction"),
    (Column("phase", "string", ("階段", "Phase"), ("budget 預算數、executed 執行數", "budget or executed"), required=True), "phase:id"),
    (Column("phase_label", "string", ("階段名稱", "Phase label"), ("預算數或執行數", "Its name in Chinese"), required=True), "phase:label"),
    (Column("as_of", "date", ("數字截至日", "Figures as of"), ("執行數截至的日期", "The day the executed amount stands for")), "date:generic"),
    (Column("currency", "string", ("幣別", "Currency"), ("新臺幣", "New Taiwan dollar"), required=True), "value-currency:code"),
    (Column("amount", "decimal", ("金額（元）", "Amount (NT$)"), ("新臺幣元", "In NT$"), required=True), "value"),
    (Column("printed", "string", ("文件寫法", "As printed"), ("預算數在文件的寫法", "The budget as the document prints it")), ""),
    (Column("final", "boolean", ("最終值", "Final"), ("執行數是否為最終值", "Whether the executed amount is final")), ""),
)  # fmt: skip
BUDGET = Table(
    name="budget",
    title=("預算與執行", "Budget and execution"),
    says=ABOUT,
    columns=tuple(column for column, _ in _COLUMNS),
    key=("budget_line_id", "phase"),
)


def budget_rows(plans: Iterable[Rows], lines: Iterable[Rows]) -> Iterator[dict[str, Cell]]:
    """The rows of `BUDGET`, from those of `plans` and `budget_lines`; lines that others stand
    below are left out, for they would be counted twice."""
    held = {(plan["agency"], plan["plan"]): plan for plan in plans}
    known = list(lines)
    above = {(line["agency"], line["plan"], line["parent"]) for line in known}
    for line in known:
        if (line["agency"], line["plan"], line["id"]) in above:
            continue
        plan = held[line["agency"], line["plan"]]
        said: dict[str, Cell] = {
            "budget_line_id": f"{line['agency']}/{line['plan']}/{line['id']}",
            "agency_name_zh": plan["agency_name_zh"],
            "agency_name_en": plan["agency_name_en"],
            "fiscal_year": plan["period_from"]
            if plan["period_from"] == plan["period_to"]
            else None,
            **{
                name: line[name]
                for name in (
                    "agency",
                    "plan",
                    "group_zh",
                    "group_en",
                    "number",
                    "name_zh",
                    "name_en",
                )
            },
            "direction": "expenditure",
            "currency": "TWD",
        }
        yield said | {
            "phase": "budget",
            "phase_label": "預算數",
            "amount": line["amount"],
            "printed": f"{line['printed']} {line['unit']}",
        }
        if line["executed_executed"] is not None:
            yield said | {
                "phase": "executed",
                "phase_label": "執行數",
                "as_of": line["executed_as_of"],
                "amount": line["executed_executed"],
                "final": line["executed_final"],
            }


def _schema() -> Json:
    """The table's schema, each field with its column type."""
    types = {column.name: kind for column, kind in _COLUMNS if kind}
    schema = schema_json(BUDGET, (BUDGET,))
    fields = schema["fields"]
    assert isinstance(fields, list)
    typed = [
        one | ({"columnType": types[one["name"]]} if one["name"] in types else {}) for one in fields
    ]
    return schema | {"fields": typed}


def _make(dataset: Dataset, _: Mapping[str, DataFile]) -> Iterator[DataFile]:
    tables = {table.name: table for table in dataset.tables}
    if "budget_lines" not in tables:
        return
    rows = budget_rows(dataset.rows(tables["plans"]), dataset.rows(tables["budget_lines"]))
    content = write_csv(BUDGET, rows, "en")
    file = DataFile(f"{FOLDER}{BUDGET.name}.csv", CSV_TYPE, content)
    yield file
    address = f"{dataset.publisher.url}{dataset.folder}{FOLDER}{NAME}"
    package = package_json(dataset, address, [resource_json(BUDGET, file, _schema())]) | {
        "name": f"lianming-{dataset.name}-budget",
        "description": " ".join(ABOUT),
        "columnTypes": [TAXONOMY],
    }
    yield DataFile(f"{FOLDER}{NAME}", MEDIA_TYPE, dump(package).encode())


FISCAL = Format(
    id="fiscal",
    title=Text(zh="Fiscal Data Package 預算資料", en="Fiscal Data Package"),
    about=Text(
        zh="預算數與執行數，依國際的財政資料分類標示。",
        en="Budget and executed amounts, marked with the classes of the international fiscal standard.",
    ),
    make=_make,
)
