"""A site's pages into its folder: every plan's, then the reduce over their summaries.

Pages over many agencies see summaries only.
"""

import datetime as dt
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

from generator.addresses import site_title
from generator.assets import manifest_json
from generator.clock import resolve_as_of
from generator.content import keep_options, mark_chinese
from generator.data_pages import DataPages
from generator.downloads import LICENCES, Download
from generator.exports.following import Joint
from generator.form_checks import check_drafts
from generator.history import read_ledgers, unexplained
from generator.language import Language
from generator.method import load_specification
from generator.pages.offers import SiteOffers
from generator.pages.overview import Overview
from generator.pages.page import Crumb, Page, phrase
from generator.pages.specimens import ADDRESS as STYLE_ADDRESS
from generator.press import Pages, Press, Task, print_plans
from generator.problems import ProblemsError
from generator.prose_checks import refuse_prose
from generator.published import altered_reports
from generator.site_data import write_site_data
from generator.source import SiteData, load_site
from generator.summary import PlanSummary
from generator.theme import Prose, Theme, ThemeSettings
from generator.tree import Tree
from generator.vocabulary import Site
from generator.writer import CODES, Words

# The reader's own checker stands beside the data; it shares no code with this package.
_RECOMPUTE = Path(__file__).resolve().parent.parent / "tools/recompute.py"
# What every site of ours has, and no other folder.
MARK = "build.json"


def _prose_page(prose: Prose, languages: Mapping[str, Language]) -> Page:
    key = prose.address.strip("/")
    body = keep_options(prose.body)
    body = mark_chinese(body) if prose.language == "en" else body
    return Page(
        address=prose.address,
        template="prose.html",
        title=prose.title,
        description=prose.description,
        section=key,
        crumbs=(
            Crumb(phrase("nav.home", languages), ""),
            Crumb(phrase(f"nav.{key}", languages), prose.address),
        ),
        context={"body": _Trusted(body)},
    )


class _Trusted(str):
    """HTML that MkDocs made of our own hand-written pages; data never takes this way."""

    def __html__(self) -> str:
        return self


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
    summaries = [made.summary for made in built]
    addresses = [address for made in built for address in made.addresses]
    plan_files = {made.summary.address: made.downloads for made in built}
    downloads = write_site_data(data.site, summaries, plan_files, press, tree)
    addresses += _reduce(data, press, summaries, tree, settings.base, downloads, plan_files)
    _followed(data, press, summaries, tree)
    for language in press.languages.values():
        tree.write(f"{language.prefix}site.webmanifest", _manifest(data.site, language))
    fictional = (f"agencies/{a.id}/" for a in data.agencies if a.agency.fictional)
    hidden = (STYLE_ADDRESS, *fictional)
    open_ = [a for a in addresses if not a.removeprefix("en/").startswith(hidden)]
    tree.write("sitemap.xml", _sitemap(data.site.url, open_))
    tree.write("data/recompute.py", _RECOMPUTE.read_bytes())
    if data.mark:
        tree.write("assets/accessibility-mark.png", data.mark)
    tree.write("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {data.site.url}sitemap.xml\n")
    build = {"as_of": words.as_of.isoformat(), "plans": len(summaries), "pages": len(addresses)}
    tree.write(MARK, json.dumps(build, indent=1) + "\n")
    return Pages(out, press, {made.task.key: made for made in built})


def _followed(data: SiteData, press: Press, summaries: list[PlanSummary], tree: Tree) -> None:
    """Feeds and calendars of offices, themes and the site, from those of each plan in the tree."""
    for language in press.languages.values():
        joint = Joint(
            site=data.site,
            agencies=[(entry.id, entry.agency) for entry in data.agencies],
            themes=data.vocabulary.themes,
            summaries=summaries,
            as_of=press.words.as_of,
            language=language,
            read=lambda address: (tree.root / address).read_bytes(),
        )
        for address, content in joint.files():
            tree.write(address, content)


def _reduce(
    data: SiteData,
    press: Press,
    summaries: list[PlanSummary],
    tree: Tree,
    base: str,
    downloads: tuple[Download, ...],
    plan_files: Mapping[str, tuple[Download, ...]],
) -> list[str]:
    """Pages made from all summaries, and the hand-written ones."""
    languages = press.languages
    specification = load_specification()
    addresses = []
    for code, language in languages.items():
        writer = press.writers[code]
        overview = Overview(
            site=data.site,
            agencies=[(entry.id, entry.agency) for entry in data.agencies],
            summaries=summaries,
            glossary=data.glossary,
            themes=data.vocabulary.themes,
            accessibility=data.accessibility,
            specification=specification,
            as_of=press.words.as_of,
            languages=languages,
            language=language,
            offers=SiteOffers(downloads, plan_files, LICENCES[data.site.operator], language),
        )
        data_pages = DataPages(
            site=data.site,
            plans=summaries,
            downloads=downloads,
            changed=overview.last_change,
            languages=languages,
            language=language,
        )
        prose = [
            _prose_page(page, languages) for page in press.theme.prose if page.language == code
        ]
        addresses += [
            writer.write(page, tree) for page in (*overview.pages(), *data_pages.pages(), *prose)
        ]
        if code == "zh":
            writer.write_not_found(base, tree)
    return addresses


def _manifest(site: Site, language: Language) -> str:
    return manifest_json(
        name=site_title(site, language),
        short_name=language.plain(site.name),
        description=language.plain(site.description),
        tag=language.tag,
        root="../" if language.prefix else "",
    )


def _sitemap(url: str, addresses: Iterable[str]) -> str:
    rows = "".join(
        f"<url><loc>{escape(url + address, quote=False)}</loc></url>\n"
        for address in sorted(addresses)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


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
