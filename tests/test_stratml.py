"""StratML Part 2: valid, the same figures as the record, and back again to equal records.

The published schema (AIIM, ISO 17469) names no licence, so the project holds no copy of it: it is
looked for as shared/schemas/ beside the clone.
"""

import datetime as dt
import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator.exports.dataset import Dataset
from generator.exports.stratml import NAME, write_stratml
from generator.fields import Text, bilingual_texts
from generator.imports.stratml import read_stratml
from generator.model import Plan
from generator.plain_yaml import write_plain
from generator.problems import Problem, ProblemsError
from generator.rulebook import STRATML
from generator.source import PlanEntry, load_plan
from generator.strict_yaml import parse_document
from tests.open_data import DATA, PLANS, dataset_of

ROOT = Path(__file__).resolve().parent.parent
NS = "{urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport}"
VERSION = "2.2.8"
SCHEMA = Path("shared/schemas/stratml/PerformancePlanOrReportISODRAFTVersion20160506.xsd")
REAL = [name for name, (office, _) in PLANS.items() if not office.agency.fictional]
HOSTILE = (
    *("]]>", "<![CDATA[x]]>", "</script>", "<!-- x -->", "&amp; &lt; &#10; &x;", "<Goal/>"),
    *("say \"no\" and 'yes'", "=1+1", "- a: b", "# no remark", "a: b", "{a: b}", "null", "true"),
    *("109.10", "2026-01-01", "廉政", "𠮷野家", "x" * 10_000, "--- x", "!tag", "&anchor", "*alias"),
)


def written(dataset: Dataset) -> bytes:
    """The document of a data set."""
    assert dataset.origin and dataset.record
    return write_stratml(dataset, dataset.origin, dataset.record)


def as_in_its_file(plan: Plan) -> Plan:
    """A plan as its own file gives it: which English is older is told by another file."""
    copied = plan.model_copy(deep=True)
    for text in bilingual_texts(copied):
        text._stale = False
    return copied


def document(name: str) -> bytes:
    """The document of one of the project's plans."""
    return written(dataset_of(*PLANS[name]))


