"""Plain values to YAML that `strict_yaml` reads back as they were.

Knows no record and no file: what a record dumps, and what an export has no other place for.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from generator.document import Value


class _Dumper(yaml.CSafeDumper):
    """Without anchors, which the reader refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_plain(value: Mapping[str, Value]) -> str:
    """A mapping of texts, `true`, `false`, `null`, lists and mappings as YAML, one line for each
    text; what another reader could take for a number or a date is in quotes. libyaml writes characters
    beyond the first plane as escapes."""
    return yaml.dump(
        dict(value), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000
    )
