"""Find LibreOffice for the tests and print its path; with `--install`, get Debian's where there is none.

Exits 1 with a sentence that says what to do.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ADVICE = (
    "找不到 LibreOffice 或它的 Python：請安裝（Debian：apt-get install libreoffice-calc python3-uno）。"
    " No LibreOffice, or not its Python: install them (Debian: apt-get install libreoffice-calc python3-uno)."
)


def find_libreoffice() -> str | None:
    """The path of LibreOffice."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def find_its_python() -> str | None:
    """A Python that has LibreOffice's `uno`: its own, or Debian's."""
    office = find_libreoffice()
    own = Path(office).resolve().parent / "python" if office else Path("python")
    for found in (str(own), "/usr/bin/python3"):
        command = [found, "-c", "import uno"]
        if Path(found).exists() and not subprocess.run(command, capture_output=True).returncode:
            return found
    return None


def install_libreoffice() -> None:
    """Debian's packages, where we may; its output on stderr."""
    apt_get = shutil.which("apt-get")
    if os.geteuid() != 0 or apt_get is None:
        return
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wait = ("-o", "DPkg::Lock::Timeout=300", "-q")
    for command in (
        (apt_get, *wait, "update"),
        (
            apt_get,
            *wait,
            "-y",
            "--no-install-recommends",
            "install",
            "libreoffice-calc",
            "python3-uno",
        ),
    ):
        subprocess.run(command, stdout=sys.stderr, env=environ, check=False)


def main(arguments: list[str]) -> int:
    if find_its_python() is None and "--install" in arguments:
        install_libreoffice()
    found = find_libreoffice() if find_its_python() else None
    print(found or ADVICE, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
