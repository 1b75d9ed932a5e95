"""CSV on the Web (W3C): one table group that says what every CSV table holds.

It stands under the standard's own name, `csv-metadata.json`, beside the tables. Only the files with
the columns' names are described; those with Chinese headings hold the same rows.
"""

from collections.abc import Iterator, Mapping

from generator.exports.csv_tables import GUARD
from generator.exports.dataset import DataFile, Dataset, Format
from generator.exports.dictionary import Words, load_dictionary
from generator.exports.keys import key_of, references_of
from generator.exports.plain import Json, dump
from generator.exports.tables import Column, Table
from generator.fields import Text

NAME = "csv-metadata.json"
MEDIA_TYPE = "application/csvm+json"
_ZH, _EN = "zh-Hant", "en"
_TYPES: Mapping[str, str | Json] = {
    "decimal": "decimal",
    "integer": "integer",
    "year": "gYear",
    "month": "gYearMonth",
    "date": "date",
    "url": "anyURI",
    "json": "json",
    "boolean": {"base": "boolean", "format": "true|false"},
    "hash": {"base": "string", "format": "[0-9a-f]{64}"},
}
_LANGUAGES = {"_zh": _ZH, "_en": _EN}


def _words(zh: str, en: str | None) -> list[Json]:
    """A text as JSON-LD values, each with its language."""
    return [{"@value": text, "@language": tag} for text, tag in ((zh, _ZH), (en, _EN)) if text]


def _both(words: Words) -> list[Json]:
    return _words(*words)


def _datatype(column: Column) -> str | Json:
    if codes := load_dictionary().codes.get(column.type):
        return {"base": "string", "format": "|".join(code.value for code in codes)}
    return _TYPES.get(column.type, "string")


def _column(column: Column) -> Json:
    made: Json = {
        "name": column.name,
        # A reader compares the file's heading, which is the name, with these.
        "titles": {_EN: [column.name, column.title[1]], _ZH: column.title[0]},
        "dc:description": _both(column.says),
        "datatype": _datatype(column),
    }
    if column.required:
        made["required"] = True
    if language := _LANGUAGES.get(column.name[-3:]):
        made["lang"] = language
    return made


def _table(table: Table, tables: tuple[Table, ...]) -> Json:
    schema: Json = {"columns": [_column(column) for column in table.columns]}
    key = key_of(table)
    if key and key.whole:
        schema["primaryKey"] = list(key.columns)
    references = [
        {
            "columnReference": list(one.columns),
            "reference": {"resource": f"{one.table}.csv", "columnReference": list(one.key)},
        }
        for one in references_of(table, tables)
    ]
    if references:
        schema["foreignKeys"] = references
    return {
        "url": f"{table.name}.csv",
        "dc:title": _both(table.title),
        "dc:description": _both(table.says),
        "tableSchema": schema,
    }


def group_json(dataset: Dataset) -> Json:
    """The table group of a data set."""
    publisher = dataset.publisher
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-Hant"}],
        "dc:title": _words(dataset.title.zh, dataset.title.en),
        "dc:description": _words(dataset.about.zh, dataset.about.en),
        "dc:source": {"@id": dataset.address},
        "dc:publisher": _words(publisher.operator_name.zh, publisher.operator_name.en),
        "dc:license": {"@id": publisher.licence.url},
        "dc:modified": {"@value": dataset.changed.isoformat(), "@type": "xsd:date"},
        "dc:valid": {"@value": dataset.as_of.isoformat(), "@type": "xsd:date"},
        "rdfs:comment": GUARD,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tables": [_table(table, dataset.tables) for table in dataset.tables],
    }


def _make(dataset: Dataset, _: Mapping[str, DataFile]) -> Iterator[DataFile]:
    yield DataFile(NAME, MEDIA_TYPE, dump(group_json(dataset)).encode())


CSVW = Format(
    id="csvw",
    title=Text(zh="CSVW 說明檔", en="CSV on the Web"),
    about=Text(
        zh="W3C 標準的欄位說明，供程式把 CSV 資料表連成資料。",
        en="What the CSV tables hold in the words of the W3C standard, for programs that link them.",
    ),
    make=_make,
)
