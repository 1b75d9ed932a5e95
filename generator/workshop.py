"""The finished tree of a site: theme, pages, search index, checks.

A `Workshop` keeps what a process that builds again and again need not work out twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator.build import fill_site
from generator.checks import Fault, Look, check_tree, look_at
from generator.memory import Memory
from generator.press import Pages
from generator.prose_checks import refuse_prose
from generator.render import TEMPLATES, BrokenTemplate
from generator.search.passages import Passage, read_passages
from generator.search.site import index_site
from generator.theme import BrokenProse, Theme, ThemeSettings, render_theme
from generator.tree import stamp

Step = Callable[[str], None]
# What the frames and the hand-written pages are made from, below the project's root.
_THEME = ("mkdocs.yml", "mkdocs.en.yml", "content", "theme_overrides")


def watched_files(root: Path) -> tuple[Path, ...]:
    """What a site is made from beside its data: files and folders whose change asks for a build."""
    return (*(root / name for name in _THEME), TEMPLATES)


class BrokenSite(Exception):
    """The new tree failed its checks and was not published; `faults` say where and why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults in the new site")
        self.faults = faults


@dataclass
class Workshop:
    """Kept from one build to the next: the theme, the pages that stand, what pages say and link to."""

    pages: Pages | None = None
    read: Memory[tuple[Passage, ...]] = field(default_factory=lambda: Memory(read_passages))
    look: Memory[Look] = field(default_factory=lambda: Memory(look_at))
    _theme: tuple[object, Theme] | None = None

    def theme(self, root: Path, settings: ThemeSettings) -> Theme:
        """The theme, rendered where what it is made from is not what it was."""
        site = settings.loaded.site
        basis = (
            stamp(root / name for name in _THEME),
            (settings.words, settings.names, settings.base),
            (site.operator, site.accessibility_mark),
        )
        if self._theme is None or self._theme[0] != basis:
            self._theme = basis, render_theme(root=root, settings=settings)
        return self._theme[1]

    def turn(self, pages: Pages) -> None:
        """A build ended well: its pages stand, and what was not needed in it is forgotten."""
        self.pages = pages
        self.read.turn()
        self.look.turn()


def make_tree(
    tree: Path,
    *,
    root: Path,
    settings: ThemeSettings,
    step: Step = lambda _: None,
    workshop: Workshop | None = None,
) -> Pages:
    """Write the site into the new folder `tree` and check it. Raises `BrokenSite`, `ProblemsError`."""
    step("pages")
    loaded = settings.loaded
    privacy = loaded.site.privacy
    refuse_prose(root / "content", loaded.exceptions, small_count=privacy.small_count)
    try:
        if workshop:
            theme = workshop.theme(root, settings)
            pages = fill_site(theme, tree, settings, workshop.pages)
            index_site(tree, settings.loaded, workshop.read)
        else:
            pages = fill_site(render_theme(root=root, settings=settings), tree, settings)
            index_site(tree, settings.loaded)
    except BrokenProse as error:
        raise BrokenSite(tuple(Fault("content", said) for said in error.said)) from None
    except BrokenTemplate as error:
        raise BrokenSite((Fault(error.template, str(error)),)) from error
    step("checks")
    faults = check_tree(tree, base=settings.base, look=workshop.look if workshop else look_at)
    if faults:
        raise BrokenSite(faults)
    return pages
