"""A meeting's pack: what its members have before them, chapter by chapter, in one language.

Takes what the pages of the committee and of its plans show, so that a pack says nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.language import Language
from generator.pages.committee_views import CommitteeViews
from generator.pages.page import Page
from generator.pages.papers import files_of
from generator.pages.plan import PlanPages
from generator.resolutions import Met


@dataclass(frozen=True)
class Block:
    """A piece that is set as one: its template below `pack/`, what that sees, and by how many levels
    its headings stand below those of the page that it comes from."""

    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    deeper: int = 0


@dataclass(frozen=True)
class Chapter:
    """A chapter; blocks stand in the same order in every language."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Origin:
    """What a pack was made from. `commit`: of the data, `None` without git, `altered` with changes
    that are not committed; `release`: the number under which just this is published, if it was asked
    for."""

    commit: str | None
    altered: bool = False
    release: int | None = None


@dataclass(frozen=True)
class PlanInPack:
    """The pages that a plan's blocks are taken from."""

    review: Page
    plan: Page


def plan_in_pack(pages: PlanPages) -> PlanInPack:
    """What a pack takes of a plan."""
    found = {page.template: page for page in pages.pages()}
    return PlanInPack(found["review.html"], found["plan.html"])


@dataclass(frozen=True)
class Pack:
    """The pack of one meeting. `plans`: in the order in which they are told of."""

    views: CommitteeViews
    met: Met
    plans: Sequence[PlanInPack]
    origin: Origin

    @property
    def title(self) -> str:
        """`示範機關廉政會報第 8 次會議資料`."""
        number = self.met.entry.meeting.number
        return self._language.word("pack.of", name=self.views.name, n=number)

    @property
    def cover(self) -> Block:
        """What it is, of which meeting, as of when, and what it was made from."""
        views = self.views
        return Block(
            "cover.html",
            {
                "title": self.title,
                "view": views.meeting(self.met),
                "offices": views.office_names,
                "origin": self.origin,
                "fictional": views.key.fictional,
                "address": f"{views.entry.address}meetings/{self.met.entry.day}/",
            },
        )

    def chapters(self) -> tuple[Chapter, ...]:
        """In the order of a meeting; the tables are an annex."""
        word = self._language.word
        return tuple(
            Chapter(id_, f"{n} {word(f'pack.chapter-{id_}')}", tuple(blocks))
            for n, (id_, blocks) in enumerate(
                (
                    ("agenda", self._agenda()),
                    ("resolutions", self._resolutions()),
                    ("states", self._by_plan("attention.html")),
                    ("since", self._by_plan("since.html", deeper=1)),
                    ("findings", self._findings()),
                    ("questions", self._by_plan("questions.html")),
                    ("annex", self._by_plan("tables.html")),
                ),
                start=1,
            )
        )

    @property
    def _language(self) -> Language:
        return self.views.language

    def _agenda(self) -> Iterator[Block]:
        context = {
            "agenda": self.views.agenda(self.met),
            "papers_of": self.met.entry.meeting.papers,
            "files": files_of(self.views.entry, self._language),
        }
        yield Block("agenda.html", context)

    def _resolutions(self) -> Iterator[Block]:
        views, findings = self.views.resolutions, self.views.findings_by_resolution()
        context = {"sentence": self.views.sentence(), "resolutions": views}
        yield Block("register.html", context)
        for view in views:
            yield Block("resolution.html", {"view": view, "findings": findings[view.id]})

    def _findings(self) -> Iterator[Block]:
        yield Block("record.html", {"findings": self.views.findings()}, deeper=1)
        yield from self._by_plan("findings.html", deeper=1)

    def _by_plan(self, template: str, deeper: int = 0) -> Iterator[Block]:
        """A heading and a block for each plan."""
        if not self.plans:
            yield Block("no_plans.html")
        for plan in self.plans:
            yield Block("plan.html", plan.review.context)
            yield Block(template, {**plan.plan.context, **plan.review.context}, deeper)
