"""YAML in the house format: comments, quotes and order kept. The only ruamel.yaml."""

from io import StringIO
from typing import Any

from ruamel.yaml import YAML


def house_yaml() -> YAML:
    """A reader and writer of the house format."""
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 4096
    yaml.preserve_quotes = True
    return yaml


def dump(document: Any) -> str:
    """A document's text."""
    out = StringIO()
    house_yaml().dump(document, out)
    return out.getvalue()
