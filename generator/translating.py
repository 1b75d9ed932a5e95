"""The record of translations of an office or a plan, brought up to date; coverage over all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.atomic import write_whole
from generator.fields import Text
from generator.folders import TRANSLATIONS
from generator.problems import ProblemsError
from generator.source import SiteData, load_site
from generator.strict_yaml import parse_document
from generator.translation_checks import text_paths
from generator.translations import Coverage, Made, Translations

_HEAD = """\
# yaml-language-server: $schema={up}schemas/translations.json
# Each English text and the Chinese it was made from, as hashes; site_build.py translations accept writes it.
"""
# The files of a folder that people write texts in and may change.
_FILES = ("agency.yml", "plan.yml", "participation.yml")


class NoFolder(LookupError):
    """There is no such office or plan."""


class NoText(LookupError):
    """A path names no text with English; the message lists paths that are stale."""


@dataclass(frozen=True)
class Accepted:
    """What was recorded in `path`: texts that were new, stale ones now accepted, and those left."""

    path: Path
    new: int
    accepted: tuple[str, ...]
    stale: tuple[str, ...]
    changed: bool


def accept(
    data: Path, *, agency: str, plan: str | None = None, texts: Iterable[str] = ()
) -> Accepted:
    """Record what the English of an office (`plan` `None`) or of a plan was made from.

    `texts`: paths of stale ones whose English still holds. Raises `NoFolder`, `NoText`,
    `ProblemsError`.
    """
    loaded = load_site(data)
    known = {one.id: {entry.id for entry in one.plans} for one in loaded.agencies}
    if agency not in known or (plan is not None and plan not in known[agency]):
        raise NoFolder(agency if plan is None else f"{agency}/{plan}")
    folder = data / "agencies" / agency / (plan or "")
    standing_texts = _texts(folder)
    path = folder / TRANSLATIONS
    made = Made(_recorded(path))
    standing = {where: made.standing(*pair) for where, pair in standing_texts.items()}
    stale = {where for where, is_ in standing.items() if is_ == "stale"}
    chosen = tuple(dict.fromkeys(texts))
    if unknown := [where for where in chosen if where not in standing_texts]:
        raise NoText(
            f"沒有 {'、'.join(unknown)}；英文過時的有：{'、'.join(sorted(stale)) or '無'} / "
            f"no text at {', '.join(unknown)}; stale: {', '.join(sorted(stale)) or 'none'}"
        )
    pairs = {where: Text(zh=zh, en=en) for where, (zh, en) in standing_texts.items()}
    rows = made.rows(pairs.values(), accepted=frozenset(pairs[where] for where in chosen))
    text = _written(rows, depth=3 if plan is None else 4)
    changed = not path.is_file() or path.read_text(encoding="utf-8") != text
    if changed and (rows or path.is_file()):
        write_whole(path, text)
    return Accepted(
        path,
        new=sum(1 for is_ in standing.values() if is_ == "new"),
        accepted=tuple(where for where in chosen if where in stale),
        stale=tuple(sorted(stale - set(chosen))),
        changed=changed,
    )


def _texts(folder: Path) -> dict[str, tuple[str, str]]:
    """Path -> Chinese and English of every text of a folder's own files that has both."""
    found: dict[str, tuple[str, str]] = {}
    for name in _FILES:
        path = folder / name
        if path.is_file():
            found |= text_paths(parse_document(path.read_bytes(), name).value)
    return found


def _recorded(path: Path) -> frozenset[tuple[str, str]]:
    if not path.is_file():
        return frozenset()
    document = parse_document(path.read_bytes(), path.name)
    if document.problems:
        raise ProblemsError(document.problems)
    return Translations.model_validate(document.value, strict=True).pairs


def _written(rows: tuple[str, ...], *, depth: int) -> str:
    head = _HEAD.format(up="../" * depth)
    if not rows:
        return f"{head}made_from: []\n"
    return f"{head}made_from:\n" + "".join(f"  - {row}\n" for row in rows)


def list_coverage(data: Path) -> Mapping[tuple[str, str], Coverage]:
    """(office, plan) -> its coverage; the plan `""` is what stands in agency.yml. Raises
    `ProblemsError`."""
    return coverage_of(load_site(data))


def coverage_of(loaded: SiteData) -> dict[tuple[str, str], Coverage]:
    """The coverage of everything that was read, by office and plan."""
    found = {}
    for agency in loaded.agencies:
        found[agency.id, ""] = agency.translation
        found |= {(agency.id, plan.id): plan.translation for plan in agency.plans}
    return found
