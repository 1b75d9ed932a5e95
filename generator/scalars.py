"""Where each value and key of a YAML text begins and ends, so that one can be mended in place.

Judges nothing: what may stand in a file is for `strict_yaml` to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml


@dataclass(frozen=True)
class Scalar:
    """A value or key as written, quotes included: from `start` up to `end` of the text.

    `style`: empty for plain, else the first character (`'`, `"`, `|`, `>`).
    """

    start: int
    end: int
    style: str


def find_scalars(text: str) -> Mapping[tuple[int, int], Scalar]:
    """Every scalar by line and column, both from 1, up to the first place that is no YAML."""
    found = {}
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
                start, end = event.start_mark, event.end_mark
                scalar = Scalar(start.index, end.index, event.style or "")
                found[start.line + 1, start.column + 1] = scalar
    except yaml.YAMLError:
        pass
    return found
