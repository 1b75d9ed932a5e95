"""The packed file that a workbook is: how large it may be, and which kind it is."""

import zipfile
import zlib
from io import BytesIO

MOST_BYTES, MOST_UNPACKED = 10_000_000, 100_000_000
MOST_ROWS, MOST_COLUMNS = 20_000, 100
ODS = "application/vnd.oasis.opendocument.spreadsheet"


# What a damaged packed file causes, in it or in who reads it.
BROKEN = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError, EOFError),
    *(NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error),
)


class NotAWorkbook(ValueError):
    """A file that cannot be read as a workbook."""


def open_package(content: bytes) -> zipfile.ZipFile:
    """The packed file, unless it unpacks to more than a workbook holds. Raises `NotAWorkbook`."""
    if len(content) > MOST_BYTES:
        raise NotAWorkbook(f"more than {MOST_BYTES:,} bytes")
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise NotAWorkbook(str(error)) from None
    if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
        raise NotAWorkbook(f"unpacks to more than {MOST_UNPACKED:,} bytes")
    return package


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """One part of a packed file. Raises `NotAWorkbook`."""
    try:
        return package.read(name)
    except BROKEN as error:
        raise NotAWorkbook(str(error)) from None


def is_ods(package: zipfile.ZipFile) -> bool:
    """Whether it is an OpenDocument spreadsheet, which says so in its first part."""
    if "mimetype" not in package.namelist():
        return False
    return read_part(package, "mimetype").decode("ascii", "replace").strip() == ODS
