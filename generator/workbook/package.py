"""The packed file that a workbook is: how large it may be, and which kind it is."""

import zipfile
from xml.etree import ElementTree

from generator.packed import open_packed, parse_xml, read_packed

MOST_ROWS, MOST_COLUMNS = 20_000, 100
ODS = "application/vnd.oasis.opendocument.spreadsheet"


class NotAWorkbook(ValueError):
    """A file that cannot be read as a workbook."""


def open_package(content: bytes) -> zipfile.ZipFile:
    """The packed file, unless it unpacks to more than a workbook holds. Raises `NotAWorkbook`."""
    return open_packed(content, NotAWorkbook)


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """One part of a packed file. Raises `NotAWorkbook`."""
    return read_packed(package, name, NotAWorkbook)


def read_tree(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """One part as a tree of XML. Raises `NotAWorkbook`."""
    return parse_xml(read_part(package, name), NotAWorkbook)


def is_ods(package: zipfile.ZipFile) -> bool:
    """Whether it is an OpenDocument spreadsheet, which says so in its first part."""
    if "mimetype" not in package.namelist():
        return False
    return read_part(package, "mimetype").decode("ascii", "replace").strip() == ODS