def problems_of(content: bytes) -> tuple[Problem, ...]:
    """Why a document is refused."""
    with pytest.raises(ProblemsError) as caught:
        read_stratml(content, "x.xml")
    assert all(all((*one.found, *one.expected)) for one in caught.value.problems)
    return caught.value.problems


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The published schema."""
    path = next((folder / SCHEMA for folder in ROOT.parents if (folder / SCHEMA).is_file()), None)
    if path is None:
        pytest.skip(f"StratML's schema {VERSION} is not beside the clone ({SCHEMA})")
    parsed = etree.parse(path)
    assert parsed.getroot().get("version", "").startswith(f"{VERSION}.")
    return etree.XMLSchema(parsed)


def test_the_plans_are_there():
    assert len(REAL) == 4
    assert len(PLANS) == 7


@pytest.mark.parametrize("name", PLANS)
def test_the_document_keeps_the_published_schema(name, schema):
    root = etree.fromstring(document(name))
    assert schema.validate(root), schema.error_log
    root.find(f"{NS}StrategicPlanCore/{NS}Goal/{NS}Description").tag = f"{NS}Weight"
    assert not schema.validate(root)


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_and_its_reports_come_back_equal(name):
    _, entry = PLANS[name]
    back = read_stratml(document(name), NAME)
    assert back.plan == as_in_its_file(entry.plan)
    assert back.reports == entry.reports
    assert back.notes == ()
    assert Plan.model_validate(back.values, strict=True) == as_in_its_file(entry.plan)


def test_english_that_is_older_than_its_chinese_comes_back_as_it_stands():
    office, entry = PLANS["kinmen/2020"]
    plan = as_in_its_file(entry.plan)
    for text in bilingual_texts(plan):
        text.mark_stale()
    assert plan != as_in_its_file(plan)
    content = written(dataset_of(office, replace(entry, plan=plan)))
    assert content == document("kinmen/2020")
    assert read_stratml(content, NAME).plan == as_in_its_file(plan)


def test_the_site_has_the_documents(site):
    for name in PLANS:
        back = read_stratml((site / "data/v1" / name / NAME).read_bytes(), NAME)
        assert back.plan == as_in_its_file(PLANS[name][1].plan)
    assert not (site / "data/v1" / NAME).exists()


@pytest.mark.parametrize("name", PLANS)
def test_the_same_data_gives_the_same_bytes(name):
    assert document(name) == document(name)


def test_a_report_of_a_later_day_is_not_in_the_document():
    office, entry = PLANS["demo/2025"]
    content = written(dataset_of(office, entry, dt.date(2025, 12, 31)))
    kept = tuple(one for one in entry.reports if one.reported <= dt.date(2025, 12, 31))
    assert 0 < len(kept) < len(entry.reports)
    assert read_stratml(content, NAME).reports == kept


def test_what_was_changed_on_a_later_day_is_not_yet_in_the_document():
    office, entry = PLANS["demo/2025"]
    day = dt.date(2025, 4, 1)
    dataset = dataset_of(office, entry, day)
    content = written(dataset)
    record: Any = dataset.record
    (kpi,) = (one for one in record["kpis"] if one["id"] == "3")
    (element,) = (
        one
        for one in ET.fromstring(content).iter(f"{NS}PerformanceIndicator")
        if texts(one, "Identifier")[0].endswith(".3")
        and one.find(f"{NS}SequenceIndicator") is not None
    )
    (said,) = texts(element, "MeasurementInstance/TargetResult/NumberOfUnits")
    assert said == kpi["targets"]["2025"]["value"] == "18"
    later = [one for one in entry.plan.amendments if one.date > day]
    known = tuple(one for one in entry.plan.amendments if one.date <= day)
    assert later and known
    assert read_stratml(content, NAME).plan.amendments == known
    change = entry.plan.changes[0]
    more = tuple(change.model_copy(update={"date": dt.date(2025, month, 1)}) for month in (2, 9))
    changed = replace(entry, plan=entry.plan.model_copy(update={"changes": more}))
    back = read_stratml(written(dataset_of(office, changed, day)), NAME)
    assert back.plan.changes == more[:1]


def test_names_without_english_stand_in_chinese_alone():
    dataset = dataset_of(*PLANS["kinmen/2020"])
    publisher = replace(
        dataset.publisher, site=Text(zh="廉明"), operator_name=Text(zh="示範者"),
        licence=replace(dataset.publisher.licence, title=Text(zh="授權")),
    )  # fmt: skip
    said = written(replace(dataset, publisher=publisher)).decode()
    assert "# 廉明\n# 示範者\n# 授權 https://" in said and "None" not in said


def texts(element: ET.Element, path: str) -> list[str]:
    """The texts at a path, by a reader that shares no code with the writer."""
    return [
        one.text or "" for one in element.findall("/".join(NS + tag for tag in path.split("/")))
    ]


@pytest.mark.parametrize("name", PLANS)
def test_every_target_result_and_estimate_is_the_records_own_both_ways(name):
    dataset = dataset_of(*PLANS[name])
    record: Any = dataset.record
    root = ET.fromstring(written(dataset))
    indicators = {
        texts(one, "Identifier")[0].rpartition(".")[2]: one
        for one in root.iter(f"{NS}PerformanceIndicator")
        if one.find(f"{NS}SequenceIndicator") is not None
    }
    assert [kpi["id"] for kpi in record["kpis"] if kpi["id"] not in indicators] == []
    assert len(indicators) == len(record["kpis"])
    found, said, actual, observed = [], [], [], []
    for kpi in record["kpis"]:
        element = indicators[kpi["id"]]
        both = [kpi["name"]["zh"], kpi["name"]["en"]]
        assert texts(element, "MeasurementDimension")[0].split("\n") == [t for t in both if t]
        for result in element.findall(f"{NS}MeasurementInstance/{NS}TargetResult"):
            number = texts(result, "NumberOfUnits")
            year = texts(result, "StartDate")[0][:4]
            found.append((kpi["id"], year, Decimal(number[0]) if number else None))
        for result in element.findall(f"{NS}MeasurementInstance/{NS}ActualResult"):
            number, start = texts(result, "NumberOfUnits"), texts(result, "StartDate")
            end = texts(result, "EndDate")[0]
            actual.append((kpi["id"], start[0][:4], end, number[0] if number else None))
        states = {state["year"]: state["target"] for state in kpi["states"]}
        for year, target in kpi["targets"].items():
            value = states[year] if target["kind"] in ("figure", "derived") else None
            said.append((kpi["id"], year, None if value is None else Decimal(value)))
            if target["kind"] == "figure" and not target.get("text"):
                assert target["value"] is not None
        for one in kpi["observations"]:
            value = None if one["corrected_by"] else one["value"]
            observed.append((kpi["id"], one["year"], one["as_of"], value))
    assert sorted(found, key=str) == sorted(said, key=str)
    assert sorted(actual, key=str) == sorted(observed, key=str)
    inputs = [one for one in root.iter(f"{NS}PerformanceIndicator") if one.get("ValueChainStage") == "Input"]  # fmt: skip
    printed = [texts(one, "MeasurementInstance/TargetResult/Description")[0] for one in inputs]
    measures = [m["estimate_printed"] for m in record["measures"] if m["estimate_printed"]]
    assert sorted(printed) == sorted(measures)


@pytest.mark.parametrize("name", PLANS)
def test_goals_and_measures_are_the_records_own(name):
    dataset = dataset_of(*PLANS[name])
    record: Any = dataset.record
    root = ET.fromstring(written(dataset))
    assert texts(root, "Name") == ["\n".join(filter(None, record["title"].values()))]
    goals = root.findall(f"{NS}StrategicPlanCore/{NS}Goal")
    assert [texts(goal, "SequenceIndicator")[0] for goal in goals] == [
        goal["number"] for goal in record["goals"]
    ]
    assert [texts(goal, "Name")[0].split("\n")[0] for goal in goals] == [
        goal["text"]["zh"] for goal in record["goals"]
    ]
    measures = [
        texts(objective, "Name")[0].split("\n")[0]
        for goal in goals
        for objective in goal.findall(f"{NS}Objective")
        if objective.find(f"{NS}SequenceIndicator") is not None
    ]
    assert measures == [measure["text"]["zh"] for measure in record["measures"]]
    office = root.find(f"{NS}StrategicPlanCore/{NS}Organization")
    assert office is not None
    assert texts(office, "Name")[0].split("\n")[0] == record["agency_name"]["zh"]
    kind = "Performance_Report" if record["reports"] else "Performance_Plan"
    assert root.get("Type") == kind


def test_a_fictional_plan_says_so_and_a_real_one_does_not():
    root = ET.fromstring(document("demo/2025"))
    assert "虛構" in texts(root, "Description")[0]
    assert texts(ET.fromstring(document("kinmen/2020")), "Description") == []


def with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Plain values with every text of both languages changed."""
    if isinstance(value, dict):
        texts_of = {key: change(value[key]) for key in ("zh", "en") if isinstance(value.get(key), str)}  # fmt: skip
        return {key: texts_of.get(key) or with_texts(one, change) for key, one in value.items()}
    return [with_texts(one, change) for one in value] if isinstance(value, list) else value


