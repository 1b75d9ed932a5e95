"""What the documents show is true: the examples load, the tables have every code and option."""

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import get_args

from generator.choices import NAMES
from generator.exceptions import Exceptions
from generator.indicators import Direction
from generator.records import read_record
from generator.reports import KpiValue, MeasureState
from generator.source import load_site
from generator.strict_yaml import parse_document

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def example(schema: str) -> str:
    """The YAML block of the guide that names this schema."""
    blocks = re.findall(r"^( *)```yaml\n(.*?)^ *```$", GUIDE, re.MULTILINE | re.DOTALL)
    (found,) = [text for _, text in blocks if f"/{schema}.json" in text]
    return textwrap.dedent(found)


def test_the_example_of_an_office_and_a_plan_load_without_a_remark(tmp_path):
    data = tmp_path / "data"
    others = shutil.ignore_patterns("agencies", "committees", "consultations")
    shutil.copytree(ROOT / "data", data, ignore=others)
    plan = data / "agencies/example-county/2026"
    plan.mkdir(parents=True)
    (plan.parent / "agency.yml").write_text(example("agency"), "utf-8")
    (plan / "plan.yml").write_text(example("plan"), "utf-8")
    loaded = load_site(data)
    (entry,) = loaded.agencies[0].plans
    assert loaded.notes == ()
    assert entry.plan.kpis[0].direction == Direction(value="higher", inferred=True)
    assert str(entry.plan.budget[0].amount.value) == "1550"


def test_the_example_of_a_consultation_loads_beside_the_projects_own(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    (data / "consultations/hours.yml").write_text(example("consultation"), "utf-8")
    before = load_site(ROOT / "data").notes
    assert [one.says() for one in load_site(data).notes] == [one.says() for one in before]


def test_the_example_of_an_exception_and_of_a_breakdown_are_valid():
    exception = parse_document(example("exceptions").encode(), "exceptions.yml")
    record, problems = read_record(exception, Exceptions)
    assert record and not problems and not exception.problems
    (block,) = re.findall(r"^ *```yaml\n( *- kpi: 16\n.*?)^ *```$", GUIDE, re.MULTILINE | re.DOTALL)
    value = parse_document(textwrap.dedent(block).encode(), "report.yml").value
    assert isinstance(value, tuple)
    said = KpiValue.model_validate(value[0], strict=True)
    assert said.breakdown and [cell.withheld for cell in said.breakdown.cells][2:] == [True, True]


def test_the_table_of_measure_states_has_every_state_with_its_words():
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (\S+) \|", GUIDE, re.MULTILINE))
    assert rows == {code: NAMES[code] for code in get_args(MeasureState)}


def test_the_options_of_report_that_the_guide_names_exist():
    shown = set(re.findall(r"^\| `(--[a-z]+) ", GUIDE, re.MULTILINE))
    done = subprocess.run(
        [sys.executable, "site_build.py", "report", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown == {"--for", "--stage", "--body", "--set"}
    assert shown <= set(re.findall(r"--[a-z]+", done.stdout))


def test_no_page_says_of_all_plans_what_holds_for_some():
    for path in (ROOT / "content").rglob("*.md"):
        text = path.read_text("utf-8")
        assert "本站看到的是文字檔" not in text and "We have seen text copies" not in text, path
        assert "本站也不推定" not in text and "we do not guess" not in text, path
