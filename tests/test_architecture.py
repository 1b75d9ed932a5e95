"""The floors of the generator, the owners of third-party libraries, and the size of modules."""

import ast
import sys
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A module imports only what stands on a lower floor, or before it on its own floor.
# A name may be a folder of modules; those may import each other, without a circle.
FLOORS: tuple[tuple[str, ...], ...] = (
    (
        *("rulebook", "problems", "numerals", "periods", "clock", "personal_data", "manifest"),
        *("releases", "packed", "atomic", "store", "stamps", "git", "standing", "inputs"),
    ),
    (
        *("fields", "indicators", "reports", "contact", "participation", "consultations", "model"),
        "vocabulary",
        *("exceptions", "translations", "kept", "committees"),
    ),
    (
        "places",
        "language",
        "letters",
        "attainment",
        "observations",
        "aims",
        "results",
        "progress",
        "plan_progress",
        "budgets",
        "ledger",
        "audit",
        "answers",
        "since",
        "self_check",
        "disclosure",
        *("resolutions", "committee_findings"),
    ),
    (
        *("characters", "choices", "document", "strict_yaml", "plain_yaml", "scalars"),
        *("privacy_checks", "prose_checks", "translated_figures", "translation_checks"),
        *("folders", "known_folder", "records", "mending", "references", "naming"),
        *("promises", "value_checks", "numbering", "report_checks", "participation_checks"),
        "consultation_checks",
        "breakdown_checks",
        *("reading", "committee_checks", "papers", "committee_reading", "loaded"),
        *("source", "history", "last_period", "form_checks"),
        *(
            "published",
            "committee_history",
            "offices",
            "assemblies",
            "method",
            "schema",
            "asks",
            "summary",
            "totals",
            "charts",
            "labelling",
        ),
        *("trajectory", "figures", "qr", "cards", "addresses", "downloads", "subscriptions"),
        *("regions", "spreadsheets"),
    ),
    (
        *("pages", "exports", "data_pages", "imports", "differences", "difference_words"),
        *("workbook", "form"),
    ),
    ("glossing", "unbroken", "compiled", "render", "frame", "linked_data", "head"),
    (
        *("typeset", "pictures", "assets", "content", "rendered", "theme", "tree", "writer"),
        *("assessed", "press", "shared", "site_data", "sitemaps", "reduction"),
        *("pack_html", "packs", "pack_files"),
    ),
    (
        *(
            "markup",
            "search",
            "checks",
            "leavings",
            "site_check",
            "finishing",
            "workers",
            "plan_work",
        ),
        *(
            "parts_work",
            "search_work",
            "order_data",
            "mentions",
            "construction",
            "theming",
            "making",
            "builds",
            "plain_mkdocs",
        ),
        *("guards", "publish", "serve", "desk", "committee_desk", "answer_desk"),
        *("drafting", "unpublished"),
        *("asking", "starting", "reporting_cells", "exchange", "form_files", "change_files"),
        *("repairs", "translating"),
    ),
    ("commands",),
)
HOW_TO_ADD = "add it to FLOORS in this test and to the map in generator/__init__.py"

# Who may import which library. `site_build` is the command line, `hook` the shim MkDocs loads.
OWNERS: dict[str, frozenset[str]] = {
    "PIL": frozenset({"pictures"}),
    "babel": frozenset({"language"}),
    "distributed": frozenset({"workers"}),
    # The official form, and the looks of meetings' packs, which Pandoc writes.
    "docx": frozenset({"form", "pack_files"}),
    "jinja2": frozenset({"compiled", "render"}),
    "lxml": frozenset({"exports", "imports", "markup"}),
    "openpyxl": frozenset({"workbook"}),
    "pyarrow": frozenset({"exports"}),
    "pypandoc": frozenset({"pack_files"}),
    # One module writes cells for both workbooks, so that neither can write a formula.
    "xlsxwriter": frozenset({"spreadsheets"}),
    "markdown": frozenset(),  # MkDocs calls it
    "markupsafe": frozenset({"render"}),
    "material": frozenset({"theme"}),
    "mkdocs": frozenset({"theme"}),
    "msgspec": frozenset({"exports"}),
    "plotly": frozenset(),  # its Python schema checks our figures in the tests
    "pydantic": frozenset(
        {
            *(
                "committees",
                "consultations",
                "contact",
                "exceptions",
                "fields",
                "indicators",
                "kept",
                "mending",
                "method",
                "model",
            ),
            *("assemblies", "offices"),
            *("reading", "records", "repairs", "reports", "source", "translations", "vocabulary"),
        }
    ),
    "rich": frozenset({"commands"}),
    "typer": frozenset({"asking", "commands", "site_build"}),
    "ruamel": frozenset({"imports"}),
    "weasyprint": frozenset({"pack_files"}),
    "zint": frozenset({"qr"}),
    "yaml": frozenset({"plain_yaml", "scalars", "strict_yaml"}),
}

MOST_LINES = 300
# Modules above the limit, each with the reason it stays whole.
LONG: dict[str, str] = {
    "figures": "one figure after another, with the manners they share",
    "model": "one record after another, read as the format's reference",
    "exports.plan_json": "one record after another, in the order of the model",
    "exports.progress_json": "one record after another, in the order of the reports",
}

