"""Find LibreOffice for the tests and print its path; with `--install`, get Debian's where there is none.

Exits 1 with a sentence that says what to do.
"""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

# Debian's packages, and the library by which each is known among LibreOffice's own programs.
PACKAGES = {"libreoffice-calc": "libsclo", "libreoffice-writer": "libswlo"}
READS_PDF = "poppler-utils"  # what LibreOffice prints is read by its pdftotext and pdfinfo
ITS_PYTHON = "python3-uno"  # what types into it as a clerk does
# What WeasyPrint draws packs with.
DRAWS_PDF = {
    "libpango-1.0-0": "pango-1.0",
    "libpangoft2-1.0-0": "pangoft2-1.0",
    "libharfbuzz-subset0": "harfbuzz-subset",
}
_ALL = f"{' '.join(PACKAGES)} {READS_PDF} {ITS_PYTHON} {' '.join(DRAWS_PDF)}"
ADVICE = (
    f"找不到 LibreOffice 的 Calc、Writer 與 Python、pdftotext，或 Pango：請安裝（Debian：apt-get install {_ALL}）。"
    f" LibreOffice with Calc, Writer and its Python, pdftotext or Pango is missing: install them (Debian: apt-get install {_ALL})."
)


def find_libreoffice() -> str | None:
    """The path of LibreOffice with Calc and Writer, beside what reads the PDFs it prints."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None or shutil.which("pdftotext") is None:
        return None
    programs = Path(found).resolve().parent
    # Where it is packed otherwise (a snap), its programs cannot be seen and are taken to be whole.
    whole = not (programs / "soffice.bin").exists() or all(
        any(programs.glob(f"{library}.*")) for library in PACKAGES.values()
    )
    return found if whole else None


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
            *PACKAGES,
            READS_PDF,
            ITS_PYTHON,
            *DRAWS_PDF,
        ),
    ):
        subprocess.run(command, stdout=sys.stderr, env=environ, check=False)


def can_draw() -> bool:
    """Whether the libraries that draw a pack's PDF are here."""
    return all(map(find_library, DRAWS_PDF.values()))


def main(arguments: list[str]) -> int:
    if not (find_libreoffice() and find_its_python() and can_draw()) and "--install" in arguments:
        install_libreoffice()
    found = find_libreoffice() if find_its_python() and can_draw() else None
    print(found or ADVICE, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
