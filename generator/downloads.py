"""What a reader can take away: files of data as they stand on the site, and on which terms."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from generator.fields import Text

# What `Download.table` says of the list of all plans: it is read like a table's file.
INDEX = "index"
# The format of the list that an office uploads to the government's open data platform.
UPLOAD = "data-gov-tw"
# The folder of all data, below the site's root.
DATA_FOLDER = "data/v1/"
# Those of committees, a folder each, and of all consultations.
COMMITTEES_FOLDER = f"{DATA_FOLDER}committees/"
CONSULTATIONS_FOLDER = f"{DATA_FOLDER}consultations/"
# The address of the page of all data, below the root of the site or of a language.
DATA_PAGE = "data/"


@dataclass(frozen=True)
class Licence:
    """Under which terms the data is offered: an identifier, its title and where it is read."""

    id: str
    title: Text
    url: str


# An office publishes under Taiwan's own licence; anyone else can license its own work alone.
LICENCES: Mapping[str, Licence] = {
    "office": Licence(
        "OGDL-Taiwan-1.0",
        Text(
            zh="政府資料開放授權條款－第1版",
            en="Open Government Data License, version 1.0 (Taiwan)",
        ),
        "https://data.gov.tw/license",
    ),
    "third-party": Licence(
        "CC-BY-4.0",
        Text(zh="創用 CC 姓名標示 4.0 國際", en="Creative Commons Attribution 4.0 International"),
        "https://creativecommons.org/licenses/by/4.0/",
    ),
}


@dataclass(frozen=True)
class Download:
    """A file of data: its data set's folder and its name below it, its size in bytes, its SHA-256 in
    hex, its format (`format_id`, `format`) and, where it holds one table, that table's id and
    title. `language`: of its headings, where they are in one language; `label`: what a page's one
    line of files calls it, none where it is not offered there."""

    folder: str
    name: str
    size: int
    media_type: str
    format_id: str
    format: Text
    sha256: str
    table: str | None = None
    table_title: Text | None = None
    language: str | None = None
    label: str = ""

    @property
    def address(self) -> str:
        """Its address below the site's root."""
        return self.folder + self.name

    @property
    def kind(self) -> str:
        """Its media type without parameters: `text/csv`."""
        return self.media_type.split(";")[0]


def download_of(
    content: bytes,
    *,
    folder: str,
    name: str,
    media_type: str,
    format_id: str,
    format: Text,
    table: str | None = None,
    table_title: Text | None = None,
    language: str | None = None,
    label: str = "",
) -> Download:
    """The record of a file with this content: its size in bytes and its SHA-256."""
    return Download(
        folder=folder,
        name=name,
        size=len(content),
        media_type=media_type,
        format_id=format_id,
        format=format,
        sha256=hashlib.sha256(content).hexdigest(),
        table=table,
        table_title=table_title,
        language=language,
        label=label,
    )
