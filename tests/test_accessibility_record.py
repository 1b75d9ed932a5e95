"""The record of accessibility runs: what a run does not replace stays."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

from generator.records import read_record
from generator.strict_yaml import parse_document
from generator.vocabulary import Accessibility
from tests.browser.record_accessibility import VALUES, compose, kept_days, read_record_of

ROOT = Path(__file__).resolve().parent.parent
SITE = "https://lianming.example/"
AXE = ("axe-core", "9.9.9", "標準", "Standard", "80", "1")
BEFORE = """tested: 2026-11-01
site: https://lianming.example/
browser: Chromium 156
checks:
  - {tool: axe-core, version: 4.12.1, standard: {zh: 標準, en: Standard}, pages: 78, faults: 0}
  - {tool: a11y-moda, version: 0.6.1, standard: {zh: 規範, en: "Taiwan's guidelines"}, pages: 336, faults: 2}
known:
  - {zh: 圖表沒有替代文字, en: A chart has no text}
  - {zh: 其他}
"""


def before(tmp_path: Path) -> Accessibility:
    (tmp_path / "accessibility.yml").write_text(BEFORE, "utf-8")
    record = read_record_of(tmp_path / "accessibility.yml")
    assert record is not None
    return record


def written(*rows: tuple[str, ...], before: Accessibility | None, site: str = SITE, last: str = ""):
    text = compose(
        tested=dt.date(2026, 11, 21), site=site, browser="Chromium 157", rows=rows, before=before,
        days=kept_days(last),
    )  # fmt: skip
    record, problems = read_record(parse_document(text.encode(), "a.yml"), Accessibility)
    assert record is not None, problems
    return record, text


def test_what_another_tool_recorded_and_the_known_faults_stay(tmp_path):
    old = before(tmp_path)
    record, text = written(AXE, before=old)
    assert [(c.tool, c.version) for c in record.checks] == [
        ("axe-core", "9.9.9"), ("a11y-moda", "0.6.1"),
    ]  # fmt: skip
    assert record.checks[1] == old.checks[1] and record.known == old.known
    assert "# kept from the record of 2026-11-01" in text


def test_a_result_that_is_kept_twice_keeps_its_day(tmp_path):
    record, text = written(AXE, before=before(tmp_path))
    _, again = written(AXE, before=record, last=text)
    assert "# kept from the record of 2026-11-01" in again


def test_a_tool_that_is_added_replaces_its_own_entry(tmp_path):
    added = ("a11y-moda", "0.7.0", "規範", "Guidelines", "340", "0")
    record, text = written(AXE, added, before=before(tmp_path))
    assert [(c.tool, c.version) for c in record.checks][1:] == [("a11y-moda", "0.7.0")]
    assert "kept" not in text


def test_a_record_of_another_site_is_not_taken_over(tmp_path):
    record, _ = written(AXE, before=before(tmp_path), site="https://other.example/")
    assert [c.tool for c in record.checks] == ["axe-core"] and record.known == ()


def test_the_help_names_the_six_values():
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.record_accessibility", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert " ".join(VALUES) in " ".join(done.stdout.split())
