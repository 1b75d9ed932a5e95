"""A data folder of any size, made up: `python -m tests.bench.corpus OUT --agencies N --years Y`.

Every office, plan and figure is made up, and the site's name, each office's name and each plan's
source say so. The offices do not carry `fictional: true`, which keeps a demonstration out of totals,
feeds, catalogues and the site map: here the whole of a build is to be done, as for real ones.

The same arguments give the same bytes; an office is the same in a small and a large corpus. One
office at a time is in memory.
"""

import argparse
import datetime as dt
import hashlib
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.periods import ROC_OFFSET
from generator.regions import COUNTIES as OFFICIAL
from generator.translations import text_hash
from tests.bench import phrases
from tests.bench.phrases import Phrase
from tests.bench.plans import Made, make_plan
from tests.bench.yaml_text import Node, write_yaml

ROOT = Path(__file__).resolve().parents[2]
AS_OF = dt.date(2026, 8, 31)
_KEPT = ("vocabulary.yml", "glossary.yml", "strings.yml")
_SITE: Node = {
    "name": {"zh": "規模測試（虛構）", "en": "Test of size (fictional)"},
    "tagline": {"zh": "機關與數字都是虛構", "en": "Offices and figures are made up"},
    "description": {
        "zh": "測試用的虛構資料，沒有真實的機關、文件或數字。",
        "en": "Made-up data for tests. No office, document or figure here is real.",
    },
    "url": "https://lianming.example/",
    "operator": "third-party",
    "operator_name": {"zh": "規模測試（虛構）", "en": "Test of size (fictional)"},
}
# Real counties and cities, so that pages by region have their names: offices in turn.
COUNTIES: Sequence[Phrase] = tuple(OFFICIAL.items())
LARGEST = len(phrases.FIRST) * len(phrases.SECOND) * len(phrases.GOVERNMENTS)


@dataclass(frozen=True)
class Size:
    """What was written."""

    agencies: int
    plans: int
    kpis: int
    reports: int
    bytes: int


def _office(number: int) -> tuple[str, dict[str, Node]]:
    """The folder and the record of one made-up office; `number` from 0."""
    at, kind = divmod(number, len(phrases.GOVERNMENTS))
    second, first = divmod(at, len(phrases.FIRST))
    (one, one_en), (two, two_en) = phrases.FIRST[first], phrases.SECOND[second]
    zh, en = phrases.GOVERNMENTS[kind]
    government: Phrase = (f"{one}{two}{zh}", f"{one_en}{two_en} {en}")
    record: dict[str, Node] = {
        "name": _text(
            (f"{government[0]}政風處（虛構）", f"Ethics Office, {government[1]} (fictional)")
        ),
        "name_status": "provisional",
        "government": _text((f"{government[0]}（虛構）", f"{government[1]} (fictional)")),
        "region": _text(COUNTIES[number % len(COUNTIES)]),
        "comments": {"email": "comments@office.example"},
    }
    folder = f"{one_en}{two_en}-{en}".lower().replace(" ", "-")
    return folder, record


def _text(phrase: Phrase) -> Node:
    return {"zh": phrase[0], "en": phrase[1]}


def _texts(node: Node) -> Iterator[Phrase]:
    if isinstance(node, dict):
        zh, en = node.get("zh"), node.get("en")
        if isinstance(zh, str) and isinstance(en, str):
            yield zh, en
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _translations(nodes: Sequence[Node]) -> Node:
    """The record that each English text was made from the Chinese beside it."""
    pairs = {(text_hash(en), text_hash(zh)) for node in nodes for zh, en in _texts(node)}
    return {"made_from": [f"{english} {chinese}" for english, chinese in sorted(pairs)]}


def _write(path: Path, node: Node) -> int:
    content = write_yaml(node).encode()
    path.write_bytes(content)
    return len(content)


def _write_plan(folder: Path, made: Made) -> int:
    target = folder / made.folder
    target.mkdir()
    told = [made.plan, *([made.participation] if made.participation else [])]
    size = _write(target / "plan.yml", made.plan)
    size += _write(target / "translations.yml", _translations(told))
    if made.participation:
        size += _write(target / "participation.yml", made.participation)
    if made.reports:
        (target / "reports").mkdir()
    for name, report in made.reports.items():
        size += _write(target / "reports" / f"{name}.yml", report)
    return size


def _count(node: Node) -> int:
    return len(node) if isinstance(node, list) else 0


def write_corpus(out: Path, *, agencies: int, years: int, seed: int = 1) -> Size:
    """Write a data folder to `out`, which must not exist. `years`: how many plans an office has,
    one for each year up to 2025 or 2026."""
    if not 1 <= agencies <= LARGEST or not 1 <= years <= 8:
        raise SystemExit(f"1 to {LARGEST} agencies, 1 to 8 years")
    (out / "agencies").mkdir(parents=True)
    (out / "consultations").mkdir()
    for name in _KEPT:
        shutil.copyfile(ROOT / "data" / name, out / name)
    _write(out / "site.yml", _SITE)
    plans = kpis = reports = size = 0
    for number in range(agencies):
        draw = random.Random(f"{seed}/{number}")
        id_, office = _office(number)
        folder = out / "agencies" / id_
        folder.mkdir()
        _write(folder / "agency.yml", office)
        _write(folder / "translations.yml", _translations([office]))
        # Every second office has ended its last year; the others are in the middle of it.
        last = AS_OF.year - number % 2 - ROC_OFFSET
        for year in range(last - years + 1, last + 1):
            made = make_plan(draw, number=number, year=year, office=office["name"])
            size += _write_plan(folder, made)
            if made.consultation:
                concerned: Node = [{"plan": f"{id_}/{made.folder}", "number": 1}]
                size += _write(
                    out / f"consultations/c{number}-{made.folder}.yml",
                    {"office": id_, "plans": concerned, **made.consultation},
                )
            plans += 1
            kpis += _count(made.plan.get("kpis"))
            reports += len(made.reports)
    return Size(agencies, plans, kpis, reports, size)


def tree_hash(folder: Path) -> str:
    """One hash over all names and contents below a folder."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{path.relative_to(folder)} {content}\n".encode())
    return total.hexdigest()


def main() -> None:
    """Write the folder and say how much it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.corpus", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--agencies", type=int, required=True)
    parser.add_argument("--years", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    size = write_corpus(given.out, agencies=given.agencies, years=given.years, seed=given.seed)
    print(
        f"{size.agencies} agencies, {size.plans} plans, {size.kpis} KPIs, {size.reports} reports, "
        f"{size.bytes / size.plans:.0f} bytes of YAML a plan; build with --as-of {AS_OF}"
    )


if __name__ == "__main__":
    main()
