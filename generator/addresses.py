"""Where a page stands on the web, and what the site is called there. Pure."""

from generator.language import Language
from generator.vocabulary import Site


def page_url(site: Site, language: Language, address: str) -> str:
    """The absolute address of a page, or another file, that stands below a language's root."""
    return f"{site.url}{language.prefix}{address}"


def site_title(site: Site, language: Language) -> str:
    """The site's name and what it is, for the home page's title."""
    return f"{language.plain(site.name)} – {language.word('home.title')}"
