"""SHA-256 of every file of a data set, as `sha256sum -c SHA256SUMS` reads it."""

import hashlib
from collections.abc import Iterator, Mapping

from generator.exports.dataset import DataFile, Dataset, Format
from generator.fields import Text

NAME = "SHA256SUMS"
MEDIA_TYPE = "text/plain; charset=utf-8"


def _make(_: Dataset, files: Mapping[str, DataFile]) -> Iterator[DataFile]:
    lines = (
        f"{hashlib.sha256(file.content).hexdigest()}  {name}\n"
        for name, file in sorted(files.items())
    )
    yield DataFile(NAME, MEDIA_TYPE, "".join(lines).encode())


SUMS = Format(
    id="sums",
    title=Text(zh="SHA-256 雜湊值", en="SHA-256 sums"),
    about=Text(
        zh="資料表與資料包每個檔案的雜湊值；下載後以 sha256sum -c SHA256SUMS 核對。",
        en="A hash of every file of the tables and packages; check what you took with sha256sum -c SHA256SUMS.",
    ),
    make=_make,
    large=True,
)
