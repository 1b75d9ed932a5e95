"""LibreOffice for the tests of this folder, with a profile of its own."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.office.find_libreoffice import ADVICE, find_libreoffice

Convert = Callable[..., Path]


@pytest.fixture(scope="module")
def save(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Have LibreOffice open a file and save it, as another kind of file if wanted; `filter_` names
    one of its own formats where an ending has several."""
    office = find_libreoffice()
    if office is None:
        pytest.fail(ADVICE, pytrace=False)
    profile = tmp_path_factory.mktemp("profile")

    def saved(path: Path, kind: str = "xlsx", *, filter_: str = "") -> Path:
        out = tmp_path_factory.mktemp("saved")
        done = subprocess.run(
            [office, f"-env:UserInstallation=file://{profile}", "--headless",
             "--convert-to", f"{kind}:{filter_}" if filter_ else kind, "--outdir", str(out), str(path)],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        found = out / f"{path.stem}.{kind}"
        assert found.exists(), done.stderr
        return found

    return saved
