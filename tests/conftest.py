"""What all tests share: the site, built once from the project's own data."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-21"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; `LIANMING_SITE` names one that is already built."""
    if built := os.environ.get("LIANMING_SITE"):
        return Path(built).resolve()
    out = tmp_path_factory.mktemp("built") / "site"
    done = subprocess.run(
        [sys.executable, "site_build.py", "build", "--out", str(out), "--as-of", AS_OF],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"the site was not built:\n{done.stdout}{done.stderr}", pytrace=False)
    return out
