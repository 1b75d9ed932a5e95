"""Random plans and reports: the program and the reader's checker, two codes, must agree.

`make soak` runs many more examples (LIANMING_SOAK=1).
"""

import datetime as dt
import importlib.util
import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exports.plain import dump
from generator.exports.plan_json import plan_json
from generator.ledger import draw_ledger
from generator.model import Plan
from generator.observations import keep_book
from generator.plan_progress import assess_plan
from generator.reports import Report, ReportEntry
from generator.source import load_site
from generator.vocabulary import Agency
from tests.soak import small_or_full

ROOT = Path(__file__).resolve().parent.parent
VOCABULARY = load_site(ROOT / "data").vocabulary
TEXT = {"zh": "示範"}
AGENCY = Agency.model_validate(
    {"name": TEXT, "name_status": "provisional", "government": TEXT, "region": TEXT}, strict=True
)
EXAMPLES = small_or_full(120, 4000)

spec = importlib.util.spec_from_file_location("recompute", ROOT / "tools/recompute.py")
recompute = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recompute)

days = st.dates(dt.date(2025, 1, 1), dt.date(2027, 2, 1))
# Days that decide something come up more often than others.
ends = st.sampled_from([dt.date(2025, 12, 31), dt.date(2026, 6, 30), dt.date(2026, 12, 31)])
moments = st.one_of(days, ends, ends)
rarely = st.sampled_from([False] * 7 + [True])
mostly = st.sampled_from([True] * 4 + [False])
figures = st.one_of(
    st.integers(0, 12).map(str),
    st.decimals(0, 200, places=1).map(str),
    st.sampled_from(["0", "10", "100", "9", "90"]),
)


@st.composite
def targets(draw, *, nested: bool):
    kinds = ["figure", "range", "text", "milestone", "conditions", "component", "none"]
    kind = draw(st.sampled_from([*kinds, *(["figure"] * 6), *(["parent"] if nested else [])]))
    rounding = {"mode": draw(st.sampled_from(["up", "down", "half-up"])), "places": "0"}
    return {
        "figure": lambda: draw(figures),
        "range": lambda: {"low": "10", "high": draw(st.sampled_from(["10", "20", "90"]))},
        "text": lambda: TEXT,
        "milestone": lambda: {"by": str(draw(days)), "text": TEXT},
        "conditions": lambda: {
            "conditions": tuple(
                {"id": name, "text": TEXT, "figure": draw(figures),
                 "comparison": draw(st.sampled_from(["at-least", "at-most", "exactly"]))}
                for name in ("a", "b")
            )
        },
        "component": lambda: {"rate": "10%", "of": "x", "rounding": rounding},
        "parent": lambda: {"rate": "2%", "of": "parent", "rounding": rounding},
        "none": lambda: None,
    }[kind]()  # fmt: skip


@st.composite
def kpis(draw, number: int):
    nested = number > 1 and draw(st.booleans())
    given = {
        year: target
        for year in ("114", "115")
        if (target := draw(targets(nested=nested))) is not None
    }
    record = {
        "goal": "1",
        "number": str(number),
        "name": TEXT,
        "kind": draw(st.sampled_from(["count", "count", "rate", "amount", "rank"])),
        "direction": {"value": draw(st.sampled_from(["higher", "higher", "lower", "none"]))},
        "accumulation": draw(st.sampled_from(["cumulative", "point", None])),
        "law_bound": draw(rarely),
        "frequency": draw(st.sampled_from(["every-due", "year-end"])),
        "components": {"x": {"name": TEXT}, "y": {"name": TEXT}},
        "targets": given,
    }
    if nested:
        record["parent"] = "1"
    if draw(st.booleans()):
        record["weight"] = draw(st.sampled_from(["5", "12.5", "20"]))
    if draw(st.booleans()):
        record["calculation"] = {
            "numerator": {"x": draw(st.sampled_from(["1", "0.5"]))},
            "denominator": {"y": "1"},
            "factor": "100",
        }
        record["rounding"] = {"mode": draw(st.sampled_from(["up", "half-up"])), "places": "1"}
    if draw(st.booleans()):
        on = sorted(draw(st.sets(days, min_size=1, max_size=3)))
        record["trajectory"] = {
            "kind": draw(st.sampled_from(["line", "points"])),
            "points": {str(day): draw(figures) for day in on},
        }
    return record


