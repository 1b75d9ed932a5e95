"""MkDocs's hooks: the data is read before a folder is emptied, and a preview keeps the last good site."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import Abort

from generator.plain_mkdocs import fill_of_mkdocs, settings_of_mkdocs
from generator.problems import Place, Problem, ProblemsError
from generator.rendered import Theme
from generator.source import load_common
from generator.theme import Hooks, ThemeSettings, render_theme
from generator.theming import theme_settings
from tests.test_incremental import Project, differing

ROOT = Path(__file__).resolve().parent.parent
PROBLEM = Problem(Place("data/a.yml", 3, 5), "value", ("錯", "wrong"), ("對", "right"))


class Source:
    """Settings of the real data, or a problem once `broken` is set."""

    broken = False

    def __call__(self, root: Path) -> ThemeSettings:
        if self.broken:
            raise ProblemsError([PROBLEM])
        return settings_of_mkdocs(root)


def config(tmp_path: Path) -> SimpleNamespace:
    theme = {"language": "zh-Hant"}
    return SimpleNamespace(
        docs_dir=str(tmp_path),
        config_file_path=str(ROOT / "mkdocs.yml"),
        extra={},
        site_name="",
        theme=type("T", (dict,), {"custom_dir": str(ROOT / "theme_overrides")})(theme),
    )


def hooks(source: Source) -> Hooks:
    def fill(theme: Theme, out: Path, settings: ThemeSettings) -> None:
        raise AssertionError("nothing is filled on reading the configuration")

    return Hooks(fill=fill, settings=source)


def test_a_build_stops_before_anything_is_emptied(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANMING_AS_OF", "2026-11-21")
    source = Source()
    source.broken = True
    with pytest.raises(Abort, match=r"data/a\.yml:3:5: value: 錯；對"):
        hooks(source).on_config(config(tmp_path))


def test_a_preview_shows_the_last_good_data_with_the_problems(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANMING_AS_OF", "2026-11-21")
    source = Source()
    made = hooks(source)
    made.on_startup(command="serve", dirty=False)
    first = config(tmp_path)
    made.on_config(first)
    assert first.extra["capture"].settings.problems == ()
    source.broken = True
    second = config(tmp_path)
    made.on_config(second)
    assert second.extra["capture"].settings.problems == ("data/a.yml:3:5: value: 錯；對",)
    assert second.extra["capture"].settings.order == first.extra["capture"].settings.order


def test_a_preview_with_problems_has_the_pages_of_the_last_good_data(tmp_path):
    project = Project(tmp_path)
    common = load_common(project.data)
    settings = theme_settings(common, project.order())
    theme = render_theme(root=project.root, settings=settings)
    for folder in ("good", "kept"):
        (tmp_path / folder).mkdir()
    fill_of_mkdocs(theme, tmp_path / "good", settings)
    plan = project.plans()[0]
    plan.write_text("broken: [", "utf-8")
    fill_of_mkdocs(theme, tmp_path / "kept", replace(settings, problems=("plan.yml:1:1",)))
    assert differing(tmp_path / "kept", tmp_path / "good") == []


def test_a_link_out_of_the_hand_written_pages_is_refused(tmp_path, monkeypatch):
    (tmp_path / "about.md").symlink_to("/etc/hostname")
    with pytest.raises(Abort, match="symbolic links"):
        hooks(Source()).on_config(config(tmp_path))
