"""`python -m tests.bench.run`: what a build costs against others and against itself.

Prints a table and writes build/bench.json. Every figure is of a command run as a process of its own,
contenders in turn, three rounds, the median of each. A ratio of two such figures holds on another
machine; seconds do not. Exit 0 when everything ran, with `--strict` 1 where a target is missed.

A corpus lies outside the project, where git has no history of it.
"""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.corpus import AS_OF, write_corpus
from tests.bench.markdown import CONFIG, convert_site
from tests.bench.measure import Cost, Failed, run, typical
from tests.bench.search_bytes import NOWHERE, search_bytes

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
OUT = ROOT / "build/bench.json"


@dataclass(frozen=True)
class Row:
    """One figure and the most that it should be; `id`: what tells it from others whatever the sizes
    are; `target` `None`: for information."""

    id: str
    what: str
    value: float
    target: float | None = None
    unit: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the target is met."""
        return None if self.target is None else self.value <= self.target


@dataclass(frozen=True)
class Sizes:
    """How many offices with how many plans each; a plan has about 29 pages in two languages."""

    offices: int
    years: int


@dataclass
class Bench:
    """A run: where it works, how often, how large, and which commands it ran."""

    work: Path
    rounds: int
    small: Sizes
    middle: Sizes
    large: Sizes
    commands: dict[str, str] = field(default_factory=dict)

    def corpus(self, size: Sizes) -> Path:
        """A corpus of a size, made once."""
        data = self.work / f"data-{size.offices}-{size.years}"
        if not data.exists():
            write_corpus(data, agencies=size.offices, years=size.years)
        return data

    def build(self, data: Path, *, jobs: int = 1, keep: bool = False) -> tuple[Cost, int]:
        """Our whole command, and the pages it made. `keep`: what stands is brought up to date."""
        out = self.work / f"site-{data.name}"
        command = [
            *(sys.executable, "site_build.py", "build", "--data", str(data), "--out", str(out)),
            *("--as-of", AS_OF.isoformat(), "--jobs", str(jobs)),
            *("--cache", str(self.work / "cache"), *(() if keep else ("--full",))),
        ]
        name = "build" if jobs == 1 else f"build --jobs {jobs}"
        cost = self.run(name if keep else f"{name} --full", command, cwd=ROOT)
        return cost, self.pages(data)

    def pages(self, data: Path) -> int:
        """How many pages, inside the theme's frame, the site of a corpus has."""
        built = self.work / f"site-{data.name}" / "build.json"
        return int(json.loads(built.read_text("utf-8"))["pages"])

    def run(self, name: str, command: Sequence[str], *, cwd: Path) -> Cost:
        """One command, noted by its name, its paths below the project or the work folder."""
        told = " ".join(command).replace(f"{self.work}/", "").replace(f"{ROOT}/", "")
        self.commands.setdefault(name, told)
        print(f"  {name} ...", end="", file=sys.stderr, flush=True)
        cost = run(command, cwd=cwd, extra={"NO_MKDOCS_2_WARNING": "1"})
        print(f" {cost.cpu:.2f} s of processor, {cost.wall:.2f} s", file=sys.stderr)
        return cost


