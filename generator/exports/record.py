"""A plan's public record as JSON, and the schema it keeps."""

from collections.abc import Iterator, Mapping

from generator.exports.dataset import FOLDER, DataFile, Dataset, Format
from generator.exports.json_schema import plan_schema
from generator.exports.plain import dump
from generator.fields import Text

MEDIA_TYPE = "application/json"
NAME = "plan.json"
SCHEMA = "plan.schema.json"


def _make(dataset: Dataset, _: Mapping[str, DataFile]) -> Iterator[DataFile]:
    if dataset.record is not None:
        yield DataFile(NAME, MEDIA_TYPE, dump(dataset.record).encode())
    elif dataset.folder == FOLDER:
        address = f"{dataset.publisher.url}{dataset.folder}{SCHEMA}"
        schema = plan_schema(address).encode()
        yield DataFile(SCHEMA, "application/schema+json", schema, aside=True)


JSON = Format(
    id="json",
    title=Text(zh="JSON", en="JSON"),
    about=Text(
        zh="一份計畫的全部內容，即頁面所顯示的紀錄；格式見 plan.schema.json。",
        en="All of a plan, the record that its pages show; its schema is plan.schema.json.",
    ),
    make=_make,
    large=True,
    label="JSON",
)
