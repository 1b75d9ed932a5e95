"""The data of committees, a folder each, and of all consultations, as parts.

They are data sets of their own: what is counted and catalogued of plans does not hold them.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.downloads import (
    COMMITTEES_FOLDER,
    CONSULTATIONS_FOLDER,
    INDEX,
    download_of,
)
from generator.exports.committee_json import CommitteeRecord, committee_line
from generator.exports.consultations_json import consultations_json
from generator.exports.csv_tables import CSV
from generator.exports.csvw import CSVW
from generator.exports.datapackage import DATA_PACKAGE
from generator.exports.dataset import DataFile, Dataset, Format
from generator.exports.datasets import publisher_of
from generator.exports.formats import make_files
from generator.exports.json_schema import record_schema
from generator.exports.plain import SCHEMA_VERSION, Json, dump, text_json
from generator.exports.record import JSON, MEDIA_TYPE
from generator.exports.rows import table_rows
from generator.exports.sums import SUMS
from generator.exports.tables import tables_of
from generator.fields import Text
from generator.pages.committees import SEES
from generator.pages.consultation_states import FOLDER as CONSULTATIONS
from generator.pages.consultations import ConsultationPages, ConsultationRow
from generator.pages.parts import Files, Leftovers, Part
from generator.pages.resolutions import ResolutionViews
from generator.pages.site_in_language import SiteInLanguage
from generator.regions import CommitteeKey
from generator.resolutions import CommitteeOnDay

_LIST = Text(zh="全部會報目錄", en="Index of all committees")
_COMMITTEE_ABOUT = Text(
    zh="會議、決議的狀態、列管期間、期限與逾期日數，以及決議相關的計畫與項目。",
    en="Meetings, and resolutions with their state, age, deadline and delay, and what they concern.",
)
_CONSULTED = Text(zh="全部意見徵詢", en="All consultations")
_CONSULTED_ABOUT = Text(
    zh="徵詢的內容、期間與狀態，意見的主題與則數，逐點決定與理由；太少的則數不公開。",
    en="What was asked and when, what the answers were about, what was decided and why; small counts are withheld.",
)


def _json_format(name: str) -> Format:
    """All of a record in one file of this name."""

    def make(dataset: Dataset, _: Mapping[str, DataFile]) -> Iterator[DataFile]:
        if dataset.record is not None:
            yield DataFile(name, MEDIA_TYPE, dump(dataset.record).encode())

    return Format(id=JSON.id, title=JSON.title, about=JSON.about, make=make, label=JSON.label)


def _formats(json_name: str) -> tuple[Format, ...]:
    """The formats of these data sets, in the order they are offered in; the sums come last."""
    return CSV, _json_format(json_name), DATA_PACKAGE, CSVW, SUMS


@dataclass(frozen=True)
class AssemblyData:
    """The parts of a site's committees and consultations; none where it has none. `view`: in any
    language: the files are in both."""

    view: SiteInLanguage

    @property
    def _as_of(self) -> dt.date:
        return self.view.as_of

    def parts(self) -> Iterator[Part]:
        """Each committee's, the list of committees with their schema, and the consultations'."""
        committees = self.view.holdings.committees
        for key in committees:
            yield Part(
                key.data,
                lambda left, key=key: self._committee(key, left),  # type: ignore[misc]
                plans=key.plans,
                sees=SEES,
                committees=(key.id,),
                also=str(key.fictional),
            )
        if committees:
            also = repr([(key.said, key.offices, key.fictional) for key in committees])
            ids = tuple(key.id for key in committees)
            yield Part(COMMITTEES_FOLDER, lambda _: self._list(), committees=ids, also=also)
        consulted = ConsultationPages(self.view)
        if consulted.rows:
            here = frozenset(self.view.holdings.addresses)
            named = {
                f"agencies/{p.plan}/" for row in consulted.rows for p in row.consultation.plans
            }
            held = named & here
            yield Part(
                CONSULTATIONS_FOLDER,
                lambda _: self._consultations(consulted.rows, held),
                also=f"{consulted.said(consulted.rows)} {sorted(held)}",
            )

    def _committee(self, key: CommitteeKey, left: Leftovers) -> Files:
        entry = left.committee(key.id)
        views = ResolutionViews(
            CommitteeOnDay(entry, self._as_of),
            {plan: left.summary(plan) for plan in key.plans},
            self.view.languages,
            self.view.language,
        )
        record = CommitteeRecord(views, self.view.site.url, key.fictional).record()
        return self._files(
            record, "committee", "committee.json",
            folder=key.data, page=key.address, title=entry.committee.name,
            about=_COMMITTEE_ABOUT, fictional=key.fictional,
        )  # fmt: skip

    def _list(self) -> Files:
        lines = [
            committee_line(
                key.id, key.name, offices=key.offices, page=key.address, fictional=key.fictional
            )
            for key in self.view.holdings.committees
        ]
        listed: Json = {
            "schema_version": SCHEMA_VERSION,
            "site": text_json(self.view.site.name),
            "as_of": self._as_of.isoformat(),
            "committees": lines,
        }
        index = dump(listed).encode()
        download = download_of(
            index, folder=COMMITTEES_FOLDER, name="index.json", media_type=MEDIA_TYPE,
            format_id=JSON.id, format=JSON.title, label=JSON.label, table=INDEX, table_title=_LIST,
        )  # fmt: skip
        schema = self._schema("committee", COMMITTEES_FOLDER, "committee.schema.json")
        return Files(((download.address, index), schema), (download,))

    def _consultations(self, rows: Sequence[ConsultationRow], held: Collection[str]) -> Files:
        record = consultations_json(
            rows, held=held, as_of=self._as_of, languages=self.view.languages
        )
        made = self._files(
            record, "consultation_list", "consultations.json",
            folder=CONSULTATIONS_FOLDER, page=CONSULTATIONS, title=_CONSULTED,
            about=_CONSULTED_ABOUT, fictional=all(row.fictional for row in rows),
        )  # fmt: skip
        schema = self._schema(
            "consultation_list", CONSULTATIONS_FOLDER, "consultations.schema.json"
        )
        return Files((*made.files, schema), made.downloads)

    def _schema(self, kind: str, folder: str, name: str) -> tuple[str, bytes]:
        address = f"{folder}{name}"
        return address, record_schema(kind, f"{self.view.site.url}{address}").encode()

    def _files(
        self,
        record: Json,
        kind: str,
        name: str,
        *,
        folder: str,
        page: str,
        title: Text,
        about: Text,
        fictional: bool,
    ) -> Files:
        rows = table_rows(record, kind)
        dataset = Dataset(
            folder=folder,
            page=page,
            title=title,
            about=about,
            publisher=publisher_of(self.view.site),
            as_of=self._as_of,
            changed=self._as_of,
            tables=tuple(table for table in tables_of(kind) if rows[table.name]),
            read=rows.__getitem__,
            record=record,
            fictional=fictional,
        )
        made = list(make_files(dataset, _formats(name)))
        return Files(
            tuple((download.address, content) for download, content in made),
            tuple(download for download, _ in made),
        )
