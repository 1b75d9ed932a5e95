"""What the public will see change between two sites: pages, figures, states, findings.

Compares the sites' own public data, so that it says what a reader can see and nothing else. Pure
but for `read_site`; knows no YAML and no template.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from generator.fields import Text
from generator.manifest import hash_tree

Kind = Literal["added", "removed", "changed"]
Record = Mapping[str, Any]
Plans = Mapping[str, Record]  # by address, such as `kinmen/2020`

# Lists of a plan's public record with what names an entry of each.
_LISTS: Mapping[str, tuple[str, ...]] = {
    "reports": ("id",),
    "changes": ("date", "item", "field", "year"),
    "goals": ("id",),
    "measures": ("id",),
    "kpis": ("id",),
    "work_items": ("id",),
    "strategies": ("id",),
    "priorities": ("id",),
    "budget": ("id",),
    "scoring": ("kpi",),
    "findings": ("id",),
    "notes": ("id",),
    "summaries": ("id", "heading"),
    "questions": ("id",),
    "consultations": ("id",),
    "sources": ("id",),
}
# Entries of lists within an entry, by what names them.
_INNER: Mapping[str, tuple[str, ...]] = {
    "observations": ("report", "year"),
    "states": ("year",),
    "points": ("id", "number"),
}
# Follows from something else that is told: arithmetic, shares, the day of the build.
_DERIVED = frozenset(
    {"as_of", "changed", "rules_version", "working", "attainment", "credit", "target_working",
     "observation", "days", "differs", "corrected_by", "days_overdue"}
)  # fmt: skip
# What a printed figure was read as: told by the printed form.
_OF_PRINTED = frozenset({"printed", "value", "unit", "kind", "low", "high", "from", "to"})
_VERDICTS = frozenset({"state", "states", "result", "pace", "freshness"})


@dataclass(frozen=True)
class Difference:
    """One thing that a reader will see otherwise.

    `plan`: its address; `section`: the list it stands in, such as `kpis`, empty for the plan
    itself; `number`: as printed, else its id; `field`: where in the entry, such as
    `targets.2023`; `old` and `new`: as shown, `None` where there was or is nothing.
    """

    plan: str
    kind: Kind
    section: str
    number: str
    field: str
    old: Text | None
    new: Text | None

    @property
    def flips(self) -> bool:
        """Whether it is a state that changes."""
        return self.field.split(".")[0] in _VERDICTS


@dataclass(frozen=True)
class SiteDifferences:
    """Pages by address, and what differs in the plans' data."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    entries: tuple[Difference, ...]


@dataclass(frozen=True)
class PublicSite:
    """A site as its folder holds it: the hash of each file, and each plan's public record."""

    files: Mapping[str, str]
    plans: Plans


def read_site(folder: Path) -> PublicSite:
    """Read a built site or a release. Raises `OSError`, `ValueError`."""
    plans = {
        path.relative_to(folder / "data").with_suffix("").as_posix(): json.loads(
            path.read_text("utf-8")
        )
        for path in sorted((folder / "data").glob("*/*.json"))
    }
    return PublicSite(hash_tree(folder), plans)


def read_plan(folder: Path, agency: str, plan: str) -> Record | None:
    """One plan's public record in a built site; `None` where it has none."""
    path = folder / "data" / agency / f"{plan}.json"
    if not path.is_file():
        return None
    record: Record = json.loads(path.read_text("utf-8"))
    return record


def compare_sites(old: PublicSite, new: PublicSite) -> SiteDifferences:
    """What a reader of `old` will see otherwise in `new`."""

    def pages(site: PublicSite) -> dict[str, str]:
        return {name: hash_ for name, hash_ in site.files.items() if name.endswith(".html")}

    before, after = pages(old), pages(new)
    return SiteDifferences(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(n for n in before.keys() & after.keys() if before[n] != after[n])),
        entries=tuple(compare_plans(old.plans, new.plans)),
    )


def compare_plans(old: Plans, new: Plans) -> Iterator[Difference]:
    """Differences between plans of the same address, plan by plan."""
    for address in sorted({*old, *new}):
        before, after = old.get(address), new.get(address)
        if before is None or after is None:
            there = after or before or {}
            yield _whole(address, "", address.rpartition("/")[2], before, after, there)
            continue
        yield from _fields(address, "", "", _own(before), _own(after))
        for section, names in _LISTS.items():
            yield from _entries(
                address, section, _by(before.get(section, ()), names), _by(after.get(section, ()), names)
            )  # fmt: skip


