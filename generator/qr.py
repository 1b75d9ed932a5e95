"""An address as a QR code: one path of an inline drawing, for print. The only Zint.

Knows no page.
"""

import re
from dataclasses import dataclass

from zint import Symbol, Symbology

# The quiet zone that the standard asks for, in modules.
BORDER = 4
# Zint's words for the mask and for the correction of 15 % of the code.
_MASK = (3 + 1) << 8
_MEDIUM = 2
_DARK = re.compile("1+")


@dataclass(frozen=True)
class QrCode:
    """`path` strokes the dark modules in a square of `size`, the quiet zone in it; `text` is encoded."""

    text: str
    size: int
    path: str


def draw_qr(text: str) -> QrCode:
    """`text` with medium error correction; each run of dark modules is one stroke, one module high.

    `text` is ASCII, as the address of a page is.
    """
    symbol = Symbol()
    symbol.symbology = Symbology.QRCODE
    symbol.option_1, symbol.option_3 = _MEDIUM, _MASK
    symbol.encode(text)
    size, rows = symbol.width, symbol.encoded_data
    octets, row = rows.tobytes(), rows.nbytes // len(rows)
    path = []
    for y in range(size):
        # The first module of a row is its lowest bit.
        modules = f"{int.from_bytes(octets[y * row : (y + 1) * row], 'little'):b}"[::-1]
        at: int | None = None  # where the pen stands in this row
        for run in _DARK.finditer(modules):
            x, end = run.span()
            path.append(f"M{x + BORDER} {y + BORDER}.5" if at is None else f"m{x - at} 0")
            path.append(f"h{end - x}")
            at = end
    return QrCode(text, size + 2 * BORDER, "".join(path))
