"""The data of a whole site, as parts: all plans' tables, the list of plans, the catalogue of it all.

Where a site is split, tables and catalogue stand with each region, put together from the files of
its plans; of all plans there are the list, the table of plans and a catalogue of the catalogues.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.downloads import DATA_PAGE, INDEX, Download, download_of
from generator.exports.catalogue import (
    CATALOGUE,
    Catalogue,
    CatalogueFormat,
    in_short,
    make_catalogue,
    plan_entry,
    whole_entry,
)
from generator.exports.csv_tables import join_csv
from generator.exports.data_gov_tw import DATA_GOV_TW
from generator.exports.dataset import FOLDER, Dataset
from generator.exports.datasets import (
    joined_dataset,
    publisher_of,
    region_title,
    site_title_of,
)
from generator.exports.formats import CATALOGUES, make_files
from generator.exports.plain import Json
from generator.exports.plan_json import index_json, index_line
from generator.exports.record import JSON
from generator.exports.record import MEDIA_TYPE as JSON_TYPE
from generator.exports.tables import all_tables
from generator.fields import Text
from generator.pages.parts import Files, Leftovers, Part
from generator.pages.site_in_language import summaries_of
from generator.regions import FOLDER as REGIONS
from generator.regions import Holdings, PlanKey, Region
from generator.vocabulary import Site
from generator.writer import Words

_PLANS = Text(zh="全部計畫目錄", en="Index of all plans")
# From a region's folder up to the folder of all data.
_UP = "../../"
Made = tuple[Download, bytes]


def region_data_page(region: Region) -> str:
    """The address of the page of a region's data."""
    return f"{region.address}data/"


@dataclass(frozen=True)
class SiteDataParts:
    """The parts that make a site's data."""

    words: Words
    holdings: Holdings

    @property
    def site(self) -> Site:
        """The site itself."""
        return self.words.site

    def parts(self) -> Iterator[Part]:
        """Each region's where the site is split, then the site's."""
        if not self.holdings.split:
            yield Part(FOLDER, self._whole, plans=self.holdings.addresses)
            return
        regions = self.holdings.regions
        for region in regions:
            folder = region.data
            yield Part(
                folder,
                lambda left, region=region: self._regional(region, left),  # type: ignore[misc]
                plans=region.addresses,
                also=region.said,
            )
        also = json.dumps([[plan.address, str(plan.changed)] for plan in self.holdings.plans])
        needed = (*(region.data for region in regions), *(region.part for region in regions))
        yield Part(FOLDER, self._national, parts=needed, also=also)

    def _whole(self, left: Leftovers) -> Files:
        summaries = summaries_of(left, self.holdings.addresses)
        files = {plan.address: left.downloads(plan.address) for plan in summaries}
        real = self.holdings.real
        made: list[Made] = []
        if real:
            joined = _tables({plan.address: files[plan.address] for plan in real}, left)
            title = site_title_of(self.site)
            dataset = self._joined(FOLDER, DATA_PAGE, title, real, joined, large=False)
            made += make_files(dataset)
        made.append(self._index(FOLDER, [index_line(plan) for plan in summaries]))
        catalogue = make_catalogue(
            summaries,
            files=files,
            site_files=tuple(download for download, _ in made),
            site=self.site,
            publisher=publisher_of(self.site),
            languages=self.words.languages(),
        )
        return _files([*made, *(_catalogues(FOLDER, catalogue) if catalogue else ())])

    def _index(self, folder: str, plans: Sequence[Json], regions: Sequence[Json] = ()) -> Made:
        content = index_json(
            plans, site=self.site.name, as_of=self.words.as_of.isoformat(), regions=regions
        ).encode()
        download = download_of(
            content,
            folder=folder,
            name="index.json",
            media_type=JSON_TYPE,
            format_id=JSON.id,
            format=JSON.title,
            label=JSON.label,
            table=INDEX,
            table_title=_PLANS,
        )
        return download, content

    def _regional(self, region: Region, left: Leftovers) -> Files:
        folder, page = region.data, region_data_page(region)
        summaries = summaries_of(left, region.addresses)
        real = [summary for summary in summaries if not summary.fictional]
        index = self._index(folder, [index_line(plan, _UP) for plan in summaries])
        if not real:
            return _files([index])
        files = {plan.address: left.downloads(plan.address) for plan in real}
        keys = [plan for plan in region.plans if not plan.fictional]
        dataset = self._joined(folder, page, region_title(region), keys, _tables(files, left))
        made = [*make_files(dataset), index]
        languages = self.words.languages()
        entries = tuple(plan_entry(plan, files[plan.address], languages) for plan in real)
        whole = whole_entry(
            page,
            dataset.title,
            dataset.about,
            keys,
            issued=min(plan.issued for plan in real),
            files=tuple(download for download, _ in made),
        )
        catalogue = Catalogue(
            dataset.title, dataset.about, dataset.publisher, (whole, *entries), regional=True
        )
        return _files([*made, *_catalogues(folder, catalogue)])

    def _joined(
        self,
        folder: str,
        page: str,
        title: Text,
        plans: Sequence[PlanKey],
        joined: Mapping[str, bytes],
        *,
        large: bool = True,
    ) -> Dataset:
        site, as_of = self.site, self.words.as_of
        return joined_dataset(
            folder, page, title, plans, joined, site=site, as_of=as_of, large=large
        )

    def _national(self, left: Leftovers) -> Files:
        regions = self.holdings.regions
        lines, listed = {}, []
        for region in regions:
            record = json.loads(left.read(f"{region.data}index.json"))
            for line in record["plans"]:
                for name in ("url", "page"):
                    line[name] = line[name].removeprefix(_UP)
                lines[line["agency"], line["plan"]] = line
            listed.append(_region_line(region, len(record["plans"])))
        plans = [lines[plan.agency, plan.plan] for plan in self.holdings.plans]
        made = [self._index(FOLDER, plans, listed)]
        real = self.holdings.real
        if not real:
            return _files(made)
        (table,) = (table for table in all_tables() if table.name == "plans")
        files = {region.id: left.downloads(region.data) for region in regions}
        contents = [
            left.read(f.address) for r in regions for f in files[r.id] if f.name == "plans.csv"
        ]
        joined = {table.name: join_csv(table, contents)}
        title = site_title_of(self.site)
        dataset = self._joined(FOLDER, DATA_PAGE, title, real, joined)
        made = [*make_files(dataset), *made]
        catalogues = tuple(
            whole_entry(
                region_data_page(region),
                region_title(region),
                dataset.about,
                [plan for plan in region.plans if not plan.fictional],
                issued=issued,
                files=tuple(f for f in files[region.id] if f.table in (None, INDEX, CATALOGUE)),
            )
            for region in regions
            if (issued := left.region(region.part).issued)
        )
        whole = whole_entry(
            DATA_PAGE,
            title,
            dataset.about,
            real,
            issued=min(one.issued for one in catalogues),
            files=tuple(download for download, _ in made),
        )
        catalogue = Catalogue(
            self.site.name, self.site.description, dataset.publisher, (whole,), catalogues
        )
        return _files([*made, *_catalogues(FOLDER, catalogue)])


