"""Share pictures as PNG, 1200 by 630, drawn from a card. The only Pillow.

The picture is drawn as indices into a palette of ramps: each colour has sixteen steps from its
ground to itself, so that smooth edges need no true colour and files stay small. The font stands
beside this module; the machine's own fonts are never asked.
"""

from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.cards import Card, Fact, drawable
from generator.head import CARD_HEIGHT as HEIGHT
from generator.head import CARD_WIDTH as WIDTH
from generator.typeset import Block, Measure, Setting, fit

_FONTS = Path(__file__).parent / "fonts"
_FONT = _FONTS / "NotoSansTC-Medium.otf"
_SEAL_SIGN = "廉"

# Colours of 10-tokens.css, light scheme: ground and colour of each ramp.
_PAPER, _WASH, _SEAL = (0xFA, 0xF9, 0xF5), (0xE8, 0xF1, 0xEF), (0xA8, 0x32, 0x2A)
_SOFT, _TEAL = (0x4C, 0x5A, 0x5A), (0x0D, 0x5A, 0x60)
RAMPS = {
    "ink": (_PAPER, (0x17, 0x26, 0x2B)),
    "soft": (_PAPER, _SOFT),
    "teal": (_PAPER, _TEAL),
    "seal": (_PAPER, _SEAL),
    "wash": (_PAPER, _WASH),
    "number": (_WASH, _TEAL),
    "label": (_WASH, _SOFT),
    "hatch": (_WASH, (0x8D, 0xA3, 0xA1)),
    "on-seal": (_SEAL, (0xFF, 0xFF, 0xFF)),
}
_STEPS = 16
_NAMES = tuple(RAMPS)

_LEFT, _RIGHT = 72, WIDTH - 72
_TITLE = (Setting(80, 1), Setting(72, 1), Setting(62, 2), Setting(52, 2), Setting(44, 3))
_KICKER = (Setting(38, 1), Setting(34, 1), Setting(28, 2))
_PERIOD = (Setting(32, 1), Setting(27, 1))
_LABEL = (Setting(30, 1), Setting(27, 2), Setting(23, 2), Setting(20, 3))
# A figure is never cut: another one would stand there.
_NUMBER = (Setting(72, 1), Setting(46, 1), Setting(28, 1), Setting(16, 1))
_NAME = (Setting(34, 1), Setting(26, 1))
_MARK = (Setting(30, 1), Setting(22, 1))
_TEXT_TOP, _TEXT_BOTTOM, _FACTS_TOP = 122, 424, 434


@cache
def characters() -> frozenset[str]:
    """What the font holds."""
    text = (_FONTS / "characters.txt").read_text(encoding="utf-8")
    return frozenset(text) - {"\n"}


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The basic layout needs no shaping library, which not every build of Pillow carries.
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _measure_at(size: int) -> Measure:
    # Setting a text asks for the same lengths again and again.
    return lru_cache(maxsize=1 << 12)(_font(size).getlength)


@cache
def _palette() -> list[int]:
    colours: list[int] = []
    for ground, colour in RAMPS.values():
        for step in range(_STEPS):
            colours += [
                a + round((b - a) * step / (_STEPS - 1))
                for a, b in zip(ground, colour, strict=True)
            ]
    return colours


def _full(ramp: str) -> int:
    """The index of the colour itself."""
    return _NAMES.index(ramp) * _STEPS + _STEPS - 1


@cache
def _indices(ramp: str) -> list[int]:
    """The index of the ramp for each of 256 covers."""
    start = _NAMES.index(ramp) * _STEPS
    return [start + round(cover * (_STEPS - 1) / 255) for cover in range(256)]


_SHOWN = [255 if cover > 7 else 0 for cover in range(256)]


