"""Asking for figures at a terminal: the target and the last value shown, nonsense refused at once.

The only module that talks with a person. What a figure must be is the loader's to say.
"""

from dataclasses import dataclass, replace

import typer

from generator.asks import Wanted, needs_reason
from generator.desk import Desk, draft_problems, outcome
from generator.imports.report_file import Draft, Said
from generator.indicators import Kpi
from generator.observations import Observation


@dataclass
class Asker:
    """Goes through the figures that are wanted, one by one."""

    desk: Desk
    draft: Draft
    zh: bool

    def _say(self, zh: str, en: str) -> str:
        return zh if self.zh else en

    def ask(self) -> Draft:
        """The draft with everything that was answered; an empty answer leaves a figure out."""
        typer.echo(
            self._say(
                f"填報截至 {self.draft.as_of} 的數字；不填直接按 Enter。沒有資料不等於 0。",
                f"Figures as of {self.draft.as_of}; press Enter to leave one out. Absent is not zero.",
            )
        )
        for one in self.desk.wanted:
            if one.year == self.draft.as_of.year:
                self._ask_one(one)
        return self.draft

    def _ask_one(self, one: Wanted) -> None:
        kpi = one.kpi
        name = kpi.name.zh if self.zh else kpi.name.en or kpi.name.zh
        target = one.row.aim.target.printed if one.row.aim else "–"
        last = self._last(one.row.seen)
        typer.echo(self._say(f"\n{kpi.number} {name}", f"\n{kpi.number} {name}"))
        typer.echo(self._say(f"  目標 {target}；上次 {last}", f"  target {target}; last {last}"))
        while said := self._answer(kpi):
            draft = replace(self.draft, kpis={**self.draft.kpis, kpi.number: said})
            problems = draft_problems(self.desk, draft)
            if not problems:
                self.draft = draft
                self._ask_reason(kpi, one)
                return
            for problem in problems:
                index = 0 if self.zh else 1
                typer.echo(f"  ✗ {problem.found[index]}；{problem.expected[index]}")

    def _last(self, seen: Observation | None) -> str:
        if seen is None:
            return self._say("沒有", "none")
        printed = seen.said.value.printed if seen.said.value else str(seen.value or "–")
        return f"{printed}（{seen.as_of}）" if self.zh else f"{printed} ({seen.as_of})"

    def _line(self, question: str) -> str:
        answer: str = typer.prompt(f"  {question}", default="", show_default=False)
        return answer.strip()

    def _answer(self, kpi: Kpi) -> Said | None:
        """What is said of one KPI, or nothing."""
        parts = kpi.components if kpi.calculation else {}
        if parts:
            given = {
                name: answer
                for name, part in parts.items()
                if (answer := self._line(part.name.zh if self.zh else part.name.en or name))
            }
            return {"components": given} if given else None
        if kpi.kind == "milestone":
            done = self._line(self._say("完成日（2026-10-31）", "day it was done (2026-10-31)"))
            return {"on": done} if done else None
        if kpi.kind == "text":
            text = self._line(self._say("辦理情形", "what was done"))
            return {"text": {"zh": text}} if text else None
        value = self._line(self._say("數字", "figure"))
        return {"value": value} if value else None

    def _ask_reason(self, kpi: Kpi, one: Wanted) -> None:
        """A target missed or a pace behind is published with its reason and response."""
        rows = outcome(self.desk, self.draft, self.draft.reported).kpis[kpi.id]
        row = next((row for row in rows if row.year == one.year), None)
        if row is None or not needs_reason(row):
            return
        typer.echo(f"  {row.verdict.expression}")
        said = dict(self.draft.kpis[kpi.number])
        for key, zh, en in (("reason", "未達原因", "reason"), ("response", "因應策略", "response")):
            if answer := self._line(self._say(zh, en)):
                said[key] = {"zh": answer}
        self.draft = replace(self.draft, kpis={**self.draft.kpis, kpi.number: said})
