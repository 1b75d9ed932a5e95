"""A site's pages into its folder: every plan's, then the reduce over their summaries.

Pages over many agencies see summaries only.
"""

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path

from generator.clock import resolve_as_of
from generator.form_checks import check_drafts
from generator.history import read_ledgers, unexplained
from generator.language import Language
from generator.press import Pages, Press, Task, print_plans
from generator.problems import ProblemsError
from generator.prose_checks import refuse_prose
from generator.published import altered_reports
from generator.reduction import FreshLeftovers, holdings_of, run_parts, site_parts
from generator.source import load_site
from generator.theme import Theme, ThemeSettings
from generator.tree import Tree
from generator.writer import CODES, Words

# What every site of ours has, and no other folder.
MARK = "build.json"


def fill_site(
    theme: Theme, out: Path, settings: ThemeSettings, before: Pages | None = None
) -> Pages:
    """Write every page and data file of the site into `out`.

    `before`: the last build of this process; plans that stand as they stood then are not rendered
    again.
    """
    data = settings.loaded
    words = Words(
        site=data.site,
        vocabulary=data.vocabulary,
        phrases=data.strings,
        as_of=dt.date.fromisoformat(settings.as_of),
        terms=data.glossary.terms,
        problems=settings.problems,
    )
    tasks = [
        Task(a.id, a.agency, plan, settings.ledgers.get((a.id, plan.id), ()))
        for a in data.agencies
        for plan in a.plans
    ]
    press = Press(words, theme)
    if before and before.press.fits(press):
        press = before.press
    else:
        before = None
    tree = Tree(out)
    for name, content in (*theme.assets.files().items(), *theme.illustrations.items()):
        tree.write(name, content)
    built = print_plans(tasks, press=press, tree=tree, jobs=settings.jobs, before=before)
    left = FreshLeftovers(tree, {made.summary.address: made for made in built})
    holdings = holdings_of(data, (made.summary for made in built))
    pages = sum(len(made.addresses) for made in built)
    pages += run_parts(site_parts(data, holdings, press, settings.base), left, press)
    build = {"as_of": words.as_of.isoformat(), "plans": len(built), "pages": pages}
    tree.write(MARK, json.dumps(build, indent=1) + "\n")
    return Pages(out, press, {made.task.key: made for made in built})


def settings_from(
    *, data: Path, as_of: dt.date, jobs: int = 1, demonstration: bool | None = None
) -> ThemeSettings:
    """Read and check the data, and bind its words. Raises `ProblemsError`.

    `demonstration`: whether fictional offices are built; `None` leaves it to site.yml.
    """
    loaded = load_site(data)
    shown = loaded.site.demonstration if demonstration is None else demonstration
    if not shown:
        loaded = replace(
            loaded, agencies=tuple(a for a in loaded.agencies if not a.agency.fictional)
        )
    ledgers = read_ledgers(data, loaded, as_of)
    problems = [*unexplained(ledgers, data), *altered_reports(data, loaded)]
    problems += (p for p in check_drafts(data, loaded, as_of) if p.severity == "error")
    if problems:
        raise ProblemsError([*problems, *loaded.notes])
    languages = [Language(code, loaded.strings, loaded.vocabulary) for code in CODES]
    return ThemeSettings(
        loaded=loaded,
        words={
            language.code: {key: language.word(key) for key in loaded.strings}
            for language in languages
        },
        names={language.code: language.plain(loaded.site.name) for language in languages},
        as_of=as_of.isoformat(),
        jobs=jobs,
        ledgers=ledgers,
    )


def settings_of_mkdocs(root: Path) -> ThemeSettings:
    """Settings for plain `mkdocs build` and `mkdocs serve`, which take no options of ours.

    `LIANMING_DATA` and `LIANMING_AS_OF` stand in for `--data` and `--as-of`.
    """
    settings = settings_from(
        data=Path(os.environ.get("LIANMING_DATA", root / "data")),
        as_of=resolve_as_of(os.environ.get("LIANMING_AS_OF"), environ=os.environ, root=root),
    )
    loaded = settings.loaded
    privacy = loaded.site.privacy
    refuse_prose(root / "content", loaded.exceptions, small_count=privacy.small_count)
    return settings