class _Sheet:
    """A picture being drawn: a grey image whose greys are indices of the palette."""

    def __init__(self, image: Image.Image | None = None) -> None:
        self.image = image or Image.new("L", (WIDTH, HEIGHT), 0)

    def cover(self, mask: Image.Image, at: tuple[int, int], ramp: str) -> None:
        """Lay a colour where the mask covers; the ground must be the ramp's own."""
        self.image.paste(mask.point(_indices(ramp)), at, mask.point(_SHOWN))

    def box(self, box: tuple[int, int, int, int], ramp: str) -> None:
        """A plain rectangle: left, top, right, bottom."""
        self.image.paste(_full(ramp), box)

    def rounded(self, box: tuple[int, int, int, int], radius: int, ramp: str) -> None:
        """A rectangle with round corners, drawn four times as large for smooth edges."""
        width, height = box[2] - box[0], box[3] - box[1]
        large = Image.new("L", (width * 4, height * 4), 0)
        corner = (0, 0, width * 4 - 1, height * 4 - 1)
        ImageDraw.Draw(large).rounded_rectangle(corner, radius * 4, fill=255)
        self.cover(large.resize((width, height), Image.Resampling.BOX), box[:2], ramp)

    def hatch(self, box: tuple[int, int, int, int]) -> None:
        """The site's sign for a figure that is not there."""
        width, height = box[2] - box[0], box[3] - box[1]
        large = Image.new("L", (width * 4, height * 4), 0)
        draw = ImageDraw.Draw(large)
        for x in range(-height * 4, width * 4, 44):
            draw.line((x, height * 4, x + height * 4, 0), fill=255, width=13)
        draw.rectangle((0, 0, width * 4 - 1, height * 4 - 1), outline=255, width=8)
        self.cover(large.resize((width, height), Image.Resampling.BOX), box[:2], "hatch")

    def text(self, text: str, at: tuple[int, int], size: int, ramp: str) -> int:
        """One line, its upper left corner at `at`; returns its width."""
        font = _font(size)
        width = int(font.getlength(text)) + 1
        mask = Image.new("L", (width + size // 4, size * 3 // 2), 0)
        ImageDraw.Draw(mask).text((0, size), text, font=font, fill=255, anchor="ls")
        self.cover(mask, at, ramp)
        return width

    def block(self, block: Block, at: tuple[int, int], ramp: str) -> int:
        """Lines below each other; returns where the next text may start."""
        left, top = at
        for line in block.lines:
            self.text(line, (left, top), block.size, ramp)
            top += _leading(block.size)
        return top

    def png(self) -> bytes:
        """The finished file."""
        self.image.putpalette(_palette())
        file = BytesIO()
        self.image.save(file, "PNG", compress_level=6)
        return file.getvalue()


def _leading(size: int) -> int:
    return size * 13 // 10


def _set(text: str, width: int, settings: tuple[Setting, ...]) -> Block | None:
    return fit(text, width, settings, _measure_at) if text.strip() else None


@lru_cache(maxsize=8)
def _head(mark_text: str, site_name: str) -> Image.Image:
    """The seal and the site's name; an office that is fictional says so in the corner. The same
    for all cards of a language."""
    sheet = _Sheet()
    sheet.box((0, 0, WIDTH, 12), "teal")
    sheet.rounded((_LEFT, 48, _LEFT + 60, 108), 12, "seal")
    sheet.text(_SEAL_SIGN, (_LEFT + 9, 50), 42, "on-seal")
    right = _RIGHT
    if mark := _set(mark_text, 560, _MARK):
        right -= int(_font(mark.size).getlength(mark.lines[0])) + 44
        sheet.rounded((right, 48, _RIGHT, 108), 12, "seal")
        sheet.text(mark.lines[0], (right + 22, 78 - mark.size * 5 // 8), mark.size, "on-seal")
    shown = site_name if set(site_name) <= characters() else ""
    if name := _set(shown, right - _LEFT - 100, _NAME):
        sheet.text(name.lines[0], (_LEFT + 80, 78 - name.size * 5 // 8), name.size, "ink")
    return sheet.image


def _draw_text(sheet: _Sheet, card: Card) -> None:
    """Office, title and years, in the middle of the room between head and figures."""
    width = _RIGHT - _LEFT
    parts = [
        (block, ramp, gap)
        for text, settings, ramp, gap in (
            (card.kicker, _KICKER, "teal", 8),
            (card.title, _TITLE, "ink", 14),
            (card.period, _PERIOD, "soft", 0),
        )
        if (block := _set(text, width, settings))
    ]
    height = sum(len(block.lines) * _leading(block.size) + gap for block, _, gap in parts)
    top = _TEXT_TOP + max(0, _TEXT_BOTTOM - _TEXT_TOP - height) // 2
    for block, ramp, gap in parts:
        top = sheet.block(block, (_LEFT, top), ramp) + gap


def _draw_fact(
    sheet: _Sheet, fact: Fact, left: int, width: int, labels: tuple[Setting, ...]
) -> None:
    top = _FACTS_TOP + 22
    if number := _set(fact.number or "", width, _NUMBER):
        sheet.text(number.lines[0], (left, top + 72 - number.size), number.size, "number")
    else:
        sheet.hatch((left, top + 20, left + 112, top + 72))
    if label := _set(fact.label, width, labels):
        sheet.block(label, (left, top + 84), "label")


def _draw_facts(sheet: _Sheet, facts: tuple[Fact, ...]) -> None:
    sheet.box((0, _FACTS_TOP, WIDTH, HEIGHT), "wash")
    if not facts:
        return
    column = (_RIGHT - _LEFT + 28) // max(3, len(facts))
    width = column - 28
    smallest = min(fit(fact.label, width, _LABEL, _measure_at).size for fact in facts)
    labels = tuple(setting for setting in _LABEL if setting.size <= smallest)
    for place, fact in enumerate(facts):
        _draw_fact(sheet, fact, _LEFT + place * column, width, labels)


def draw_card(card: Card, site_name: str) -> bytes:
    """The card as PNG. The same card gives the same bytes with the same Pillow."""
    shown = drawable(card, characters())
    sheet = _Sheet(_head(shown.mark or "", site_name).copy())
    _draw_text(sheet, shown)
    _draw_facts(sheet, shown.facts)
    return sheet.png()