def tupled(value: Any) -> Any:
    """Lists as the loader has them."""
    if isinstance(value, dict):
        return {key: tupled(one) for key, one in value.items()}
    return tuple(map(tupled, value)) if isinstance(value, (list, tuple)) else value


def changed(name: str, change: Callable[[str], str]) -> tuple[PlanEntry, Dataset]:
    """A plan with other texts, and its data set."""
    office, entry = PLANS[name]
    plain = json.loads(json.dumps(entry.plan.model_dump(exclude_defaults=True)))
    plan = Plan.model_validate(tupled(with_texts(plain, change)), strict=True)
    other = replace(entry, plan=plan)
    return other, dataset_of(office, other)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["demo/2025", "hsinchu-county/2023"])
def test_a_hostile_text_comes_back_and_adds_no_element(name, text, request):
    entry, dataset = changed(name, lambda _: text)
    content = written(dataset)
    tags = [element.tag for element in ET.fromstring(content).iter()]
    assert tags == [element.tag for element in ET.fromstring(document(name)).iter()]
    assert read_stratml(content, NAME).plan == as_in_its_file(entry.plan)
    assert request.getfixturevalue("schema").validate(etree.fromstring(content))


@pytest.mark.parametrize("text", ["line\nbreak", "nul\x00", "escape\x1b", "\ufffe"])
def test_a_text_that_the_document_cannot_hold_is_refused(text):
    _, dataset = changed("kinmen/2020", lambda _: text)
    with pytest.raises(ValueError):
        written(dataset)


