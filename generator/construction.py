"""A site made from an order: what has changed since the last time, or all of it.

The way of a build: offices are read, plans are made (the map), then what is made of several plans
(the reduce), the index, the check. Whatever is made goes into a folder beside the site; nothing that
stands is touched here.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from generator.assemblies import recall_committee
from generator.checks import NO_HOME, Fault
from generator.committees import CommitteeEntry
from generator.inputs import Inputs, Keys
from generator.leavings import Leavings, Trace
from generator.mentions import Mentions, mentions_of
from generator.offices import share_of_plan
from generator.order_data import Data
from generator.papers import read_paper
from generator.parts_work import Left, NotThere, make_part, part_key
from generator.plan_work import PlanJob, make_plan
from generator.reduction import site_parts
from generator.regions import CommitteeKey, Holdings, PlanKey
from generator.search_work import Searched, write_search
from generator.shared import Shared
from generator.site_check import Gone, check_leads, check_others, may_lead
from generator.stamps import key_of
from generator.standing import MARK, Made, State
from generator.tree import Tree
from generator.vocabulary import Agency
from generator.workers import Workers

_AT_HAND = 32  # plans and parts whose anchors are asked for one after the other


class BrokenSite(Exception):
    """The new site failed its checks and was not put in place; `faults` say where and why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults in the new site")
        self.faults = faults


@dataclass(frozen=True)
class New:
    """A site, or what is new of it: what it is made from, the files that are no part of it any more,
    and what was kept of plans and parts that are gone or were made again."""

    state: State
    removed: tuple[str, ...]
    left_over: Mapping[str, str | None]


