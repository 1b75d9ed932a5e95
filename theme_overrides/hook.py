"""MkDocs's way in: puts the project's root on the path and hands the theme the fill function."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.build import fill_site, settings_of_mkdocs
from generator.search.site import index_site
from generator.theme import Hooks, Theme, ThemeSettings


def _fill(theme: Theme, out: Path, settings: ThemeSettings) -> None:
    """Every page, then the search index of what the pages say."""
    fill_site(theme, out, settings)
    index_site(out, settings.loaded)


_hooks = Hooks(fill=_fill, settings=settings_of_mkdocs)
on_startup = _hooks.on_startup
on_config = _hooks.on_config
on_files = _hooks.on_files
on_env = _hooks.on_env
on_page_context = _hooks.on_page_context
on_post_page = _hooks.on_post_page
on_post_build = _hooks.on_post_build
