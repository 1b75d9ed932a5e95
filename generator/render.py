"""Pages to strings: the only Jinja2, with `compiled`.

Binds one language once; templates choose and repeat, they never name a language or compute.
"""

import datetime as dt
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from generator.compiled import CompiledTemplates
from generator.fields import Text
from generator.glossing import Glossing, term_anchor
from generator.language import Language
from generator.pages.offers import Offer
from generator.pages.page import Page
from generator.unbroken import keep_days
from generator.vocabulary import Term

_IN_CHINESE = ' lang="zh-Hant"'
TEMPLATES = Path(__file__).parent / "templates"


class BrokenTemplate(Exception):
    """A template could not be read or filled; `template` is its file's name."""

    def __init__(self, template: str, error: TemplateError) -> None:
        where, line = template, ""
        if isinstance(error, TemplateSyntaxError):
            where, line = error.name or template, f"{error.lineno}: "
        super().__init__(f"{line}{error.message}")
        self.template = where


class _Fixed(Environment):
    """Globals that are the same for all templates once they are set: a plain mapping, which is read
    much faster than one laid over another."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals


class Renderer:
    """Templates with one language bound; `assets` is the folder of what pages load."""

    def __init__(
        self,
        language: Language,
        *,
        as_of: dt.date,
        operator: str,
        assets: str,
        terms: Iterable[Term] = (),
    ) -> None:
        self.language = language
        self._assets = assets
        self._glossing = Glossing(terms, language)
        self._last: tuple[Offer, str, str] | None = None
        self._environment = _Fixed(
            loader=FileSystemLoader(TEMPLATES),
            undefined=StrictUndefined,
            auto_reload=False,
            bytecode_cache=CompiledTemplates(),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            t=language.word, lang=language, as_of=language.day(as_of), operator=operator
        )
        # What stands in the other language says so; in its own language a page need not.
        self._environment.globals["zh_tag"] = Markup("" if language.code == "zh" else _IN_CHINESE)
        self._environment.globals["en_tag"] = Markup(' lang="en"' if language.code == "zh" else "")
        # Between two sentences: Chinese needs no space after its full stop.
        self._environment.globals["gap"] = " " if language.code == "en" else ""
        self._environment.filters.update(
            tr=self.translated,
            zh=self.chinese,
            anchor=term_anchor,
            number=language.number,
            day=language.day,
            period=language.period,
            short_period=language.short_period,
            figure=language.figure,
        )

    def translated(self, text: Text | None) -> Markup:
        """`text` in this language; the Chinese with `lang` and a visible mark where English lacks.

        English that is older than its Chinese is shown with a mark too.
        """
        if text is None:
            return Markup("")
        if self.language.has(text):
            shown = escape(self.language.plain(text))
            if self.language.code == "zh" or not text.stale:
                return shown
            return shown + Markup(' <small class="untranslated">{}</small>').format(
                self.language.word("outdated")
            )
        mark = self.language.word("untranslated")
        return Markup(
            '<span lang="zh-Hant">{}</span> <small class="untranslated">{}</small>'
        ).format(text.zh, mark)

    def chinese(self, text: Text) -> Markup:
        """The printed Chinese, marked as such where the page is in English."""
        if self.language.code == "zh":
            return escape(text.zh)
        return Markup('<span lang="zh-Hant">{}</span>').format(text.zh)

    def body(self, page: Page) -> str:
        """The page's `<main>` content. Links are relative, so the site runs under any folder."""
        up = "../" * page.depth
        root = "../" * (page.depth + (1 if self.language.prefix else 0))
        body = self._fill(
            f"pages/{page.template}",
            page=page,
            link=lambda address: (up + address) or "./",
            root=lambda address: root + address,
            asset=lambda name: f"{root}{self._assets}/{name}",
            **page.context,
        )
        if page.framed and page.glossed:
            body = self._glossing.link(body, f"{up}glossary/")
        if page.offer:
            body += self._offer(page.offer, up, root)
        return keep_days(body, self.language.code)

    def _offer(self, offer: Offer, up: str, root: str) -> str:
        """The files of a page; the pages of a plan's indicators follow each other with the same."""
        if self._last is None or self._last[0] is not offer or self._last[1] != up:
            html = self._fill(
                "partials/offer.html",
                offer=offer,
                root=lambda address: root + address,
                link=lambda address: (up + address) or "./",
            )
            self._last = offer, up, html
        return self._last[2]

    def fragment(self, template: str, **context: object) -> str:
        """A small template that is set into a slot of the frame: banner, last change."""
        return keep_days(self._fill(f"partials/{template}", **context), self.language.code)

    def piece(self, template: str, **context: object) -> str:
        """A piece of a meeting's pack: no page of the site, so that its links are whole addresses."""
        return keep_days(self._fill(f"pack/{template}", **context), self.language.code)

    def _fill(self, template: str, **context: object) -> str:
        try:
            return self._environment.get_template(template).render(**context)
        except TemplateError as error:
            raise BrokenTemplate(template, error) from error