class Construction:
    """One build. `before`: what the site that stands was made from, where it is updated."""

    def __init__(
        self,
        inputs: Inputs,
        keys: Keys,
        shared: Shared,
        data: Data,
        *,
        before: State | None,
        workers: Workers,
        step: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._inputs, self._keys, self._shared, self._data = inputs, keys, shared, data
        self._before = before or State(0, 0, "", "")
        self._updates = before is not None
        self._workers, self._step = workers, step
        self._tree = Tree(shared.spec.tree, shared.spec.before)
        self._leavings = Leavings(shared.store)
        self._plans: dict[str, Made] = {}
        self._parts: dict[str, Made] = {}
        self._again: set[str] = set()
        self._others = 1  # files of no plan and no part; the mark is one

    def make(self) -> New:
        """Make what has changed. Raises `BrokenSite`, `NotThere`, `OSError`."""
        self._make_theme()
        self._make_plans()
        self._make_parts()
        removed = {*self._gone_files(), *self._index()}
        pages = sum(made.pages for made in (*self._plans.values(), *self._parts.values()))
        self._write_mark(pages)
        self._step("checks")
        self._check(frozenset(removed))
        every = (*self._plans.values(), *self._parts.values())
        state = State(
            files=sum(made.files for made in every) + self._others,
            pages=pages,
            listing=self._inputs.digest,
            basis=self._keys.basis,
            plans=self._plans,
            parts=self._parts,
            fictional=tuple(sorted(self._marked)),
        )
        return New(state, tuple(sorted(removed)), self._left_over())

    @property
    def _offices(self) -> tuple[tuple[str, Agency], ...]:
        return tuple((one.id, one.agency) for one in self._data.offices if one.agency)

    @property
    def _fictional(self) -> set[str]:
        return {id_ for id_, agency in self._offices if agency.fictional}

    @property
    def _marked(self) -> frozenset[str]:
        """The offices that are fictional, and the folders of their committees and consultations."""
        ids, asked = self._fictional, self._shared.common.consultations
        ours = [f"committees/{c.id}" for c in self._data.committees if ids & {*c.offices}]
        return frozenset((*ids, *ours, *(c.folder for c in asked if c.consultation.office in ids)))

    def _make_theme(self) -> None:
        """What pages load, and pictures of hand-written pages; they stand where a site is updated."""
        theme = self._shared.theme
        files = (*theme.assets.files().items(), *theme.illustrations.items())
        self._others += len(files)
        if not self._updates:
            for name, content in files:
                self._tree.write(name, content)
            self._tree.take_written()

    def _make_plans(self) -> None:
        """The map: every plan whose key is new."""
        jobs = []
        mentions = mentions_of(self._data.committees, self._shared.common.consultations)
        for office in self._data.offices:
            share = self._data.shares[office.id]
            for plan in office.plans:
                past = share_of_plan(office, plan, share)
                job = PlanJob(self._shared.spec, office, plan, "", past)
                files = self._keys.plans.get(job.address)
                named = mentions.get(job.address, Mentions())
                blobs = sorted(past.blobs.items())
                key = key_of(self._keys.basis, job.address, files, blobs, past.kept, named.keys)
                known = self._before.plans.get(job.address)
                if known and known.key == key:
                    self._plans[job.address] = known
                else:
                    jobs.append(replace(job, key=key, committees=tuple(named.committees)))
                    self._plans[job.address] = Made(key, 0)  # keeps the plans in their order
        faults: list[Fault] = []
        for job, (made, found) in zip(jobs, self._workers.map(make_plan, jobs), strict=True):
            self._plans[job.address] = made
            self._again.add(job.address)
            faults += found
        if faults:
            raise BrokenSite(tuple(faults))

    def _make_parts(self) -> None:
        """The reduce: everything of several plans whose key is new."""
        offices = {office.id: office.key for office in self._data.offices}
        committees = {one.id: one.key for one in self._data.committees}
        paper = partial(read_paper, self._shared.spec.data)
        left = Left(self._leavings, self._plans, self._parts, self._tree, self._committee, paper)
        faults: list[Fault] = []
        loaded = self._shared.common.site_data(())
        for part in site_parts(loaded, self._holdings(), self._shared.press, self._shared.base):
            key = part_key(part, self._keys.basis, offices, committees, left)
            known = self._before.parts.get(part.name)
            if known and known.key == key:
                self._parts[part.name] = known
                continue
            self._parts[part.name], found = make_part(
                part, key, left, shared=self._shared, tree=self._tree
            )
            self._again.add(part.name)
            faults += found
        if faults:
            raise BrokenSite(tuple(faults))

    def _holdings(self) -> Holdings:
        fictional = self._fictional
        keys = []
        for address, made in self._plans.items():
            _, agency, plan, _ = address.split("/")
            day = dt.date.fromisoformat(made.changed)
            years = made.first_year, made.last_year
            keys.append(PlanKey(agency, plan, *years, day, agency in fictional))
        return Holdings(self._offices, tuple(keys), tuple(self._committees()))

    def _committees(self) -> Iterator[CommitteeKey]:
        for one in self._data.committees:
            if one.name:
                plans = tuple(plan for plan in one.plans if plan in self._plans)
                told = one.id, one.name, one.offices, plans, one.meetings, one.resolved, one.papers
                yield CommitteeKey(*told, fictional=f"committees/{one.id}" in self._marked)

    def _committee(self, id_: str) -> CommitteeEntry:
        (one,) = (known for known in self._data.committees if known.id == id_)
        shared = self._shared
        return recall_committee(shared.spec.data, shared.common, one, shared.store)

    def _gone_files(self) -> Iterator[str]:
        """Files of what was made again or is gone, that are no part of it now."""
        if not self._updates:
            return
        mine: set[str] = set()
        for of in sorted(self._again):
            mine.update(self._trace(of, self._made(of).key).files)
        for of, made in self._before_of_changed():
            yield from (name for name in self._trace(of, made.key).files if name not in mine)

    def _before_of_changed(self) -> Iterator[tuple[str, Made]]:
        """What stood before of plans and parts that were made again or are gone."""
        for now, before in ((self._plans, self._before.plans), (self._parts, self._before.parts)):
            for of, made in before.items():
                if of in self._again or of not in now:
                    yield of, made

    def _made(self, of: str) -> Made:
        return self._plans[of] if of in self._plans else self._parts[of]

    def _trace(self, of: str, key: str) -> Trace:
        trace = self._leavings.trace(of, key)
        if trace is None:
            raise NotThere(of)
        return trace

    def _index(self) -> Iterator[str]:
        """The search of both languages; gives the files of it that are gone."""
        now = Searched(self._plans, self._parts, self._marked)
        self._others += now.files
        before = None
        if self._updates:
            told = self._before
            before = Searched(told.plans, told.parts, frozenset(told.fictional))
        yield from write_search(now, before, self._again, leavings=self._leavings, tree=self._tree)
        self._tree.take_written()

    def _write_mark(self, pages: int) -> None:
        told = {
            "as_of": self._inputs.order.as_of,
            "plans": len(self._plans),
            "pages": pages,
        }
        # Another file each time, so that a site or a cache that was put back is told from this one.
        self._tree.write(MARK, json.dumps(told, indent=1) + "\n", anew=True)

    def _check(self, removed: frozenset[str]) -> None:
        def stands(name: str) -> bool:
            return name not in removed and self._tree.has(name)

        again = (self._trace(of, self._made(of).key) for of in sorted(self._again))
        gone = Gone(removed, dict(self._lost()))
        others = (
            self._trace(of, made.key)
            for of, made in (*self._plans.items(), *self._parts.items())
            if of not in self._again and may_lead(made.leads, gone)
        )
        faults = [
            *check_leads(again, stands=stands, has=self._has),
            *check_others(others, gone),
        ]
        if not stands("index.html"):
            faults.insert(0, NO_HOME)
        if faults:
            raise BrokenSite(tuple(faults))

    def _has(self, page: str, anchor: str) -> bool:
        return any(anchor in self._anchors(of).get(page, ()) for of in self._owners(page))

    @lru_cache(_AT_HAND)  # noqa: B019, a construction ends with its build
    def _anchors(self, of: str) -> dict[str, frozenset[str]]:
        anchors = self._trace(of, self._made(of).key).anchors
        return {page: frozenset(own) for page, own in anchors.items()}

    def _owners(self, page: str) -> Iterator[str]:
        """Of which plan or part a page may be."""
        prefix = "en/" if page.startswith("en/") else ""
        address = page.removeprefix(prefix).removesuffix("index.html")
        plan = "/".join(address.split("/")[:3]) + "/"
        part = f"{'en' if prefix else 'zh'}:{address}"
        if plan in self._plans:
            yield plan
        if part in self._parts:
            yield part

    def _lost(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Anchors that pages had and have no more."""
        for of, made in self._before_of_changed():
            if of not in self._again:
                continue
            now = self._anchors(of)
            for page, anchors in self._trace(of, made.key).anchors.items():
                if page in now and (lost := frozenset(anchors) - now[page]):
                    yield page, lost

    def _left_over(self) -> dict[str, str | None]:
        """What was kept and serves no more: of these, all but what has the key beside it."""
        return {
            of: self._made(of).key if of in self._plans or of in self._parts else None
            for of, _ in self._before_of_changed()
        }
