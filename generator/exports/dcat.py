"""The catalogue in DCAT-AP 3: what harvesters of open data portals read.

Classes and properties after DCAT-AP 3.0.0 (SEMIC): a catalogue with publisher and data sets; a data
set with title, description, publisher, creator, licence, dates and period; a distribution for each
file with its address, media type, size and SHA-256.
"""

from collections.abc import Iterator
from dataclasses import replace

from generator.downloads import Download
from generator.exports.catalogue import CATALOGUE, Catalogue, CatalogueFormat, Entry
from generator.exports.graph import Iri, Literal, Thing, Value, words, write_json_ld, write_turtle
from generator.fields import Text

_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_LANGUAGES: tuple[tuple[str, Value], ...] = (
    ("dct:language", Iri(f"{_AUTHORITY}language/ZHO")),
    ("dct:language", Iri(f"{_AUTHORITY}language/ENG")),
)
# Government and public sector; changed when a document or report comes, at no fixed time.
_THEME = Iri(f"{_AUTHORITY}data-theme/GOVE")
_IRREGULAR = Iri(f"{_AUTHORITY}frequency/IRREG")
_SHA256 = Iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def _date(name: str, day: str) -> tuple[str, Value]:
    return name, Literal(day, datatype="xsd:date")


def catalogue_things(catalogue: Catalogue) -> Iterator[Thing]:
    """Everything the catalogue says, the catalogue itself first."""
    publisher = Iri(catalogue.url("about/#publisher"))
    whole = catalogue.entries[0]
    yield Thing(
        Iri(catalogue.url(f"{catalogue.page}#catalogue")),
        "dcat:Catalog",
        (
            *words("dct:title", catalogue.title),
            *words("dct:description", catalogue.about),
            ("dct:publisher", publisher),
            ("dct:license", Iri(catalogue.publisher.licence.url)),
            ("foaf:homepage", Iri(catalogue.publisher.url)),
            *_LANGUAGES,
            _date("dct:issued", whole.issued.isoformat()),
            _date("dct:modified", whole.changed.isoformat()),
            *(("dcat:dataset", _address(catalogue, entry)) for entry in catalogue.entries),
            *(("dcat:catalog", _catalogue_of(catalogue, one)) for one in catalogue.catalogues),
        ),
    )
    yield Thing(
        publisher, "foaf:Agent", tuple(words("foaf:name", catalogue.publisher.operator_name))
    )
    yield Thing(
        Iri(catalogue.publisher.licence.url),
        "dct:LicenseDocument",
        tuple(words("dct:title", catalogue.publisher.licence.title)),
    )
    offices: set[str] = set()
    for entry in catalogue.entries:
        if entry.office and entry.office not in offices:
            offices.add(entry.office)
            yield from _office(catalogue, entry)
        yield from _dataset(catalogue, entry, publisher)
    for one in catalogue.catalogues:
        yield from _regional(catalogue, one, publisher)


def _catalogue_of(catalogue: Catalogue, entry: Entry) -> Iri:
    return Iri(catalogue.url(f"{entry.page}#catalogue"))


def _regional(catalogue: Catalogue, entry: Entry, publisher: Iri) -> Iterator[Thing]:
    """A region's catalogue in short, with the documents that hold it and the data set of all its
    plans."""
    documents = [file for file in entry.files if file.table == CATALOGUE]
    yield Thing(
        _catalogue_of(catalogue, entry),
        "dcat:Catalog",
        (
            *words("dct:title", entry.title),
            *words("dct:description", entry.about),
            ("dct:publisher", publisher),
            ("dct:license", Iri(catalogue.publisher.licence.url)),
            ("foaf:homepage", Iri(catalogue.url(entry.page))),
            *_LANGUAGES,
            _date("dct:issued", entry.issued.isoformat()),
            _date("dct:modified", entry.changed.isoformat()),
            ("dcat:dataset", _address(catalogue, entry)),
            *(("foaf:page", Iri(catalogue.url(file.address))) for file in documents),
        ),
    )
    files = tuple(file for file in entry.files if file not in documents)
    yield from _dataset(catalogue, replace(entry, files=files), publisher)


def _address(catalogue: Catalogue, entry: Entry) -> Iri:
    # The same name as in the page's own linked data.
    return Iri(catalogue.url(f"{entry.page}#data"))


