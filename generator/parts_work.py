"""What is made of several plans: each part again where something that it is made of has changed."""

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache

from generator.checks import Fault
from generator.committees import CommitteeEntry
from generator.downloads import Download
from generator.finishing import finish
from generator.kept import hash_fields
from generator.leavings import Leavings, PartLeft, PlanLeft, left_of
from generator.pages.page import Page
from generator.pages.parts import Files, Part
from generator.render import BrokenTemplate
from generator.shared import Shared
from generator.stamps import key_of
from generator.standing import Made
from generator.summary import PlanSummary
from generator.totals import RegionSummary
from generator.tree import Tree

# Plans are asked for one after the other, in both languages and for several pages.
_AT_HAND = 64


class NotThere(Exception):
    """What was kept of a plan or part is not there or is damaged: `name` is to be made again."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def read_standing(tree: Tree, address: str) -> bytes:
    """A file of the site as it will stand; in one that was meddled with it may be gone. Raises
    `NotThere`."""
    try:
        return tree.read(address)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise NotThere(address) from None


class Left:
    """What the parts are made of, from what was kept. `plans`, `parts`: what was made, by address
    and name; `tree` holds the files; `recall` tells a committee's record by its id, `paper` what a
    file of its papers holds."""

    def __init__(
        self,
        leavings: Leavings,
        plans: Mapping[str, Made],
        parts: Mapping[str, Made],
        tree: Tree,
        recall: Callable[[str], CommitteeEntry],
        paper: Callable[[str, str], bytes],
    ) -> None:
        self.plans, self.parts = plans, parts
        self._leavings = leavings
        self._tree = tree
        self._plan = lru_cache(_AT_HAND)(self._read_plan)
        self.part = lru_cache(_AT_HAND)(self._read_part)
        self.committee = lru_cache(_AT_HAND)(recall)
        self.paper = paper

    def _read_plan(self, plan: str) -> PlanLeft:
        left = self._leavings.plan(plan, self.plans[plan].key)
        if left is None:
            raise NotThere(plan)
        return left

    def _read_part(self, part: str) -> PartLeft:
        """What is left of a part."""
        left = self._leavings.part(part, self.parts[part].key)
        if left is None:
            raise NotThere(part)
        return left

    def summary(self, plan: str) -> PlanSummary:
        """A plan in short."""
        return self._plan(plan).summary

    def pages(self, plan: str) -> tuple[str, ...]:
        """The addresses of a plan's pages."""
        return self._plan(plan).pages

    def downloads(self, of: str) -> tuple[Download, ...]:
        """The files of data of a plan or a part."""
        return (self._plan(of) if of in self.plans else self.part(of)).downloads

    def region(self, part: str) -> RegionSummary:
        """The summary that a part made."""
        region = self.part(part).region
        if region is None:
            raise TypeError(f"{part} is no region")
        return region

    def files(self, part: str) -> tuple[str, ...]:
        """The addresses of the files that a part made."""
        return self.part(part).files

    def read(self, address: str) -> bytes:
        """A file of the site. Raises `NotThere`."""
        return read_standing(self._tree, address)


def part_key(
    part: Part, basis: str, offices: Mapping[str, str], committees: Mapping[str, str], left: Left
) -> str:
    """The key of everything that a part is made of. `offices`, `committees`: of the files of each."""
    return key_of(
        basis,
        part.name,
        part.also,
        [(plan, _seen(left.plans[plan], part.sees)) for plan in part.plans],
        [(office, offices[office]) for office in part.offices],
        [(committee, committees[committee]) for committee in part.committees],
        [(name, left.parts[name].digest) for name in part.parts],
    )


def _seen(plan: Made, fields: frozenset[str] | None) -> object:
    """What tells whether a plan is still the same to who looks at some of its fields."""
    return plan.key if fields is None else [plan.fields[name] for name in sorted(fields)]


def make_part(
    part: Part, key: str, left: Left, *, shared: Shared, tree: Tree
) -> tuple[Made, tuple[Fault, ...]]:
    """Make a part's files, check its page, and keep what is left of it. Raises `OSError`, `NotThere`."""
    try:
        product = part.make(left)
        if isinstance(product, Page):
            shared.press.writers[part.language or "zh"].write(product, tree)
    except BrokenTemplate as error:
        return Made(key, 0), (Fault(error.template, f"{error} ({part.name})"),)
    digest = hashlib.sha256()
    if isinstance(product, Files):
        for address, content in product.files:
            tree.write(address, content)
            digest.update(f"{address}\0{len(content)}\0".encode() + content)
    elif not isinstance(product, Page):
        digest.update(key_of(hash_fields(product)).encode())  # with the marks of its texts
    address = product.address if isinstance(product, Page) else ""
    done = finish(part.name, key, address, shared=shared, tree=tree)
    kept = left_of(product, done.files)
    Leavings(shared.store).keep_part(part.name, key, kept)
    known = Made(
        key=key,
        files=len(done.files),
        volumes=done.volumes,
        pages=int(isinstance(product, Page)),
        leads=done.leads,
        digest=digest.hexdigest(),
    )
    return known, done.faults
