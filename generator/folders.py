"""The data folder: which files stand in it, and their bytes.

Refuses what could publish another file than the one that was looked at (links, pipes, devices),
and names that cannot be an address. Knows no content.
"""

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.document import Value
from generator.fields import FILE_KINDS, FILE_NAME
from generator.privacy_checks import Suspicion
from generator.problems import Place, Problem, printable
from generator.rulebook.ids import RuleId
from generator.vocabulary import Privacy, Term

_PNG = b"\x89PNG\r\n\x1a\n"
MAX_BYTES = 1_000_000
TOP_FILES = ("site.yml", "vocabulary.yml", "glossary.yml", "strings.yml")
EXCEPTIONS = "exceptions.yml"
CONSULTATIONS = "consultations"  # a folder of files that are about some plans each
ALSO_TOP = ("accessibility.yml", "accessibility-mark.png", EXCEPTIONS)  # may stand there
# What may stand beside a plan.
TRANSLATIONS = "translations.yml"
PLAN_FILES = ("plan.yml", "participation.yml", TRANSLATIONS)
PLAN_FOLDERS = ("reports", "sources")
COMMITTEES = "committees"
PAPERS = "papers"
COMMITTEE_FOLDERS = ("meetings", "resolutions", PAPERS)
MAX_PAPER_BYTES = 10_000_000

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
# Routes of the site, and names that Windows keeps for devices.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
_RESERVED = _DEVICES.union(
    ("en", "assets", "search", "data", "agencies", "regions", "404", "index"),
    ("committees", "consultations", "translations"),
)
_PAPER, _YAML = re.compile(FILE_NAME), re.compile(r".*\.yml")
_REAL_FILE = ("請改放實際的檔案", "put the real file there")


