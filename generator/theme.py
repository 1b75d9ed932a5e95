"""MkDocs with Material: renders the hand-written pages and the frames. The only MkDocs.

MkDocs writes nothing that stays: each frame and each page's content is taken from memory, then
the fill function writes the site. English is built within the Chinese build, in one process.
"""

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.assets import Assets, read_assets
from generator.content import find_links, read_illustrations
from generator.frame import marker
from generator.problems import ProblemsError
from generator.rendered import DEPTHS, NOT_FOUND, Prose, Theme
from generator.vocabulary import Site

_FRAME, _NOT_FOUND_FRAME = "-frame-", "-frame-404-"
_SECTIONS = ("home", "agencies", "review", "changes", "data", "method", "about")
_FOOTER = ("themes", "compare", "glossary", "data", "method", "about", "guide", "webmaster")
_POLICIES = ("privacy", "accessibility")
# The page that says what the operator's site is; the other operator's is left out.
_DECLARATIONS = {"office": "open-data-declaration", "third-party": "not-official"}
# Leftovers of the theme's page: controls for its own script, which we leave out.
_LEFTOVERS = (
    re.compile(r'\s*<input class="md-toggle"[^>]*>'),
    re.compile(r'\s*<label class="md-overlay"[^>]*></label>'),
    re.compile(r'\s*<div data-md-component="(?:skip|announce)">\s*</div>'),
    re.compile(r'\s*<div class="md-dialog".*?</div>\s*</div>', re.DOTALL),
)


@dataclass(frozen=True)
class ThemeSettings:
    """What the theme needs: the site, words and its name by language. `problems` is non-empty only in
    a preview of MkDocs's own that shows the last good data; `order` is for the fill function alone."""

    site: Site
    words: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]
    order: object = None
    problems: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The path that the site is served under, from its address."""
        return "/" + self.site.url.split("/", 3)[3]


Fill = Callable[[Theme, Path, ThemeSettings], None]


@dataclass
class _Capture:
    """What one build takes from MkDocs, for both languages."""

    settings: ThemeSettings
    fills: bool = True  # whether the site is written, or the theme alone is wanted
    assets: Assets | None = None
    theme: Theme | None = None
    frames: dict[tuple[str, int], str] = field(default_factory=dict)
    prose: list[Prose] = field(default_factory=list)
    folders: dict[str, Path] = field(default_factory=dict)  # of the pages, by their language's root


class Hooks:
    """MkDocs's events, for one of its configurations."""

    def __init__(self, *, fill: Fill, settings: Callable[[Path], ThemeSettings]) -> None:
        self._fill = fill
        self._settings = settings
        self._command = "build"
        self._last_good: ThemeSettings | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview."""
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the data before MkDocs empties its folder: a problem must not cost the old site."""
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        for path in find_links(Path(config.docs_dir)):  # MkDocs follows them out of the folder
            raise Abort(f"{path.name}: 不接受符號連結 / symbolic links are refused")
        if "capture" not in config.extra:
            config.extra["capture"] = _Capture(self._read(Path(config.config_file_path).parent))
        capture = _capture(config)
        if capture.assets is None:
            capture.assets = read_assets(Path(config.theme.custom_dir or ""))
        config.site_name = capture.settings.names[_code(config)]
        return config

    def _read(self, root: Path) -> ThemeSettings:
        try:
            self._last_good = self._settings(root)
        except ProblemsError as error:
            words = tuple(problem.render() for problem in error.problems)
            if self._command != "serve" or self._last_good is None:
                raise Abort("\n".join(words)) from None
            return replace(self._last_good, problems=words)
        return self._last_good

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the frames as virtual pages, out of the navigation."""
        prefix = "" if _code(config) == "zh" else "en/"
        _capture(config).folders[prefix] = Path(config.docs_dir)
        operator = _capture(config).settings.site.operator
        for name in set(_DECLARATIONS.values()) - {_DECLARATIONS[operator]}:
            if other := files.get_file_from_path(f"{name}.md"):
                files.remove(other)
        for depth in DEPTHS:
            path = f"{prefix}{_FRAME}/" + "d/" * depth + "index.md"
            files.append(File.generated(config, path, content="frame\n"))
        if not prefix:
            files.append(File.generated(config, f"{_NOT_FOUND_FRAME}/index.md", content="frame\n"))
        return files

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give the theme's templates the words of their language."""
        capture, code = _capture(config), _code(config)
        words = capture.settings.words[code]
        declaration = _DECLARATIONS[capture.settings.site.operator]
        env.globals.update(
            word=words.__getitem__,
            mark=marker,
            operator=capture.settings.site.operator,
            accessibility_mark=capture.settings.site.accessibility_mark,
            site_title=capture.settings.names[code],
            assets=capture.assets.folder if capture.assets else "",
            other_tag="en" if code == "zh" else "zh-Hant",
            sections=[
                (key, "" if key == "home" else f"{key}/", words[f"nav.{key}"]) for key in _SECTIONS
            ],
            footer_links=[
                *((f"{key}/", words[f"nav.{key}"]) for key in (*_FOOTER, *_POLICIES, declaration)),
                ("sitemap/", words["sitemap.title"]),
            ],
        )
        return env

    def on_page_context(
        self, context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Any
    ) -> dict[str, Any]:
        """Relative ways up: `up` to the language's root, `root` to the site's."""
        depth = _depth(page)
        if depth == NOT_FOUND:
            context["up"] = context["root"] = _capture(config).settings.base
        else:
            context["up"] = "../" * (depth or 0)
            context["root"] = "../" * ((depth or 0) + (_code(config) == "en"))
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Take the frame or the content; MkDocs writes no page itself."""
        capture, code, depth = _capture(config), _code(config), _depth(page)
        if depth is not None:
            for pattern in _LEFTOVERS:
                output = pattern.sub("", output)
            capture.frames[code, depth] = output
        else:
            capture.prose.append(
                Prose(
                    language=code,
                    address=page.url,
                    title=str(page.title),
                    description=str(page.meta["description"]),
                    body=page.content or "",
                )
            )
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After the Chinese build: the English one, then the whole site."""
        site = Path(config.site_dir)
        _empty(site)
        if _code(config) == "en":
            return
        capture = _capture(config)
        _render(Path(config.config_file_path).parent / "mkdocs.en.yml", site, capture)
        overrides = Path(config.theme.custom_dir or "")
        capture.theme = Theme(
            frames=capture.frames,
            prose=tuple(capture.prose),
            assets=capture.assets or read_assets(overrides),
            illustrations=read_illustrations(capture.folders),
            folders=capture.folders,
            overrides=overrides,
        )
        if capture.fills:
            self._fill(capture.theme, site, capture.settings)


