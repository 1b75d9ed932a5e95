"""Pages of one language into files: rendered, set into the theme's frame, written.

Knows addresses and the frame's slots. Knows no plan.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.addresses import page_url, site_title
from generator.frame import Frame, Slots, split_frame
from generator.head import NOINDEX, render_head
from generator.language import Code, Language
from generator.pages.overview import not_found_page
from generator.pages.page import Page
from generator.pictures import draw_card
from generator.render import Renderer
from generator.rendered import NOT_FOUND, Theme
from generator.tree import Tree
from generator.vocabulary import Phrase, Site, Term, Vocabulary

CODES: tuple[Code, ...] = ("zh", "en")


@dataclass(frozen=True)
class Words:
    """What every page needs beside its plan; small, so that it travels to worker processes."""

    site: Site
    vocabulary: Vocabulary
    phrases: Mapping[str, Phrase]
    as_of: dt.date
    terms: tuple[Term, ...] = ()
    problems: tuple[str, ...] = ()

    def languages(self) -> dict[str, Language]:
        """Both languages, bound."""
        return {code: Language(code, self.phrases, self.vocabulary) for code in CODES}


class Writer:
    """Renders pages of one language into the site folder through the theme's frames."""

    def __init__(
        self,
        *,
        words: Words,
        code: Code,
        languages: Mapping[str, Language],
        theme: Theme,
    ) -> None:
        self._words = words
        self._languages = languages
        self._language = language = languages[code]
        self._renderer = Renderer(
            language,
            as_of=words.as_of,
            operator=words.site.operator,
            assets=theme.assets.folder,
            terms=words.terms,
        )
        self._html = theme.frames
        self._frames: dict[int, Frame] = {}

    def _frame(self, depth: int) -> Frame:
        if depth not in self._frames:
            self._frames[depth] = split_frame(self._html[self._language.code, depth])
        return self._frames[depth]

    def _slots(self, page: Page, body: str) -> Slots:
        site, language = self._words.site, self._language
        zh, en = (page_url(site, self._languages[code], page.address) for code in CODES)
        canonical = en if language.prefix else zh
        up = "../" * page.depth
        return Slots(
            title=f"{page.head_title or page.title} – {language.plain(site.name)}"
            if page.title
            else site_title(site, language),
            description=page.description,
            canonical=canonical,
            alternates=(("zh-Hant", zh), ("en", en), ("x-default", zh)),
            switch=f"{up}../{page.address}" if language.prefix else f"{up}en/{page.address}",
            section=page.section,
            head=render_head(page, canonical=canonical, site=site, language=language),
            banner=self._renderer.fragment(
                "banner.html", fictional=page.fictional, problems=self._words.problems
            ),
            body=body,
            changed=self._renderer.fragment(
                "changed.html", changed=language.day(page.changed) if page.changed else None
            ),
        )

    def write(self, page: Page, tree: Tree) -> str:
        """Write one page, and the share picture that is its own; returns its address below the
        site's root."""
        address = self._language.prefix + page.address
        html = self._renderer.body(page)
        if page.framed:
            html = self._frame(page.depth).fill(self._slots(page, html))
        tree.write(f"{address}index.html", html)
        if page.subject and page.is_its_subject:
            card = page.subject.card
            picture = draw_card(card, self._language.plain(self._words.site.name))
            tree.write(self._language.prefix + card.address, picture)
        return address

    def not_found(self, base: str) -> str:
        """The one 404 page as HTML, which a server shows at any depth: its links start at `base`."""
        page = not_found_page(self._languages)
        page = replace(page, context={**page.context, "base": base})
        frame = split_frame(self._html[self._language.code, NOT_FOUND])
        slots = self._slots(page, self._renderer.body(page))
        slots = replace(
            slots,
            switch=f"{base}en/",
            canonical=self._words.site.url,
            alternates=(),
            head=NOINDEX,
        )
        return frame.fill(slots)