@pytest.mark.parametrize("text", ["tab\there", "turn\u202eed", "two\u2028lines"])
def test_a_text_that_the_loader_refuses_is_refused_on_the_way_back(text):
    _, dataset = changed("kinmen/2020", lambda _: text)
    assert {one.rule for one in problems_of(written(dataset))} >= {"character"}


def test_an_edit_in_another_tool_comes_back():
    """Indented anew, with a target and a text changed and an indicator's figures untouched."""
    root = etree.fromstring(document("hsinchu-county/2023"))
    target = root.find(f".//{NS}TargetResult[{NS}NumberOfUnits='130']")
    target.find(f"{NS}NumberOfUnits").text = "150"
    target.find(f"{NS}Description").text = "150 案"
    goal = root.find(f".//{NS}Goal/{NS}Name")
    goal.text = "\n      防貪\n      Prevention\n    "
    etree.indent(root, space="\t")
    back = read_stratml(etree.tostring(root), NAME).plan
    assert (back.goals[0].text.zh, back.goals[0].text.en) == ("防貪", "Prevention")
    _, entry = PLANS["hsinchu-county/2023"]
    before = {kpi.id: [t.printed for t in kpi.targets] for kpi in entry.plan.kpis}
    after = {kpi.id: [t.printed for t in kpi.targets] for kpi in back.kpis}
    assert {id_ for id_ in before if before[id_] != after[id_]} == {"2"}
    assert after["2"] == ["150 案"]


def first(root: Any, path: str) -> Any:
    """The first element at a path of names, wherever it begins."""
    element = root.find(
        ".//" + "/".join(NS + tag.replace("[", f"[{NS}") for tag in path.split("/"))
    )
    assert element is not None
    return element


