"""What a release must hold before it replaces another.

`checks` looks at one tree; this looks at what the public would lose.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.checks import Fault
from generator.manifest import Manifest

# A site without one of these is not whole, whatever its links say.
REQUIRED = (
    *("index.html", "404.html", "sitemap.xml", "robots.txt", "data/v1/index.json"),
    *("agencies/index.html", "changes/index.html", "method/index.html", "accessibility/index.html"),
    *("en/index.html", "en/agencies/index.html", "en/method/index.html"),
)
# More than this part of the pages going at once is taken for a mistake (hazards.md, L2).
MOST_REMOVED = 10
_SHOWN = 20


def check_release(files: Mapping[str, str]) -> tuple[Fault, ...]:
    """Required files that are missing."""
    faults = [
        Fault(name, "every site has it; it is missing") for name in REQUIRED if name not in files
    ]
    if not any(name.startswith("agencies/") and name.count("/") > 2 for name in files):
        faults.append(Fault("agencies/", "no plan is in the new site"))
    return tuple(faults)


def lost_pages(
    before: Manifest | None, files: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Pages of the release before that are gone, and a fault for each where they are too many."""
    if before is None:
        return (), ()
    removed = tuple(sorted(before.pages - files.keys()))
    if len(removed) * 100 <= MOST_REMOVED * len(before.pages):
        return removed, ()
    share = f"{len(removed)} of {len(before.pages)} pages would go; if meant, add --allow-removals"
    faults = [Fault("site", share), *(Fault(name, "is gone") for name in removed[:_SHOWN])]
    return removed, tuple(faults)


def carry_assets(
    before: Manifest, release: Path, files: Mapping[str, str], tree: Path
) -> dict[str, str]:
    """Copy what a page opened before the switch may still ask for: assets of the release before
    that the new tree has no more. Those it had carried itself are left behind. Returns their
    hashes by path."""
    carried = {
        name: hash_
        for name, hash_ in before.files.items()
        if name.startswith("assets/") and name not in files and name not in before.carried
    }
    for name in carried:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(release / name, tree / name)
    return carried
