"""The table of the self-check as CSV: a row for each criterion of each plan, or of each region where
a site is split, and of all of them together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.exports.csv_tables import write_csv
from generator.exports.tables import Column, Row, Table
from generator.language import Language
from generator.pages.parts import Files, Leftovers, Part
from generator.pages.self_check import ADDRESS, SEEN
from generator.pages.site_in_language import summaries_of
from generator.regions import Holdings
from generator.self_check import CRITERIA, Counts, Criterion, add_counts
from generator.summary import real_plans
from generator.vocabulary import Site

NAME = "self-check"
TABLE = Table(
    NAME,
    ("OECD 廉潔指標自我檢視", "Self-check against OECD integrity indicators"),
    ("每份計畫或每個縣市對每一項準則的數字", "The figures of each plan or region for each criterion"),
    (
        Column(
            "region", "string", ("縣市代碼", "Region"), ("空白：全部", "Empty: all of them")
        ),
        Column("agency", "string", ("機關代碼", "Agency"), ("空白：全部", "Empty: all of them")),
        Column("plan", "string", ("計畫代碼", "Plan"), ("空白：全部", "Empty: all of them")),
        Column(
            "criterion", "string", ("準則代碼", "Criterion"),
            ("頁面上同名的段落", "The passage of that name on the page"), required=True,
        ),
        Column("question_zh", "string", ("準則", "Criterion in Chinese"), ("本站轉述", "In our words"), required=True),
        Column("question_en", "string", ("準則英文", "Criterion in English"), ("本站轉述", "In our words"), required=True),
        Column(
            "answer", "string", ("答案", "Answer"), ("all、some、none 或 not-held",
            "all, some, none or not-held"), required=True,
        ),
        Column("part", "integer", ("符合數", "How many meet it"), ("空白：本站沒有這項資料", "Empty: not held here")),
        Column("whole", "integer", ("總數", "Of how many"), ("空白：本站沒有這項資料", "Empty: not held here")),
    ),
    key=("region", "agency", "plan", "criterion"),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """What is counted, and of which region, or of which plan of which office; of none: of all."""

    counts: Counts
    region: str | None = None
    agency: str | None = None
    plan: str | None = None


@dataclass(frozen=True)
class SelfCheckFiles:
    """The files of a site: with English and with Chinese headings, beside the page that shows it."""

    site: Site
    holdings: Holdings
    languages: Mapping[str, Language]

    def part(self) -> Part:
        """Both files; of a site that is split made of its regions' counts alone."""
        holdings = self.holdings
        if holdings.split:
            parts = tuple(region.part for region in holdings.regions)
            return Part(NAME, self._of_regions, parts=parts)
        return Part(NAME, self._of_plans, plans=holdings.addresses, sees=SEEN)

    def _of_regions(self, left: Leftovers) -> Files:
        regions = [region for region in self.holdings.regions if not region.fictional]
        return self._files(
            [Line(left.region(one.part).totals.check, region=one.id) for one in regions]
        )

    def _of_plans(self, left: Leftovers) -> Files:
        real = real_plans(summaries_of(left, self.holdings.addresses))
        return self._files([Line(one.check, agency=one.agency, plan=one.plan) for one in real])

    def _files(self, lines: Sequence[Line]) -> Files:
        whole = Line(add_counts(line.counts for line in lines))
        rows = [self._row(line, one) for line in (whole, *lines) for one in CRITERIA]
        return Files(
            tuple(
                (f"{ADDRESS}{NAME}{ending}", write_csv(TABLE, rows, language))
                for language, ending in (("en", ".csv"), ("zh", ".zh.csv"))
            )
        )

    def _row(self, line: Line, one: Criterion) -> Row:
        ratio = one.answer(line.counts, office=self.site.operator == "office")
        questions = {
            f"question_{code}": language.word(f"check.asks-{one.id}")
            for code, language in self.languages.items()
        }
        return {
            "region": line.region,
            "agency": line.agency,
            "plan": line.plan,
            "criterion": one.id,
            **questions,
            "answer": ratio.grade if ratio else "not-held",
            "part": str(ratio.part) if ratio else None,
            "whole": str(ratio.whole) if ratio else None,
        }
