"""A site of any size without its plans: some made-up ones stand under many ids.

What is made of several plans sees leftovers alone, so that a nation of them takes seconds. A few of
the plans are built, and their files are read for all; of the others there are the summaries, so that
the texts of neighbours differ, as gzip would find them again otherwise.
"""

import gzip
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from generator.assessed import Task
from generator.downloads import Download
from generator.fields import Text
from generator.observations import keep_book
from generator.pages.page import Page
from generator.pages.parts import Files, Leftovers, Part, Product
from generator.periods import Period
from generator.plan_progress import assess_plan
from generator.press import Made, Press
from generator.reduction import site_parts
from generator.regions import COUNTIES, Holdings, PlanKey
from generator.source import SiteData, load_site
from generator.summary import PlanSummary, summarise_plan
from generator.theme import render_theme
from generator.theming import theme_settings
from generator.totals import RegionSummary
from generator.tree import Tree
from generator.vocabulary import Agency
from generator.writer import Words
from tests.bench.corpus import AS_OF, write_corpus
from tests.leftovers import Guarded

ROOT = Path(__file__).resolve().parent.parent
_LAST = AS_OF.year


@dataclass(frozen=True)
class Model:
    """The plans that are repeated: those that were built, with their files in a folder, and the
    summaries of those and of others; and what builds them."""

    data: SiteData
    press: Press
    tree: Path
    made: tuple[Made, ...]
    summaries: tuple[PlanSummary, ...]


def make_model(folder: Path, *, plans: int = 60, built: int = 6) -> Model:
    """Summarise plans of the corpus, and build a few of them into a folder."""
    write_corpus(folder / "data", agencies=plans, years=1)
    loaded = load_site(folder / "data")
    words = Words(
        site=loaded.site,
        vocabulary=loaded.vocabulary,
        phrases=loaded.strings,
        as_of=AS_OF,
        terms=loaded.glossary.terms,
    )
    press = Press(words, render_theme(root=ROOT, settings=theme_settings(loaded)))
    tree = Tree(folder / "site")
    tasks = [
        Task(office.id, office.agency, plan, (), loaded.asked(office.id, plan))
        for office in loaded.agencies
        for plan in office.plans
    ]
    made = tuple(press.build_plan(task, tree) for task in tasks[:built])
    others = (_summary(task, loaded) for task in tasks[built:])
    summaries = (*(one.summary for one in made), *others)
    return Model(loaded, press, folder / "site", made, summaries)


def _summary(task: Task, data: SiteData) -> PlanSummary:
    plan = task.entry.plan
    return summarise_plan(
        agency_id=task.agency_id,
        agency=task.agency,
        plan_id=task.entry.id,
        plan=plan,
        vocabulary=data.vocabulary,
        progress=assess_plan(plan, keep_book(plan, task.entry.reports, AS_OF), AS_OF),
        ledger=task.ledger,
    )


def _incompressible(summary: PlanSummary, seed: str) -> PlanSummary:
    draw = random.Random(seed)

    def text(length: int) -> Text:
        zh = "".join(chr(draw.randrange(0x4E00, 0x9FA5)) for _ in range(length))
        return Text(zh=zh, en="".join(draw.choices("abcdefghijklmnopqrstuvwxyz ", k=3 * length)))

    return replace(
        summary,
        kpis=tuple(replace(kpi, name=text(20)) for kpi in summary.kpis),
        goal_list=tuple(replace(goal, text=text(30)) for goal in summary.goal_list),
    )


