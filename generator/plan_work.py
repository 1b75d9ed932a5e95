"""The work on one office or one plan, as a job that any process of a build can do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks import Fault, look_at, outline
from generator.git import History
from generator.history import read_ledgers
from generator.kept import hash_fields
from generator.leavings import Leavings, PlanLeft, trace_of
from generator.markup import Markup
from generator.offices import NotKept, Office, check_history, recall, take_in
from generator.press import Task
from generator.problems import Problem
from generator.render import BrokenTemplate
from generator.search.volume import FOLDER, is_searched, read_volume, volume_file
from generator.shared import Shared, Spec, shared_of
from generator.source import SiteData
from generator.standing import Made
from generator.tree import Tree


@dataclass(frozen=True)
class OfficeJob:
    """An office to be read. `key`: of its files and what they are read by."""

    spec: Spec
    id: str
    key: str


def read_office_job(job: OfficeJob) -> Office:
    """Read and check an office's files. Raises `OSError`."""
    shared = shared_of(job.spec)
    return take_in(job.spec.data, shared.common, job.id, job.key, shared.store)


@dataclass(frozen=True)
class HistoryJob:
    """An office to be compared with its history; `share`: its part of it."""

    spec: Spec
    office: Office
    share: History


def check_history_job(job: HistoryJob) -> tuple[Problem, ...]:
    """What the history of an office shows to be wrong."""
    shared = shared_of(job.spec)
    loaded = _loaded(shared, job.office)
    return check_history(job.spec.data, loaded, shared.words.as_of, job.share)[1]


@dataclass(frozen=True)
class PlanJob:
    """A plan to be made. `key`: of everything that it is made from; `share`: its office's part of
    the history."""

    spec: Spec
    office: Office
    plan: str
    key: str
    share: History

    @property
    def address(self) -> str:
        """`agencies/kinmen/2020/`."""
        return f"agencies/{self.office.id}/{self.plan}/"


def make_plan(job: PlanJob) -> tuple[Made, tuple[Fault, ...]]:
    """Make every file of a plan, check its pages, and keep what is left of it. Raises `OSError`."""
    try:
        return _make_plan(job)
    except Exception as error:
        error.add_note(job.address)  # what else is raised is a fault of ours, and says where
        raise


def _make_plan(job: PlanJob) -> tuple[Made, tuple[Fault, ...]]:
    shared = shared_of(job.spec)
    tree = Tree(job.spec.tree, job.spec.before)
    (entry,) = _loaded(shared, job.office, job.plan).agencies
    (plan,) = entry.plans
    ledgers = read_ledgers(
        job.spec.data, shared.common.site_data((entry,)), shared.words.as_of, job.share
    )
    asked = shared.common.site_data(()).asked(entry.id, plan)
    task = Task(entry.id, entry.agency, plan, ledgers[entry.id, plan.id], asked)
    try:
        made = shared.press.build_plan(task, tree)
    except BrokenTemplate as error:
        fault = Fault(error.template, f"{error} ({job.address})")
        return Made(job.key, 0), (fault,)
    pages = {name: Markup(html) for name, html in tree.take_pages().items()}
    volumes: dict[str, int] = {}
    terms: dict[str, tuple[str, ...]] = {}
    for code, language in shared.press.languages.items():
        volume = read_volume(list(_searched(pages, language.prefix)))
        tree.write(f"{FOLDER}/{code}/{volume_file(job.address)}", volume.content)
        volumes[code], terms[code] = len(volume.content), volume.terms
    files = (*made.files, *tree.take_written())
    looks = {name: look_at(page) for name, page in pages.items()}
    seen = outline(looks, frozenset(files), base=shared.base)
    leavings = Leavings(shared.store)
    leavings.keep_plan(job.address, job.key, PlanLeft(made.summary, made.addresses, made.downloads))
    leavings.keep_trace(job.address, job.key, trace_of(files, seen))
    leavings.keep_terms(job.address, job.key, terms)
    period = made.summary.period
    done = Made(
        key=job.key,
        files=len(files),
        volumes=volumes,
        pages=len(made.addresses),
        first_year=period.first_year,
        last_year=period.last_year,
        changed=made.summary.changed.isoformat(),
        fields=hash_fields(made.summary),
    )
    return done, seen.faults


def _searched(pages: Mapping[str, Markup], prefix: str) -> Iterator[tuple[str, Markup]]:
    """The pages of one language, in the order of addresses."""
    own = (name for name in pages if name.startswith("en/") == bool(prefix))
    found = {name.removeprefix(prefix).removesuffix("index.html"): pages[name] for name in own}
    return ((address, found[address]) for address in sorted(found) if is_searched(address))


def _loaded(shared: Shared, office: Office, plan: str | None = None) -> SiteData:
    """An office as it was read; where that is gone meanwhile, read again."""
    try:
        return recall(shared.spec.data, shared.common, office, shared.store, plan)
    except NotKept:
        take_in(shared.spec.data, shared.common, office.id, office.key, shared.store)
        return recall(shared.spec.data, shared.common, office, shared.store, plan)
