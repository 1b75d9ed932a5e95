"""The formats that data is offered in: one module each, one line here."""

import hashlib
from collections.abc import Iterator
from importlib.util import find_spec

from generator.downloads import Download
from generator.exports.csv_tables import CSV
from generator.exports.csvw import CSVW
from generator.exports.datapackage import DATA_PACKAGE
from generator.exports.dataset import DataFile, Dataset, Format
from generator.exports.fiscal import FISCAL
from generator.exports.parquet import PARQUET
from generator.exports.record import JSON
from generator.exports.stratml import STRATML
from generator.exports.sums import SUMS
from generator.exports.xlsx import XLSX
from generator.fields import Text

# In this order: a package names the files made before it, and the sums all of them.
FORMATS: tuple[Format, ...] = (
    JSON,
    CSV,
    STRATML,
    XLSX,
    DATA_PACKAGE,
    FISCAL,
    CSVW,
    PARQUET,
    SUMS,
)


def formats_left_out() -> tuple[Format, ...]:
    """Those whose library is not installed here: they make nothing."""
    return tuple(one for one in FORMATS if one.needs and find_spec(one.needs) is None)


def make_files(dataset: Dataset) -> Iterator[tuple[Download, bytes]]:
    """Every file of a data set with its content, in the order of the formats."""
    titles = {table.name: table.title for table in dataset.tables}
    made: dict[str, DataFile] = {}
    left_out = formats_left_out()
    for format_ in FORMATS:
        if format_ in left_out or not (format_.site if dataset.is_site else format_.plan):
            continue
        for file in format_.make(dataset, dict(made)):
            if file.name in made:
                raise ValueError(f"two formats write {file.name}")
            made[file.name] = file
            title = titles.get(file.table or "")
            yield (
                Download(
                    folder=dataset.folder,
                    name=file.name,
                    size=len(file.content),
                    media_type=file.media_type,
                    format_id=format_.id,
                    format=format_.title,
                    sha256=hashlib.sha256(file.content).hexdigest(),
                    table=file.table,
                    table_title=Text(zh=title[0], en=title[1]) if title else None,
                    language=file.language,
                ),
                file.content,
            )