@dataclass
class LargeSite:
    """Offices in turn over all counties and cities, each with a plan a year; its leftovers.
    `incompressible`: no name of an indicator and no goal is like another, as in the worst of data."""

    model: Model
    offices: int
    years: int
    regions: int = len(COUNTIES)
    incompressible: bool = False
    products: dict[str, Product] = field(default_factory=dict)
    written: dict[str, bytes] = field(default_factory=dict)
    summaries: dict[str, PlanSummary] = field(default_factory=dict)

    @cached_property
    def holdings(self) -> Holdings:
        names = list(COUNTIES.items())[: self.regions]
        agencies = []
        for number in range(self.offices):
            zh, en = names[number % len(names)]
            like = self._like(number).task.agency
            name = Text(zh=f"{like.name.zh}{number}", en=f"{like.name.en} {number}")
            update = {"name": name, "region": Text(zh=zh, en=en)}
            agencies.append((f"office-{number:04}", like.model_copy(update=update)))
        keys = [
            PlanKey(id_, str(year), year, year, self._told(number, year).changed)
            for number, (id_, _) in enumerate(agencies)
            for year in range(_LAST - self.years + 1, _LAST + 1)
        ]
        return Holdings(tuple(agencies), tuple(keys))

    @cached_property
    def agencies(self) -> dict[str, Agency]:
        return dict(self.holdings.agencies)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return site_parts(self.model.data, self.holdings, self.model.press, "/")

    def _like(self, number: int) -> Made:
        # Neighbours in a region are not all alike.
        return self.model.made[(number // self.regions) % len(self.model.made)]

    def _told(self, number: int, year: int) -> PlanSummary:
        summaries = self.model.summaries
        return summaries[(number // self.regions * self.years + year) % len(summaries)]

    def _of(self, plan: str) -> tuple[Made, str, str]:
        _, agency, year = plan.rstrip("/").split("/")
        return self._like(int(agency.removeprefix("office-"))), agency, year

    def summary(self, plan: str) -> PlanSummary:
        if plan not in self.summaries:
            self.summaries[plan] = self._summary(plan)
        return self.summaries[plan]

    def _summary(self, plan: str) -> PlanSummary:
        _, agency, year = self._of(plan)
        record = self.agencies[agency]
        told = self._told(int(agency.removeprefix("office-")), int(year))
        return replace(
            _incompressible(told, plan) if self.incompressible else told,
            agency=agency,
            plan=year,
            agency_name=record.name,
            region=record.region,
            period=Period(year, int(year), int(year)),
        )

    def pages(self, plan: str) -> tuple[str, ...]:
        like, _, _ = self._of(plan)
        return tuple(one.replace(like.summary.address, plan) for one in like.addresses)

    def downloads(self, of: str) -> tuple[Download, ...]:
        if of.startswith("agencies/"):
            like, agency, year = self._of(of)
            folder = f"data/v1/{agency}/{year}/"
            return tuple(replace(one, folder=folder) for one in like.downloads)
        product = self.products[of]
        assert isinstance(product, Files)
        return product.downloads

    def region(self, part: str) -> RegionSummary:
        product = self.products[part]
        assert isinstance(product, RegionSummary)
        return product

    def files(self, part: str) -> tuple[str, ...]:
        product = self.products[part]
        return tuple(name for name, _ in product.files) if isinstance(product, Files) else ()

    def read(self, address: str) -> bytes:
        if address in self.written:
            return self.written[address]
        kind = "agencies/" if "agencies/" in address else "data/v1/"
        before, _, rest = address.partition(kind)
        agency, year, name = rest.split("/", 2)
        like, _, _ = self._of(f"agencies/{agency}/{year}/")
        summary = like.summary
        return (
            self.model.tree / f"{before}{kind}{summary.agency}/{summary.plan}/{name}"
        ).read_bytes()

    def make(self, part: Part, *, guard: bool = True) -> Product:
        """A part's product, which is kept for those that need it."""
        left: Leftovers = Guarded(self, part, self.files) if guard else self
        product = part.make(left)
        self.products[part.name] = product
        if isinstance(product, Files):
            self.written |= dict(product.files)
        return product

    def html(self, part: Part, page: Page) -> bytes:
        """A page as it is written."""
        kept = _Kept()
        writer = self.model.press.writers[part.language or "zh"]
        writer.write(replace(page, subject=None), kept)  # type: ignore[arg-type]
        return kept.html


@dataclass
class _Kept:
    html: bytes = b""

    def write(self, name: str, content: str | bytes) -> None:
        self.html = content.encode() if isinstance(content, str) else content


def compressed(html: bytes) -> int:
    """Bytes with gzip."""
    return len(gzip.compress(html, mtime=0))


def pages_of(site: LargeSite, parts: Sequence[Part]) -> Iterator[tuple[Part, Page]]:
    """Those of the parts that are pages, made."""
    for part in parts:
        product = site.make(part)
        if isinstance(product, Page):
            yield part, product
