"""YAML in the house format: comments, quotes and order kept. The only ruamel.yaml."""

import re
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from generator.fields import Text

_NUMERIC = re.compile(r"(?P<key>^.*: )'(?P<value>[0-9][0-9,.-]*)'$", re.MULTILINE)


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


def unquoted(text: str) -> str:
    """ruamel.yaml quotes what another reader could take for a number or a date; ours reads every
    plain value as text, and the house format writes figures and days plain."""
    return _NUMERIC.sub(r"\g<key>\g<value>", text)


def text_node(text: Text) -> CommentedMap:
    """A text in both languages; the English only where there is one."""
    both = CommentedMap({"zh": text.zh})
    if text.en:
        both["en"] = text.en
    return both
