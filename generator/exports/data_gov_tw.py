"""A row for each data set, in the columns of Taiwan's open data platform (data.gov.tw).

The columns are those of the platform's own list of data sets, whose metadata it documents under
「資料集詮釋資料 JSON 範例」 (https://data.nat.gov.tw/about/doc?chapter=31&doc=5). The platform gives
a data set its number; the office adds the service category and its contact, which stand nowhere in
a plan and so stay empty here.
"""

from collections.abc import Mapping

from generator.downloads import UPLOAD, Download
from generator.exports.catalogue import Catalogue, CatalogueFormat, Entry
from generator.exports.csv_tables import CSV, MEDIA_TYPE, write_csv
from generator.exports.record import JSON
from generator.exports.tables import Cell, Column, Table, all_tables
from generator.fields import Text
from generator.periods import ROC_OFFSET

_NAMES = (
    *("資料集名稱", "服務分類", "檔案格式", "資料下載網址", "編碼格式", "資料集類型"),
    *("資料集描述", "主要欄位說明", "提供機關", "更新頻率", "授權方式", "授權說明網址"),
    *("相關網址", "計費方式", "提供機關聯絡人姓名", "提供機關聯絡人電話"),
    *("上架日期", "詮釋資料更新時間", "備註"),
)
FILLED_BY_OFFICE = ("服務分類", "提供機關聯絡人姓名", "提供機關聯絡人電話")
# The platform's own mark between the files and the fields of one data set.
_MARK = ";"
_TABLE = Table(
    UPLOAD,
    ("資料集清單", "List of data sets"),
    ("", ""),
    tuple(Column(name, "string", (name, name), ("", "")) for name in _NAMES),
    ("資料集名稱",),
)


def _offered(entry: Entry) -> tuple[Download, ...]:
    """Records and tables, with Chinese headings; the same rows stand beside them in English."""
    kinds = ((CSV.id, "text/csv"), (JSON.id, "application/json"))
    return tuple(
        file
        for file in entry.files
        if (file.format_id, file.kind) in kinds and file.language in (None, "zh")
    )


def _fields(files: tuple[Download, ...]) -> str:
    tables = {table.name: table for table in all_tables()}
    return _MARK.join(
        f"{table.title[0]}（{'、'.join(column.title[0] for column in table.columns)}）"
        for file in files
        if (table := tables.get(file.table or ""))
    )


def _period(entry: Entry) -> str:
    first, last = (f"{year - ROC_OFFSET}年" for year in (entry.first_year, entry.last_year))
    return f"民國{first}" if first == last else f"民國{first}至{last}"


def _row(catalogue: Catalogue, entry: Entry) -> Mapping[str, Cell]:
    files, licence = _offered(entry), catalogue.publisher.licence
    provider = entry.office_name if catalogue.publisher.operator == "office" else None
    return {
        "資料集名稱": entry.title.zh,
        "檔案格式": _MARK.join(file.kind.split("/")[1].upper() for file in files),
        "資料下載網址": _MARK.join(catalogue.url(file.address) for file in files),
        "編碼格式": _MARK.join("UTF-8" for _ in files),
        "資料集類型": "原始資料",
        "資料集描述": entry.about.zh,
        "主要欄位說明": _fields(files),
        "提供機關": (provider or catalogue.publisher.operator_name).zh,
        "更新頻率": "不定期更新",
        "授權方式": licence.title.zh,
        "授權說明網址": licence.url,
        "相關網址": catalogue.url(entry.page),
        "計費方式": "免費",
        "上架日期": entry.issued.isoformat(),
        "詮釋資料更新時間": entry.changed.isoformat(),
        "備註": f"資料期間：{_period(entry)}",
    }


def write_list(catalogue: Catalogue) -> bytes:
    """The list as CSV."""
    return write_csv(_TABLE, [_row(catalogue, entry) for entry in catalogue.entries], "zh")


DATA_GOV_TW = CatalogueFormat(
    id=UPLOAD,
    title=Text(zh="政府資料開放平臺上架清單", en="List for the government's open data platform"),
    name="data-gov-tw.csv",
    media_type=MEDIA_TYPE,
    write=write_list,
)