def _own(plan: Record) -> dict[str, Any]:
    return {key: value for key, value in plan.items() if key not in _LISTS}


def _by(entries: Iterable[Record], names: tuple[str, ...]) -> dict[str, Record]:
    """Entries by what names them; a name that stands twice gets a number."""
    found: dict[str, Record] = {}
    for entry in entries:
        name = key = json.dumps([entry.get(part) for part in names], ensure_ascii=False)
        n = 1
        while key in found:
            n += 1
            key = f"{name}-{n}"
        found[key] = entry
    return found


def _entries(
    plan: str, section: str, old: Mapping[str, Record], new: Mapping[str, Record]
) -> Iterator[Difference]:
    for key in (*new, *(key for key in old if key not in new)):
        before, after = old.get(key), new.get(key)
        entry = after or before or {}
        # A finding's name is the program's own; its words say which it is.
        id_ = "" if section == "findings" else entry.get("id")
        number = str(entry.get("number") or entry.get("kpi") or id_ or "")
        if before is None or after is None:
            yield _whole(plan, section, number, before, after, entry)
        else:
            yield from _fields(plan, section, number, before, after)


def _whole(
    plan: str, section: str, number: str, old: Record | None, new: Record | None, entry: Record
) -> Difference:
    says = next(
        (value for name in ("name", "text", "title", "question", "heading", "body") if _is_text(value := entry.get(name))),
        None,
    )  # fmt: skip
    text = Text(**says) if says else None
    kind: Kind = "added" if old is None else "removed"
    return Difference(plan, kind, section, number, "", text if old else None, text if new else None)


def _fields(plan: str, section: str, number: str, old: Record, new: Record) -> Iterator[Difference]:
    before, after = dict(_flat("", old)), dict(_flat("", new))
    for field in (*after, *(field for field in before if field not in after)):
        was, is_ = before.get(field), after.get(field)
        if was != is_:
            kind: Kind = "added" if was is None else "removed" if is_ is None else "changed"
            yield Difference(plan, kind, section, number, field, was, is_)


def _flat(path: str, value: Any) -> Iterator[tuple[str, Text]]:
    """Every leaf with its place: a printed figure as one, a state as its code."""
    if value is None or value == [] or value == {}:
        return
    if _is_text(value):
        yield path, Text(**value)
    elif isinstance(value, Mapping):
        if path and "printed" in value:
            yield path, Text(zh=str(value["printed"]))
            value = {key: part for key, part in value.items() if key not in _OF_PRINTED}
        if path.split(".")[0] in _VERDICTS and "code" in value:
            yield path, Text(zh=str(value["code"]))
            # Result and pace are what the headline is made of; what is due stands beside it.
            due = value.get("freshness") if path == "state" else None
            value = {"freshness": due} if due and due["code"] != value["code"] else {}
        for key, part in value.items():
            if key not in _DERIVED and not _said_otherwise(key, value, path):
                yield from _flat(f"{path}.{key}" if path else key, part)
    elif isinstance(value, list):
        names = _INNER.get(path.rpartition(".")[2])
        if names and all(isinstance(part, Mapping) for part in value):
            for part in value:
                name = "/".join(str(part.get(one) or "") for one in names).strip("/")
                yield from _flat(
                    f"{path}.{name}", {k: v for k, v in part.items() if k not in names}
                )
        elif all(isinstance(part, str) for part in value):
            yield path, Text(zh="、".join(value))
        else:
            for n, part in enumerate(value, 1):
                yield from _flat(f"{path}.{n}", part)
    else:
        yield path, Text(zh=str(value))


def _said_otherwise(key: str, entry: Record, path: str) -> bool:
    """Whether a field repeats another: an amount beside its printed form, the one year's state
    beside the headline, a report's day and office beside the report itself."""
    if path.startswith("observations.") or path == "executed":
        return key in ("reported", "stage", "body") or (
            key == "value" and bool(entry.get("stated"))
        )
    if path == "roll_up":
        return key == "parts"
    return f"{key}_printed" in entry or (key == "states" and len(entry[key]) == 1)


def _is_text(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == {"zh", "en"} and bool(value["zh"])
