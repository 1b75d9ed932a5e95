"""The commands that the pages show: to read the data, and to check a copy of it.

They stand here as they are typed; tests type them, against a site on loopback.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.downloads import Download
from generator.exports.dataset import FOLDER
from generator.exports.sums import NAME as SUMS

# One of the tables, the most telling first; `plans` stands on every site that has a plan.
_EXAMPLES = ("kpis", "measures", "goals", "plans")
_LIST = (
    "import json; print(*(f'{h}  {n}' for n, h in "
    "json.load(open('manifest.json'))['files'].items() if n.startswith('data/')), sep='\\n')"
)
_ADDRESSES = (
    "import json; print(*('URL' + n for n in json.load(open('manifest.json'))['files'] "
    "if n.startswith('data/')), sep='\\n')"
)


@dataclass(frozen=True)
class Example:
    """Lines to type: `id` names the program that takes them, `title` as people call it."""

    id: str
    title: str
    code: str


# For whoever runs the site, on the server, where the program stands.
OPERATOR = Example(
    "operator",
    "publish --verify",
    ".venv/bin/python site_build.py publish /srv/lianming --verify",
)


def examples(url: str, downloads: Iterable[Download]) -> tuple[Example, ...]:
    """How to read the data in three programs; none where the site has no table."""
    held = {file.name for file in downloads}
    name = next((f"{table}.csv" for table in _EXAMPLES if f"{table}.csv" in held), None)
    if name is None:
        return ()
    index, table = f"{url}{FOLDER}index.json", f"{url}{FOLDER}{name}"
    return (
        Example("curl", "curl", f"curl -sS -O {index}\ncurl -sS -O {table}"),
        Example(
            "pandas",
            "Python (pandas)",
            f"""import pandas as pd

rows = pd.read_csv("{table}", dtype=str, encoding="utf-8-sig")
print(len(rows))
print(rows[["agency", "plan"]].value_counts())""",
        ),
        Example(
            "r",
            "R",
            f"""rows <- read.csv("{table}", colClasses = "character",
                 fileEncoding = "UTF-8-BOM", na.strings = "")
print(nrow(rows))
print(table(rows$agency, rows$plan))""",
        ),
    )


def checking(url: str, downloads: Iterable[Download]) -> tuple[Example, ...]:
    """The steps of a check, in the order to type them: a copy, its hashes, its states."""
    folders = len([part for part in urlsplit(url).path.split("/") if part])
    cut = f" --cut-dirs={folders}" if folders else ""
    steps = [
        Example(
            "copy",
            "wget",
            f"curl -fsS -O {url}manifest.json\n"
            f'python3 -c "{_ADDRESSES.replace("URL", url)}" |\n'
            f"  wget --input-file=- --force-directories --no-host-directories{cut} --no-verbose",
        ),
        Example(
            "manifest",
            "manifest.json",
            f'python3 -c "{_LIST}" | sha256sum --check --quiet',
        ),
        Example(
            "chain",
            "manifest.json",
            "sha256sum manifest.json\ngrep -E '\"(sequence|previous)\"' manifest.json",
        ),
        Example("recompute", "recompute.py", "python3 data/recompute.py ."),
    ]
    if any(file.name == SUMS for file in downloads):
        every = f"find data/v1 -name {SUMS} -execdir sha256sum --check --quiet {{}} +"
        steps.insert(1, Example("sums", SUMS, every))
    return tuple(steps)
