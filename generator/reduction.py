"""The reduce: everything that is made of more than one plan, as a list of parts.

Making the list reads no plan. What has not changed need not be made again: each part says what it
is made of (`pages/parts`).
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generator.addresses import site_title
from generator.assets import manifest_json
from generator.content import keep_options, mark_chinese
from generator.data_pages import DataPages
from generator.exports.assembly_data import AssemblyData
from generator.exports.committee_following import CommitteeFiles
from generator.exports.following import Joint
from generator.exports.self_check_csv import SelfCheckFiles
from generator.language import Language
from generator.pages.committees import CommitteePages
from generator.pages.consultations import ConsultationPages
from generator.pages.national import NationalPages
from generator.pages.overview import Overview
from generator.pages.page import Crumb, Page, phrase
from generator.pages.papers import paper_parts
from generator.pages.parts import Files, Leftovers, Part
from generator.pages.regional import RegionPages, region_summaries
from generator.pages.site_in_language import SiteInLanguage
from generator.press import Press
from generator.regions import Holdings
from generator.rendered import Prose
from generator.site_data import SiteDataParts
from generator.sitemaps import Sitemaps
from generator.source import SiteData
from generator.vocabulary import Site

# The reader's own checker stands beside the data; it shares no code with this package.
_RECOMPUTE = Path(__file__).resolve().parent.parent / "tools/recompute.py"


class _Trusted(str):
    """HTML that MkDocs made of our own hand-written pages; data never takes this way."""

    def __html__(self) -> str:
        return self


def site_parts(data: SiteData, holdings: Holdings, press: Press, base: str) -> tuple[Part, ...]:
    """Everything of a site that is not of one plan alone, in an order in which every part stands
    after those it is made of. `base`: where the site's root stands on its host."""
    views = [
        SiteInLanguage.of(data, holdings, press.words.as_of, press.languages, language)
        for language in press.languages.values()
    ]
    pages = [part for view in views for part in _pages(view, press)]
    return (
        *region_summaries(holdings),
        *SiteDataParts(press.words, holdings).parts(),
        SelfCheckFiles(data.site, holdings, press.languages).part(),
        *AssemblyData(views[0]).parts(),
        *(part for view in views for part in _followed(view)),
        *paper_parts(holdings, press.words.as_of),
        *pages,
        *Sitemaps(data.site.url, holdings, pages).parts(),
        *_fixed(data, press, base),
    )


def _pages(view: SiteInLanguage, press: Press) -> Iterator[Part]:
    yield from Overview(view).parts()
    yield from NationalPages(view).parts()
    yield from RegionPages(view).parts()
    yield from CommitteePages(view).parts()
    yield from DataPages(view).parts()
    yield from ConsultationPages(view).parts()
    for prose in press.theme.prose:
        if prose.language == view.language.code:
            yield _prose_part(view, prose)


def _followed(view: SiteInLanguage) -> Iterator[Part]:
    # The site's are put together from those of committees, too.
    yield from CommitteeFiles(
        site=view.site, holdings=view.holdings, as_of=view.as_of, language=view.language
    ).parts()
    yield from Joint(
        site=view.site,
        holdings=view.holdings,
        themes=view.themes,
        as_of=view.as_of,
        language=view.language,
    ).parts()


def _prose_part(view: SiteInLanguage, prose: Prose) -> Part:
    digest = hashlib.sha256(prose.body.encode()).hexdigest()
    return view.part(
        prose.address, lambda _: _prose_page(prose, view.languages), also=digest, dated=False
    )


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


def _fixed(data: SiteData, press: Press, base: str) -> Iterator[Part]:
    """What is made of no plan."""
    site = data.site

    def file(name: str, make: Callable[[], str | bytes], also: str = "") -> Part:
        def made(_: Leftovers) -> Files:
            content = make()
            return Files(((name, content if isinstance(content, bytes) else content.encode()),))

        return Part(name, made, also=also)

    for language in press.languages.values():
        yield file(
            f"{language.prefix}site.webmanifest",
            lambda language=language: _manifest(site, language),  # type: ignore[misc]
        )
    yield file("404.html", lambda: press.writers["zh"].not_found(base), base)
    yield file("data/recompute.py", _RECOMPUTE.read_bytes, _digest(_RECOMPUTE.read_bytes()))
    if mark := data.mark:
        yield file("assets/accessibility-mark.png", lambda: mark, _digest(mark))
    robots = f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n"
    yield file("robots.txt", lambda: robots, robots)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _manifest(site: Site, language: Language) -> str:
    return manifest_json(
        name=site_title(site, language),
        short_name=language.plain(site.name),
        description=language.plain(site.description),
        tag=language.tag,
        root="../" if language.prefix else "",
    )
