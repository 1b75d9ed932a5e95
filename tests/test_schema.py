"""JSON Schemas for editors: current, named by every data file, and taking what the loader takes."""

import json
import re
from pathlib import Path

import pytest

from generator.schema import schemas, stale_schemas, write_schemas

NAMED_BY_FOLDER = {
    "reports": "report",
    "meetings": "meeting",
    "resolutions": "resolution",
    "consultations": "consultation",
}
ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path for path in (ROOT / "data").rglob("*.yml"))
COMMENT = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def test_the_schemas_in_the_project_are_current():
    assert stale_schemas(ROOT / "schemas") == []


def test_a_stale_schema_is_noticed(tmp_path):
    write_schemas(tmp_path)
    assert stale_schemas(tmp_path) == []
    (tmp_path / "plan.json").write_text("{}", "utf-8")
    (tmp_path / "site.json").unlink()
    assert sorted(stale_schemas(tmp_path)) == ["plan.json", "site.json"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_data_file_names_its_schema(path):
    first = path.read_text("utf-8").splitlines()[0]
    match = COMMENT.fullmatch(first)
    assert match, f"the first line of {path.relative_to(ROOT)} should name the schema"
    own = path.stem if path.stem == "translations" else path.parent.name
    name = NAMED_BY_FOLDER.get(own, path.stem)
    assert (path.parent / match[1]).resolve() == ROOT / "schemas" / f"{name}.json"


def test_a_schema_refuses_unknown_keys_and_takes_plain_figures():
    plan = json.loads(schemas()["plan.json"])
    assert plan["additionalProperties"] is False
    assert plan["properties"]["period"]["type"] == ["string", "number"]
    measure = plan["$defs"]["Measure"]
    assert "additionalProperties" in measure
    assert set(measure["required"]) == {"number", "text"}
