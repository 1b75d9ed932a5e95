"""A meeting's pack in a real LibreOffice: it opens, and its tables go on with their headings."""

import subprocess

import pytest
from typer.testing import CliRunner

from site_build import app


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize("text", ["zh", "both"])
def test_a_pack_opens_and_its_tables_repeat_their_headings(text, kind, save, tmp_path):
    given = ["pack", "demo", "2026-12-16", "--text", text, "--format", kind, "--out", str(tmp_path)]
    assert CliRunner().invoke(app, [*given, "--as-of", "2026-11-21"]).exit_code == 0
    (path,) = tmp_path.iterdir()
    printed = save(path, "pdf")
    info = subprocess.run(["pdfinfo", printed], capture_output=True, text=True, check=True).stdout
    assert "(A4)" in info
    done = subprocess.run(
        ["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True
    )
    pages = done.stdout.rstrip("\f").split("\f")
    assert len(pages) > 12
    with_rows = [one for one in pages if "未達標" in one and "目標值" in one]
    assert len(with_rows) > 1  # the headings stand again where a table goes on
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page.rstrip().splitlines()[-1]
