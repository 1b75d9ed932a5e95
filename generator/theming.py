"""The theme of a build: as it was kept, or rendered now."""

from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks import Fault
from generator.construction import BrokenSite
from generator.language import Language
from generator.prose_checks import refuse_prose
from generator.shared import keep_theme, recall_theme
from generator.source import Common, SiteData
from generator.store import Store
from generator.writer import CODES

if TYPE_CHECKING:
    from generator.theme import ThemeSettings


def ensure_theme(store: Store, key: str, root: Path, common: Common) -> None:
    """See that the theme of the project at `root` is kept; `key`: of all that it is made from. Raises `BrokenSite`,
    `ProblemsError`, `OSError`."""
    if recall_theme(store, key) is not None:
        return
    # MkDocs is loaded where content, theme or words are others, and not for a figure.
    from generator.theme import BrokenProse, render_theme

    small = common.site.privacy.small_count
    refuse_prose(root / "content", common.exceptions, small_count=small)
    try:
        theme = render_theme(root=root, settings=theme_settings(common))
    except BrokenProse as error:
        raise BrokenSite(tuple(Fault("content", said) for said in error.said)) from None
    keep_theme(store, key, theme)


def theme_settings(common: Common | SiteData, order: object = None) -> "ThemeSettings":
    """What the theme needs of the words; `order`: for the fill function of MkDocs's own command."""
    from generator.theme import ThemeSettings

    languages = [Language(code, common.strings, common.vocabulary) for code in CODES]
    return ThemeSettings(
        site=common.site,
        words={
            language.code: {key: language.word(key) for key in common.strings}
            for language in languages
        },
        names={language.code: language.plain(common.site.name) for language in languages},
        order=order,
    )
