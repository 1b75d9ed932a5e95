"""Which parts of a count give a withheld part away, and which to withhold. Pure.

Whoever reads a table knows the total, the parts shown, and that parts are whole numbers; a part
shown as withheld is at least one, unless the rest is too small for that. A part is given away where
one number alone fits. The smallest parts are withheld along with the small ones until none is.
"""

from collections.abc import Sequence
from decimal import Decimal


def is_small(count: Decimal, threshold: int) -> bool:
    """Whether a count tells of so few that they could be known; nobody at all tells of nobody."""
    return 0 < count < threshold


def gives_away(total: Decimal | None, shown: Sequence[Decimal], withheld: int) -> bool:
    """Whether the total less the parts shown leaves one number for a withheld part.

    So it is for a single one, where nothing is left, and where as many are left as parts: each is
    then one.
    """
    if total is None or not withheld:
        return False
    rest = total - sum(shown)
    return withheld == 1 or rest in (0, withheld)


def withhold(
    shown: Sequence[Decimal], *, total: Decimal | None, threshold: int, withheld: int = 0
) -> frozenset[int] | None:
    """Which of the parts shown are to be withheld, beside `withheld` that are already.

    The small ones, and as many more as keep a withheld one from being worked out: the smallest
    first, those of zero last. `None` where not even all of them would do.
    """
    chosen = {i for i, count in enumerate(shown) if is_small(count, threshold)}
    others = sorted(
        (i for i in range(len(shown)) if i not in chosen), key=lambda i: (shown[i] == 0, shown[i])
    )
    while gives_away(total, [shown[i] for i in others], len(chosen) + withheld):
        if not others:
            return None
        chosen.add(others.pop(0))
    return frozenset(chosen)
