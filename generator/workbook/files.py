"""Workbooks as files: by the name's ending when written, by what stands in them when read."""

from collections.abc import Callable, Mapping

from generator.packed import check_parts
from generator.workbook.book import Book, Grid
from generator.workbook.ods import write_ods
from generator.workbook.ods_reading import read_ods
from generator.workbook.package import NotAWorkbook, is_ods, open_package, refuse_other_kinds
from generator.workbook.xlsx import read_xlsx, write_xlsx

KINDS: Mapping[str, Callable[[Book], bytes]] = {".xlsx": write_xlsx, ".ods": write_ods}


def write_workbook(book: Book, ending: str) -> bytes:
    """The workbook as a file of the kind that the ending names."""
    return KINDS[ending](book)


def read_workbook(content: bytes) -> Grid:
    """The cells of a workbook of either kind. Raises `NotAWorkbook`."""
    refuse_other_kinds(content)
    with open_package(content) as package:
        if is_ods(package):
            return read_ods(package)
        check_parts(package, NotAWorkbook)
        return read_xlsx(content)
