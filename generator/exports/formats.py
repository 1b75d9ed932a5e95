"""The formats that data and its catalogue are offered in: one module each, one line here."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from generator.downloads import Download, download_of
from generator.exports.catalogue import CatalogueFormat
from generator.exports.csv_tables import CSV
from generator.exports.csvw import CSVW
from generator.exports.data_gov_tw import DATA_GOV_TW
from generator.exports.datapackage import DATA_PACKAGE
from generator.exports.dataset import DataFile, Dataset, Format
from generator.exports.dcat import DCAT_JSON_LD, DCAT_TURTLE
from generator.exports.fiscal import FISCAL
from generator.exports.parquet import PARQUET
from generator.exports.record import JSON
from generator.exports.stratml import STRATML
from generator.exports.sums import SUMS
from generator.exports.xlsx import XLSX
from generator.fields import Text

# CSV and JSON are the base: others describe the CSV tables, the site's own tables are read back from
# them, and the lists of plans name both. Any other line can go without harm to the rest.
# The order: those with a label are offered in it, CSV first, for it opens everywhere; a package names
# the files made before it, and the sums all of them.
FORMATS: tuple[Format, ...] = (
    CSV,
    JSON,
    STRATML,
    XLSX,
    DATA_PACKAGE,
    FISCAL,
    CSVW,
    PARQUET,
    SUMS,
)
# What lists the data sets and their files.
CATALOGUES: tuple[CatalogueFormat, ...] = (DCAT_JSON_LD, DCAT_TURTLE, DATA_GOV_TW)


def formats_left_out() -> tuple[Format, ...]:
    """Those whose library is not installed here: they make nothing."""
    return tuple(one for one in FORMATS if one.needs and find_spec(one.needs) is None)


def offered_formats() -> tuple[Format, ...]:
    """Those that files are made in here."""
    left_out = formats_left_out()
    return tuple(one for one in FORMATS if one not in left_out)


def _makes(format_: Format, dataset: Dataset) -> bool:
    if dataset.large:
        return format_.large
    return format_.site if dataset.is_site else format_.plan


def make_files(
    dataset: Dataset, formats: Sequence[Format] | None = None
) -> Iterator[tuple[Download, bytes]]:
    """Every file of a data set with its content, in the order of the formats, those offered here
    unless others are given."""
    titles = {table.name: table.title for table in dataset.tables}
    made: dict[str, DataFile] = {}
    for format_ in offered_formats() if formats is None else formats:
        if not _makes(format_, dataset):
            continue
        for file in format_.make(dataset, dict(made)):
            if file.name in made:
                raise ValueError(f"two formats write {file.name}")
            made[file.name] = file
            title = titles.get(file.table or "")
            yield (
                download_of(
                    file.content,
                    folder=dataset.folder,
                    name=file.name,
                    media_type=file.media_type,
                    format_id=format_.id,
                    format=format_.title,
                    table=file.table,
                    table_title=Text(zh=title[0], en=title[1]) if title else None,
                    language=file.language,
                    label="" if file.aside else format_.label,
                ),
                file.content,
            )
