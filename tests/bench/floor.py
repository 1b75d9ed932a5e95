"""The floor: libyaml, Jinja2, write. `python tests/bench/floor.py DATA OUT`; no checks, no types.

Draws the tables of our plan, indicator, changes, review and question pages and the lists of
offices, in both languages, with plain templates. It works nothing out: no states, no sums, no
drawings, no files of data, no search.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader

TEMPLATES = Path(__file__).parent / "floor"
_LOADER = yaml.CSafeLoader


def _read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), _LOADER)


def _plan(folder: Path) -> dict[str, Any]:
    reports = [(path.stem, _read(path)) for path in sorted(folder.glob("reports/*.yml"))]
    said = {row["measure"]: row for _, report in reports for row in report.get("measures", ())}
    values: dict[Any, list[Any]] = {}
    for name, report in reports:
        for row in report.get("kpis", ()):
            values.setdefault(row["kpi"], []).append((name, report, row))
    asked = folder / "participation.yml"
    return {
        "id": folder.name,
        "plan": _read(folder / "plan.yml"),
        "reports": reports,
        "said": said,
        "values": values,
        "asked": _read(asked) if asked.exists() else None,
    }


def _pages(
    office: dict[str, Any], one: dict[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Address, template and context of each page of a plan."""
    at = f"agencies/{office['id']}/{one['id']}"
    yield f"{at}/", "plan.html", one
    yield f"{at}/changes/", "changes.html", one
    yield f"{at}/review/", "review.html", one
    if one["asked"]:
        yield f"{at}/participation/", "asked.html", one
    kpis = one["plan"]["kpis"]
    for i, kpi in enumerate(kpis):
        number = str(kpi["number"]).replace("(", "-").replace(")", "")
        yield (
            f"{at}/kpi/{number}/",
            "kpi.html",
            {**one, "kpi": kpi, "before": kpis[i - 1] if i else None},
        )


def main(data: Path, out: Path) -> int:
    """Write every page; returns how many."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    templates = {name: environment.get_template(name) for name in environment.list_templates()}
    count = 0

    def write(address: str, template: str, context: dict[str, Any]) -> None:
        nonlocal count
        for language, prefix in (("zh", ""), ("en", "en/")):
            target = out / (prefix + address)
            target.mkdir(parents=True, exist_ok=True)
            html = templates[template].render(
                l=language,
                address=address,
                up="../" * (address.count("/") + bool(prefix)),
                **context,
            )
            (target / "index.html").write_text(html, "utf-8")
            count += 1

    offices = []
    for folder in sorted((data / "agencies").iterdir()):
        office = {"id": folder.name, "record": _read(folder / "agency.yml")}
        titles = []
        for plan in sorted(path for path in folder.iterdir() if path.is_dir()):
            one = _plan(plan)
            titles.append((plan.name, one["plan"]["title"], len(one["plan"]["kpis"])))
            for address, template, context in _pages(office, one):
                write(address, template, {"office": office, **context})
        office["plans"] = titles
        write(f"agencies/{folder.name}/", "office.html", {"office": office})
        offices.append(office)
    write("agencies/", "offices.html", {"offices": offices})
    return count


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Path(sys.argv[2])))
