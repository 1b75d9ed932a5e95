"""Table Schema and Data Package descriptors; shared by `datapackage` and `fiscal`."""

import hashlib
import json
from collections.abc import Iterator

from generator.exports.csv_tables import GUARD
from generator.exports.dataset import DataFile, Dataset
from generator.exports.dictionary import load_dictionary
from generator.exports.keys import key_of, references_of
from generator.exports.plain import Json
from generator.exports.tables import Column, Table
from generator.fields import Text

NAME = "datapackage.json"
MEDIA_TYPE = "application/json"
_PROFILES = "https://datapackage.org/profiles/2.0/"
_TYPES = {
    "decimal": "number",
    "integer": "integer",
    "year": "year",
    "month": "yearmonth",
    "date": "date",
    "boolean": "boolean",
    "json": "object",
}
_HASH = "[0-9a-f]{64}"


def both(words: tuple[str, str | None]) -> str:
    """`中文 / English`, or the Chinese where there is no other."""
    return f"{words[0]} / {words[1]}" if words[1] else words[0]


def said(text: Text) -> str:
    """A text in both languages."""
    return both((text.zh, text.en))


def field_json(column: Column) -> Json:
    """A column as a field of Table Schema; a code list with what each code stands for."""
    constraints: Json = {"required": True} if column.required else {}
    made: Json = {
        "name": column.name,
        "title": both(column.title),
        "description": both(column.says),
        "type": _TYPES.get(column.type, "string"),
    }
    if codes := load_dictionary().codes.get(column.type):
        made["categories"] = [{"value": c.value, "label": both(c.title)} for c in codes]
        constraints["enum"] = [code.value for code in codes]
    if column.type == "hash":
        constraints["pattern"] = _HASH
    if constraints:
        made["constraints"] = constraints
    return made


def schema_json(table: Table, tables: tuple[Table, ...]) -> Json:
    """A table's schema, with its key and what it refers to among `tables`."""
    made: Json = {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": [field_json(column) for column in table.columns],
        "missingValues": [""],
    }
    if key := key_of(table):
        if key.whole:
            made["primaryKey"] = list(key.columns)
        else:
            made["uniqueKeys"] = [list(key.columns)]
    references = [
        {
            "fields": list(one.columns),
            "reference": {"resource": one.table, "fields": list(one.key)},
        }
        for one in references_of(table, tables)
    ]
    if references:
        made["foreignKeys"] = references
    return made


def resource_json(table: Table, file: DataFile, schema: Json) -> Json:
    """A table's file as a resource, with its size and hash."""
    return {
        "name": table.name,
        "path": file.name.rsplit("/", 1)[-1],
        "type": "table",
        "title": both(table.title),
        "description": both(table.says),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
        "schema": schema,
    }


def package_json(dataset: Dataset, address: str, resources: list[Json]) -> Json:
    """What is said of a data set as a package that stands at `address`."""
    publisher, licence = dataset.publisher, dataset.publisher.licence
    made: Json = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": f"lianming-{dataset.name}",
        "id": address,
        "title": said(dataset.title),
        "description": f"{said(dataset.about)}\n\n{GUARD}",
        "homepage": dataset.address,
        "created": f"{dataset.as_of.isoformat()}T00:00:00+08:00",
        "licenses": [{"name": licence.id, "title": said(licence.title), "path": licence.url}],
        "contributors": [
            {
                "title": said(publisher.operator_name),
                "path": publisher.url,
                "roles": ["publisher"],
            }
        ],
    }
    if sources := list(_sources(dataset)):
        made["sources"] = sources
    if dataset.fictional:
        made["fictional"] = True
    return made | {"resources": resources}


def _sources(dataset: Dataset) -> Iterator[Json]:
    """The documents that the plans were taken from, each once."""
    found: dict[str, Json] = {}
    for table in dataset.tables:
        if table.name != "sources":
            continue
        for row in dataset.rows(table):
            source: Json = {"title": both((str(row["title_zh"]), _word(row["title_en"])))}
            if row["sha256"]:
                source["version"] = f"sha256:{row['sha256']}"
            found.setdefault(json.dumps(source), source)
    yield from found.values()


def _word(cell: str | bool | None) -> str | None:
    return str(cell) if cell else None
