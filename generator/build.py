"""The map over plans and the reduce over their summaries: pages into the site folder.

A plan's pages depend on that plan, the as-of date, the frames, the words and the templates, on
nothing else; pages over many agencies see summaries only.
"""

import datetime as dt
import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape

from generator.clock import resolve_as_of
from generator.exports.plan_json import index_json, plan_json
from generator.frame import Frame, Slots, split_frame
from generator.language import Code, Language
from generator.pages.overview import Overview, not_found_page
from generator.pages.page import Crumb, Page, phrase
from generator.pages.plan import plan_pages
from generator.render import Renderer
from generator.source import PlanEntry, SiteData, load_site
from generator.summary import PlanSummary, summarise_plan
from generator.theme import Prose, Theme, ThemeSettings
from generator.vocabulary import Agency, Phrase, Site, Vocabulary

_CODES: tuple[Code, ...] = ("zh", "en")


@dataclass(frozen=True)
class Words:
    """What every page needs beside its plan; small, so that it travels to worker processes."""

    site: Site
    vocabulary: Vocabulary
    phrases: Mapping[str, Phrase]
    as_of: dt.date
    problems: tuple[str, ...] = ()

    def languages(self) -> dict[str, Language]:
        """Both languages, bound."""
        return {code: Language(code, self.phrases, self.vocabulary) for code in _CODES}


class Writer:
    """Renders pages of one language into the site folder through the theme's frames."""

    def __init__(self, *, words: Words, language: Language, theme: Theme, out: Path) -> None:
        self._words = words
        self._language = language
        self._renderer = Renderer(language, as_of=words.as_of, operator=words.site.operator)
        self._html = theme.frames
        self._frames: dict[int, Frame] = {}
        self._out = out

    def _frame(self, depth: int) -> Frame:
        if depth not in self._frames:
            self._frames[depth] = split_frame(self._html[(self._language.code, depth)])
        return self._frames[depth]

    def _slots(self, page: Page, body: str) -> Slots:
        url, language = self._words.site.url, self._language
        zh, en = url + page.address, f"{url}en/{page.address}"
        name = language.plain(self._words.site.name)
        up = "../" * page.depth
        return Slots(
            title=f"{page.title} – {name}"
            if page.title
            else f"{name} – {language.word('home.title')}",
            description=page.description,
            canonical=en if language.prefix else zh,
            alternates=(("zh-Hant", zh), ("en", en), ("x-default", zh)),
            switch=f"{up}../{page.address}" if language.prefix else f"{up}en/{page.address}",
            section=page.section,
            head="",
            banner=self._renderer.fragment(
                "banner.html", fictional=page.fictional, problems=self._words.problems
            ),
            body=body,
            changed=self._renderer.fragment(
                "changed.html", changed=language.day(page.changed) if page.changed else None
            ),
        )

    def write(self, page: Page) -> str:
        """Write one page; returns its address below the site's root."""
        address = self._language.prefix + page.address
        html = self._frame(page.depth).fill(self._slots(page, self._renderer.body(page)))
        write_text(self._out / address / "index.html", html)
        return address

    def write_not_found(self, languages: Mapping[str, Language], base: str) -> None:
        """The one 404 page, which a server shows at any depth: its links start at `base`."""
        page = not_found_page(languages)
        page = Page(**{**page.__dict__, "context": {**page.context, "base": base}})
        frame = split_frame(self._html[(self._language.code, -1)])
        slots = self._slots(page, self._renderer.body(page))
        slots = Slots(
            **{
                **slots.__dict__,
                "switch": f"{base}en/",
                "canonical": self._words.site.url,
                "alternates": (),
                "head": '<meta name="robots" content="noindex">',
            }
        )
        write_text(self._out / "404.html", frame.fill(slots))


def write_text(path: Path, text: str) -> None:
    """Write a file of the site, its folder made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def build_plan(
    entry: PlanEntry, *, agency_id: str, agency: Agency, words: Words, theme: Theme, out: Path
) -> tuple[PlanSummary, list[str]]:
    """The map: one plan's pages in both languages and its data. Returns summary and addresses."""
    languages = words.languages()
    summary = summarise_plan(
        agency_id=agency_id,
        agency=agency,
        plan_id=entry.id,
        plan=entry.plan,
        vocabulary=words.vocabulary,
    )
    addresses = []
    for language in languages.values():
        writer = Writer(words=words, language=language, theme=theme, out=out)
        for page in plan_pages(
            agency=agency,
            plan=entry.plan,
            summary=summary,
            as_of=words.as_of,
            languages=languages,
            language=language,
            vocabulary=words.vocabulary,
        ):
            addresses.append(writer.write(page))
    write_text(
        out / summary.data_address,
        plan_json(
            agency_id=agency_id,
            agency=agency,
            plan_id=entry.id,
            plan=entry.plan,
            vocabulary=words.vocabulary,
        ),
    )
    return summary, addresses


