"""A plan's file edited in place: single values, with comments, quotes and order kept.

What ruamel.yaml would write otherwise than the office did stays as the office wrote it. Checks no
plan: the loader does, before the text is put in place.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import ScalarString

from generator.document import Path, Value
from generator.imports.house import dump, house_yaml

Assignment = tuple[Path, str | None]
# The order of an item's fields, for one that is added.
_ORDER = (
    "goal", "number", "parent", "themes", "kind", "heading", "group", "name", "text", "content",
    "schedule", "estimate", "category", "unit", "evaluation", "formula", "formula_note",
    "components", "calculation", "rounding", "direction", "accumulation", "weight", "scope",
    "common", "baseline", "targets", "amount", "budget_line", "trajectory",
)  # fmt: skip


class CannotKeep(ValueError):
    """The file has a form that could not be kept beside the edits."""


def edit_plan(text: str, assignments: Iterable[Assignment]) -> str:
    """The file's text with values set, or taken away where the value is `None`.

    Raises `CannotKeep` where lines that nothing was said about would change.
    """
    chosen = tuple(assignments)
    if not chosen:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    document = house_yaml().load(plain)
    before = dump(document)
    for path, value in chosen:
        _assign(document, path, value)
    return _merge(plain, before, dump(document)).replace("\n", newline)


def _merge(text: str, before: str, after: str) -> str:
    """`text` with the lines that differ between `before` and `after`, which are ruamel's writing."""
    own, old, new = text.splitlines(), before.splitlines(), after.splitlines()
    if len(own) != len(old):
        raise CannotKeep(f"{len(own)} lines would become {len(old)}")
    merged: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            merged += own[i:j]
            continue
        merged += new[k:m]
        # A comment hangs on the value before it, and stays where that value is taken away.
        kept = {line.strip() for line in new[k:m]}
        merged += [
            line for line in own[i:j] if line.lstrip()[:1] == "#" and line.strip() not in kept
        ]
    return "\n".join(merged) + ("\n" if text.endswith("\n") else "")


def _key(mapping: Any, step: str) -> Any:
    """The mapping's own key that is written `step`: a year is a number to ruamel.yaml."""
    return next((key for key in mapping if str(key) == step), None)


def _assign(document: Any, path: Path, value: str | None) -> None:
    above: list[tuple[Any, Any]] = []
    node = document
    for place, step in enumerate(path[:-1]):
        if isinstance(step, int):
            key: Any = step
        elif (key := _key(node, step)) is None:
            if value is None:
                return
            key = _new_key(step)
            _insert(node, key, _new_map(node, flow=path[place:][0] == "targets"))
        above.append((node, key))
        node = node[key]
    last = str(path[-1])
    key = _key(node, last)
    if value is None:
        _remove(node, key, above)
    elif key is None:
        _insert(node, _new_key(last), _scalar(value, None))
    else:
        node[key] = _scalar(value, node[key])


def _new_key(step: str) -> str | int:
    return int(step) if step.isdecimal() else step


def _new_map(beside: CommentedMap, *, flow: bool) -> CommentedMap:
    """An empty mapping, in { } where its neighbours are."""
    new = CommentedMap()
    maps = [value for value in beside.values() if isinstance(value, CommentedMap)]
    if flow or beside.fa.flow_style() or (maps and maps[0].fa.flow_style()):
        new.fa.set_flow_style()
    return new


def _remove(node: Any, key: Any, above: list[tuple[Any, Any]]) -> None:
    """Take a value away, and a mapping that is left empty with it."""
    if key is not None:
        del node[key]
    while above and not node:
        node, key = above.pop()
        if isinstance(node, list):
            return
        del node[key]


def _scalar(value: str, old: Any) -> Any:
    """A value as the old one was written: quoted as it was, a plain figure plain.

    ruamel.yaml quotes what another reader could take for a number; the house format writes figures
    plain, and its reader takes every plain value as text.
    """
    if isinstance(old, ScalarString):
        return type(old)(value)
    if value[:1].isdigit() and "\n" not in value:
        plain = house_yaml().load(value)
        if isinstance(plain, (int, float)) and dump({"a": plain}) == f"a: {value}\n":
            return plain
    return value


def _insert(node: CommentedMap, key: Any, value: Any) -> None:
    """Add a field where its kind of item has it, and not behind the comment of the next item."""
    names = [str(name) for name in node]
    place = len(names)
    if str(key) in _ORDER:
        rank = _ORDER.index(str(key))
        earlier = [
            i for i, name in enumerate(names) if name in _ORDER and _ORDER.index(name) < rank
        ]
        place = max(earlier) + 1 if earlier else place
    elif isinstance(key, int):
        place = sum(str(name) < str(key) for name in names)
    if place == len(names) and names and _has_comment_behind(node):
        last = list(node)[-1]
        moved = node.ca.items.get(last)
        if isinstance(node[last], (CommentedMap, list)) or moved is None:
            place -= 1
        else:
            node.ca.items[key] = node.ca.items.pop(last)
    node.insert(place, key, value)


def _has_comment_behind(node: Any) -> bool:
    """Whether the last value carries a comment that stands on lines of its own below it."""
    last = list(node)[-1] if isinstance(node, dict) else len(node) - 1
    tokens = node.ca.items.get(last)
    if tokens and any(
        token is not None and "\n" in str(getattr(token, "value", "")) for token in tokens
    ):
        return True
    value = node[last]
    return isinstance(value, (CommentedMap, list)) and bool(value) and _has_comment_behind(value)


def assign_plain(value: Value, path: Path, new: str | None) -> Value:
    """The same edit on plain values: what the edited file must say."""
    step, rest = path[0], path[1:]
    if isinstance(value, tuple) and isinstance(step, int):
        return (*value[:step], assign_plain(value[step], rest, new), *value[step + 1 :])
    mapping = dict(value) if isinstance(value, dict) else {}
    name = str(step)
    if rest:
        below = assign_plain(mapping.get(name, {}), rest, new)
        mapping[name] = below
        if below == {}:
            del mapping[name]
    elif new is None:
        mapping.pop(name, None)
    else:
        mapping[name] = new
    return mapping
