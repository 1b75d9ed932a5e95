"""Where a consultation stands, as a state is shown; and where its page stands."""

from generator.answers import Standing
from generator.language import Language
from generator.pages.states import StateView

FOLDER = "consultations/"
_SHAPES = {
    "planned": "not-due",
    "open": "under-way",
    "closed": "due",
    "overdue": "overdue",
    "answered": "done",
}


def consultation_state(standing: Standing, language: Language) -> StateView:
    """Where a consultation stands, as a state is shown."""
    code = _SHAPES[standing.state]
    if standing.state == "overdue":
        return StateView(code, language.word("consultation.overdue-by", n=standing.days))
    return StateView(code, language.word(f"consulted.{standing.state}"))
