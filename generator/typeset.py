"""Text into lines that fit: where a line may break, and which size is the largest that holds all.

Knows no font and no picture; how wide a text is comes from the caller.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str], float]

_CLOSING = "，。、；：！？）」』》〉】〕”’…％%),.;:!?]"
_OPENING = "（「『《〈【〔“‘([$"
# A word of Latin letters and figures stays whole; any other character may end a line.
_PIECE = re.compile(r"\s+|[!-~¡-ɏ‐-—‘-”]+|.", re.DOTALL)
_CLAUSE = re.compile(r"(?:[（(][^）)]*[）)]|[（(]?[^，；：、,;:（(]*)[，；：、,;:]?\s*")
# The Chinese ellipsis stands in the middle of the line, where it looks wrong after Latin.
ELLIPSES = ("…", "...")


@dataclass(frozen=True)
class Setting:
    """A size in pixels and the most lines a text may take at it."""

    size: int
    lines: int


@dataclass(frozen=True)
class Block:
    """Lines and the size they are set in."""

    size: int
    lines: tuple[str, ...]


def _pieces(text: str) -> list[str]:
    """Parts that stay whole: a closing mark goes with what is before it, an opening one with what follows."""
    found: list[str] = []
    for piece in _PIECE.findall(" ".join(text.split())):
        joins = piece in _CLOSING or (found and found[-1][-1] in _OPENING)
        if found and (joins or piece == " "):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _split_long(piece: str, width: float, measure: Measure) -> list[str]:
    """A part wider than a whole line, cut where the line is full."""
    parts = [""]
    for sign in piece:
        if parts[-1] and measure(parts[-1] + sign) > width:
            parts.append("")
        parts[-1] += sign
    return parts


def _clauses(text: str) -> list[str]:
    """Parts between commas and brackets: the better places to end a line."""
    found = _CLAUSE.findall(" ".join(text.split()))
    return [clause for clause in found if clause]


def _fill(pieces: Sequence[str], width: float, measure: Measure) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        if measure((lines[-1] + piece).rstrip()) <= width:
            lines[-1] += piece
        elif measure(piece.rstrip()) <= width:
            lines.append(piece)
        else:
            first, *rest = _split_long(lines.pop() + piece, width, measure)
            lines += [first, *rest]
    return tuple(line.strip() for line in lines if line.strip())


def break_lines(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """`text` in lines no wider than `width`, as few as greedy filling needs."""
    return _fill(_pieces(text), width, measure)


def balance(text: str, width: int, measure: Measure) -> tuple[str, ...]:
    """As few lines: ended at clauses where that works, else all of about the same length."""
    best = break_lines(text, width, measure)
    if len(best) == 1:
        return best
    clauses = _clauses(text)
    if all(measure(clause.rstrip()) <= width for clause in clauses):
        lines = _fill(clauses, width, measure)
        if len(lines) == len(best):
            return lines
    pieces = _pieces(text)
    low, high = int(max(width // 2, *(measure(piece.rstrip()) for piece in pieces))), width
    while high - low > 4:
        middle = (low + high) // 2
        tried = _fill(pieces, middle, measure)
        if len(tried) <= len(best):
            best, high = tried, middle
        else:
            low = middle
    return best


def fit(
    text: str, width: int, settings: Sequence[Setting], measure_at: Callable[[int], Measure]
) -> Block:
    """`text` in the first setting that holds it; cut with an ellipsis in the last if none does."""
    for setting in settings:
        measure = measure_at(setting.size)
        if len(break_lines(text, width, measure)) <= setting.lines:
            return Block(setting.size, balance(text, width, measure))
    last = settings[-1]
    measure = measure_at(last.size)
    lines = list(break_lines(text, width, measure)[: last.lines])
    lines[-1] = _cut(lines[-1], width, measure)
    return Block(last.size, tuple(lines))


def _cut(line: str, width: float, measure: Measure) -> str:
    """The line with an ellipsis after its last whole word that leaves room for it."""
    pieces = _pieces(line)
    room = width - max(measure(sign) for sign in ELLIPSES)
    while len(pieces) > 1 and measure("".join(pieces).rstrip()) > room:
        pieces.pop()
    kept = "".join(pieces).strip()
    while kept and measure(kept) > room:
        kept = kept[:-1]
    kept = kept.rstrip(_OPENING + _CLOSING + " ")
    return kept + ELLIPSES[bool(kept) and kept[-1] < "\u2000"]
