"""A plan's plain values to a workbook's sheets.

Works on the file's values and not on records: each cell has the path of one value in the file,
which is where an edit goes back to.
"""

from collections.abc import Iterator, Mapping

from generator.choices import NAMES
from generator.document import Path, Value
from generator.periods import ROC_OFFSET, parse_period
from generator.reports import STAGES
from generator.vocabulary import Vocabulary
from generator.workbook import columns
from generator.workbook.book import Book, Choices, Column, Row, Sheet

_STAGES = {"self": "自評", "first-review": "初核", "second-review": "複核", "approved": "核定"}
_GOALS = {"goal": "計畫目標", "strategic-goal": "關鍵策略目標"}
# Texts of these are a record of what was done, and no workbook rewrites them.
_KEPT = ("changes", "amendments", "sources")
_NAMES = {
    "summaries": "摘要", "priorities": "施政重點", "strategies": "策略", "goals": "目標",
    "measures": "作法", "kpis": "指標", "work_items": "計畫項目", "points": "點", "notes": "備註",
    "scoring": "計分", "rows": "列", "sections": "章節", "budget": "預算", "targets": "目標值",
    "details": "說明", "performance_items": "績效項目", "components": "分項", "conditions": "條件",
    "execution": "執行率", "calendar": "填報日程", "name": "名稱", "text": "文字", "content": "內容",
    "formula_note": "公式備註", "heading": "標題", "principle": "原則", "direction": "方向",
    "process": "進程", "source": "依據",
}  # fmt: skip


