"""Asking for figures at a terminal: the target and the last value shown, nonsense refused at once.

The only module that talks with a person. What a figure must be is the loader's to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import typer

from generator.asks import Wanted, needs_reason
from generator.desk import Desk
from generator.drafting import draft_problems, outcome, to_ask
from generator.fields import Text
from generator.imports.report_file import Draft, Said
from generator.indicators import Kpi
from generator.observations import Observation
from generator.periods import ROC_OFFSET


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
        day, wanted = self.draft.as_of, to_ask(self.desk, self.draft)
        if not wanted:
            self._echo(
                f"截至 {day} 沒有應填的指標；要填其他數字請用 --set，例如 --set 7=86%",
                f"No figure is due as of {day}; to report another one use --set, e.g. --set 7=86%",
            )
            return self.draft
        if self.desk.as_of is None and not self.draft.corrects:
            self._echo(
                f"計畫沒有填報日程，數字截至 {day}；其他日期請加 --for",
                f"The plan has no calendar: figures are as of {day}; for another day add --for",
            )
        self._echo(
            f"填報截至 {day} 的數字，共 {len(wanted)} 項；不填直接按 Enter。沒有資料不等於 0。",
            f"{len(wanted)} figures as of {day}; press Enter to leave one out. Absent is not zero.",
        )
        for one in wanted:
            self._ask_one(one)
        if not self.draft.corrects:
            self._tell_of_other_years()
        return self.draft

    def _tell_of_other_years(self) -> None:
        dues = {
            one.due.as_of for one in self.desk.wanted if one.due and one.year == one.due.as_of.year
        }
        for day in sorted(day for day in dues if day.year != self.draft.as_of.year):
            self._echo(
                f"\n還有截至 {day} 應填的數字，請再執行一次並加 --for {day}",
                f"\nFigures as of {day} are outstanding too: run it again with --for {day}",
            )

    def _echo(self, zh: str, en: str) -> None:
        typer.echo(self._say(zh, en))

    def _ask_one(self, one: Wanted) -> None:
        kpi = one.kpi
        name = kpi.name.zh if self.zh else kpi.name.en or kpi.name.zh
        target = one.row.aim.target.printed if one.row.aim else "–"
        last = self._last(one.row.seen)
        typer.echo(f"\n{kpi.number} {name}")
        self._echo(f"  目標 {target}；上次 {last}", f"  target {target}; last {last}")
        while said := self._answer(one):
            if one.year != self.draft.as_of.year:
                said["year"] = str((one.year or 0) - ROC_OFFSET)
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

    def _named(self, parts: Mapping[str, Text]) -> dict[str, str]:
        """An answer for each named part; those left out are absent."""
        lines = (
            (key, self._line(self._say(name.zh, name.en or name.zh))) for key, name in parts.items()
        )
        return {key: answer for key, answer in lines if answer}

    def _answer(self, one: Wanted) -> Said | None:
        """What is said of one KPI, or nothing."""
        kpi, target = one.kpi, one.row.aim.target if one.row.aim else None
        said: Said = {}
        parts = {name: part.name for name, part in kpi.components.items()}
        if target and target.conditions:
            said["conditions"] = self._named({c.id: c.text for c in target.conditions})
        elif target and target.milestone:
            said["on"] = self._line(
                self._say("完成日（2026-10-31）", "day it was done (2026-10-31)")
            )
        elif target and target.text:
            text = self._line(self._say("辦理情形", "what was done"))
            said["text"] = {"zh": text} if text else ""
            said["achieved"] = self._yes(
                self._say("是否達成（y/n，未定按 Enter）", "achieved (y/n, Enter: open)")
            )
        elif kpi.calculation:
            said["components"] = self._named(parts)
        else:
            said["components"] = self._named(parts)  # what a derived target is a share of
            said["value"] = self._line(self._say("數字", "figure"))
        said = {name: value for name, value in said.items() if value not in ("", None, {})}
        if said and target and self.draft.as_of < target.end < self.draft.reported:
            final = self._yes(
                self._say("是否為全年最終數字（y/n）", "final figure of the year (y/n)")
            )
            said |= {"final": True} if final else {}
        return said or None

    def _yes(self, question: str) -> bool | None:
        return {"y": True, "n": False}.get(self._line(question).lower()[:1])

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
