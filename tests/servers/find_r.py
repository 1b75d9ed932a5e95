"""Find R for the tests and print its path; with `--install`, get Debian's where there is none.

26 MB, half a minute. Exits 1 with a sentence that says what to do.
"""

import os
import shutil
import subprocess
import sys

ADVICE = (
    "找不到 R：請安裝（Debian：apt-get install --no-install-recommends r-base-core）。"
    " No R: install it (Debian: apt-get install --no-install-recommends r-base-core)."
)


def find_r() -> str | None:
    """The path of Rscript."""
    return shutil.which("Rscript")


def install_r() -> None:
    """Debian's package, where we may; its output on stderr."""
    apt_get = shutil.which("apt-get")
    if os.geteuid() != 0 or apt_get is None:
        return
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wait = ("-o", "DPkg::Lock::Timeout=300", "-q")
    for command in (
        (apt_get, *wait, "update"),
        (apt_get, *wait, "-y", "--no-install-recommends", "install", "r-base-core"),
    ):
        subprocess.run(command, stdout=sys.stderr, env=environ, check=False)


def main(arguments: list[str]) -> int:
    if find_r() is None and "--install" in arguments:
        install_r()
    found = find_r()
    print(found or ADVICE, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
