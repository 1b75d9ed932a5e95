"""One KPI's figure as a small page of its own, for other sites to show in a frame."""

from collections.abc import Sequence
from html import escape

from generator.addresses import page_url
from generator.language import Language
from generator.pages.kpi import KpiView
from generator.pages.page import Page
from generator.summary import PlanSummary
from generator.vocabulary import Site

HEIGHT = 480


def embed_address(kpi_address: str) -> str:
    """`agencies/demo/2025/kpi/3/embed/`."""
    return f"{kpi_address}embed/"


def embed_code(url: str, title: str) -> str:
    """The HTML that shows the page at `url` in a frame."""
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}" width="100%" height="{HEIGHT}"'
        ' loading="lazy"></iframe>'
    )


def embed_pages(
    kpis: Sequence[KpiView], *, summary: PlanSummary, site: Site, language: Language
) -> tuple[Page, ...]:
    """One page for each KPI."""
    return tuple(
        Page(
            address=embed_address(view.address),
            template="embed.html",
            title=f"{view.number} {language.plain(view.name)}",
            description="",
            section="",
            context={
                "view": view,
                "summary": summary,
                "permalink": page_url(site, language, view.address),
                "has_years": view.drawn and len(view.targets) > 1,
            },
            fictional=summary.fictional,
            framed=False,
        )
        for view in kpis
    )