@dataclass
class DataFolder:
    """One data folder, the problems met on reading it, and what its files may expose of persons.

    Files go by their path below `root`; `statutes`: those that have an official English title; `privacy`: the site's thresholds.
    `drafts`: reports by name, or a plan's `plan.yml`, read as if they stood in its folder already;
    `values`: the plain values of what was read, where they are to be kept.
    """

    root: Path
    drafts: Mapping[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    suspicions: list[Suspicion] = field(default_factory=list)
    statutes: tuple[Term, ...] = ()
    privacy: Privacy = field(default_factory=Privacy)
    values: dict[str, Value] | None = None

    def keep(self, path: Path, value: Value) -> None:
        """Keep what a file says, where that is wanted."""
        if self.values is not None:
            self.values[path.relative_to(self.root).as_posix()] = value

    def has(self, path: Path) -> bool:
        """Whether there is such an ordinary file."""
        return path.is_file() and not path.is_symlink()

    def name(self, path: Path) -> str:
        """The path as people are shown it: from the data folder's own name on, `/` between."""
        root = Path(os.path.abspath(self.root))
        below = Path(os.path.abspath(path)).relative_to(root).parts
        return "/".join(printable(part) for part in (root.name, *below))

    def add(
        self, path: Path, rule: RuleId, found: tuple[str, str], expected: tuple[str, str]
    ) -> None:
        """Note a problem with a file as a whole."""
        self.problems.append(Problem(Place(self.name(path)), rule, found, expected))

    def read(self, path: Path, most: int = MAX_BYTES) -> bytes | None:
        """A file's bytes, `most` of them; `None` where it cannot be had, which is noted.

        Links are not followed and a pipe is not waited for, whatever stood there a moment ago.
        """
        if path.name in self.drafts:
            return self.drafts[path.name]
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            self.add(
                path, "file-missing", (f"沒有 {path.name}", f"there is no {path.name}"),
                ("請新增這個檔案", "add the file"),
            )  # fmt: skip
            return None
        except OSError as error:
            if not path.is_symlink():  # a link was noted when its folder was listed
                self.add(
                    path, "unreadable",
                    (f"無法讀取（{error.strerror}）", f"cannot be read ({error.strerror})"),
                    ("請檢查檔案權限", "check the file's permissions"),
                )  # fmt: skip
            return None
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):  # noted when its folder was listed
            os.close(descriptor)
            return None
        with os.fdopen(descriptor, "rb") as file:
            if status.st_size <= most:
                return file.read(most)
        self.add(
            path,
            "file-size",
            (f"檔案有 {status.st_size:,} 位元組", f"the file has {status.st_size:,} bytes"),
            (f"上限 {most:,}", f"at most {most:,}"),
        )
        return None

    def picture(self, path: Path) -> bytes | None:
        """The picture of the accessibility mark; another file than a PNG is noted."""
        content = self.read(path)
        if content is not None and not content.startswith(_PNG):
            self.add(
                path, "not-a-picture", ("不是 PNG 圖檔", "not a PNG picture"),
                ("請放無障礙標章的 PNG 圖檔，88×31", "put the PNG of the accessibility mark there, 88 by 31"),
            )  # fmt: skip
        return content

    def agencies(self) -> tuple[str, ...]:
        """The agencies that have a folder. What does not belong beside them is noted."""
        files = (*TOP_FILES, *ALSO_TOP, "README.md")
        folders = ("agencies", COMMITTEES, CONSULTATIONS)
        top = self._folders(self.root, files=files, folders=folders)
        found = tuple(
            agency.name
            for folder in top
            if folder.name == "agencies"
            for agency in self._folders(folder, files=(), folders=None)
        )
        if not found:
            self.add(
                self.root / "agencies", "no-agencies", ("沒有任何機關", "there is no agency"),
                ("請在 agencies/ 新增機關資料夾", "add an agency's folder under agencies/"),
            )  # fmt: skip
        return found

    def committees(self) -> tuple[str, ...]:
        """The committees that have a folder. What does not belong beside them is noted."""
        folder = self.root / COMMITTEES
        listed = folder.is_dir() and not folder.is_symlink()
        found = self._folders(folder, files=(), folders=None) if listed else []
        return tuple(one.name for one in found)

    def committee_files(self, committee: Path) -> dict[str, list[Path]]:
        """The files of each folder of a committee, by name. What does not belong there is noted."""
        found: dict[str, list[Path]] = {name: [] for name in COMMITTEE_FOLDERS}
        files = ("committee.yml", TRANSLATIONS)
        beside = self._folders(committee, files=files, folders=COMMITTEE_FOLDERS)
        for folder in beside:
            wanted, kinds = (_PAPER, FILE_KINDS) if folder.name == PAPERS else (_YAML, ("yml",))
            for path in self._children(folder):
                if path.is_file() and wanted.fullmatch(path.name) and path.stem not in _DEVICES:
                    found[folder.name].append(path)
                else:
                    self._unknown(path, tuple(f"*.{kind}" for kind in kinds), ())
        return found

    def plans(self, agency: Path) -> list[str]:
        """The plans of an agency that have a folder. What does not belong there is noted."""
        plans = []
        for plan in self._folders(agency, files=("agency.yml", TRANSLATIONS), folders=None):
            for beside in self._folders(plan, files=PLAN_FILES, folders=PLAN_FOLDERS):
                self._look_through(beside)
            plans.append(plan.name)
        return plans

    def reports(self, plan: Path) -> list[Path]:
        """The report files of a plan, by name. Other files there are noted."""
        folder = plan / "reports"
        drafts = [folder / name for name in self.drafts if name not in PLAN_FILES]
        if not folder.is_dir() or folder.is_symlink():
            return drafts
        found = [path for path in drafts if not path.exists()]
        for path in self._children(folder):
            if path.is_file() and path.suffix == ".yml":
                found.append(path)
            else:
                name = printable(path.name)
                self.add(
                    path, "unknown-file", (f"不認得的檔案「{name}」", f"unknown file “{name}”"),
                    ("這裡只放報告，例如 2026-07-12-self.yml",
                     "here stand reports, e.g. 2026-07-12-self.yml"),
                )  # fmt: skip
        return sorted(found)

    def consultations(self) -> list[Path]:
        """The files of consultations, by name. Others there are noted."""
        folder = self.root / CONSULTATIONS
        if not folder.is_dir() or folder.is_symlink():
            return []
        found = []
        for path in self._children(folder):
            if path.name == TRANSLATIONS:
                continue
            if path.is_file() and path.suffix == ".yml" and is_id(path.stem):
                found.append(path)
            else:
                name = printable(path.name)
                self.add(
                    path, "unknown-file", (f"不認得的檔案「{name}」", f"unknown file “{name}”"),
                    ("這裡一次意見徵詢一個檔案，例如 open-data.yml：小寫英文字母、數字與連字號",
                     "here stands a file for each consultation, e.g. open-data.yml: lower-case letters, digits and hyphens"),
                )  # fmt: skip
        return found

    def _folders(
        self, folder: Path, *, files: tuple[str, ...], folders: tuple[str, ...] | None
    ) -> list[Path]:
        """The folders in `folder`; `folders` `None`: any name that can be an address."""
        found = []
        for path in self._children(folder):
            if stat.S_ISDIR(path.lstat().st_mode):
                if folders is None and not is_id(path.name):
                    self._bad_name(path)
                elif folders is None or path.name in folders:
                    found.append(path)
                else:
                    self._unknown(path, files, folders)
            elif path.name not in files:
                self._unknown(path, files, folders)
        return found

    def _children(self, folder: Path) -> list[Path]:
        """What stands in a folder, by name, without links and other than ordinary files."""
        return [
            path
            for path in sorted(folder.iterdir())
            if self._is_plain(path) and not _is_editors_own(path.name)
        ]

    def _is_plain(self, path: Path) -> bool:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            self.add(path, "symbolic-link", ("符號連結", "a symbolic link"), _REAL_FILE)
        elif stat.S_ISDIR(status.st_mode):
            return True
        elif not stat.S_ISREG(status.st_mode):
            self.add(path, "special-file", ("不是一般檔案", "not an ordinary file"), _REAL_FILE)
        elif status.st_nlink > 1:
            self.add(
                path, "hard-link", ("這個檔案另有硬連結", "the file has another name (a hard link)"),
                ("請改放一份複本", "put a copy there"),
            )  # fmt: skip
        else:
            return True
        return False

    def _look_through(self, folder: Path) -> None:
        """Notes links and special files at any depth."""
        for path in self._children(folder):
            if path.is_dir():
                self._look_through(path)

    def _bad_name(self, path: Path) -> None:
        reserved = path.name in _RESERVED
        name = printable(path.name)
        self.add(
            path, "folder-name",
            (f"「{name}」{'已另有用途，' if reserved else ''}不能當資料夾名稱",
             f"“{name}” {'has another use and ' if reserved else ''}cannot name a folder here"),
            ("請用 1 至 40 個小寫英文字母、數字與連字號",
             "use 1 to 40 lower-case letters, digits and hyphens"),
        )  # fmt: skip

    def _unknown(self, path: Path, files: tuple[str, ...], folders: tuple[str, ...] | None) -> None:
        zh = [*files, *(f"{name}/" for name in folders or ())]
        any_folder = folders is None
        self.add(
            path, "unknown-file",
            (f"不認得的檔案「{printable(path.name)}」", f"unknown file “{printable(path.name)}”"),
            ("這裡只放：" + "、".join([*zh, *(["資料夾"] if any_folder else [])]),
             "here stand " + ", ".join([*zh, *(["folders"] if any_folder else [])])),
        )  # fmt: skip


def is_id(name: str) -> bool:
    """Whether a folder's name can be part of an address on every system."""
    return bool(_ID.fullmatch(name)) and name not in _RESERVED


def _is_editors_own(name: str) -> bool:
    """Hidden and backup files come and go while someone edits; they are never read."""
    return name.startswith(".") or name.endswith("~")