def edited(name: str, path: str, text: str) -> bytes:
    """A document with the first element at a path saying something else."""
    root = etree.fromstring(document(name))
    first(root, path).text = text
    return etree.tostring(root)


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("TargetResult/NumberOfUnits", "41", "stratml-differs"),
        ("PerformanceIndicator[SequenceIndicator]/MeasurementInstance/TargetResult/StartDate", "2025-02-01", "stratml-year"),
        ("ActualResult/EndDate", "2025-06-29", "stratml-differs"),
        ("ActualResult/NumberOfUnits", "19", "stratml-differs"),
        ("ActualResult/Description", "report: 2099-01-01-self", "stratml-report"),
        ("AdministrativeInformation/EndDate", "2026-12-31", "stratml-differs"),
        ("Relationship/ReferentIdentifier", "elsewhere", "stratml-reference"),
        ("Goal/Name", "一\none\nuna", "stratml-lines"),
        ("Goal/Name", "", "missing-key"),
        ("Goal/SequenceIndicator", "one", "value"),
        ("Goal/Objective/OtherInformation", "- a", "stratml-fields"),
        ("Goal/Objective/OtherInformation", "weigth: 1", "unknown-key"),
        ("Goal/Objective/OtherInformation", "a: &a b", "yaml-anchor"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_said_with_its_line(path, text, rule):
    content = edited("demo/2025", path, text)
    found = problems_of(content)
    assert rule in {one.rule for one in found}
    line = first(etree.fromstring(content), path).sourceline
    # The element's own line, or that of the one around it.
    assert any(line - 4 <= one.place.line <= line + 1 for one in found if one.rule == rule)


def test_all_faults_are_said_at_once():
    root = etree.fromstring(document("demo/2025"))
    core = root.find(f"{NS}StrategicPlanCore")
    core.insert(1, core.makeelement(f"{NS}Mission"))
    root.find(f".//{NS}TargetResult/{NS}NumberOfUnits").text = "41"
    root.find(f".//{NS}Goal/{NS}SequenceIndicator").text = "one"
    root.find(f".//{NS}Objective/{NS}Name").tail = "loose"
    rules = {one.rule for one in problems_of(etree.tostring(root))}
    assert rules >= {"stratml-element", "stratml-differs", "value", "stratml-text"}


def test_a_field_said_twice_must_agree():
    text = "schedule: 114.01-12\ntext: {zh: 另一種作法}"
    content = edited("demo/2025", "Goal/Objective/OtherInformation", text)
    assert "stratml-differs" in {one.rule for one in problems_of(content)}


def test_an_objective_of_somebody_else_is_not_taken_for_a_group_of_indicators():
    root = etree.fromstring(document("demo/2025"))
    group = next(
        one for one in root.iter(f"{NS}Objective") if one.find(f"{NS}SequenceIndicator") is None
    )
    group.find(f"{NS}Name").text = "Something else"
    assert problems_of(etree.tostring(root))


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "xml-syntax"),
        (b"<a>", "xml-syntax"),
        (b"<a>&unknown;</a>", "xml-syntax"),
        (b"<a/>", "stratml-root"),
        (b'<PerformancePlanOrReport xmlns="http://www.stratml.net/PerformancePlanOrReport"/>', "stratml-root"),
        (f'<!DOCTYPE a [<!ENTITY l0 "x">{LAUGHS}]><a>&l11;</a>'.encode(), "xml-"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "xml-doctype"),
        (f'<!DOCTYPE a [<!ENTITY l0 "x">{LAUGHS}]><a b="&l11;"/>'.encode(), "xml-"),
        (b'<!DOCTYPE a SYSTEM "http://stratml.example/a.dtd"><a/>', "xml-doctype"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "xml-doctype"),
        ("<a>廉政</a>".encode("utf-16"), "encoding"),
        ("<a>廉政</a>".encode("big5"), "encoding"),
        (b"<a>" * 2_000 + b"</a>" * 2_000, "xml-syntax"),
        (b" " * 5_000_001, "file-size"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_stratml_is_refused(content, rule):
    (problem,) = problems_of(content)
    assert problem.rule.startswith(rule)


def test_no_outside_file_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    laced = document("kinmen/2020").replace(
        b"<PerformancePlanOrReport ",
        f'<!DOCTYPE P [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n<PerformancePlanOrReport '.encode(),
    )
    laced = laced.replace(b"<Name>", b"<Name>&x;", 1)
    assert all("secret" not in one.render("en") for one in problems_of(laced))


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_values_written_as_yaml_come_back(text):
    value = {"a": text, "b": (text, {"c": text, "109": True, "d": None}), "e": {"2026-01-01": "1"}}
    read = parse_document(write_plain(value).encode(), "x.yml")
    assert (read.value, read.problems) == (value, [])


@pytest.mark.parametrize("name", PLANS)
def test_what_is_imported_can_stand_as_a_plan_file(name, tmp_path):
    """Its plain values, written as YAML, are a plan.yml that the loader takes, checks and all."""
    office, entry = PLANS[name]
    shutil.copytree(ROOT / "data", tmp_path / "data")
    file = tmp_path / "data/agencies" / name / "plan.yml"
    file.write_text(write_plain(read_stratml(document(name), NAME).values), encoding="utf-8")
    loaded = load_plan(
        tmp_path / "data", agency=office.id, plan=entry.id, vocabulary=DATA.vocabulary
    )
    assert as_in_its_file(loaded.plan) == as_in_its_file(entry.plan)


def test_other_ways_of_writing_come_back_as_they_were_written():
    office, entry = PLANS["demo/2025"]
    plain = entry.plan.model_dump(exclude_defaults=True)
    measure = plain["goals"][0]["measures"][0]
    measure["estimate"], measure["schedule"] = "120 千元", "114.03-"
    measure["performance_items"] = ({"text": {"zh": "無"}, "inferred": True},)
    measure["targets"] = (
        {"kind": "zero", "text": {"zh": "零逾期"}},
        {"kind": "zero", "text": {"zh": "零件"}, "figure": "0 件"},
        {"kind": "product", "text": {"zh": "手冊"}},
        {"kind": "at-least", "text": {"zh": "至少1次", "en": "Once at least"}, "figure": "1次"},
    )
    plain["goals"][0]["details"] = ({"zh": "一"}, {"zh": "二", "en": "Two"})
    plain["kpis"][0]["goal"] = "1"  # the goal prints 一
    plain["kpis"][6]["parent"] = "6-1"  # the indicator prints 6(1)
    plain["kpis"][0]["targets"] = {"114": "１，２００件", "115": None}
    plan = Plan.model_validate(plain, strict=True)
    assert plan.kpis[6].parent == "6-1" and plan.kpis[0].targets[1].figure is None
    other = replace(entry, plan=plan)
    back = read_stratml(written(dataset_of(office, other)), NAME)
    assert back.plan == plan
    assert back.reports == entry.reports


def test_every_rule_of_what_comes_in_is_tripped_here():
    text = Path(__file__).read_text("utf-8")
    assert [rule.id for rule in STRATML if f'"{rule.id}"' not in text] == []
