"""Counties and cities: which offices and plans stand under which, and how a large site is split.

Works on names, years and days alone, so that a site's list of pages needs no plan.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from generator.committees import PaperFile
from generator.downloads import COMMITTEES_FOLDER, DATA_FOLDER
from generator.fields import Text
from generator.vocabulary import Agency

# Counties and cities in the order of the government's statistics, with their official English names.
COUNTIES: dict[str, str] = {
    "新北市": "New Taipei City",
    "臺北市": "Taipei City",
    "桃園市": "Taoyuan City",
    "臺中市": "Taichung City",
    "臺南市": "Tainan City",
    "高雄市": "Kaohsiung City",
    "宜蘭縣": "Yilan County",
    "新竹縣": "Hsinchu County",
    "苗栗縣": "Miaoli County",
    "彰化縣": "Changhua County",
    "南投縣": "Nantou County",
    "雲林縣": "Yunlin County",
    "嘉義縣": "Chiayi County",
    "屏東縣": "Pingtung County",
    "臺東縣": "Taitung County",
    "花蓮縣": "Hualien County",
    "澎湖縣": "Penghu County",
    "基隆市": "Keelung City",
    "新竹市": "Hsinchu City",
    "嘉義市": "Chiayi City",
    "金門縣": "Kinmen County",
    "連江縣": "Lienchiang County",
}
FOLDER = "regions/"
# Above so many plans a site is split by region: its largest page over all plans, the site map, has
# up to 0.7 KB a plan with gzip, so that it stays below 100 KB. 22 counties have five years in it.
MOST_WHOLE = 120


@dataclass(frozen=True)
class PlanKey:
    """What is known of a plan before it is read: where it stands, its years (Gregorian), the day its
    data last changed, and whether its office is fictional."""

    agency: str
    plan: str
    first_year: int
    last_year: int
    changed: dt.date
    fictional: bool = False

    @cached_property
    def address(self) -> str:
        """`agencies/kinmen/2020/`."""
        return f"agencies/{self.agency}/{self.plan}/"


@dataclass(frozen=True)
class CommitteeKey:
    """What is known of a committee before it is read: its name, the offices that it supervises, the
    plans that it names and that are held, the days of its meetings, whether it resolved anything,
    the papers that stand beside it, and whether one of the offices is fictional."""

    id: str
    name: Text
    offices: tuple[str, ...]
    plans: tuple[str, ...]
    meetings: tuple[dt.date, ...] = ()
    resolved: bool = False
    papers: tuple[PaperFile, ...] = ()
    fictional: bool = False

    @property
    def address(self) -> str:
        """`committees/demo/`."""
        return f"committees/{self.id}/"

    @property
    def data(self) -> str:
        """`data/v1/committees/demo/`: the folder of its data, and the name of the part that it is."""
        return f"{COMMITTEES_FOLDER}{self.id}/"

    @property
    def said(self) -> str:
        """Its name in both languages, as parts name what they are made of."""
        return f"{self.id} {self.name.model_dump_json()} {self.name.stale}"


@dataclass(frozen=True)
class Region:
    """A county or city with its offices and their plans, in the site's order."""

    id: str
    name: Text
    agencies: tuple[tuple[str, Agency], ...]
    plans: tuple[PlanKey, ...]

    @property
    def address(self) -> str:
        """`regions/kinmen-county/`."""
        return f"{FOLDER}{self.id}/"

    @property
    def part(self) -> str:
        """The name of the part that is its summary."""
        return f"region:{self.id}"

    @cached_property
    def said(self) -> str:
        """Its name in both languages, as parts name what they are made of."""
        return self.name.model_dump_json()

    @property
    def data(self) -> str:
        """The folder of its data, which is also the name of the part that makes it."""
        return f"{DATA_FOLDER}{self.address}"

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of its plans."""
        return tuple(plan.address for plan in self.plans)

    @property
    def fictional(self) -> bool:
        """Whether it has fictional offices alone."""
        return all(agency.fictional for _, agency in self.agencies)


@dataclass(frozen=True)
class Shelf:
    """The offices and plans of a region that stand on one page: all of them (`year` is `None`), or
    the plans whose last year is `year`; `run` counts the pages of one year, or of all, from 1."""

    year: int | None
    run: int
    offices: tuple[str, ...]
    plans: tuple[PlanKey, ...]

    @property
    def below(self) -> str:
        """The folder below the first page of its kind: empty, `2025/`, `2025/2/`, `2/`."""
        year = f"{self.year}/" if self.year else ""
        return f"{year}{self.run}/" if self.run > 1 else year

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of its plans."""
        return tuple(plan.address for plan in self.plans)


