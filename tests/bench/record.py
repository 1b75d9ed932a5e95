"""`python -m tests.bench.record RUN.json RUN.json RUN.json --large LARGE.json`: what the benchmarks
found, kept in results.json and drawn as the tables of the documentation's two pages.

A test draws the tables again from results.json: a page says no figure that was not measured.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
CONTENT = HERE.parents[1] / "content"
PAGES = {"zh": CONTENT / "zh-Hant/build-costs.md", "en": CONTENT / "en/build-costs.md"}
BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
MACHINE = {
    "zh": "{system}，{processors} 個處理器，{memory} GB 記憶體，Python {python}",
    "en": "{system}, {processors} processors, {memory} GB of memory, Python {python}",
}

# The rows that the pages show, in their order, in the words of each language.
SHOWN = {
    "full/material": (
        "完整建置比 mkdocs-material，每頁處理器時間",
        "Full build against mkdocs-material, processor time a page",
    ),
    "full/hugo": ("完整建置比 Hugo", "Full build against Hugo"),
    "full/floor": ("完整建置比下限", "Full build against the floor"),
    "alone/material": (
        "只算計畫網頁比 mkdocs-material",
        "Plan pages alone against mkdocs-material",
    ),
    "alone/floor": ("只算計畫網頁比下限", "Plan pages alone against the floor"),
    "html/ours": ("本站一頁 HTML 的中位數", "A page of ours, HTML, median"),
    "html/floor": ("下限一頁 HTML 的中位數", "A page of the floor, HTML, median"),
    "two": ("兩個程序比一個，實際時間", "Two processes against one, wall"),
    "growth/cpu": (
        "大網站比小網站，每頁處理器時間",
        "The large site against the small one, processor time a page",
    ),
    "growth/memory": ("大網站最大的程序", "Largest process of the large site"),
    "growth/memory-page": ("每多一頁的記憶體", "Memory for each further page"),
    "one": ("改一個機關後再建置，實際時間", "One office changed, wall"),
    "one/imports": (
        "同上，比 Python 載入 yaml、jinja2、pydantic",
        "The same against importing yaml, jinja2, pydantic",
    ),
    "nothing": ("沒有變動時再建置，實際時間", "Nothing changed, wall"),
    "search/first": ("搜尋，第一次查詢（壓縮後）", "Search, first query, compressed"),
    "search/next": ("搜尋，下一次查詢（壓縮後）", "Search, next query, compressed"),
}
HEADS = {
    "zh": ("項目", "目標至多", "測得", "是否達成"),
    "en": ("What", "Target, at most", "Measured", "Holds"),
}
HOLDS = {"zh": {True: "達成", False: "**未達成**"}, "en": {True: "yes", False: "**no**"}}
PAGES_OF = {"zh": "{pages} 頁", "en": "{pages} pages"}

Rows = Sequence[dict[str, Any]]


def draw(results: dict[str, Any], language: str) -> str:
    """Both tables in Markdown, the small site's with the figures of each run."""
    runs, large = results["runs"], results["large"]
    pages = (_row(runs[0], "pages")["value"], _row(large, "growth/pages")["value"])
    parts = []
    for of, count in zip((runs, [large]), pages, strict=True):
        named = PAGES_OF[language].format(pages=f"{count:,.0f}")
        parts.append(f"### {named}\n\n{_table(of, language)}")
    machine = MACHINE[language].format(**results["machine"])
    return "\n\n".join([machine, *parts])


def _table(runs: Sequence[Rows], language: str) -> str:
    heads = HEADS[language]
    lines = [f"| {' | '.join(heads)} |", "|---|---|---|---|"]
    for id_, words in SHOWN.items():
        rows = [_row(run, id_) for run in runs]
        if not all(rows):
            continue
        unit = f" {rows[0]['unit']}" if rows[0]["unit"] else ""
        target = rows[0]["target"]
        asked = "" if target is None else f"{target:g}{unit}"
        found = " / ".join(f"{row['value']:.3g}" for row in rows) + unit
        holds = "" if target is None else HOLDS[language][all(row["holds"] for row in rows)]
        lines.append(f"| {words[language == 'en']} | {asked} | {found} | {holds} |")
    return "\n".join(lines)


def _row(rows: Rows, id_: str) -> dict[str, Any]:
    return next((row for row in rows if row["id"] == id_), {})


def main() -> None:
    """Keep the figures and draw the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.record", description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--large", type=Path, required=True)
    given = parser.parse_args()
    told = [json.loads(path.read_text("utf-8")) for path in (*given.runs, given.large)]
    results = {
        "machine": told[0]["machine"],
        "commands": told[-1]["commands"] | told[0]["commands"],
        "runs": [one["rows"] for one in told[:-1]],
        "large": told[-1]["rows"],
    }
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for language, page in PAGES.items():
        before, _, rest = page.read_text("utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        page.write_text(f"{before}{BEGIN}\n\n{draw(results, language)}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
