"""JSON Schemas for editors, made from the records."""

import json
from pathlib import Path

from generator.records import RECORDS


def schemas() -> dict[str, str]:
    """File name -> JSON Schema text, one for each kind of data file."""
    made = {}
    for name, record in RECORDS.items():
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **record.model_json_schema(),
        }
        made[f"{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return made


def write_schemas(folder: Path) -> None:
    """Write all schemas into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def stale_schemas(folder: Path) -> list[str]:
    """Names of schemas in `folder` that are not what the records say now."""
    return [
        name
        for name, text in schemas().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]