def _region_line(region: Region, plans: int) -> Json:
    return {
        "region": region.id,
        "name": {"zh": region.name.zh, "en": region.name.en},
        "url": f"{REGIONS}{region.id}/index.json",
        "page": f"{_UP}{region.address}",
        "plans": plans,
    }


def _tables(files: Mapping[str, tuple[Download, ...]], left: Leftovers) -> Mapping[str, bytes]:
    """Each table's file, put together from those of the plans that have one."""
    held = {(plan, file.name): file.address for plan, of in files.items() for file in of}
    joined = {}
    for table in all_tables():
        found = [
            held[plan, f"{table.name}.csv"] for plan in files if (plan, f"{table.name}.csv") in held
        ]
        if found:
            joined[table.name] = join_csv(table, map(left.read, found))
    return joined


def _files(made: Sequence[Made]) -> Files:
    return Files(
        tuple((download.address, content) for download, content in made),
        tuple(download for download, _ in made),
    )


def _catalogues(folder: str, catalogue: Catalogue) -> Iterator[Made]:
    """The catalogue in each form; a region's has of each plan the files alone that hold all of it,
    but in the list for the platform, which takes tables."""
    first, *rest = catalogue.entries
    short = replace(catalogue, entries=(first, *map(in_short, rest)))
    for format_ in CATALOGUES:
        told = short if catalogue.regional and format_ is not DATA_GOV_TW else catalogue
        yield _catalogue(folder, told, format_)


def _catalogue(folder: str, catalogue: Catalogue, format_: CatalogueFormat) -> Made:
    content = format_.write(catalogue)
    download = download_of(
        content,
        folder=folder,
        name=format_.name,
        media_type=format_.media_type,
        format_id=format_.id,
        format=format_.title,
        table=CATALOGUE,
        table_title=format_.title,
    )
    return download, content
