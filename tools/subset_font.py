"""Make the fonts of share pictures and packs: subsets of Noto Sans CJK TC. For developers, not a build.

    uv run --no-project --with fonttools==4.68.0 tools/subset_font.py NotoSansCJK-Medium.ttc

Writes `generator/fonts/NotoSansTC-Medium.otf` (or `-Regular.otf`, as the source is called),
`characters.txt`, the characters it holds, and `NotoSansLatin-Medium.otf`, Latin with quotation marks
as wide as English has them.
"""

import sys
from hashlib import sha256
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

FOLDER = Path(__file__).resolve().parent.parent / "generator/fonts"
# Characters of Taiwanese place names and offices that Big5 keeps in its second level.
BEYOND = "崁嵙磘堀汴垵鯓硐鋉艋舺坔墘埕圳湳壢鯤粿"
_LEADS = range(0xA1, 0xC7)
_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
_DROPPED = ("GPOS", "GSUB", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG")


def wanted() -> set[str]:
    """Big5's signs and its 5,401 common characters, Latin, and signs that documents print."""
    found = set(BEYOND)
    for lead in _LEADS:
        for trail in _TRAILS:
            try:
                found.add(bytes((lead, trail)).decode("big5"))
            except UnicodeDecodeError:
                continue
    ranges = ((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0xFF), (0x2460, 0x2473), (0x2160, 0x216B))
    found |= {chr(code) for first, last in ranges for code in range(first, last + 1)}
    found |= {chr(code) for code in range(0xFF01, 0xFF5F)} | set("〇‐‑–—‘’“”•…‰※﹪㎡㎞℃")
    return {sign for sign in found if sign.isprintable()}


def latin() -> set[str]:
    """Latin with accents, and its punctuation."""
    codes = (
        *range(0x20, 0x7F),
        *range(0xA0, 0x17F),
        0x2013,
        0x2014,
        0x2018,
        0x2019,
        0x201C,
        0x201D,
    )
    return {*map(chr, codes), "…", "•"}


def write_subset(source: Path, face: str, signs: set[str], name: str) -> list[str]:
    """Write those of the characters that a face of the source has, print what README.md tells of
    the file, and return them in order."""
    (font,) = [
        found
        for found in TTCollection(source).fonts
        if face in found["name"].getDebugName(4) and "Mono" not in found["name"].getDebugName(4)
    ]
    held = sorted(sign for sign in signs if ord(sign) in font.getBestCmap())
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.drop_tables += _DROPPED
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(sign) for sign in held])
    subsetter.subset(font)
    _number(font)
    path = FOLDER / name
    font.recalcTimestamp = False
    font.save(path)
    print(f"{name}: {len(held)} characters, {path.stat().st_size:,} bytes")
    print(f"sha256 {sha256(path.read_bytes()).hexdigest()}")
    return held


def _number(font: TTFont) -> None:
    """Give each glyph the identifier (CID) of its place: what writes a PDF takes one for the other."""
    before = font.getGlyphOrder()
    after = [".notdef", *(f"cid{place:05}" for place in range(1, len(before)))]
    new = dict(zip(before, after, strict=True))
    top = font["CFF "].cff[0]
    strings = top.CharStrings.charStrings
    top.CharStrings.charStrings = {new[name]: place for name, place in strings.items()}
    top.charset = after
    for table in font["cmap"].tables:
        table.cmap = {code: new[name] for code, name in table.cmap.items()}
    font["hmtx"].metrics = {new[name]: found for name, found in font["hmtx"].metrics.items()}
    font.setGlyphOrder(after)


def main(source: Path) -> None:
    """Write both fonts of a weight, and the characters of the Chinese one."""
    weight = source.stem.rpartition("-")[2]
    held = write_subset(source, "CJK TC", wanted(), f"NotoSansTC-{weight}.otf")
    write_subset(source, "CJK KR", latin(), f"NotoSansLatin-{weight}.otf")
    lines = ["".join(held[start : start + 60]) for start in range(0, len(held), 60)]
    (FOLDER / "characters.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