@st.composite
def values(draw, number: int):
    said = {"kpi": str(number), "final": draw(mostly)}
    if draw(rarely):
        said["qualifier"] = draw(st.sampled_from(["about", "at-least", "at-most", "preliminary"]))
    kinds = ["value"] * 8 + ["parts", "parts", "both", "both", "other", "other", "standing"]
    kind = draw(st.sampled_from(kinds))
    if kind in ("value", "both"):
        said["value"] = draw(figures)
    if kind in ("parts", "both"):
        said["components"] = {
            name: draw(figures) for name in draw(st.sets(st.sampled_from(["x", "y"])))
        }
    if kind == "other":
        said["conditions"] = {
            name: draw(figures) for name in draw(st.sets(st.sampled_from(["a", "b"])))
        }
        said["achieved"] = draw(st.sampled_from([True, False, None]))
        if draw(st.booleans()):
            said["on"] = str(draw(days))
    if kind == "standing":
        said["standing"] = {
            "kind": draw(st.sampled_from(["not-applicable", "not-measurable", "withheld-by-law"])),
            "reason": TEXT,
        }
    return said


@st.composite
def reports(draw, count: int):
    entries = []
    for n in range(draw(st.sampled_from([0, 1, 2, 2, 3, 4, 6]))):
        as_of = draw(moments)
        reported = as_of + dt.timedelta(days=draw(st.integers(0, 40)))
        stage = draw(st.sampled_from(["self", "approved"]))
        record = {
            "as_of": str(as_of),
            "body": {"zh": draw(st.sampled_from(["甲", "甲", "乙"]))},
            "kpis": tuple(
                draw(values(number)) for number in range(1, count + 1) if draw(mostly)
            ),
            "measures": (
                {"measure": "1-1",
                 "state": draw(st.sampled_from(["under-way", "done", "stopped", "carried-over"]))},
            )
            if draw(st.booleans())
            else (),
        }  # fmt: skip
        if entries and draw(rarely):
            record |= {"corrects": entries[-1].id, "why": TEXT}
        report = Report.model_validate(record, strict=True)
        order = n + 2
        entries.append(ReportEntry(f"{reported}-{stage}-{order}", reported, stage, order, report))
    return tuple(entries)


@st.composite
def cases(draw):
    count = draw(st.integers(1, 3))
    plan = {
        "kind": "annual-policy-plan",
        "title": TEXT,
        "period": "114-115",
        "sources": ({"id": "doc", "title": TEXT, "format": TEXT, "basis": "fictional"},),
        "changes": ({"date": "2025-01-01", "what": TEXT},),
        "goals": ({"number": "1", "text": TEXT, "measures": ({"number": "1", "text": TEXT},)},),
        "kpis": tuple(draw(kpis(number)) for number in range(1, count + 1)),
    }
    if draw(st.booleans()):
        asked = sorted(draw(st.sets(days, min_size=1, max_size=4)))
        wait = dt.timedelta(days=20)
        plan["calendar"] = {
            "accepted": "2025-01-01", "source": TEXT,
            "dues": {str(day): str(day + wait) for day in asked},
        }  # fmt: skip
    if draw(rarely):
        plan["amendments"] = (
            {"date": str(draw(days)), "kpi": "1", "field": "standing", "new": "withdrawn",
             "why": TEXT},
        )  # fmt: skip
    if draw(st.booleans()):
        plan["scoring"] = (
            {"kpi": "1", "rows": (
                {"text": TEXT, "reached": "114", "points": "5", "years": ("114", "115")},
                {"text": TEXT, "reached": "115", "points": "4", "years": ("115",)},
            )},
        )  # fmt: skip
    return (
        Plan.model_validate(plan, strict=True),
        draw(reports(count)),
        draw(st.one_of(days, st.just(dt.date(2027, 2, 1)))),
    )


@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
@given(cases())
def test_two_codes_agree_on_any_plan(case):
    plan, entries, as_of = case
    record = plan_json(
        agency_id="a", agency=AGENCY, plan_id="p", plan=plan, vocabulary=VOCABULARY,
        progress=assess_plan(plan, keep_book(plan, entries, as_of), as_of),
        ledger=draw_ledger(plan, (), as_of), as_of=as_of,
    )  # fmt: skip
    faults = recompute.PlanCheck("a/p", json.loads(dump(record))).run()
    # A stated value that its components do not give is refused by the loader, which is not run here.
    assert [fault for fault in faults if not fault[1].endswith("from components")] == []
