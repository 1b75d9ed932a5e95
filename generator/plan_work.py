"""The work on one office or one plan, as a job that any process of a build can do."""

from dataclasses import dataclass

from generator.assemblies import Assembly, recall_committee
from generator.assessed import Task
from generator.checks import Fault
from generator.finishing import finish
from generator.git import History
from generator.history import read_versions
from generator.kept import hash_fields
from generator.leavings import Leavings, PlanLeft
from generator.ledger import draw_ledger
from generator.offices import NotKept, Office, check_history, recall, take_in
from generator.problems import Problem
from generator.render import BrokenTemplate
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
    the history; `committees`: that name the plan."""

    spec: Spec
    office: Office
    plan: str
    key: str
    share: History
    committees: tuple[Assembly, ...] = ()

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
    loaded, as_of = shared.common.site_data((entry,)), shared.words.as_of
    versions = read_versions(job.spec.data, loaded, as_of, job.share)[entry.id, plan.id]
    ledger = draw_ledger(plan.plan, versions, as_of)
    committees = tuple(
        recall_committee(job.spec.data, shared.common, one, shared.store) for one in job.committees
    )
    asked = loaded.asked(entry.id, plan)
    task = Task(
        entry.id, entry.agency, plan, ledger, asked, versions, committees, compared=job.share.kept
    )
    try:
        made = shared.press.build_plan(task, tree)
    except BrokenTemplate as error:
        fault = Fault(error.template, f"{error} ({job.address})")
        return Made(job.key, 0), (fault,)
    done = finish(job.address, job.key, job.address, files=made.files, shared=shared, tree=tree)
    left = PlanLeft(made.summary, made.addresses, made.downloads)
    Leavings(shared.store).keep_plan(job.address, job.key, left)
    period = made.summary.period
    known = Made(
        key=job.key,
        files=len(done.files),
        volumes=done.volumes,
        pages=len(made.addresses),
        first_year=period.first_year,
        last_year=period.last_year,
        changed=made.summary.changed.isoformat(),
        fields=hash_fields(made.summary),
        leads=done.leads,
    )
    return known, done.faults


def _loaded(shared: Shared, office: Office, plan: str | None = None) -> SiteData:
    """An office as it was read; where that is gone meanwhile, read again."""
    try:
        return recall(shared.spec.data, shared.common, office, shared.store, plan)
    except NotKept:
        take_in(shared.spec.data, shared.common, office.id, office.key, shared.store)
        return recall(shared.spec.data, shared.common, office, shared.store, plan)
