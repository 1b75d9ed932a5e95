"""The theme as it was rendered: frames, hand-written pages, and what pages load.

Kept as JSON from one build to the next; pictures and files of the theme are read where they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.assets import Assets, read_assets
from generator.content import read_illustrations
from generator.store import Json

DEPTHS = range(6)
NOT_FOUND = -1


@dataclass(frozen=True)
class Prose:
    """One hand-written page as rendered HTML; `address` such as `about/`."""

    language: str
    address: str
    title: str
    description: str
    body: str


@dataclass(frozen=True)
class Theme:
    """Frames by (language, depth below the language's root; -1 is the 404 page), prose with its
    illustrations by address, and what pages load. `folders`: where the prose stands, by its
    language's root; `overrides`: the theme's own folder."""

    frames: Mapping[tuple[str, int], str]
    prose: tuple[Prose, ...]
    assets: Assets
    illustrations: Mapping[str, bytes]
    folders: Mapping[str, Path]
    overrides: Path

    def as_json(self) -> Json:
        """What was rendered, and where the rest stands."""
        return {
            "frames": [[*key, html] for key, html in self.frames.items()],
            "prose": [one.__dict__ for one in self.prose],
            "folders": {root: str(folder) for root, folder in self.folders.items()},
            "overrides": str(self.overrides),
        }


def theme_of(kept: Json) -> Theme:
    """The theme from what was kept. Raises `OSError` where a file of it is gone."""
    folders = {root: Path(folder) for root, folder in kept["folders"].items()}
    overrides = Path(kept["overrides"])
    return Theme(
        frames={(code, depth): html for code, depth, html in kept["frames"]},
        prose=tuple(Prose(**one) for one in kept["prose"]),
        assets=read_assets(overrides),
        illustrations=read_illustrations(folders),
        folders=folders,
        overrides=overrides,
    )
