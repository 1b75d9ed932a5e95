"""The dictionary as a reader sees it: every table, every JSON record, every code list."""

from dataclasses import dataclass

from generator.exports.dictionary import SCALARS, Dictionary, Field, Shape, Words, load_dictionary
from generator.exports.tables import Column, Table, every_table
from generator.fields import Text
from generator.language import Language


@dataclass(frozen=True)
class FieldView:
    """A column or field: `kind` its type in words, `link` where that type is described, if it is;
    `empty`: whether it may be absent."""

    name: str
    anchor: str
    title: Text
    says: Text
    kind: str
    link: str | None
    empty: bool


@dataclass(frozen=True)
class PartView:
    """A table or a record with its fields; `key`: the columns that tell its rows apart."""

    name: str
    anchor: str
    title: Text
    says: Text
    key: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class CodesView:
    """A code list: each value and what it stands for."""

    name: str
    anchor: str
    codes: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class DictionaryView:
    """Everything that is described."""

    tables: tuple[PartView, ...]
    records: tuple[PartView, ...]
    codes: tuple[CodesView, ...]

    @property
    def columns(self) -> int:
        """How many columns all tables have."""
        return sum(len(table.fields) for table in self.tables)


def _text(words: Words) -> Text:
    return Text(zh=words[0], en=words[1])


def _slug(kind: str, *names: str) -> str:
    return f"{kind}-{'.'.join(names)}".replace("_", "-")


@dataclass(frozen=True)
class _Viewer:
    dictionary: Dictionary
    language: Language

    def kind(self, base: str) -> tuple[str, str | None]:
        """A type in words, and the anchor of its description."""
        if base in self.dictionary.codes:
            return self.language.word("dictionary.type-code"), f"#{_slug('codes', base)}"
        if base in SCALARS:
            return self.language.word(f"dictionary.type-{base}"), None
        return self.language.plain(
            _text(self.dictionary.shapes[base].title)
        ), f"#{_slug('record', base)}"

    def column(self, table: Table, column: Column) -> FieldView:
        kind, link = self.kind(column.type)
        if column.refers:
            kind, link = (
                self.language.word("dictionary.refers"),
                f"#{_slug('table', column.refers)}",
            )
        return FieldView(
            name=column.name,
            anchor=_slug("table", table.name, column.name),
            title=_text(column.title),
            says=_text(column.says),
            kind=kind,
            link=link,
            empty=not column.required,
        )

    def table(self, table: Table) -> PartView:
        return PartView(
            name=f"{table.name}.csv",
            anchor=_slug("table", table.name),
            title=_text(table.title),
            says=_text(table.says),
            key=", ".join(table.key),
            fields=tuple(self.column(table, column) for column in table.columns),
        )

    def field(self, shape: Shape, one: Field) -> FieldView:
        kind, link = self.kind(one.base)
        word = self.language.word
        if one.many == "list":
            kind = word("dictionary.list-of", kind=kind)
        elif one.many == "map":
            kind = word("dictionary.map-of", kind=kind, by=one.key)
        return FieldView(
            name=one.name,
            anchor=_slug("record", shape.name, one.name),
            title=_text(one.title),
            says=_text(one.says),
            kind=kind,
            link=link,
            empty=one.nullable,
        )

    def record(self, shape: Shape) -> PartView:
        return PartView(
            name=shape.name,
            anchor=_slug("record", shape.name),
            title=_text(shape.title),
            says=_text(shape.says),
            key="",
            fields=tuple(self.field(shape, one) for one in shape.fields),
        )


def view_dictionary(language: Language) -> DictionaryView:
    """The dictionary in one language."""
    dictionary = load_dictionary()
    viewer = _Viewer(dictionary, language)
    return DictionaryView(
        tables=tuple(viewer.table(table) for table in every_table()),
        records=tuple(viewer.record(shape) for shape in dictionary.shapes.values()),
        codes=tuple(
            CodesView(
                name, _slug("codes", name), tuple((code.value, _text(code.title)) for code in codes)
            )
            for name, codes in dictionary.codes.items()
        ),
    )
