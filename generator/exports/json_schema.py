"""The JSON Schema of a public record, made from the dictionary."""

import json

from generator.exports.dictionary import ROOT_RECORD, Dictionary, Field, Shape, load_dictionary
from generator.exports.plain import Json

_DECIMAL = r"^-?(0|[1-9]\d*)(\.\d+)?$"
_SCALARS: dict[str, Json] = {
    "string": {"type": "string"},
    "decimal": {"type": "string", "pattern": _DECIMAL},
    "integer": {"type": "string", "pattern": r"^-?(0|[1-9]\d*)$"},
    "year": {"type": "string", "pattern": r"^\d{4}$"},
    "month": {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    "date": {"type": "string", "format": "date"},
    "boolean": {"type": "boolean"},
    "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "url": {"type": "string", "format": "uri"},
    "json": {"type": "object"},
}
_TEXT: Json = {
    "title": "文字 / Text",
    "type": "object",
    "properties": {
        "zh": {"type": "string"},
        "en": {"type": ["string", "null"]},
        "stale": {
            "description": "英文比中文舊 / The English is older than the Chinese",
            "const": True,
        },
    },
    "required": ["zh", "en"],
}
_CLOSED: Json = {"additionalProperties": False}


def _base(base: str, dictionary: Dictionary) -> Json:
    if base == "text" or dictionary.is_record(base):
        return {"$ref": f"#/$defs/{base}"}
    if base in dictionary.codes:
        return {"enum": [code.value for code in dictionary.codes[base]]}
    return _SCALARS[base]


def _property(field: Field, dictionary: Dictionary) -> Json:
    value = _base(field.base, dictionary)
    if field.many == "list":
        value = {"type": "array", "items": value}
    elif field.many == "map":
        names = _base(field.key_base, dictionary)
        value = {"type": "object", "propertyNames": names, "additionalProperties": value}
    if field.nullable:
        value = {"anyOf": [value, {"type": "null"}]}
    return {
        "title": " / ".join(field.title),
        "description": " / ".join(field.says),
        **value,
    }


def _object(shape: Shape, dictionary: Dictionary, *, closed: bool) -> Json:
    return {
        "title": " / ".join(shape.title),
        "description": " / ".join(shape.says),
        "type": "object",
        "properties": {field.name: _property(field, dictionary) for field in shape.fields},
        "required": [field.name for field in shape.fields if not field.optional],
        **(_CLOSED if closed else {}),
    }


def plan_schema(address: str, *, closed: bool = False) -> str:
    """That of a plan; see `record_schema`."""
    return record_schema(ROOT_RECORD, address, closed=closed)


def record_schema(kind: str, address: str, *, closed: bool = False) -> str:
    """The schema of a kind of record as JSON text; `address`: where it stands, its `$id`.

    Open, since v1 may gain fields; `closed`, for our own tests, refuses what is not described.
    """
    dictionary = load_dictionary()
    schema: Json = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        **_object(dictionary.shapes[kind], dictionary, closed=closed),
        "$defs": {
            "text": _TEXT | (_CLOSED if closed else {}),
            **{
                name: _object(dictionary.shapes[name], dictionary, closed=closed)
                for name in dictionary.below(kind)
            },
        },
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
