"""Make the font of the share pictures: a subset of Noto Sans CJK TC. For developers, not a build.

    uv run --no-project --with fonttools==4.68.0 tools/subset_font.py NotoSansCJK-Medium.ttc

Writes `generator/fonts/NotoSansTC-Medium.otf` and `characters.txt`, the characters it holds.
"""

import sys
from hashlib import sha256
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

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


def main(source: Path) -> None:
    """Write the font and its characters, and print what README.md tells of them."""
    faces = TTCollection(source).fonts
    (font,) = [
        face
        for face in faces
        if "CJK TC" in face["name"].getDebugName(4) and "Mono" not in face["name"].getDebugName(4)
    ]
    held = sorted(sign for sign in wanted() if ord(sign) in font.getBestCmap())
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
    path = FOLDER / "NotoSansTC-Medium.otf"
    font.recalcTimestamp = False
    font.save(path)
    lines = ["".join(held[start : start + 60]) for start in range(0, len(held), 60)]
    (FOLDER / "characters.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(held)} characters, {path.stat().st_size:,} bytes")
    print(f"sha256 {sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
