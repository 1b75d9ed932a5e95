"""Reading the documents for the transcription test: squeezed text, printed texts, columns."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.fields import Record, Text
from generator.model import Change, Plan, Source, Summary

ROOT = Path(__file__).resolve().parent.parent
_DEBRIS = re.compile(r"\[bookmark: _GoBack\]|</?(?:p|ol|li|br)(?: [^>]*)?/?>")
_OURS = re.compile(r"〔[^〕]*〕")


def documents() -> dict[str, str] | None:
    """Hash -> text of every document at hand; `None` where there is no folder of sources."""
    folder = Path(os.environ.get("LIANMING_SOURCES", ROOT.parent / "shared/seeds"))
    if not folder.is_dir():
        return None
    found = {}
    for path in sorted(folder.glob("*.txt")):
        data = path.read_bytes()
        found[hashlib.sha256(data).hexdigest()] = data.decode("utf-8")
    return found


def squeeze(text: str) -> str:
    """NFC without white space and copy debris: what is left is what the document prints."""
    return re.sub(r"\s", "", _DEBRIS.sub("", unicodedata.normalize("NFC", text)))


def printed_texts(value: object) -> Iterator[str]:
    """Every Chinese text of a record that the document prints; ours are left out."""
    if isinstance(value, Text):
        yield value.zh
    elif isinstance(value, Summary):
        yield value.starts
        yield value.ends
    elif isinstance(value, Source):
        yield value.title.zh
    elif isinstance(value, Change):
        return
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from printed_texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from printed_texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from printed_texts(item)


def fragments(text: str, joins: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The pieces of a text that must each occur: cut at our own brackets and at known joins."""
    squeezed = squeeze(text)
    for start, pieces in joins.items():
        if squeezed.startswith(start):
            assert "".join(pieces) == squeezed, f"the join {start!r} does not give the text"
            return pieces
    return tuple(piece for piece in _OURS.split(squeezed) if piece)


def kinmen_columns(document: str) -> list[dict[str, list[str]]]:
    """Per goal: months, estimates, categories and performance items in printed order."""
    lines = [line.strip() for line in document.split("\n") if line.strip()]
    starts = [i for i, line in enumerate(lines) if re.fullmatch("[壹貳參肆伍陸柒捌]、", line)]
    ends = [*starts[1:], next(i for i, line in enumerate(lines) if line.startswith("備註："))]
    goals = []
    for start, end in zip(starts, ends, strict=True):
        block = lines[start:end]
        items: list[str] = []
        for line in block:
            if line.startswith(("政策目標-", "自主管理-")):
                items.append(line)
            elif line == "行政責任":  # the second line of the item above it
                items[-1] += line
        goals.append(
            {
                "months": [x for x in block if re.fullmatch(r"\d{3}\.\d\d-\d\d", x)],
                "estimates": [x for x in block if re.fullmatch(r"\d+", x)],
                "categories": [x for x in block if re.fullmatch("..業務", x)],
                "items": items,
            }
        )
    return goals


def kinmen_record(plan: Plan) -> list[dict[str, list[str]]]:
    """The same columns from our record."""
    return [
        {
            "months": [m.schedule.printed for m in goal.measures if m.schedule],
            "estimates": [m.estimate.printed for m in goal.measures if m.estimate],
            "categories": [m.category for m in goal.measures if m.category],
            "items": [i.text.zh for m in goal.measures for i in m.performance_items],
        }
        for goal in plan.goals
    ]


def kaohsiung_columns(document: str) -> dict[str, list[str]]:
    """Amounts of the comparison table, its total, and the figures of the plan's own table."""
    table = document[document.index("配合對照表") : document.index("合計")]
    own = document[document.index("合計") :].split("\n", 1)[1]
    return {
        "amounts": re.findall(r"\t([\d,]+)\t", table),
        "total": re.findall(r"合計\s+([\d,]+)", document),
        "own": re.findall(r"(?<=\t)(\d[\d,]*(?: \d[\d,]*)?)(?=\t)", own),
    }


def hsinchu_columns(document: str) -> dict[str, list[str]]:
    """Weights and targets of the indicator table, the amount, and the scoring rule's figures."""
    table = document[document.index("參、年度績效指標") : document.index("肆、年度重要施政計畫")]
    rows = re.findall(r"\t(\d+\.\d+%)\t(\d[^\t\n]*)", table)
    rule = document[document.index("(四) 計分說明") : document.index("七、提升公務人員及")]
    return {
        "weights": [weight for weight, _ in rows],
        "targets": [target.strip() for _, target in rows],
        "amounts": re.findall(r"\t(\d\d,\d{3})\n", document),
        "points": re.findall(r"(\d)分", rule),
        "years": re.findall(r"\((\d{3})年\)", rule),
    }


def hsinchu_record(plan: Plan) -> dict[str, list[str]]:
    """The same columns from our record."""
    rows = [row for table in plan.scoring for row in table.rows]
    return {
        "weights": [kpi.weight.printed for kpi in plan.kpis if kpi.weight],
        "targets": [target.printed for kpi in plan.kpis for target in kpi.targets],
        "amounts": [line.amount.printed for line in plan.budget],
        "points": [row.points.printed for row in rows],
        "years": [str(row.reached - 1911) for row in rows],
    }


def chiayi_columns(document: str) -> list[str]:
    """The targets of the indicator table, row by row."""
    table = document[document.rindex("111年") :]
    lines = [line.strip() for line in table.split("\n")[1:] if line.strip()]
    figures = []
    for index, line in enumerate(lines):
        if not re.fullmatch(r"\d+(?: ?﹪)?", line):
            continue
        # 三 prints its indicators' own numbers 1 to 3 before their names.
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if re.fullmatch("[123]", line) and re.match("[辦安實]", following):
            continue
        figures.append(line)
    return figures
