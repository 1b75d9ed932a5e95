"""The site by MkDocs's own commands, which take no options of ours."""

import logging
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from generator.clock import resolve_as_of
from generator.inputs import Order, look_at_inputs
from generator.making import Making
from generator.order_data import refuse_data
from generator.prose_checks import refuse_prose
from generator.rendered import Theme
from generator.source import load_common, load_site
from generator.store import passing_store
from generator.theming import theme_settings

if TYPE_CHECKING:
    from generator.theme import ThemeSettings


# MkDocs empties its folder before every build.
_LAST_GOOD = "build/mkdocs-last-good"


def settings_of_mkdocs(root: Path) -> "ThemeSettings":
    """Settings for plain `mkdocs build` and `mkdocs serve`, which take no options of ours; the data
    is read and checked, so that a problem does not cost the site that stands.

    `LIANMING_DATA` and `LIANMING_AS_OF` stand in for `--data` and `--as-of`.
    """
    data = Path(os.environ.get("LIANMING_DATA", root / "data")).absolute()
    day = resolve_as_of(os.environ.get("LIANMING_AS_OF"), environ=os.environ, root=root)
    order = Order(root, data, day.isoformat())
    loaded = load_site(data)
    refuse_data(data, loaded, day)
    common = load_common(data)
    small = common.site.privacy.small_count
    refuse_prose(root / "content", common.exceptions, small_count=small)
    return theme_settings(common, order)


def fill_of_mkdocs(theme: Theme, tree: Path, settings: "ThemeSettings") -> None:
    """The whole site with a theme that MkDocs's own command has rendered. In a preview with problems,
    which are told there, the pages of the last good data."""
    order = settings.order
    assert isinstance(order, Order)
    good = order.root / _LAST_GOOD
    if settings.problems and good.is_dir():
        for problem in settings.problems:
            logging.getLogger("mkdocs").error(problem)
        shutil.copytree(good, tree, dirs_exist_ok=True)
        return
    with passing_store() as store:
        site = Making(look_at_inputs(order), store, store.file_time(), lambda _: None)
        site.make(tree, tree, None, theme)
    shutil.rmtree(good, ignore_errors=True)
    shutil.copytree(tree, good)
