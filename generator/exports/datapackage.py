"""A Data Package (version 2): what every CSV table holds, in the words of Table Schema.

Only the files with the columns' names are described; those with Chinese headings hold the same
rows. Checked with `frictionless validate`.
"""

from collections.abc import Iterator, Mapping

from generator.exports.dataset import DataFile, Dataset, Format
from generator.exports.frictionless import (
    MEDIA_TYPE,
    NAME,
    package_json,
    resource_json,
    schema_json,
)
from generator.exports.plain import dump
from generator.fields import Text


def _make(dataset: Dataset, files: Mapping[str, DataFile]) -> Iterator[DataFile]:
    tables = dataset.tables
    resources = [
        resource_json(table, files[f"{table.name}.csv"], schema_json(table, tables))
        for table in tables
    ]
    address = f"{dataset.publisher.url}{dataset.folder}{NAME}"
    package = package_json(dataset, address, resources)
    yield DataFile(NAME, MEDIA_TYPE, dump(package).encode())


DATA_PACKAGE = Format(
    id="datapackage",
    title=Text(zh="Data Package 說明檔", en="Data Package"),
    about=Text(
        zh="所有 CSV 資料表的欄位、型別、鍵值、雜湊值與授權，供程式讀取與檢核。",
        en="Columns, types, keys, hashes and licence of all CSV tables, for programs that read and check them.",
    ),
    make=_make,
    large=True,
)
