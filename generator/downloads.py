"""What a reader can take away: files of data as they stand on the site."""

from dataclasses import dataclass

from generator.fields import Text


@dataclass(frozen=True)
class Download:
    """A file of data: its address below the site's root, its size in bytes, its format (`format_id`,
    `format`) and, where it holds one table, that table's id and title. `language`: of its headings,
    where they are in one language."""

    address: str
    size: int
    media_type: str
    format_id: str
    format: Text
    table: str | None = None
    table_title: Text | None = None
    language: str | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return self.address.rsplit("/", 1)[-1]
