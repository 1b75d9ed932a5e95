"""Files to records, or to every problem of every file at once.

Knows which files a data folder holds and which record each one is. The YAML itself is read by
`strict_yaml`; sums and wording of findings are elsewhere.
"""

import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import RootModel, ValidationError

from generator.fields import Record
from generator.model import Plan
from generator.numerals import Refused
from generator.problems import PathStep, Place, Problem, ProblemsError, sort_problems
from generator.references import check_references
from generator.strict_yaml import Document, parse_document
from generator.vocabulary import Agency, Glossary, Phrase, Site, Vocabulary

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_RESERVED = {"en", "assets", "search", "data", "404", "con", "nul", "aux", "prn", "com1", "lpt1"}
_TOP = ("site.yml", "vocabulary.yml", "glossary.yml", "strings.yml")
# Folders that later parts of the site fill; they may stand beside a plan.
_PLAN_FOLDERS = {"reports", "sources"}


class Strings(RootModel[dict[str, Phrase]]):
    """strings.yml: interface words by key."""


@dataclass(frozen=True)
class PlanEntry:
    """A plan and its folder's name."""

    id: str
    plan: Plan


@dataclass(frozen=True)
class AgencyEntry:
    """An agency, its folder's name and its plans."""

    id: str
    agency: Agency
    plans: tuple[PlanEntry, ...]


@dataclass(frozen=True)
class SiteData:
    """Everything a data folder holds. `notes` are remarks that stop nothing."""

    site: Site
    vocabulary: Vocabulary
    glossary: Glossary
    strings: Mapping[str, Phrase]
    agencies: tuple[AgencyEntry, ...]
    notes: tuple[Problem, ...] = ()


Model = TypeVar("Model", Site, Vocabulary, Glossary, Strings, Agency, Plan)


class _Reader:
    """Reads files below one data folder and collects problems."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.problems: list[Problem] = []

    def name(self, path: Path) -> str:
        return f"{self.data.name}/{path.relative_to(self.data).as_posix()}"

    def add(self, path: Path, rule: str, found: tuple[str, str], expected: tuple[str, str]) -> None:
        self.problems.append(Problem(Place(self.name(path)), rule, found, expected))

    def is_plain(self, path: Path) -> bool:
        """No link, pipe or device: what is read must be what stands in the folder."""
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            self.add(path, "symbolic-link", ("符號連結", "a symbolic link"), _REAL_FILE)
        elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            self.add(path, "special-file", ("不是一般檔案", "not an ordinary file"), _REAL_FILE)
        else:
            return True
        return False

    def children(self, folder: Path) -> list[Path]:
        """What stands in a folder, in the order of names; links are reported and left out."""
        return [path for path in sorted(folder.iterdir()) if self.is_plain(path)]

    def read(self, path: Path, model: type[Model]) -> tuple[Model | None, Document | None]:
        """One file as a record, with its document for later checks."""
        if not path.exists() and not path.is_symlink():
            self.add(
                path, "file-missing", (f"沒有 {path.name}", f"there is no {path.name}"),
                ("請新增這個檔案", "add the file"),
            )  # fmt: skip
            return None, None
        if path.is_symlink() or not path.is_file():
            return None, None
        document = parse_document(path.read_bytes(), self.name(path))
        self.problems += document.problems
        if document.value is None:
            if not document.problems:
                self.add(
                    path,
                    "file-empty",
                    ("檔案是空的", "the file is empty"),
                    ("請填寫內容", "fill it in"),
                )
            return None, document
        try:
            return model.model_validate(document.value), document
        except ValidationError as error:
            self.problems += [_problem(document, dict(item)) for item in error.errors()]
            return None, document

    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


_REAL_FILE = ("請改放實際的檔案", "put the real file there")


def _problem(document: Document, error: dict[str, object]) -> Problem:
    """One pydantic error at its place in the file, worded for people."""
    loc = error["loc"]
    path: tuple[PathStep, ...] = tuple(loc) if isinstance(loc, tuple) else ()
    kind = str(error["type"])
    last = str(path[-1]) if path else ""
    context = error.get("ctx")
    cause = context.get("error") if isinstance(context, dict) else None
    if kind == "extra_forbidden":
        return Problem(
            document.places.get((*path, "#key"), document.place(path)), "unknown-key",
            (f"不認得的欄位「{last}」", f"unknown key {last!r}"),
            ("請檢查拼字，或刪去這一行", "check the spelling or remove the line"),
        )  # fmt: skip
    if kind == "missing":
        return Problem(
            document.place(path[:-1]), "missing-key",
            (f"缺少欄位「{last}」", f"the key {last!r} is missing"),
            ("請補上", "add it"),
        )  # fmt: skip
    place = _target_place(document, path)
    if isinstance(cause, Refused):
        return Problem(place, "value", cause.found, cause.expected)
    value = error.get("input")
    shown = "空白" if value is None else f"「{value}」" if isinstance(value, str) else "這個內容"
    shown_en = (
        "nothing" if value is None else repr(value) if isinstance(value, str) else "this value"
    )
    said = str(error["msg"])
    return Problem(
        place, "value", (f"{last}：{shown}不合格式", f"{last}: {shown_en} does not fit"),
        (f"應符合格式（{said}）", said[0].lower() + said[1:]),
    )  # fmt: skip


def _target_place(document: Document, path: tuple[PathStep, ...]) -> Place:
    """Targets are rows in the record and a mapping in the file: find the mapping's nth value."""
    if "targets" in path:
        at = path.index("targets")
        if at + 1 < len(path) and isinstance(index := path[at + 1], int):
            base = path[: at + 1]
            keys = [
                key[len(base)]
                for key in document.places
                if len(key) == len(base) + 1 and key[: len(base)] == base
            ]
            if keys and all(isinstance(key, str) for key in keys) and index < len(keys):
                path = (*base, keys[index])
                if (*base, keys[index]) in document.places:
                    return document.places[path]
    return document.place(path)


