"""Plain values to block YAML, for large made-up data: no library's representer is as fast."""

import re

Node = str | int | bool | dict[str, "Node"] | list["Node"]

# What YAML could read as something else than the text it is.
_UNSAFE = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|\s$|^(?:null|true|false|~)$")


def _scalar(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("'", "''") + "'" if _UNSAFE.search(value) else value


def _lines(node: Node, pad: str, rows: list[str]) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, dict | list):
                rows.append(f"{pad}{key}:")
                _lines(value, pad + "  ", rows)
            else:
                rows.append(f"{pad}{key}: {_scalar(value)}")
    elif isinstance(node, list):
        for value in node:
            if isinstance(value, dict | list):
                start = len(rows)
                _lines(value, pad + "  ", rows)
                rows[start] = f"{pad}- {rows[start][len(pad) + 2 :]}"
            else:
                rows.append(f"{pad}- {_scalar(value)}")


def write_yaml(node: Node) -> str:
    """A mapping as block YAML, one value a line. Mappings and lists in it are not empty."""
    rows: list[str] = []
    _lines(node, "", rows)
    return "\n".join(rows) + "\n"
