"""Sites built by tests that are not about building."""

from pathlib import Path

from generator.builds import Built, build_site
from generator.inputs import Order

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-21"


def build(data: Path, out: Path, as_of: str = AS_OF, *, root: Path = ROOT, jobs: int = 1) -> Built:
    """Bring the site at `out` up to date; what is kept of it stands beside it."""
    order = Order(root.absolute(), data.absolute(), as_of, jobs=jobs)
    return build_site(order, out, cache=out.with_name(f"{out.name}-cache"))
