"""What the site knows beside plans: itself, offices, vocabulary, glossary, interface strings."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.contact import Channel, Contact
from generator.fields import Day, Folder, Line, Printed, Record, Slug, Text, Whole
from generator.reports import Url


class RecordedName(Record):
    """An English name on record, with where it was seen."""

    name: Line
    source: Text


class Agency(Record):
    """An office. `name_status` says whether its English name is official; `fictional` marks tests.

    `comments`: where readers may write to it; `channels`: its own, for reports of corruption;
    `formerly`: earlier names of its folder.
    """

    name: Text
    name_status: Literal["official", "provisional"]
    names_on_record: tuple[RecordedName, ...] = ()
    government: Text
    region: Text
    fictional: bool = False
    comments: Contact | None = None
    channels: tuple[Channel, ...] = ()
    formerly: tuple[Folder, ...] = ()


class AccessibilityMark(Record):
    """The mark (無障礙標章) that the authority gave this site: its level, and the page that proves it.
    The picture is `accessibility-mark.png` beside site.yml, 88 by 31."""

    level: Literal["A", "AA", "AAA"]
    url: Url


class Privacy(Record):
    """What is withheld. `small_count`: a count of cases by unit, month or person below it is small."""

    small_count: Whole = 5


class AnswerDays(Record):
    """Within how many days a question, or a consultation that has closed, is to be answered where the
    office set no day itself; without it nothing is overdue."""

    questions: Whole | None = None
    consultations: Whole | None = None


class Site(Record):
    """The site itself. `operator` decides licence, declarations and wording.

    `demonstration`: whether fictional offices are built too; `comments`: where readers may write to
    about an office that names nothing itself; `corrections`: where errors of this site are
    reported; `channels`: for reports of corruption, beside each office's own; `privacy`: its thresholds; `answer_within`: its own
    rule for answers.
    """

    name: Text
    tagline: Text
    description: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s?#]+/$", strict=True)]
    operator: Literal["office", "third-party"]
    operator_name: Text
    demonstration: bool = True
    comments: Contact | None = None
    corrections: Contact | None = None
    channels: tuple[Channel, ...] = ()
    accessibility_mark: AccessibilityMark | None = None
    privacy: Privacy = Field(default_factory=Privacy)
    answer_within: AnswerDays = Field(default_factory=AnswerDays)


class Labelled(Record):
    """A term of the vocabulary: its label, and the printed forms that mean it."""

    label: Text
    printed: tuple[Line, ...] = ()


class Unit(Record):
    """English words for a printed unit: `one` case, `many` cases; `joined`: no space (`%`)."""

    one: Line
    many: Line
    joined: bool = False


class Theme(Record):
    """A kind of work that goals of several offices share; the grouping is this site's own."""

    label: Text
    about: Text


class MoneyUnit(Record):
    """A printed money unit and how many NT$ one of it is."""

    label: Text
    factor: Printed


class Vocabulary(Record):
    """Words with a meaning for the program, by code."""

    plan_kinds: dict[Line, Labelled]
    categories: dict[Line, Labelled]
    scopes: dict[Line, Labelled]
    units: dict[Line, Unit]
    money_units: dict[Line, MoneyUnit]
    themes: dict[Slug, Theme] = Field(default_factory=dict)

    def category_code(self, printed: str) -> str | None:
        """The code of a printed category label, or `None` where the vocabulary does not know it."""
        for code, entry in self.categories.items():
            if printed == entry.label.zh or printed in entry.printed:
                return code
        return None

    def factor(self, money_unit: str) -> Decimal:
        """NT$ in one `money_unit`."""
        return self.money_units[money_unit].factor.value


class AccessibilityCheck(Record):
    """One tool's result over the built site. `faults`: what it found and is not mended."""

    tool: Line
    version: Line
    standard: Text
    pages: Whole
    faults: Whole


class Accessibility(Record):
    """The last check of a site's accessibility, as it was run; `known`: faults that remain.

    `site`: the address of the site that was checked; another site's statement says that it was not.
    """

    tested: Day
    site: Url
    browser: Line
    checks: tuple[AccessibilityCheck, ...]
    known: tuple[Text, ...] = ()


class Term(Record):
    """A glossary entry. `status`: `official`, `usual` (believed usual) or `ours` (our translation)."""

    zh: Line
    en: Line
    status: Literal["official", "usual", "ours"]
    note: Text | None = None


class Glossary(Record):
    """Official terms in both languages."""

    terms: tuple[Term, ...]


class Phrase(Record):
    """A string of the interface. `en_one` is used for a count of one."""

    zh: Line
    en: Line
    en_one: Line | None = None