@dataclass(frozen=True)
class _Task:
    agency_id: str
    agency: Agency
    entry: PlanEntry


def _run(task: _Task, *, words: Words, theme: Theme, out: Path) -> tuple[PlanSummary, list[str]]:
    return build_plan(
        task.entry, agency_id=task.agency_id, agency=task.agency, words=words, theme=theme, out=out
    )


def _map(
    tasks: list[_Task], *, words: Words, theme: Theme, out: Path, jobs: int
) -> list[tuple[PlanSummary, list[str]]]:
    run = partial(_run, words=words, theme=theme, out=out)
    if jobs <= 1 or len(tasks) < 2 * jobs:
        return [run(task) for task in tasks]
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        return list(pool.map(run, tasks, chunksize=max(1, len(tasks) // (4 * jobs))))


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
        problems=settings.problems,
    )
    tasks = [_Task(a.id, a.agency, plan) for a in data.agencies for plan in a.plans]
    built = _map(tasks, words=words, theme=theme, out=out, jobs=settings.jobs)
    summaries = [summary for summary, _ in built]
    addresses = [address for _, pages in built for address in pages]
    addresses += _reduce(data, words, summaries, theme, out, settings.base)
    write_text(
        out / "data/index.json",
        index_json(summaries, site=data.site.name, as_of=words.as_of.isoformat()),
    )
    write_text(out / "sitemap.xml", _sitemap(data.site.url, addresses))
    write_text(
        out / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {data.site.url}sitemap.xml\n"
    )
    build = {"as_of": words.as_of.isoformat(), "plans": len(summaries), "pages": len(addresses)}
    write_text(out / "build.json", json.dumps(build, indent=1) + "\n")


def _reduce(
    data: SiteData,
    words: Words,
    summaries: list[PlanSummary],
    theme: Theme,
    out: Path,
    base: str,
) -> list[str]:
    """Pages made from all summaries, and the hand-written ones."""
    languages = words.languages()
    addresses = []
    for code, language in languages.items():
        writer = Writer(words=words, language=language, theme=theme, out=out)
        overview = Overview(
            site=data.site,
            agencies=[(entry.id, entry.agency) for entry in data.agencies],
            summaries=summaries,
            glossary=data.glossary,
            as_of=words.as_of,
            languages=languages,
            language=language,
        )
        prose = [_prose_page(page, languages) for page in theme.prose if page.language == code]
        addresses += [writer.write(page) for page in (*overview.pages(), *prose)]
        if code == "zh":
            writer.write_not_found(languages, base)
    return addresses


def _sitemap(url: str, addresses: Iterable[str]) -> str:
    rows = "".join(
        f"<url><loc>{xml_escape(url + address)}</loc></url>\n" for address in sorted(addresses)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def settings_from(*, data: Path, as_of: dt.date, jobs: int = 1) -> ThemeSettings:
    """Read and check the data, and bind its words. Raises `ProblemsError`."""
    loaded = load_site(data)
    languages = [Language(code, loaded.strings, loaded.vocabulary) for code in _CODES]
    return ThemeSettings(
        loaded=loaded,
        words={
            language.code: {key: language.word(key) for key in loaded.strings}
            for language in languages
        },
        names={language.code: language.plain(loaded.site.name) for language in languages},
        as_of=as_of.isoformat(),
        jobs=jobs,
    )


def settings_of_mkdocs(root: Path) -> ThemeSettings:
    """Settings for plain `mkdocs build` and `mkdocs serve`, which take no options of ours.

    `LIANMING_DATA` and `LIANMING_AS_OF` stand in for `--data` and `--as-of`.
    """
    return settings_from(
        data=Path(os.environ.get("LIANMING_DATA", root / "data")),
        as_of=resolve_as_of(os.environ.get("LIANMING_AS_OF"), environ=os.environ, root=root),
    )