def _in_turn(rounds: int, contenders: Mapping[str, Callable[[], Cost]]) -> dict[str, Cost]:
    """Each contender once a round, so that a slow minute meets all of them."""
    costs: dict[str, list[Cost]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, measure in contenders.items():
            costs[name].append(measure())
    return {name: typical(found) for name, found in costs.items()}


def _pages(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("index.html"))


def _framed(folder: Path) -> int:
    """Pages inside the theme's frame: not those that other sites embed."""
    return sum(1 for path in folder.rglob("index.html") if path.parent.name != "embed")


def _kilobytes(folder: Path) -> float:
    """The middle one of the sizes of all pages; an embedded figure is no page."""
    pages = (path for path in folder.rglob("index.html") if path.parent.name != "embed")
    return median(path.stat().st_size for path in pages) / 1024


def _hugo() -> str:
    """Hugo's own program; the package's command is a Python script that starts it."""
    found = sorted(Path(sys.prefix).glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        raise Failed("Hugo is not installed: uv sync --inexact --group bench")
    return str(found[0])


def against_others(bench: Bench) -> Iterator[Row]:
    """Processor time per page against mkdocs-material, Hugo and the floor, from the same data."""
    data = bench.corpus(bench.small)
    _, pages = bench.build(data)
    material, hugo, floor = (bench.work / name for name in ("material", "hugo", "floor"))
    material.mkdir()
    converted = convert_site(bench.work / f"site-{data.name}", material / "docs")
    (material / "mkdocs.yml").write_text(CONFIG, "utf-8")
    shutil.copytree(HERE / "hugo", hugo)
    shutil.copytree(data / "agencies", hugo / "data/agencies")

    def material_run() -> Cost:
        shutil.rmtree(material / "site", ignore_errors=True)
        return bench.run("material", [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=material)

    def hugo_run() -> Cost:
        shutil.rmtree(hugo / "public", ignore_errors=True)
        return bench.run("hugo", [_hugo(), "--quiet", "--noBuildLock"], cwd=hugo)

    def floor_run() -> Cost:
        shutil.rmtree(floor, ignore_errors=True)
        command = [sys.executable, str(HERE / "floor.py"), str(data), str(floor)]
        return bench.run("floor", command, cwd=bench.work)

    alone = bench.work / "alone"

    def alone_run() -> Cost:
        shutil.rmtree(alone, ignore_errors=True)
        module = [sys.executable, "-m", "tests.bench.pages_alone"]
        return bench.run("alone", [*module, str(data), str(alone), AS_OF.isoformat()], cwd=ROOT)

    costs = _in_turn(
        bench.rounds,
        {
            "ours": lambda: bench.build(data)[0],
            "our pages alone": alone_run,
            "material": material_run,
            "hugo": hugo_run,
            "floor": floor_run,
        },
    )
    counts = {
        "ours": pages,
        "our pages alone": _framed(alone),
        "material": converted,
        "hugo": _pages(hugo / "public"),
        "floor": _pages(floor),
    }
    each = {name: 1000 * cost.cpu / counts[name] for name, cost in costs.items()}
    yield Row("pages", "pages, both languages", pages)
    yield Row("memory", "largest process of a build", costs["ours"].most_mb, unit="MB")
    sites = {
        "ours": bench.work / f"site-{data.name}",
        "material": material / "site",
        "hugo": hugo / "public",
        "floor": floor,
    }
    for name, folder in sites.items():
        yield Row(f"html/{name}", f"{name}: the middle page's HTML", _kilobytes(folder), unit="KB")
    for name, value in each.items():
        yield Row(
            f"each/{name}",
            f"{name}: processor time a page ({counts[name]} pages)",
            value,
            unit="ms",
        )
    for name in ("material", "hugo", "floor"):
        yield Row(f"alone/{name}", f"our pages alone against {name}, processor time a page", each["our pages alone"] / each[name])  # fmt: skip
    for name, target in (("material", 0.35), ("hugo", 1.6), ("floor", 2.0)):
        yield Row(f"full/{name}", f"full build against {name}, processor time a page", each["ours"] / each[name], target)  # fmt: skip


def two_processes(bench: Bench) -> Iterator[Row]:
    """Wall time with two processes against one; one round, since it is long."""
    data = bench.corpus(bench.middle)
    costs = _in_turn(1, {f"jobs {jobs}": partial(_jobs, bench, data, jobs) for jobs in (1, 2)})
    pages = bench.pages(data)
    one, two = costs["jobs 1"].wall, costs["jobs 2"].wall
    yield Row("two", f"two processes against one, wall ({pages} pages)", two / one, 0.70)


def _jobs(bench: Bench, data: Path, jobs: int) -> Cost:
    return bench.build(data, jobs=jobs)[0]


def _change_one(data: Path) -> None:
    """One plan of one office says another day of its first record."""
    plan = sorted((data / "agencies").glob("*/*/plan.yml"))[-1]
    text = plan.read_text("utf-8")
    old, new = ("-01-10", "-01-11") if "-01-10" in text else ("-01-11", "-01-10")
    plan.write_text(text.replace(old, new, 1), "utf-8")


def changes(bench: Bench, size: Sizes) -> Iterator[Row]:
    """The whole command again, where one office or nothing has changed."""
    data = bench.corpus(size)
    if not (bench.work / f"site-{data.name}/build.json").exists():
        bench.build(data)

    def one_changed() -> Cost:
        _change_one(data)
        return bench.build(data, keep=True)[0]

    imports = [sys.executable, "-c", "import yaml, jinja2, pydantic"]
    costs = _in_turn(
        bench.rounds,
        {
            "one": one_changed,
            "nothing": lambda: bench.build(data, keep=True)[0],
            "imports": lambda: bench.run("imports", imports, cwd=ROOT),
        },
    )
    of = f"of {size.offices} offices"
    yield Row("one", f"one office changed {of}, wall", costs["one"].wall, 1.0, "s")
    yield Row(
        "one/imports", f"one office changed {of}, against importing yaml, jinja2, pydantic, wall",
        costs["one"].wall / costs["imports"].wall, 3.5,
    )  # fmt: skip
    yield Row("nothing", f"nothing changed {of}, wall", costs["nothing"].wall, 0.5, "s")


def growth(bench: Bench) -> Iterator[Row]:
    """A large site against a small one: processor time a page, memory. One round each."""
    small, large = bench.corpus(bench.small), bench.corpus(bench.large)
    small_cost, few = bench.build(small)
    large_cost, many = bench.build(large)
    further = 1024 / (many - few)
    yield Row("growth/pages", "pages of the large site, both languages", many)
    yield Row(
        "growth/cpu", f"processor time a page, {many} pages against {few}",
        (large_cost.cpu / many) / (small_cost.cpu / few), 1.15,
    )  # fmt: skip
    yield Row("growth/memory", f"largest process, {many} pages", large_cost.most_mb, 200, "MB")
    yield Row("growth/own", f"the build's own process, {many} pages", large_cost.own_mb, unit="MB")
    yield Row("growth/memory-page", "memory of the largest process for each further page", (large_cost.most_mb - small_cost.most_mb) * further, 2, "KB")  # fmt: skip
    yield Row("growth/own-page", "memory of the build's own process for each further page", (large_cost.own_mb - small_cost.own_mb) * further, unit="KB")  # fmt: skip


def search(bench: Bench) -> Iterator[Row]:
    """What a first and a next question load from the large site, the most that any does."""
    data = bench.corpus(bench.large)
    if not (bench.work / f"site-{data.name}/build.json").exists():
        bench.build(data)
    site = bench.work / f"site-{data.name}"
    loaded = search_bytes(site)
    for name, is_first, target in (("first", True, 130), ("next", False, 45)):
        most = max(one.bytes for one in loaded if one.is_first == is_first)
        yield Row(f"search/{name}", f"search, {name} query, compressed", most / 1024, target, "KB")
    (_, vain) = search_bytes(site, NOWHERE)
    yield Row(
        "search/vain",
        "search, a phrase whose parts alone stand in many plans",
        vain.bytes / 1024,
        unit="KB",
    )


# A part takes the run and yields rows.
Part = Callable[[Bench], Iterator[Row]]
SMALL: tuple[Part, ...] = (
    against_others,
    lambda bench: changes(bench, bench.small),
    two_processes,
)
LARGE: tuple[Part, ...] = (growth, lambda bench: changes(bench, bench.large), search)


def _show(row: Row) -> str:
    target = "" if row.target is None else f"≤ {row.target:g}"
    sign = {True: "holds", False: "MISSED", None: ""}[row.holds]
    return f"{row.what:<88} {row.value:>10.3f} {row.unit:<2} {target:>8} {sign}"


def _machine() -> dict[str, object]:
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "memory": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3),
        "python": platform.python_version(),
    }


def _size(text: str) -> Sizes:
    offices, _, years = text.partition("x")
    return Sizes(int(offices), int(years or 1))


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description=__doc__)
    parser.add_argument("--large", action="store_true", help="the large site (long)")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a target is missed")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--small-size", type=_size, default=Sizes(11, 3), help="OFFICESxYEARS, 1,000 pages"
    )
    parser.add_argument(
        "--middle-size", type=_size, default=Sizes(55, 3), help="for two processes, 5,000 pages"
    )
    parser.add_argument("--large-size", type=_size, default=Sizes(1100, 1), help="33,000 pages")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="lianming-bench-") as name:
        bench = Bench(
            Path(name), given.rounds, given.small_size, given.middle_size, given.large_size
        )
        try:
            for part in LARGE if given.large else SMALL:
                for row in part(bench):
                    rows.append(row)
                    print(_show(row), flush=True)
        except Failed as error:
            print(error, file=sys.stderr)
            return 2
    told = {
        "rows": [{**asdict(row), "holds": row.holds} for row in rows],
        "rounds": given.rounds,
        "figure": "median of the rounds, contenders in turn",
        "machine": _machine(),
        "commands": bench.commands,
    }
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    missed = sum(row.holds is False for row in rows)
    print(f"{missed} of {sum(row.target is not None for row in rows)} targets missed → {given.out}")
    return 1 if given.strict and missed else 0


if __name__ == "__main__":
    sys.exit(main())
