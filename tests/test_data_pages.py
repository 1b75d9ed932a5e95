"""The pages about the data: nothing undescribed, and every line shown works as it is typed."""

import csv
import functools
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import html5lib
import pytest

from generator.data_pages.commands import checking
from generator.exports.dictionary import load_dictionary
from generator.exports.formats import FORMATS, formats_left_out
from generator.exports.tables import every_table
from generator.source import load_site
from tests.servers.find_r import ADVICE, find_r

ROOT = Path(__file__).resolve().parent.parent
URL = load_site(ROOT / "data").site.url
PREFIXES = ("", "en/")


def tree(path: Path):
    return html5lib.parse(path.read_text("utf-8"), treebuilder="etree", namespaceHTMLElements=False)


def text_of(element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def by_id(page) -> dict[str, str]:
    return {one.get("id"): text_of(one) for one in page.iter() if one.get("id")}


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_column_field_and_code_stands_on_the_dictionary_page(site, prefix):
    language = 1 if prefix else 0
    said = by_id(tree(site / f"{prefix}data/dictionary/index.html"))
    described = 0
    for table in every_table():
        for column in table.columns:
            found = said[f"table-{table.name}.{column.name}".replace("_", "-")]
            assert found.startswith(
                f"{column.name} {column.title[language]} {column.says[language]}"
            )
            described += 1
    dictionary = load_dictionary()
    for shape in dictionary.shapes.values():
        for field in shape.fields:
            found = said[f"record-{shape.name}.{field.name}".replace("_", "-")]
            assert found.startswith(f"{field.name} {field.title[language]} {field.says[language]}")
            described += 1
    for name, codes in dictionary.codes.items():
        found = said[f"codes-{name}".replace("_", "-")]
        for code in codes:
            assert f"{code.value} {code.title[language]}" in found, (name, code)
    assert described > 500


def test_every_link_of_the_dictionary_leads_to_what_it_names(site):
    page = tree(site / "data/dictionary/index.html")
    held = set(by_id(page))
    links = {a.get("href") for a in page.iter("a") if (a.get("href") or "").startswith("#")}
    assert len(links) > 500
    assert {link[1:] for link in links} <= held


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A public folder with one release."""
    folder = tmp_path_factory.mktemp("public") / "www"
    done = subprocess.run(
        [sys.executable, "site_build.py", "publish", str(folder), "--as-of", "2026-11-21"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def serve(folder: Path) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def live(public: Path) -> Iterator[str]:
    """The address of the served release."""
    with serve(public / "current") as server:
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def lines(page: Path, live: str) -> dict[str, str]:
    """What a page shows to type, by its id, for the site on loopback."""
    shown = {
        pre.get("data-run"): "".join(pre.itertext()).strip()
        for pre in tree(page).iter("pre")
        if pre.get("data-run")
    }
    assert URL in "".join(shown.values())
    return {id_: code.replace(URL, live) for id_, code in shown.items()}


def typed(code: str, folder: Path, program: tuple[str, ...] = ("bash", "-e", "-o", "pipefail")):
    """Runs lines in a folder, without a proxy."""
    environ = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    return subprocess.run(
        [*program, "-c", code] if program[0] != "Rscript" else [*program, "-e", code],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
        env={**environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


@pytest.fixture(params=PREFIXES, ids=["zh", "en"])
def api(request, public, live) -> dict[str, str]:
    return lines(public / "current" / f"{request.param}data/api/index.html", live)


def rows_of(public: Path, code: str) -> list[dict[str, str]]:
    (name,) = set(re.findall(r"data/v1/(\w+)\.csv", code))
    content = (public / "current/data/v1" / f"{name}.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert len(rows) > 10
    return rows


def test_the_lines_for_curl_bring_the_files_as_they_are(api, public, tmp_path):
    done = typed(api["curl"], tmp_path)
    assert done.returncode == 0, done.stderr
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (public / "current/data/v1" / path.name).read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


def test_the_lines_for_pandas_read_every_row(api, public, tmp_path):
    done = typed(api["pandas"], tmp_path, (sys.executable,))
    assert done.returncode == 0, done.stderr
    rows = rows_of(public, api["pandas"])
    said = done.stdout.splitlines()
    assert said[0] == str(len(rows))
    counted = [line.split() for line in said[1:]]
    counts = {
        (one[0], one[1]): int(one[2]) for one in counted if len(one) == 3 and one[2].isdigit()
    }
    assert counts == {
        key: sum((row["agency"], row["plan"]) == key for row in rows)
        for key in {(row["agency"], row["plan"]) for row in rows}
    }


def test_the_lines_for_r_read_every_row(api, public, tmp_path):
    if find_r() is None:
        pytest.fail(ADVICE, pytrace=False)
    done = typed(api["r"], tmp_path, ("Rscript", "--vanilla"))
    assert done.returncode == 0, done.stderr
    rows = rows_of(public, api["r"])
    assert done.stdout.splitlines()[0] == f"[1] {len(rows)}"
    for agency in {row["agency"] for row in rows}:
        (line,) = [one for one in done.stdout.splitlines() if one.strip().startswith(agency)]
        counted = sum(int(n) for n in line.split()[1:])
        assert counted == sum(row["agency"] == agency for row in rows)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_format_is_named_with_what_it_is_for(site, prefix):
    page = tree(site / f"{prefix}data/api/index.html")
    (section,) = [one for one in page.iter("section") if one.get("id") == "formats"]
    rows = [[text_of(cell) for cell in row] for row in section.iter("tr")][1:]
    said = [(f.title.en, f.about.en) if prefix else (f.title.zh, f.about.zh) for f in FORMATS]
    assert rows == [list(row) for row in said] and formats_left_out() == ()


@pytest.fixture(scope="module")
def steps(public, live) -> dict[str, str]:
    return lines(public / "current/data/verify/index.html", live)


@pytest.fixture(scope="module")
def copied(steps, tmp_path_factory) -> Path:
    """A folder with the copy that the first step brings."""
    folder = tmp_path_factory.mktemp("copy")
    done = typed(steps["copy"], folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(copied, tmp_path) -> Path:
    shutil.copytree(copied, tmp_path / "copy")
    return tmp_path / "copy"


def test_the_first_step_brings_all_open_data(copied, public):
    held = public / "current"
    wanted = [path for path in (held / "data").rglob("*") if path.is_file()]
    assert len(wanted) > 100
    for path in wanted:
        assert (copied / path.relative_to(held)).read_bytes() == path.read_bytes()


def test_both_languages_show_the_same_lines(public, live, steps):
    assert lines(public / "current/en/data/verify/index.html", live) == steps


def test_a_copy_passes_every_step_as_shown(copy, steps, public):
    for id_ in [one for one in steps if one not in ("copy", "operator")]:
        done = typed(steps[id_], copy)
        assert done.returncode == 0, (id_, done.stdout, done.stderr)
        if id_ in ("manifest", "sums"):
            assert done.stdout == done.stderr == ""
    manifest = (public / "current/manifest.json").read_bytes()
    assert (copy / "manifest.json").read_bytes() == manifest


@pytest.mark.parametrize("step", ["manifest", "sums"])
def test_an_altered_figure_is_named(copy, steps, step):
    if step not in steps:
        assert not list(copy.rglob("SHA256SUMS"))
        return
    path = copy / "data/v1/kpis.csv"
    path.write_bytes(path.read_bytes().replace(b"130", b"131", 1))
    done = typed(steps[step], copy)
    assert done.returncode != 0
    assert "kpis.csv: FAILED" in done.stdout


def test_an_altered_state_is_not_the_one_that_follows(copy, steps):
    path = copy / "data/v1/hsinchu-county/2023/plan.json"
    record = json.loads(path.read_text("utf-8"))
    record["kpis"][0]["state"]["code"] = "met"
    path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    assert "met" in (done := typed(steps["recompute"], copy)).stdout + done.stderr
    assert done.returncode != 0


def test_the_operators_line_names_what_was_altered(steps, public, tmp_path):
    served = tmp_path / "www"
    shutil.copytree(public, served, symlinks=True)
    assert steps["operator"].count("/srv/lianming") == 1
    line = steps["operator"].replace("/srv/lianming", str(served))
    done = typed(line, ROOT)
    assert done.returncode == 0, done.stderr
    path = served / "current/data/v1/kpis.csv"
    path.write_bytes(path.read_bytes().replace(b"130", b"131", 1))
    done = typed(line, ROOT)
    assert done.returncode != 0 and "data/v1/kpis.csv" in done.stdout + done.stderr


def test_the_next_release_names_the_hash_that_the_third_step_prints(public, copy, steps, tmp_path):
    kept = typed(steps["chain"], copy).stdout.split()[0]
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    done = subprocess.run(
        [sys.executable, "site_build.py", "publish", str(public), "--data", str(data), "--as-of", "2026-11-22"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shutil.copyfile(public / "current/manifest.json", copy / "manifest.json")
    assert f'"previous": "{kept}"' in typed(steps["chain"], copy).stdout
    verified = subprocess.run(
        [sys.executable, "site_build.py", "publish", str(public), "--verify"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stderr


def test_a_site_below_a_folder_is_copied_into_the_same_places(public, tmp_path):
    (tmp_path / "web/a").mkdir(parents=True)
    (tmp_path / "web/a/b").symlink_to(public / "current")
    with serve(tmp_path / "web") as server:
        url = f"http://127.0.0.1:{server.server_port}/a/b/"
        copy = checking(url, ())[0]
        done = typed(copy.code, tmp_path)
        server.shutdown()
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data/v1/index.json").is_file() and (tmp_path / "manifest.json").is_file()
