"""The whole site's tables as Parquet, with types and meanings; needs pyarrow, an optional extra.

The only pyarrow. It reads the CSV files, which hold the same rows. Without it nothing is made, and
the command line says so.
"""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.exports.csv_tables import GUARDED, write_csv
from generator.exports.dataset import DataFile, Dataset, Format
from generator.exports.dictionary import load_dictionary
from generator.exports.tables import Column, Table
from generator.fields import Text

if TYPE_CHECKING:
    import pyarrow as pa

MEDIA_TYPE = "application/vnd.apache.parquet"
# Amounts have up to 18 digits before the point. A figure that needs more places makes its column
# the wide one, which holds them all and which fewer programs read.
_NARROW, _WIDE = (38, 18), (76, 38)
# A cell that `csv_tables.guard` put an apostrophe before; few files have one.
_GUARD, _ANY_GUARD = r"^'('*[=+\-@\t\r])", re.compile(rb"""[,\n"]'+[=+\-@\t\r]""")


def _type(column: Column) -> "pa.DataType":
    import pyarrow as pa

    if column.type in load_dictionary().codes:
        return pa.dictionary(pa.int32(), pa.string())
    types: dict[str, Any] = {
        "decimal": pa.decimal128(*_NARROW),
        "integer": pa.int64(),
        "year": pa.int16(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    return types.get(column.type, pa.string())


def _read(content: bytes, types: Mapping[str, "pa.DataType"]) -> "pa.Table":
    """A CSV file as typed columns, none of them through Python's values (and so without pandas,
    which pyarrow loads for these where it is installed). Raises `ArrowInvalid`."""
    from pyarrow import csv

    return csv.read_csv(
        BytesIO(content),
        # One block, so that each column is one piece whatever the machine.
        csv.ReadOptions(use_threads=False, block_size=len(content) + 1),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=types,
            null_values=[""],
            true_values=["true"],
            false_values=["false"],
            strings_can_be_null=True,
        ),
    )


def _columns(table: Table, content: bytes) -> list["pa.ChunkedArray"]:
    """The columns of a table's CSV file, every figure as it is and every text without its guard."""
    import pyarrow as pa

    types = {column.name: _type(column) for column in table.columns}
    wide = [column.name for column in table.columns if column.type == "decimal"]
    try:
        read, wide = _read(content, types), []
    except pa.ArrowInvalid:
        read = _read(content, types | dict.fromkeys(wide, pa.string()))
    columns = {name: read[name] for name in types}
    for name in wide:
        columns[name] = _decimals(columns[name].to_pylist())
    if _ANY_GUARD.search(content):
        from pyarrow import compute

        for column in table.columns:
            if column.type in GUARDED:
                columns[column.name] = compute.replace_substring_regex(
                    columns[column.name], pattern=_GUARD, replacement=r"\1"
                )
    return list(columns.values())


def _decimals(texts: list[str | None]) -> "pa.Array":
    """Figures as they are; none is rounded."""
    import pyarrow as pa

    values = [Decimal(text) if text else None for text in texts]
    try:
        return pa.array(values, pa.decimal128(*_NARROW))
    except pa.ArrowInvalid:
        return pa.array(values, pa.decimal256(*_WIDE))


def _about_column(column: Column) -> dict[str, str]:
    said = {
        "type": column.type,
        "title_zh": column.title[0],
        "title_en": column.title[1],
        "description_zh": column.says[0],
        "description_en": column.says[1],
    }
    if codes := load_dictionary().codes.get(column.type):
        listed = {code.value: {"zh": code.title[0], "en": code.title[1]} for code in codes}
        said["codes"] = json.dumps(listed, ensure_ascii=False)
    return said


def _about(dataset: Dataset, table: Table) -> dict[str, str]:
    licence = dataset.publisher.licence
    return {
        "title_zh": table.title[0],
        "title_en": table.title[1],
        "description_zh": table.says[0],
        "description_en": table.says[1],
        "source": dataset.address,
        "publisher": dataset.publisher.operator_name.zh,
        "license": licence.id,
        "license_url": licence.url,
        "as_of": dataset.as_of.isoformat(),
    }


def write_parquet(dataset: Dataset, table: Table, content: bytes | None = None) -> bytes:
    """A table as a file; the same rows are the same file with the same library. `content`: its CSV
    file with the columns' names, where that is written already."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = _columns(table, content or write_csv(table, dataset.rows(table), "en"))
    fields = [
        pa.field(
            column.name, held.type, nullable=not column.required, metadata=_about_column(column)
        )
        for column, held in zip(table.columns, columns, strict=True)
    ]
    schema = pa.schema(fields, metadata=_about(dataset, table))
    out = BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), out, compression="snappy")
    return out.getvalue()


def _make(dataset: Dataset, made: Mapping[str, DataFile]) -> Iterator[DataFile]:
    for table in dataset.tables:
        content = write_parquet(dataset, table, made[f"{table.name}.csv"].content)
        yield DataFile(f"{table.name}.parquet", MEDIA_TYPE, content, table=table.name)


PARQUET = Format(
    id="parquet",
    title=Text(zh="Parquet 資料表", en="Parquet tables"),
    about=Text(
        zh="附型別的資料表，供資料分析程式使用。",
        en="Tables with types, for programs that analyse data.",
    ),
    make=_make,
    plan=False,
    needs="pyarrow",
)
