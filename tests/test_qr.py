"""A QR code: another library reads the drawn path back."""

import re

import pytest
import zxingcpp
from PIL import Image

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


@pytest.mark.parametrize("length", [*range(1, 60), 100, 200, 400])
def test_the_path_is_read_as_the_address(length):
    text = "https://a.example/" + ("agencies/2020/kpi/1-2/" * 20)[:length]
    code = draw_qr(text)
    assert set(code.path) <= set("Mmh0123456789. ")
    image = Image.new("L", (code.size, code.size), 255)
    for place in drawn(code.path):
        image.putpixel(place, 0)
    assert image.point(lambda light: 255 - light).getbbox() == (
        *(BORDER, BORDER),
        *(code.size - BORDER, code.size - BORDER),
    )
    (read,) = zxingcpp.read_barcodes(image.resize((4 * code.size, 4 * code.size), 0))
    assert read.text == code.text == text
    assert read.ec_level == "M" and read.extra["UEC"] == 1.0  # nothing had to be corrected
