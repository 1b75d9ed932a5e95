"""The data of a whole site: all plans' tables, the list of plans, and the catalogue of it all."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from generator.downloads import INDEX, Download
from generator.exports.catalogue import make_catalogue
from generator.exports.csv_tables import MEDIA_TYPE as CSV_TYPE
from generator.exports.csv_tables import read_csv
from generator.exports.data_gov_tw import write_list
from generator.exports.dataset import FOLDER
from generator.exports.datasets import publisher_of, site_dataset
from generator.exports.dcat import catalogue_things
from generator.exports.graph import write_json_ld, write_turtle
from generator.exports.plan_json import index_json
from generator.exports.record import JSON
from generator.exports.record import MEDIA_TYPE as JSON_TYPE
from generator.exports.tables import Cell, all_tables
from generator.fields import Text
from generator.press import Press, write_dataset
from generator.summary import PlanSummary
from generator.tree import Tree
from generator.vocabulary import Site

_DCAT = Text(zh="資料目錄（DCAT-AP 3）", en="Catalogue (DCAT-AP 3)")
_UPLOAD = Text(zh="政府資料開放平臺上架清單", en="List for the government's open data platform")
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
    downloads = (_index(site, summaries, press, tree), *_tables(site, summaries, press, tree))
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
    content = index_json(summaries, site=site.name, as_of=press.words.as_of.isoformat())
    return _write(
        "index.json", content.encode(), JSON_TYPE, JSON.id, JSON.title, tree, INDEX, _PLANS
    )


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
    things = tuple(catalogue_things(catalogue))
    for name, content, media_type, id_, title in (
        ("catalog.jsonld", write_json_ld(things).encode(), "application/ld+json", "dcat", _DCAT),
        ("catalog.ttl", write_turtle(things).encode(), "text/turtle", "dcat", _DCAT),
        ("data-gov-tw.csv", write_list(catalogue), CSV_TYPE, "data-gov-tw", _UPLOAD),
    ):
        yield _write(name, content, media_type, id_, title, tree, "catalogue", title)


def _write(
    name: str,
    content: bytes,
    media_type: str,
    id_: str,
    title: Text,
    tree: Tree,
    table: str,
    holds: Text,
) -> Download:
    tree.write(FOLDER + name, content)
    return Download(
        folder=FOLDER,
        name=name,
        size=len(content),
        media_type=media_type,
        format_id=id_,
        format=title,
        sha256=hashlib.sha256(content).hexdigest(),
        table=table,
        table_title=holds,
    )
