"""The whole site's tables as Parquet, with types and meanings; needs pyarrow, an optional extra.

The only pyarrow. Without it nothing is made, and the command line says so.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.exports.dataset import DataFile, Dataset, Format
from generator.exports.dictionary import load_dictionary
from generator.exports.tables import Cell, Column, Table
from generator.fields import Text

if TYPE_CHECKING:
    import pyarrow as pa

MEDIA_TYPE = "application/vnd.apache.parquet"
# Amounts have up to 18 digits before the point. A figure that needs more places makes its column
# the wide one, which holds them all and which fewer programs read.
_NARROW, _WIDE = (38, 18), (76, 38)
_READ: Mapping[str, Callable[[str], object]] = {
    "decimal": Decimal,
    "integer": int,
    "year": int,
    "date": dt.date.fromisoformat,
}


def _value(cell: Cell, column: Column) -> object:
    read = _READ.get(column.type)
    return read(cell) if read and isinstance(cell, str) else cell


def _decimals(values: list[object]) -> "pa.Array":
    """Figures as they are; none is rounded."""
    import pyarrow as pa

    try:
        return pa.array(values, pa.decimal128(*_NARROW))
    except pa.ArrowInvalid:
        return pa.array(values, pa.decimal256(*_WIDE))


def _array(column: Column, values: list[object]) -> "pa.Array":
    import pyarrow as pa

    if column.type == "decimal":
        return _decimals(values)
    if column.type in load_dictionary().codes:
        return pa.array(values, pa.string()).dictionary_encode()
    types: dict[str, Any] = {
        "integer": pa.int64(),
        "year": pa.int16(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    return pa.array(values, types.get(column.type, pa.string()))


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


def write_parquet(dataset: Dataset, table: Table) -> bytes:
    """A table as a file; the same rows are the same file with the same library."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    values: list[list[object]] = [[] for _ in table.columns]
    for row in dataset.rows(table):
        for column, held in zip(table.columns, values, strict=True):
            held.append(_value(row.get(column.name), column))
    arrays = [_array(column, held) for column, held in zip(table.columns, values, strict=True)]
    fields = [
        pa.field(
            column.name, array.type, nullable=not column.required, metadata=_about_column(column)
        )
        for column, array in zip(table.columns, arrays, strict=True)
    ]
    schema = pa.schema(fields, metadata=_about(dataset, table))
    out = BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="snappy")
    return out.getvalue()


def _make(dataset: Dataset, _: Mapping[str, DataFile]) -> Iterator[DataFile]:
    for table in dataset.tables:
        content = write_parquet(dataset, table)
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
