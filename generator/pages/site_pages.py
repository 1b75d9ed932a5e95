"""Pages over many plans that look alike whether the site is split by region or not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.cards import site_card
from generator.pages.cards import AgencyCard, held_by
from generator.pages.coming import coming_meetings
from generator.pages.consultations import ConsultationPages
from generator.pages.page import Crumb, Page, Subject
from generator.pages.parts import Leftovers
from generator.pages.site_in_language import SiteInLanguage
from generator.summary import HOLDS
from generator.totals import Totals

# What the list of agencies can be filtered by; 57-filters.css has a rule for each.
FILTERS = (*HOLDS, "results", "running")


def agency_list(cards: Sequence[AgencyCard]) -> Mapping[str, object]:
    """The list of agencies, fictional ones last, with what it can be filtered by; `real`: how many
    are not fictional."""
    real = [card for card in cards if not card.agency.fictional]
    held = {key for card in real for key in held_by(card)}
    return {
        "cards": tuple(
            (card, held_by(card)) for card in sorted(cards, key=lambda c: c.agency.fictional)
        ),
        "real": len(real),
        "filters": tuple(key for key in FILTERS if key in held),
    }


def plan_list(cards: Sequence[AgencyCard]) -> Mapping[str, object]:
    """The list of reviews: every plan with its agency, and whether any has a report. `committees`:
    whether it leads to their list, as the index of all does where there are any."""
    plans = tuple((card, plan) for card in cards for plan in card.plans)
    reported = any(plan.summary.reported for _, plan in plans)
    return {"plans": plans, "reported": reported, "committees": False}


def home_page(
    view: SiteInLanguage, totals: Totals, left: Leftovers, context: Mapping[str, object]
) -> Page:
    """The home page with the counts of all plans."""
    return Page(
        address="",
        template="home.html",
        title="",
        description=view.language.plain(view.site.description),
        section="home",
        context={
            "site": view.site,
            "totals": totals,
            "themes": view.themes,
            **ConsultationPages(view).context,
            "meetings": coming_meetings(view, left),
            **context,
        },
        changed=view.last_change,
        subject=Subject("", site_card(view.site, totals, view.language)),
        subscriptions=view.followed,
    )


def review_page(view: SiteInLanguage, template: str, context: Mapping[str, object]) -> Page:
    """The index of reviews."""
    return Page(
        address="review/",
        template=template,
        title=view.language.word("review.title"),
        description=view.language.word("review.index-description"),
        section="review",
        crumbs=(view.home, Crumb(view.words("review.title"), "review/")),
        context={**context, "committees": bool(view.holdings.committees)},
        changed=view.last_change,
    )


def site_map_page(view: SiteInLanguage, context: Mapping[str, object]) -> Page:
    """The site map."""
    shared = {
        "themes": view.themes,
        "committees": bool(view.holdings.committees),
        "operator": view.site.operator,
    }
    context = {**shared, **ConsultationPages(view).context, **context}
    return replace(view.page("sitemap", "sitemap/", "", context), glossed=False)
