"""What is taken from a form into a plan's plain values, with the place of each and what is doubtful."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from generator.document import Path
from generator.form.written import Remark, Spot, Words, cut
from generator.personal_data import find_personal_data


@dataclass(frozen=True)
class Known:
    """What the site knows: which labels are categories, which words are units of money, the years
    of the plan (Gregorian; none where they are not known)."""

    is_category: Callable[[str], bool]
    is_money: Callable[[str], bool]
    years: tuple[int, ...] = ()


@dataclass
class Taken:
    """Plain values as plan.yml has them, the place in the form of each, and remarks.

    `money_unit`: the plan's, once a heading names it; `estimates_in`: that of the table being read.
    """

    known: Known
    money_unit: str | None = None
    estimates_in: str | None = None
    goals: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    spots: dict[Path, Spot] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, spot: Spot, found: Words, done: Words, *, lost: bool = False) -> None:
        """Something to look at."""
        self.remarks.append(Remark(spot, found, done, lost))

    def lose(self, spot: Spot, text: str, why: Words) -> None:
        """Words that are not in the draft, and why."""
        self.remark(
            spot, (f"「{cut(text)}」{why[0]}", f"“{cut(text)}” {why[1]}"),
            ("沒有列入，請自行補上", "left out: add it yourself"), lost=True,
        )  # fmt: skip

    def text(self, words: str, spot: Spot) -> str:
        """Words as the plan takes them: in NFC, and looked through for personal data."""
        normal = unicodedata.normalize("NFC", words).strip()
        count = sum(unicodedata.normalize("NFC", letter) != letter for letter in words)
        if count:
            self.remark(
                spot, (f"{count} 個字元不是 NFC", f"{count} characters are not in NFC"),
                ("已換成標準字", "replaced by the standard ones"),
            )  # fmt: skip
        for kind in find_personal_data(normal):
            self.remark(
                spot, (f"看起來有{kind.name[0]}", f"this looks like {kind.name[1]}"),
                ("照原文列入；公布前請遮蔽", "taken as it is: withhold it before it is published"),
            )  # fmt: skip
        return normal

    @property
    def goal(self) -> dict[str, Any] | None:
        """The goal that the next measure belongs to."""
        return self.goals[-1] if self.goals else None

    @property
    def measure_path(self) -> Path:
        """The path of the last measure."""
        goal = len(self.goals) - 1
        return ("goals", goal, "measures", len(self.goals[goal]["measures"]) - 1)

    @property
    def measure(self) -> dict[str, Any] | None:
        """The last measure of the last goal."""
        goal = self.goal
        return goal["measures"][-1] if goal and goal["measures"] else None
