"""The reduce: everything that is made of more than one plan, as a list of parts.

Making the list reads no plan. What has not changed need not be made again: each part says what it
is made of (`pages/parts`).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.addresses import site_title
from generator.assets import manifest_json
from generator.content import keep_options, mark_chinese
from generator.data_pages import DataPages
from generator.downloads import Download
from generator.exports.following import Joint
from generator.language import Language
from generator.pages.national import NationalPages
from generator.pages.overview import Overview
from generator.pages.page import Crumb, Page, phrase
from generator.pages.parts import Files, Leftovers, Part, Product
from generator.pages.regional import RegionPages, region_summaries
from generator.pages.site_in_language import SiteInLanguage
from generator.press import Made, Press
from generator.regions import Holdings, PlanKey
from generator.site_data import SiteDataParts
from generator.sitemaps import Sitemaps
from generator.source import SiteData
from generator.summary import PlanSummary
from generator.theme import Prose
from generator.totals import RegionSummary
from generator.tree import Tree
from generator.vocabulary import Site

# The reader's own checker stands beside the data; it shares no code with this package.
_RECOMPUTE = Path(__file__).resolve().parent.parent / "tools/recompute.py"


class _Trusted(str):
    """HTML that MkDocs made of our own hand-written pages; data never takes this way."""

    def __html__(self) -> str:
        return self


def holdings_of(data: SiteData, made: Iterable[PlanSummary]) -> Holdings:
    """What a site holds, from its offices and the summaries of its plans in their order."""
    return Holdings(
        agencies=tuple((entry.id, entry.agency) for entry in data.agencies),
        plans=tuple(
            PlanKey(
                agency=summary.agency,
                plan=summary.plan,
                first_year=summary.period.first_year,
                last_year=summary.period.last_year,
                changed=summary.changed,
                fictional=summary.fictional,
            )
            for summary in made
        ),
    )


def site_parts(data: SiteData, holdings: Holdings, press: Press, base: str) -> tuple[Part, ...]:
    """Everything of a site that is not of one plan alone, in an order in which every part stands
    after those it is made of. `base`: where the site's root stands on its host."""
    views = [
        SiteInLanguage(
            site=data.site,
            holdings=holdings,
            glossary=data.glossary,
            themes=data.vocabulary.themes,
            accessibility=data.accessibility,
            as_of=press.words.as_of,
            languages=press.languages,
            language=language,
        )
        for language in press.languages.values()
    ]
    pages = [part for view in views for part in _pages(view, press)]
    return (
        *region_summaries(holdings),
        *SiteDataParts(press.words, holdings).parts(),
        *(part for view in views for part in _followed(view)),
        *pages,
        *Sitemaps(data.site.url, holdings, pages).parts(),
        *_fixed(data, press, base),
    )


def _pages(view: SiteInLanguage, press: Press) -> Iterator[Part]:
    yield from Overview(view).parts()
    yield from NationalPages(view).parts()
    yield from RegionPages(view).parts()
    yield from DataPages(view).parts()
    for prose in press.theme.prose:
        if prose.language == view.language.code:
            yield _prose_part(view, prose)


def _followed(view: SiteInLanguage) -> Iterator[Part]:
    return Joint(
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


@dataclass
class FreshLeftovers:
    """What a build has just made: plans by their addresses, products of parts by their names; files
    stand in the tree."""

    tree: Tree
    plans: Mapping[str, Made]
    products: dict[str, Product] = field(default_factory=dict)

    def summary(self, plan: str) -> PlanSummary:
        """A plan in short."""
        return self.plans[plan].summary

    def pages(self, plan: str) -> tuple[str, ...]:
        """The addresses of a plan's pages."""
        return self.plans[plan].addresses

    def downloads(self, of: str) -> tuple[Download, ...]:
        """The files of data of a plan or a part."""
        made = self.plans.get(of)
        return made.downloads if made else self._files(of).downloads

    def region(self, part: str) -> RegionSummary:
        """The summary that a part made."""
        product = self.products[part]
        if not isinstance(product, RegionSummary):
            raise TypeError(f"{part} is no region")
        return product

    def files(self, part: str) -> tuple[str, ...]:
        """The addresses of the files that a part made."""
        return tuple(address for address, _ in self._files(part).files)

    def _files(self, part: str) -> Files:
        product = self.products[part]
        if not isinstance(product, Files):
            raise TypeError(f"{part} made no files")
        return product

    def read(self, address: str) -> bytes:
        """A file that stands in the tree."""
        return (self.tree.root / address).read_bytes()


def run_parts(parts: Sequence[Part], left: FreshLeftovers, press: Press) -> int:
    """Make every part and write it into the tree; returns how many are pages."""
    pages = 0
    for part in parts:
        product = part.make(left)
        if isinstance(product, Page):
            press.writers[part.language or "zh"].write(product, left.tree)
            pages += 1
        elif isinstance(product, Files):
            for address, content in product.files:
                left.tree.write(address, content)
            # The content stands in the tree; only what it is called is kept.
            kept = tuple((address, b"") for address, _ in product.files)
            left.products[part.name] = Files(kept, product.downloads)
        else:
            left.products[part.name] = product
    return pages