def _office(catalogue: Catalogue, entry: Entry) -> Iterator[Thing]:
    page = catalogue.url(f"agencies/{entry.office}/")
    yield Thing(Iri(f"{page}#office"), "foaf:Agent", tuple(words("foaf:name", entry.office_name)))
    yield Thing(Iri(f"{page}#region"), "dct:Location", tuple(words("skos:prefLabel", entry.region)))


def _dataset(catalogue: Catalogue, entry: Entry, publisher: Iri) -> Iterator[Thing]:
    iri = _address(catalogue, entry)
    period = Iri(catalogue.url(f"{entry.page}#period"))
    office = catalogue.url(f"agencies/{entry.office}/")
    said: list[tuple[str, Value]] = [
        *words("dct:title", entry.title),
        *words("dct:description", entry.about),
        ("dct:identifier", Literal(iri.safe)),
        ("dct:publisher", publisher),
        ("dcat:theme", _THEME),
        ("dct:accrualPeriodicity", _IRREGULAR),
        *_LANGUAGES,
        _date("dct:issued", entry.issued.isoformat()),
        _date("dct:modified", entry.changed.isoformat()),
        ("dct:temporal", period),
        ("dcat:landingPage", Iri(catalogue.url(entry.page))),
    ]
    if entry.office:
        said += [("dct:creator", Iri(f"{office}#office")), ("dct:spatial", Iri(f"{office}#region"))]
    elif entry is catalogue.entries[0]:
        parts = (*catalogue.entries[1:], *catalogue.catalogues)
        said += [("dct:hasPart", _address(catalogue, part)) for part in parts]
    said += [("dcat:distribution", _file(catalogue, one)) for one in entry.files]
    yield Thing(iri, "dcat:Dataset", tuple(said))
    yield Thing(
        period,
        "dct:PeriodOfTime",
        (
            _date("dcat:startDate", f"{entry.first_year}-01-01"),
            _date("dcat:endDate", f"{entry.last_year}-12-31"),
        ),
    )
    for one in entry.files:
        yield from _distribution(catalogue, entry, one)


def _file(catalogue: Catalogue, one: Download) -> Iri:
    return Iri(catalogue.url(f"{one.address}#distribution"))


def _distribution(catalogue: Catalogue, entry: Entry, one: Download) -> Iterator[Thing]:
    url, checksum = Iri(catalogue.url(one.address)), Iri(catalogue.url(f"{one.address}#sha256"))
    languages = {"zh": _LANGUAGES[:1], "en": _LANGUAGES[1:]}
    yield Thing(
        _file(catalogue, one),
        "dcat:Distribution",
        (
            *words("dct:title", one.table_title or one.format),
            ("dcat:accessURL", url),
            ("dcat:downloadURL", url),
            ("dcat:mediaType", Iri(_MEDIA_TYPES + one.kind)),
            ("dcat:byteSize", Literal(str(one.size), datatype="xsd:nonNegativeInteger")),
            ("dct:license", Iri(catalogue.publisher.licence.url)),
            *languages.get(one.language or "", ()),
            _date("dct:issued", entry.issued.isoformat()),
            _date("dct:modified", entry.changed.isoformat()),
            ("spdx:checksum", checksum),
        ),
    )
    yield Thing(
        checksum,
        "spdx:Checksum",
        (
            ("spdx:algorithm", _SHA256),
            ("spdx:checksumValue", Literal(one.sha256, datatype="xsd:hexBinary")),
        ),
    )


_TITLE = Text(zh="資料目錄（DCAT-AP 3）", en="Catalogue (DCAT-AP 3)")
DCAT_JSON_LD = CatalogueFormat(
    id="dcat",
    title=_TITLE,
    name="catalog.jsonld",
    media_type="application/ld+json",
    write=lambda catalogue: write_json_ld(
        catalogue_things(catalogue), in_lines=catalogue.regional
    ).encode(),
)
DCAT_TURTLE = CatalogueFormat(
    id="dcat",
    title=_TITLE,
    name="catalog.ttl",
    media_type="text/turtle",
    write=lambda catalogue: write_turtle(catalogue_things(catalogue)).encode(),
)