@dataclass(frozen=True)
class Holdings:
    """What a site holds, before any plan is read: offices, keys of the plans of each, committees."""

    agencies: tuple[tuple[str, Agency], ...]
    plans: tuple[PlanKey, ...]
    committees: tuple[CommitteeKey, ...] = ()

    @property
    def split(self) -> bool:
        """Whether the pages over all plans are split by region."""
        return len(self.plans) > MOST_WHOLE

    @cached_property
    def real(self) -> tuple[PlanKey, ...]:
        """Without the plans of fictional offices."""
        return tuple(plan for plan in self.plans if not plan.fictional)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all plans."""
        return tuple(plan.address for plan in self.plans)

    @cached_property
    def last_change(self) -> dt.date | None:
        """The last day on which the record of a real plan changed."""
        return max((plan.changed for plan in self.real), default=None)

    def committees_of(self, office: str) -> tuple[CommitteeKey, ...]:
        """The committees that supervise an office's plans."""
        return tuple(one for one in self.committees if office in one.offices)

    @cached_property
    def by_agency(self) -> dict[str, tuple[PlanKey, ...]]:
        """The plans of each office that has one."""
        return {id_: tuple(plans) for id_, plans in groupby(self.plans, lambda one: one.agency)}

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Every region, in the order of `COUNTIES`; others follow by their ids, fictional ones last."""
        found: dict[str, list[tuple[str, Agency]]] = {}
        for id_, agency in self.agencies:
            found.setdefault(_written(agency.region.zh), []).append((id_, agency))
        ids = _ids({zh: [agency.region for _, agency in held] for zh, held in found.items()})
        regions = (
            Region(
                id=ids[zh],
                name=_name(zh, [agency.region for _, agency in held]),
                agencies=tuple(held),
                plans=tuple(plan for id_, _ in held for plan in self.by_agency.get(id_, ())),
            )
            for zh, held in found.items()
        )
        order = {zh: place for place, zh in enumerate(COUNTIES)}
        return tuple(
            sorted(regions, key=lambda r: (r.fictional, order.get(r.name.zh, len(order)), r.id))
        )


def _written(zh: str) -> str:
    """The county's name as the government writes it: 臺, where an office writes 台."""
    proper = zh.replace("台", "臺")
    return proper if proper in COUNTIES else zh


def _english(zh: str, names: Iterable[Text]) -> str | None:
    return COUNTIES.get(zh) or min((name.en for name in names if name.en), default=None)


def _name(zh: str, names: Sequence[Text]) -> Text:
    return Text(zh=zh, en=_english(zh, names))


def _ids(names: dict[str, list[Text]]) -> dict[str, str]:
    """An id for each region, of its English name; of a hash where it has none or shares it, so that
    no other region changes it."""
    found: dict[str, str] = {}
    for zh in sorted(names, key=lambda zh: (zh not in COUNTIES, zh)):
        slug = re.sub(r"[^a-z0-9]+", "-", (_english(zh, names[zh]) or "").lower()).strip("-")
        if not slug or slug in found.values():
            slug = f"{slug or 'region'}-{hashlib.sha256(zh.encode()).hexdigest()[:8]}"
        found[zh] = slug
    return found


def shelve(region: Region, most: int, *, real: bool = False) -> tuple[Shelf, ...]:
    """A region's plans on pages of at most `most`: one page, else by their last year, the newest
    first, and a year that is still too large in runs. Offices without a plan stand on the first.
    `real`: without fictional offices."""
    plans = [plan for plan in region.plans if not (real and plan.fictional)]
    if len(plans) <= most:
        offices = tuple(id_ for id_, agency in region.agencies if not (real and agency.fictional))
        return (Shelf(None, 1, offices, tuple(plans)),)
    years: dict[int, list[PlanKey]] = {}
    for plan in plans:
        years.setdefault(plan.last_year, []).append(plan)
    held = {plan.agency for plan in region.plans}
    rest = tuple(id_ for id_, _ in region.agencies if id_ not in held)
    shelves: list[Shelf] = []
    for year in sorted(years, reverse=True):
        for run, start in enumerate(range(0, len(years[year]), most), 1):
            shown = tuple(years[year][start : start + most])
            offices = tuple(dict.fromkeys(plan.agency for plan in shown))
            shelves.append(Shelf(year, run, offices + (() if shelves else rest), shown))
    return tuple(shelves)


def shelve_offices(region: Region, most: int) -> tuple[Shelf, ...]:
    """A region's offices, each with all its plans, on pages of at most `most` plans and offices; an
    office with more stands alone."""
    runs: list[tuple[list[str], list[PlanKey]]] = [([], [])]
    plans: dict[str, list[PlanKey]] = {}
    for plan in region.plans:
        plans.setdefault(plan.agency, []).append(plan)
    for id_, _ in region.agencies:
        ids, held = runs[-1]
        ours = plans.get(id_, [])
        if ids and (len(held) + len(ours) > most or len(ids) == most):
            ids, held = [], []
            runs.append((ids, held))
        ids.append(id_)
        held += ours
    return tuple(
        Shelf(None, run, tuple(ids), tuple(held)) for run, (ids, held) in enumerate(runs, 1)
    )