def load_site(data: Path) -> SiteData:
    """Everything in `data`. Raises `ProblemsError` with every error of every file."""
    reader = _Reader(data)
    children = reader.children(data)
    for path in children:
        known = path.name in _TOP or path.name in {"README.md", "agencies"}
        if not known:
            reader.add(
                path, "unknown-file", (f"不認得的檔案 {path.name}", f"unknown file {path.name}"),
                (f"這裡只放 {'、'.join(_TOP)} 與 agencies/", f"here stand {', '.join(_TOP)} and agencies/"),
            )  # fmt: skip
    site, _ = reader.read(data / "site.yml", Site)
    vocabulary, _ = reader.read(data / "vocabulary.yml", Vocabulary)
    glossary, _ = reader.read(data / "glossary.yml", Glossary)
    strings, _ = reader.read(data / "strings.yml", Strings)
    agencies = tuple(_agencies(reader, vocabulary))
    _check_names(reader, agencies)
    if reader.has_errors() or not (site and vocabulary and glossary and strings):
        raise ProblemsError(reader.problems)
    return SiteData(
        site=site,
        vocabulary=vocabulary,
        glossary=glossary,
        strings=strings.root,
        agencies=agencies,
        notes=sort_problems(reader.problems),
    )


def _agencies(reader: _Reader, vocabulary: Vocabulary | None) -> Iterator[AgencyEntry]:
    folder = reader.data / "agencies"
    entries = reader.children(folder) if folder.is_dir() and not folder.is_symlink() else []
    if not [entry for entry in entries if entry.is_dir()]:
        reader.add(
            folder, "no-agencies", ("沒有任何機關", "there is no agency"),
            ("請在 agencies/ 新增機關資料夾", "add an agency's folder under agencies/"),
        )  # fmt: skip
    for entry in entries:
        if not _is_folder_with_id(reader, entry):
            continue
        agency, _ = reader.read(entry / "agency.yml", Agency)
        plans = tuple(_plans(reader, entry, vocabulary))
        if agency:
            yield AgencyEntry(entry.name, agency, plans)


def _is_folder_with_id(reader: _Reader, path: Path) -> bool:
    if path.is_dir() and _ID.fullmatch(path.name) and path.name not in _RESERVED:
        return True
    reader.add(
        path, "folder-name", (f"「{path.name}」不能當資料夾名稱", f"{path.name!r} cannot be a folder here"),
        ("請用小寫英文、數字與連字號", "use lower-case letters, digits and hyphens"),
    )  # fmt: skip
    return False


def _plans(reader: _Reader, folder: Path, vocabulary: Vocabulary | None) -> Iterator[PlanEntry]:
    for path in reader.children(folder):
        if path.name == "agency.yml" or not _is_folder_with_id(reader, path):
            continue
        for child in reader.children(path):
            if child.name != "plan.yml" and child.name not in _PLAN_FOLDERS:
                reader.add(
                    child, "unknown-file", (f"不認得的檔案 {child.name}", f"unknown file {child.name}"),
                    ("這裡只放 plan.yml、reports/、sources/", "here stand plan.yml, reports/ and sources/"),
                )  # fmt: skip
        plan, document = reader.read(path / "plan.yml", Plan)
        if plan and document and vocabulary:
            reader.problems += check_references(plan, document, vocabulary)
        if plan:
            yield PlanEntry(path.name, plan)


def _check_names(reader: _Reader, agencies: tuple[AgencyEntry, ...]) -> None:
    """Two agencies must not look the same to a reader."""
    seen: dict[str, str] = {}
    for entry in agencies:
        name = unicodedata.normalize("NFKC", entry.agency.name.zh).casefold()
        if name in seen:
            reader.add(
                reader.data / "agencies" / entry.id / "agency.yml", "name-twice",
                (f"與 {seen[name]} 同名", f"has the same name as {seen[name]}"),
                ("請寫出可以分辨的名稱", "write a name that can be told apart"),
            )  # fmt: skip
        seen[name] = entry.id


RECORDS: Mapping[str, type[Record] | type[Strings]] = {
    "site": Site,
    "vocabulary": Vocabulary,
    "glossary": Glossary,
    "strings": Strings,
    "agency": Agency,
    "plan": Plan,
}