CLOCKS = {"now", "utcnow", "today"}


@dataclass(frozen=True)
class Module:
    """A source file: its dotted name below `generator`, its text and its tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def place(self) -> str:
        """The name that FLOORS knows it by."""
        return self.name.split(".")[0]


def _parse(path: Path, name: str) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(name=name, text=text, tree=ast.parse(text))


def _modules() -> dict[str, Module]:
    folder = ROOT / "generator"
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            found[name] = _parse(path, name)
    return found


def imported_names(tree: ast.Module, *, package: str = "") -> set[str]:
    """Every dotted name a module imports, `from a import b` as `a.b`; relative ones resolved."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            start = ".".join([*above, node.module or ""]) if node.level else node.module or ""
            names |= {f"{start.rstrip('.')}.{alias.name}" for alias in node.names}
    return names


def _own_imports(module: Module, known: set[str]) -> set[str]:
    """The generator's modules that `module` imports, by their names below `generator`."""
    is_package = (ROOT / "generator" / Path(*module.name.split("."))).is_dir()
    parent = module.name if is_package else module.name.rpartition(".")[0]
    package = f"generator.{parent}".rstrip(".")
    found = set()
    for name in imported_names(module.tree, package=package):
        if not name.startswith("generator."):
            continue
        below = name.removeprefix("generator.")
        # `from generator.model import Plan` is the module, `from generator import model` as well.
        target = below if below in known else below.rpartition(".")[0]
        if target and target != module.name:
            found.add(target)
    return found


MODULES = _modules()
IMPORTS = {name: _own_imports(module, set(MODULES)) for name, module in MODULES.items()}
ORDER = {name: place for place, name in enumerate(name for floor in FLOORS for name in floor)}
EDGES = {
    "site_build": _parse(ROOT / "site_build.py", "site_build"),
    **{
        path.stem: _parse(path, path.stem)
        for path in sorted((ROOT / "theme_overrides").rglob("*.py"))
    },
}


def misplaced(importer: str, imported: str) -> str | None:
    """What is wrong with this import, `None` if nothing is."""
    here, there = importer.split(".")[0], imported.split(".")[0]
    if here == there or here not in ORDER or there not in ORDER:
        return None
    if ORDER[there] < ORDER[here]:
        return None
    return f"generator/{importer} imports {imported}, which stands above it"


def libraries(module: Module) -> set[str]:
    """The third-party packages a module imports, by their top names."""
    tops = {name.split(".")[0] for name in imported_names(module.tree)}
    return {top for top in tops if top and top not in sys.stdlib_module_names} - {
        "generator",
        "tests",
    }


def test_the_modules_are_found():
    assert {"model", "source", "builds"} <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_a_floor(name):
    assert MODULES[name].place in ORDER, f"generator/{name} has no floor: {HOW_TO_ADD}"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_exists_below_it(name):
    assert IMPORTS[name] <= set(MODULES), f"unknown: {IMPORTS[name] - set(MODULES)}"
    assert [fault for other in sorted(IMPORTS[name]) if (fault := misplaced(name, other))] == []


def test_no_imports_run_in_a_circle():
    try:
        order = list(TopologicalSorter(IMPORTS).static_order())
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))
    assert set(order) >= set(MODULES)


def test_the_generator_knows_nothing_of_its_commands():
    for name, module in MODULES.items():
        assert "site_build" not in libraries(module), name


@pytest.mark.parametrize("name", [*MODULES, *EDGES])
def test_a_library_is_imported_by_its_owner_alone(name):
    module = MODULES.get(name) or EDGES[name]
    for library in libraries(module):
        assert library in OWNERS, f"{name}: give {library} an owner in tests/test_architecture.py"
        allowed = OWNERS[library]
        assert module.place in allowed, f"{name} imports {library}; its owners: {sorted(allowed)}"


def test_every_owner_exists():
    places = {module.place for module in MODULES.values()} | set(EDGES)
    named = {owner for owners in OWNERS.values() for owner in owners}
    assert sorted(named - places) == []


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_short_enough_to_read(name):
    lines = MODULES[name].text.count("\n")
    if name in LONG:
        assert lines > MOST_LINES, f"generator/{name} is short again: take it out of LONG"
    else:
        assert lines <= MOST_LINES, f"generator/{name} has {lines} lines: split it"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is(name):
    assert ast.get_docstring(MODULES[name].tree)


@pytest.mark.parametrize("name", [name for name in MODULES if name != "commands.common"])
def test_nothing_asks_the_clock(name):
    """The same data and as-of date must give the same bytes."""
    called = {
        node.func.attr
        for node in ast.walk(MODULES[name].tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert called & CLOCKS == set()


def test_an_import_upwards_is_noticed():
    assert misplaced("model", "source") is not None
    assert misplaced("source", "model") is None
    assert misplaced("theme", "builds") is not None
    assert misplaced("pages.plan", "pages.page") is None


def test_every_way_of_importing_is_seen():
    tree = ast.parse(
        "import a.b\nfrom c import d\nfrom . import e\nfrom ..f import g\ndef h():\n    import i"
    )
    names = imported_names(tree, package="generator.pages")
    assert names == {"a.b", "c.d", "generator.pages.e", "generator.f.g", "i"}
