"""An address as a QR code: one path of an inline drawing, for print. The only segno.

Knows no page.
"""

from dataclasses import dataclass
from itertools import groupby

import segno

# The quiet zone that the standard asks for, in modules.
BORDER = 4
# All masks can be read; trying each of the eight for the evenest costs six times the time.
_MASK = 3


@dataclass(frozen=True)
class QrCode:
    """`path` strokes the dark modules in a square of `size`, the quiet zone in it; `text` is encoded."""

    text: str
    size: int
    path: str


def draw_qr(text: str) -> QrCode:
    """`text` with medium error correction; each run of dark modules is one stroke, one module high."""
    code = segno.make_qr(text, error="m", mask=_MASK, boost_error=False)
    path = ""
    for y, row in enumerate(code.matrix):
        at: int | None = None  # where the pen stands in this row
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                path += f"M{x + BORDER} {y + BORDER}.5" if at is None else f"m{x - at} 0"
                path += f"h{length}"
                at = x + length
            x += length
    return QrCode(text, len(code.matrix) + 2 * BORDER, path)