def value_at(value: Value, path: Path) -> Value:
    """The value at a path, `None` where there is none."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def items_at(value: Value, *pattern: str) -> Iterator[tuple[Path, Value]]:
    """Each item of a list, or of lists below it: `("goals", "measures")`."""
    found: list[tuple[Path, Value]] = [((), value)]
    for name in pattern:
        found = [
            ((*path, name, i), item)
            for path, above in found
            if isinstance(items := value_at(above, (name,)), tuple)
            for i, item in enumerate(items)
        ]
    yield from found


def key_of(document: Value, path: Path) -> str:
    """An item's key: `goals/壹/measures/3`. An item without a number goes by its place, `#1`; the
    second of one number, a rule beside a note, is `1~2`."""
    steps = []
    for length, step in enumerate(path):
        if isinstance(step, str):
            steps.append(step)
            continue
        items = value_at(document, path[:length])
        numbers = [value_at(one, ("number",)) for one in items] if isinstance(items, tuple) else []
        number, before = numbers[step], numbers[:step]
        nth = f"~{before.count(number) + 1}" if number in before else ""
        steps.append(f"{number}{nth}" if isinstance(number, str) else f"#{step + 1}")
    return "/".join(steps) or "."


def shown(value: Value, choices: Choices | None = None) -> str:
    """What a cell shows of a value: text as it stands; `""` for nothing and for what has parts."""
    if not isinstance(value, str):
        return ""
    return next((label for label, code in (choices or {}).items() if code == value), value)


def _row(
    document: Value, path: Path, table: tuple[Column, ...], book: Mapping[str, Choices]
) -> Row:
    cells, fixed = [], set()
    for column in table:
        value = value_at(document, (*path[: len(path) - column.up], *column.path))
        if isinstance(value, dict):  # a target with parts: shown as such and edited in the file
            cells.append("…")
            fixed.add(column.key)
        else:
            lists = book.get(column.choices)
            cells.append(
                " / ".join(_words(path)) if column.key == "[where]" else shown(value, lists)
            )
    return Row(key_of(document, path), path, tuple(cells), frozenset(fixed))


def _words(path: Path) -> list[str]:
    return [str(step + 1) if isinstance(step, int) else _NAMES.get(step, step) for step in path]


def lists_of(vocabulary: Vocabulary) -> dict[str, Choices]:
    """The drop-down lists by name."""

    def named(*codes: str, names: Mapping[str, str] = NAMES) -> Choices:
        return {f"{names[code]} {code}": code for code in codes}

    categories = [
        word for one in vocabulary.categories.values() for word in (*one.printed, one.label.zh)
    ]
    return {
        "money_units": {code: code for code in vocabulary.money_units},
        "units": {code: code for code in vocabulary.units},
        "scopes": {code: code for code in vocabulary.scopes},
        "categories": {word: word for word in categories},
        "goal_kinds": named("goal", "strategic-goal", names=_GOALS),
        "kpi_kinds": named("count", "rate", "amount", "rank", "milestone", "text"),
        "directions": named("higher", "lower", "range", "none"),
        "accumulations": named("cumulative", "point"),
        "stages": named(*STAGES, names=_STAGES),
        "states": named(
            "not-started", "under-way", "done", "standing-duty", "carried-over", "stopped",
            "withheld-by-law",
        ),
        "yes_or_no": {"是 yes": "true", "否 no": "false"},
    }  # fmt: skip


def _years(document: Value) -> tuple[str, ...]:
    """The ROC years that targets stand under, and those of the period."""
    period = parse_period(shown(value_at(document, ("period",))))
    years = {year - ROC_OFFSET for year in range(period.first_year, period.last_year + 1)}
    for path, _ in items_at(document, "kpis"):
        targets = value_at(document, (*path, "targets"))
        years |= {int(year) for year in targets} if isinstance(targets, dict) else set()
    return tuple(str(year) for year in sorted(years))


def make_book(*, agency: str, plan: str, document: Value, vocabulary: Vocabulary) -> Book:
    """The workbook of a plan that its loader accepted."""
    lists = lists_of(vocabulary)

    def table(
        id_: str, zh: str, en: str, where: tuple[str, ...], cols: tuple[Column, ...], frozen: int
    ) -> Sheet:
        paths = [path for path, _ in items_at(document, *where)] if where else [()]
        rows = tuple(_row(document, path, cols, lists) for path in paths)
        return Sheet(id_, (zh, en), cols, rows, frozen)

    kpis = columns.kpi_columns(_years(document))
    sheets = [
        table("plan", "計畫", "Plan", (), columns.PLAN, 2),
        table("goals", "目標", "Goals", ("goals",), columns.GOALS, 1),
        table("measures", "作法", "Measures", ("goals", "measures"), columns.MEASURES, 2),
        table("kpis", "指標", "KPIs", ("kpis",), kpis, 3),
        table("budget", "預算", "Budget", ("budget",), columns.BUDGET, 1),
    ]
    sheets.append(_other_texts(document, sheets, lists))
    sheets += _report_sheets(document)
    title = value_at(document, ("title", "zh")), value_at(document, ("title", "en"))
    whole = tuple(sheet for sheet in sheets if sheet.rows)
    return Book(agency, plan, (shown(title[0]), shown(title[1])), whole, lists)


def _other_texts(document: Value, sheets: list[Sheet], lists: Mapping[str, Choices]) -> Sheet:
    """Every bilingual text that no other sheet has, so that a translator finds them all."""
    held = {
        (*row.path[: len(row.path) - column.up], *column.path[:-1])
        for sheet in sheets
        for row in sheet.rows
        for column in sheet.columns
        if column.path[-1] == "zh"
    }
    rows = tuple(
        _row(document, path, columns.TEXTS, lists)
        for path in _texts(document)
        if path not in held and path[0] not in _KEPT
    )
    return Sheet("texts", ("其他文字", "Other texts"), columns.TEXTS, rows)


def _texts(value: Value, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        if isinstance(value.get("zh"), str):
            yield path
        for key, below in value.items():
            yield from _texts(below, (*path, key))
    elif isinstance(value, tuple):
        for i, below in enumerate(value):
            yield from _texts(below, (*path, i))


def _report_sheets(document: Value) -> list[Sheet]:
    """Empty sheets to fill: the report, its indicators, measures and budget lines."""
    blank = ("",) * 5
    head = Row("report", ("report",), ("填報資料（要填報才填） To report, fill in", *blank))
    kpis = [row for path, _ in items_at(document, "kpis") for row in _kpi_rows(document, path)]
    measures = [
        _said_row(
            document, path,
            f"{shown(value_at(document, (*path[:2], 'number')))}-{shown(value_at(document, (*path, 'number')))}",
            ("text", "zh"), columns.REPORT_MEASURES,
        )
        for path, _ in items_at(document, "goals", "measures")
    ]  # fmt: skip
    lines = [
        _said_row(
            document, path, shown(value_at(document, (*path, "number"))), ("name", "zh"),
            columns.REPORT_BUDGET, shown(value_at(document, (*path, "amount"))),
        )
        for path, _ in items_at(document, "budget")
    ]  # fmt: skip
    return [
        Sheet("report", ("填報", "Report"), columns.REPORT, (head,)),
        Sheet("report_kpis", ("填報指標", "Report KPIs"), columns.REPORT_KPIS, tuple(kpis), 2, "value"),
        Sheet(
            "report_measures", ("填報作法", "Report measures"), columns.REPORT_MEASURES,
            tuple(measures), 2, "state",
        ),
        Sheet("report_budget", ("填報預算", "Report budget"), columns.REPORT_BUDGET, tuple(lines), 2, "paid"),
    ]  # fmt: skip


def _said_row(
    document: Value, path: Path, number: str, name: Path, table: tuple[Column, ...], *more: str
) -> Row:
    known = (number, shown(value_at(document, (*path, *name))), *more)
    cells = (*known, *("",) * (len(table) - len(known)))
    return Row(key_of(document, path), path, cells)


def _kpi_rows(document: Value, path: Path) -> Iterator[Row]:
    """An indicator's row, and one for each part of its formula or condition of its target."""
    number, unit = (shown(value_at(document, (*path, name))) for name in ("number", "unit"))
    kind = value_at(document, (*path, "kind"))
    given = value_at(document, (*path, "targets"))
    targets: dict[str, Value] = given if isinstance(given, dict) else {}
    printed = "；".join(f"{year}：{_printed(target)}" for year, target in targets.items())
    parts = list(_parts(document, path, targets))
    takes = {"milestone": {"on"}, "text": {"achieved"}}.get(str(kind), {"value"})
    if parts:
        takes = {"value"} if not any(key == "conditions" for key, *_ in parts) else set()
    fixed = frozenset({"value", "on", "achieved"} - takes)
    name = shown(value_at(document, (*path, "name", "zh")))
    key = key_of(document, path)
    empty = [column.key for column in columns.REPORT_KPIS[4:]]
    yield Row(key, path, (number, name, unit, printed, *("" for _ in empty)), fixed)
    all_but_value = frozenset(empty) - {"value"}
    for where, id_, words, part_unit in parts:
        cells = (number, f"　└ {words}", part_unit, "", *("" for _ in empty))
        yield Row(f"{key}/{where}/{id_}", (*path, where, id_), cells, all_but_value)


def _parts(
    document: Value, path: Path, targets: Mapping[str, Value]
) -> Iterator[tuple[str, str, str, str]]:
    components = value_at(document, (*path, "components"))
    for id_, one in components.items() if isinstance(components, dict) else ():
        yield (
            "components",
            id_,
            shown(value_at(one, ("name", "zh"))),
            shown(value_at(one, ("unit",))),
        )
    seen = set()
    for target in targets.values():
        conditions = value_at(target, ("conditions",))
        for one in conditions if isinstance(conditions, tuple) else ():
            id_ = shown(value_at(one, ("id",)))
            if id_ not in seen:
                seen.add(id_)
                yield "conditions", id_, shown(value_at(one, ("text", "zh"))), ""


def _printed(target: Value) -> str:
    """A target in one cell, for looking at."""
    if isinstance(target, str):
        return target
    if not isinstance(target, dict):
        return ""
    if "low" in target:
        return f"{target['low']}–{target.get('high')}"
    words = [
        target.get("zh"),
        value_at(target, ("text", "zh")),
        target.get("rate"),
        target.get("by"),
    ]
    return "，".join(word for word in words if isinstance(word, str)) or "…"
