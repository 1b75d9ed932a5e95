"""Our pages and nothing else: `python -m tests.bench.pages_alone DATA OUT DAY`.

The same records, checks of data, templates and words as the build has; no files of data, no pages of
several plans, no look at what was written, no search. What lies between this and the build is the
price of those; what lies between the floor and this is the price of what our pages say and the floor's
do not.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import generator.press as press_module
from generator.assessed import Task
from generator.exports.dataset import Dataset
from generator.press import Press
from generator.shared import words_of
from generator.source import load_site
from generator.theme import render_theme
from generator.theming import theme_settings
from generator.tree import Tree

ROOT = Path(__file__).resolve().parents[2]


def _nothing(*_: object) -> Iterator[tuple[str, str]]:
    return iter(())


def _no_data(dataset: Dataset, tree: Tree) -> tuple[()]:
    return ()


def main(data: Path, out: Path, day: str) -> int:
    """Write every page of every plan; returns how many."""
    press_module.write_dataset = _no_data
    press_module.figure_files = press_module.plan_files = _nothing
    site = load_site(data)
    press = Press(words_of(site, day), render_theme(root=ROOT, settings=theme_settings(site)))
    pages = 0
    for entry in site.agencies:
        for plan in entry.plans:
            tree = Tree(out, None)
            task = Task(entry.id, entry.agency, plan, (), site.asked(entry.id, plan))
            pages += len(press.build_plan(task, tree).addresses)
    return pages


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