def render_theme(*, root: Path, settings: ThemeSettings) -> Theme:
    """The frames and the hand-written pages, through MkDocs and its hooks.

    Raises `BrokenProse` with MkDocs's own words where it stops at a hand-written page.
    """
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    capture = _Capture(settings, fills=False)
    try:
        with tempfile.TemporaryDirectory(prefix="lianming-theme-") as name:
            _render(root / "mkdocs.yml", Path(name) / "site", capture)
    except Abort as error:
        raise BrokenProse((*warnings.said, str(error))) from None
    finally:
        logger.removeHandler(warnings)
    if capture.theme is None:
        raise BrokenProse(("MkDocs ended without a page",))
    return capture.theme


class BrokenProse(Exception):
    """MkDocs stopped; `said` are its warnings, which name the page."""

    def __init__(self, said: tuple[str, ...]) -> None:
        super().__init__("; ".join(said))
        self.said = said


class _Warnings(logging.Handler):
    """What MkDocs warns of: it logs the cause of a stop and does not raise it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _render(config_file: Path, site_dir: Path, capture: _Capture) -> None:
    config = load_config(str(config_file), site_dir=str(site_dir))
    config.extra["capture"] = capture
    mkdocs_build(config)


def _capture(config: MkDocsConfig) -> _Capture:
    capture = config.extra["capture"]
    assert isinstance(capture, _Capture)
    return capture


def _code(config: MkDocsConfig) -> str:
    return "en" if config.theme["language"] == "en" else "zh"


def _depth(page: Page) -> int | None:
    """The depth that a frame stands for, or `None` for a hand-written page."""
    parts = page.url.strip("/").split("/")
    if _NOT_FOUND_FRAME in parts:
        return NOT_FOUND
    return parts.count("d") if _FRAME in parts else None


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
