"""MkDocs's way in: puts the project's root on the path and hands the theme the fill function."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.plain_mkdocs import fill_of_mkdocs, settings_of_mkdocs
from generator.theme import Hooks

_hooks = Hooks(fill=fill_of_mkdocs, settings=settings_of_mkdocs)
on_startup = _hooks.on_startup
on_config = _hooks.on_config
on_files = _hooks.on_files
on_env = _hooks.on_env
on_page_context = _hooks.on_page_context
on_post_page = _hooks.on_post_page
on_post_build = _hooks.on_post_build
