"""The map over plans and the reduce over their summaries: pages into the site folder.

A plan's pages depend on that plan, the as-of date, the frames, the words and the templates, on
nothing else; pages over many agencies see summaries only.
"""

import datetime as dt
import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape

from generator.addresses import site_title
from generator.assets import manifest_json
from generator.clock import resolve_as_of
from generator.exports.figure_json import figure_files
from generator.exports.plan_json import index_json, plan_json
from generator.history import read_ledgers, unexplained
from generator.language import Language
from generator.ledger import Entry
from generator.method import load_specification
from generator.observations import keep_book
from generator.pages.overview import Overview
from generator.pages.page import Crumb, Page, phrase
from generator.pages.plan import PlanPages
from generator.pages.specimens import ADDRESS as STYLE_ADDRESS
from generator.plan_progress import assess_plan
from generator.problems import ProblemsError
from generator.prose_checks import refuse_prose
from generator.published import altered_reports
from generator.source import PlanEntry, SiteData, load_site
from generator.summary import PlanSummary, summarise_plan
from generator.theme import Prose, Theme, ThemeSettings
from generator.vocabulary import Agency, Site
from generator.writer import CODES, Words, Writer, copy_file, write_bytes, write_text

# The reader's own checker stands beside the data; it shares no code with this package.
_RECOMPUTE = Path(__file__).resolve().parent.parent / "tools/recompute.py"


@dataclass(frozen=True)
class _Task:
    agency_id: str
    agency: Agency
    entry: PlanEntry
    ledger: tuple[Entry, ...]


class Press:
    """Writers of both languages, made once per process: their templates are compiled once."""

    def __init__(self, words: Words, theme: Theme, out: Path) -> None:
        self.words = words
        self.languages = words.languages()
        self.writers: dict[str, Writer] = {
            code: Writer(words=words, code=code, languages=self.languages, theme=theme, out=out)
            for code in CODES
        }
        self._out = out

    def build_plan(self, task: _Task) -> tuple[PlanSummary, list[str]]:
        """The map: one plan's pages in both languages and its data, as summary and addresses."""
        vocabulary, as_of = self.words.vocabulary, self.words.as_of
        plan = task.entry.plan
        progress = assess_plan(plan, keep_book(plan, task.entry.reports, as_of), as_of)
        summary = summarise_plan(
            agency_id=task.agency_id,
            agency=task.agency,
            plan_id=task.entry.id,
            plan=plan,
            vocabulary=vocabulary,
            progress=progress,
            ledger=task.ledger,
        )
        pages = [
            (self.writers[code], page)
            for code, language in self.languages.items()
            for page in PlanPages(
                site=self.words.site,
                agency=task.agency,
                plan=plan,
                summary=summary,
                progress=progress,
                as_of=as_of,
                languages=self.languages,
                language=language,
                vocabulary=vocabulary,
                participation=task.entry.participation,
            ).pages()
        ]
        written = [(page, writer.write(page)) for writer, page in pages]
        addresses = [address for page, address in written if page.framed]
        text = plan_json(
            agency_id=task.agency_id,
            agency=task.agency,
            plan_id=task.entry.id,
            plan=plan,
            vocabulary=vocabulary,
            progress=progress,
            ledger=task.ledger,
            as_of=as_of,
            participation=task.entry.participation,
        )
        write_text(self._out / summary.data_address, text)
        for language in self.languages.values():
            for file in figure_files(plan, summary, progress, language, vocabulary):
                write_text(self._out / file.address, file.text())
        return summary, addresses


# A worker process's own press, set when the process starts.
_press: list[Press] = []


def _start_worker(words: Words, theme: Theme, out: Path) -> None:
    _press[:] = [Press(words, theme, out)]


def _work(task: _Task) -> tuple[PlanSummary, list[str]]:
    return _press[0].build_plan(task)


def _map(
    tasks: list[_Task], *, press: Press, theme: Theme, out: Path, jobs: int
) -> list[tuple[PlanSummary, list[str]]]:
    """Every plan, in the order of `tasks`; a few plans are not worth a second process."""
    if jobs <= 1 or len(tasks) < 2 * jobs:
        return [press.build_plan(task) for task in tasks]
    arguments = (press.words, theme, out)
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=arguments) as pool:
        return list(pool.map(_work, tasks, chunksize=max(1, len(tasks) // (4 * jobs))))


def _prose_page(prose: Prose, languages: Mapping[str, Language]) -> Page:
    key = prose.address.strip("/")
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
        context={"body": _Trusted(prose.body)},
    )


class _Trusted(str):
    """HTML that MkDocs made of our own hand-written pages; data never takes this way."""

    def __html__(self) -> str:
        return self


def fill_site(theme: Theme, out: Path, settings: ThemeSettings) -> None:
    """Write every page and data file of the site into `out`."""
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
        _Task(a.id, a.agency, plan, settings.ledgers.get((a.id, plan.id), ()))
        for a in data.agencies
        for plan in a.plans
    ]
    press = Press(words, theme, out)
    built = _map(tasks, press=press, theme=theme, out=out, jobs=settings.jobs)
    summaries = [summary for summary, _ in built]
    addresses = [address for _, pages in built for address in pages]
    addresses += _reduce(data, press, summaries, theme, settings.base)
    write_text(
        out / "data/index.json",
        index_json(summaries, site=data.site.name, as_of=words.as_of.isoformat()),
    )
    for language in press.languages.values():
        write_text(out / language.prefix / "site.webmanifest", _manifest(data.site, language))
    fictional = (f"agencies/{a.id}/" for a in data.agencies if a.agency.fictional)
    hidden = (STYLE_ADDRESS, *fictional)
    open_ = [a for a in addresses if not a.removeprefix("en/").startswith(hidden)]
    write_text(out / "sitemap.xml", _sitemap(data.site.url, open_))
    copy_file(_RECOMPUTE, out / "data/recompute.py")
    if data.mark:
        write_bytes(out / "assets/accessibility-mark.png", data.mark)
    write_text(
        out / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {data.site.url}sitemap.xml\n"
    )
    build = {"as_of": words.as_of.isoformat(), "plans": len(summaries), "pages": len(addresses)}
    write_text(out / "build.json", json.dumps(build, indent=1) + "\n")


def _reduce(
    data: SiteData, press: Press, summaries: list[PlanSummary], theme: Theme, base: str
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
        )
        prose = [_prose_page(page, languages) for page in theme.prose if page.language == code]
        addresses += [writer.write(page) for page in (*overview.pages(), *prose)]
        if code == "zh":
            writer.write_not_found(base)
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
        f"<url><loc>{xml_escape(url + address)}</loc></url>\n" for address in sorted(addresses)
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
    if problems := [*unexplained(ledgers, data), *altered_reports(data, loaded)]:
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
