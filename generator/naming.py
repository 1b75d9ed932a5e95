"""Names that must agree: a plan's folder with its period; no two agencies alike. Reads no file."""

import unicodedata

from generator.document import Document
from generator.model import Plan
from generator.problems import Place, Problem
from generator.vocabulary import Agency

Names = tuple[tuple[str, Place], ...]


def check_period_named(name: str, plan: Plan, document: Document) -> list[Problem]:
    """A plan's folder is its address, so it names the plan's years: `2023`, `2019-2022`."""
    first, last = plan.period.first_year, plan.period.last_year
    years = str(first) if first == last else f"{first}-{last}"
    # A second plan of the same years has a word after them: `2023-risk`.
    word = name.removeprefix(f"{years}-")
    if name == years or (word != name and not word[:1].isdigit()):
        return []
    return [
        Problem(
            document.place(("period",)), "plan-folder",
            (f"計畫期間與資料夾名稱「{name}」不符", f"the period does not fit the folder “{name}”"),
            (f"資料夾應為 {years}", f"the folder should be {years}"),
        )
    ]  # fmt: skip


def names_of(record: Agency, document: Document) -> Names:
    """An agency's names in both languages, and where each stands."""
    names = (("zh", record.name.zh), ("en", record.name.en))
    return tuple((name, document.place(("name", code))) for code, name in names if name)


def check_same_names(names: Names, seen: dict[str, Place]) -> list[Problem]:
    """Two agencies must not look the same to a reader; `seen` gains this one's names."""
    problems = []
    for name, place in names:
        key = unicodedata.normalize("NFKC", name).casefold()
        if key in seen:
            first = f"{seen[key].file}:{seen[key].line}"
            problems.append(
                Problem(
                    place, "name-twice",
                    (f"「{name}」與 {first} 同名", f"“{name}” is named in {first} too"),
                    ("請寫出可以分辨的名稱", "write a name that can be told apart"),
                )
            )  # fmt: skip
        seen.setdefault(key, place)
    return problems
