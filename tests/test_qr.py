"""A QR code: the path draws exactly the modules that the library encodes."""

import re

import pytest
import segno

from generator.qr import BORDER, draw_qr

STEP = re.compile(r"(M|m|h)(\d+)(?: (\d+)(\.5)?)?")


def drawn(path: str) -> set[tuple[int, int]]:
    """The dark modules that a path strokes."""
    modules, x, y = set(), 0, 0
    for letter, first, second, _ in STEP.findall(path):
        if letter == "M":
            x, y = int(first), int(second)
        elif letter == "m":
            x += int(first)
        else:
            modules |= {(x + step, y) for step in range(int(first))}
            x += int(first)
    return modules


@pytest.mark.parametrize("text", ["https://a.example/", "https://a.example/" + "agencies/" * 20])
def test_the_path_draws_the_modules_inside_the_quiet_zone(text):
    code = draw_qr(text)
    matrix = segno.make_qr(text, error="m", mask=3, boost_error=False).matrix
    expected = {
        (x + BORDER, y + BORDER) for y, row in enumerate(matrix) for x, on in enumerate(row) if on
    }
    assert drawn(code.path) == expected
    assert code.size == len(matrix) + 2 * BORDER
    assert set(code.path) <= set("Mmh0123456789. ")
