"""The record of translations of an office, a plan, a committee or all consultations, brought up to
date; coverage over all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from generator.atomic import write_new, write_whole
from generator.fields import Text
from generator.folders import COMMITTEE_FOLDERS, COMMITTEES, CONSULTATIONS, TRANSLATIONS
from generator.problems import ProblemsError
from generator.source import SiteData, load_site
from generator.strict_yaml import parse_document
from generator.translation_checks import text_paths, text_prefix
from generator.translations import Coverage, Made, Translations

_HEAD = """\
# yaml-language-server: $schema={up}schemas/translations.json
# Each English text and the Chinese it was made from, as hashes; site_build.py translations accept writes it.
"""
# The files of a folder that people write texts in and may change.
_FILES = ("agency.yml", "plan.yml", "participation.yml")


class NoFolder(LookupError):
    """There is no such office, plan or committee."""


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
    """Record what the English of an office (`plan` `None`) or of a plan was made from; of a committee
    where `agency` is `committees` and `plan` its folder, of consultations where it is that alone.

    `texts`: paths of stale ones whose English still holds. Raises `NoFolder`, `NoText`,
    `ProblemsError`.
    """
    loaded = load_site(data)
    if agency == CONSULTATIONS and plan:  # which have one record for all
        texts, plan = (plan, *texts), None
    below = _folder(loaded, agency, plan)
    folder = data / below
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
    text = _written(rows, depth=len(below.parts) + 1)
    changed = not path.is_file() or path.read_text(encoding="utf-8") != text
    if changed and path.is_file():
        write_whole(path, text)
    elif changed and rows:
        write_new(path, text.encode())
    return Accepted(
        path,
        new=sum(1 for is_ in standing.values() if is_ == "new"),
        accepted=tuple(where for where in chosen if where in stale),
        stale=tuple(sorted(stale - set(chosen))),
        changed=changed,
    )


def _folder(loaded: SiteData, agency: str, plan: str | None) -> PurePath:
    """Where the record stands, below the data folder. Raises `NoFolder`."""
    known: dict[tuple[str, str | None], str] = {}
    for one in loaded.agencies:
        known[one.id, None] = f"agencies/{one.id}"
        known |= {(one.id, entry.id): f"agencies/{one.id}/{entry.id}" for entry in one.plans}
    # No office can be called so.
    known |= {(COMMITTEES, one.id): f"{COMMITTEES}/{one.id}" for one in loaded.committees}
    if loaded.consultations:
        known[CONSULTATIONS, None] = CONSULTATIONS
    if (agency, plan) not in known:
        raise NoFolder(agency if plan is None else f"{agency}/{plan}")
    return PurePath(known[agency, plan])


def _texts(folder: Path) -> dict[str, tuple[str, str]]:
    """Path -> Chinese and English of every text of a folder's own files that has both."""
    found: dict[str, tuple[str, str]] = {}
    paths = [folder / name for name in _FILES if (folder / name).is_file()]
    if folder.name == CONSULTATIONS:
        paths = [path for path in sorted(folder.glob("*.yml")) if path.name != TRANSLATIONS]
    elif folder.parent.name == COMMITTEES:
        paths = [folder / "committee.yml"]
        paths += (path for one in COMMITTEE_FOLDERS for path in sorted(folder.glob(f"{one}/*.yml")))
    for path in paths:
        name = path.relative_to(folder).as_posix()
        found |= text_paths(parse_document(path.read_bytes(), name).value, text_prefix(name))
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
    """(office, plan) -> its coverage; the plan `""` is what stands in agency.yml; (`committees`, id) a
    committee's, (`consultations`, `""`) that of consultations. Raises `ProblemsError`."""
    return coverage_of(load_site(data))


def coverage_of(loaded: SiteData) -> dict[tuple[str, str], Coverage]:
    """The coverage of everything that was read, named as `list_coverage` does."""
    found = {}
    for agency in loaded.agencies:
        found[agency.id, ""] = agency.translation
        found |= {(agency.id, plan.id): plan.translation for plan in agency.plans}
    found |= {(COMMITTEES, one.id): one.translation for one in loaded.committees}
    if loaded.consultations:
        found[CONSULTATIONS, ""] = loaded.consulted_translation
    return found
