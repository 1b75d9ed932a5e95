"""The data of a whole site: all plans' tables, the list of plans, and the catalogue of it all."""

from collections.abc import Iterator, Mapping, Sequence

from generator.downloads import INDEX, Download, download_of
from generator.exports.catalogue import make_catalogue
from generator.exports.csv_tables import read_csv
from generator.exports.dataset import FOLDER
from generator.exports.datasets import publisher_of, site_dataset
from generator.exports.formats import CATALOGUES
from generator.exports.plan_json import index_json
from generator.exports.record import JSON
from generator.exports.record import MEDIA_TYPE as JSON_TYPE
from generator.exports.tables import Cell, all_tables
from generator.fields import Text
from generator.press import Press, write_dataset
from generator.summary import PlanSummary
from generator.tree import Tree
from generator.vocabulary import Site

_PLANS = Text(zh="全部計畫目錄", en="Index of all plans")


def write_site_data(
    site: Site,
    summaries: Sequence[PlanSummary],
    plan_files: Mapping[str, tuple[Download, ...]],
    press: Press,
    tree: Tree,
) -> tuple[Download, ...]:
    """Every file of the whole site's data into the tree, and what they are. `plan_files`: each
    plan's files, by the address of its page."""
    downloads = (*_tables(site, summaries, press, tree), _index(site, summaries, press, tree))
    return (*downloads, *_catalogue(site, summaries, plan_files, downloads, press, tree))


def _tables(
    site: Site, summaries: Sequence[PlanSummary], press: Press, tree: Tree
) -> tuple[Download, ...]:
    """All plans' tables, put together from the files of each that stand in the tree."""
    tables = {table.name: table for table in all_tables()}

    def read(plan: PlanSummary, name: str) -> Iterator[Mapping[str, Cell]]:
        path = tree.root / f"{FOLDER}{plan.agency}/{plan.plan}/{name}.csv"
        if path.is_file():
            yield from read_csv(tables[name], path.read_bytes())

    dataset = site_dataset(summaries, read, site=site, as_of=press.words.as_of)
    return write_dataset(dataset, tree) if dataset else ()


def _index(site: Site, summaries: Sequence[PlanSummary], press: Press, tree: Tree) -> Download:
    content = index_json(summaries, site=site.name, as_of=press.words.as_of.isoformat()).encode()
    download = download_of(
        content,
        folder=FOLDER,
        name="index.json",
        media_type=JSON_TYPE,
        format_id=JSON.id,
        format=JSON.title,
        label=JSON.label,
        table=INDEX,
        table_title=_PLANS,
    )
    tree.write(download.address, content)
    return download


def _catalogue(
    site: Site,
    summaries: Sequence[PlanSummary],
    plan_files: Mapping[str, tuple[Download, ...]],
    site_files: tuple[Download, ...],
    press: Press,
    tree: Tree,
) -> Iterator[Download]:
    catalogue = make_catalogue(
        summaries,
        files=plan_files,
        site_files=site_files,
        site=site,
        publisher=publisher_of(site),
        languages=press.languages,
    )
    if catalogue is None:
        return
    for format_ in CATALOGUES:
        content = format_.write(catalogue)
        download = download_of(
            content,
            folder=FOLDER,
            name=format_.name,
            media_type=format_.media_type,
            format_id=format_.id,
            format=format_.title,
            table="catalogue",
            table_title=format_.title,
        )
        tree.write(download.address, content)
        yield download
