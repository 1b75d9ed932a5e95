"""What a build meets that it did not make: files put back, folders that stand in the way, a cache that
others wrote into. One project; every test leaves it with a whole site."""

import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.builds import NotOurs
from generator.store import Store
from generator.workers import NoCluster, share_work
from tests.test_incremental import AS_OF, Project, differing, title


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    made = Project(tmp_path_factory.mktemp("faults"))
    made.build()
    return made


def same_as_clean(project: Project, folder: Path) -> bool:
    return differing(project.out, project.clean(folder / "clean")) == []


def test_an_edit_of_the_same_length_and_time_is_seen(project, tmp_path):
    """As unpacking an archive does that gives every file one time."""
    plan = project.plans()[0]
    before = plan.stat()
    text = plan.read_text("utf-8")
    assert "Sample plan" in text
    plan.write_text(text.replace("Sample plan", "Simple plan"), "utf-8")
    os.utime(plan, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert plan.stat().st_size == before.st_size and plan.stat().st_ino == before.st_ino
    assert project.build().changed
    assert same_as_clean(project, tmp_path)


def test_a_folder_where_a_file_should_stand_is_replaced_with_the_site(project, tmp_path):
    page = project.out / f"agencies/{project.plans()[0].parts[-3]}/2023-2024/feed.xml"
    page.unlink()
    (page / "more").mkdir(parents=True)
    title(project, random.Random(1))
    project.build()
    assert same_as_clean(project, tmp_path)


def test_an_update_that_can_never_be_finished_does_not_block_the_next(
    project, tmp_path, monkeypatch
):
    title(project, random.Random(2))
    real = os.replace

    def refuse(one: object, other: object) -> None:
        if str(project.out) in str(other):
            raise PermissionError(13, "Permission denied", str(other))
        real(one, other)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(PermissionError):
            project.build()
    project.build()
    assert same_as_clean(project, tmp_path)
    assert not [path for path in project.out.parent.iterdir() if path.name.startswith(".")]


def test_a_site_or_a_cache_that_was_put_back_is_told_from_the_one_that_was_built(project, tmp_path):
    plan = project.plans()[0]
    said = plan.read_text("utf-8")
    shutil.copytree(project.out, tmp_path / "site")
    shutil.copytree(project.kept, tmp_path / "cache")
    project.edit(plan, lambda one: one["title"].update(zh="改過的計畫"))
    project.build()
    shutil.copytree(tmp_path / "site", project.out, dirs_exist_ok=True)
    project.build()
    assert same_as_clean(project, tmp_path)
    shutil.rmtree(project.kept)
    shutil.copytree(tmp_path / "cache", project.kept)
    plan.write_text(said, "utf-8")
    project.build()
    assert same_as_clean(project, tmp_path)


def test_no_cache_has_anything_removed_outside_the_site(project, tmp_path):
    precious = tmp_path / "elsewhere/new/precious"
    precious.mkdir(parents=True)
    kept = Store(project.kept)
    state = kept.read("state.json")
    mark = state.pop("mark")
    outside = os.path.relpath(precious, project.out)
    for name, value in (
        ("staging.json", str(precious.parent)),
        ("journal.json", {"new": str(precious.parent), "removed": [], "state": state, "marks": []}),
        ("journal.json", {"new": str(project.out.parent / f".{project.out.name}-x/new"),
                          "removed": [outside], "state": state, "marks": [mark]}),
    ):  # fmt: skip
        kept.write(name, value)
        title(project, random.Random(name))
        project.build()
        assert precious.is_dir()
    assert same_as_clean(project, tmp_path)


def test_a_folder_that_a_killed_build_left_closed_is_opened(project):
    plan = project.plans()[0]
    folder = project.out / f"agencies/{plan.parts[-3]}/{plan.parts[-2]}"
    folder.chmod(0o700)
    title(project, random.Random(3))
    project.edit(plan, lambda one: one["title"].update(zh="另一計畫"))
    project.build()
    assert folder.stat().st_mode & 0o777 == 0o755


def test_names_that_are_no_utf_8_are_kept_like_others(project):
    odd = Path(os.fsdecode(os.fsencode(project.root / "content") + b"/\xb3\xc6.txt"))
    odd.write_text("", "utf-8")
    assert project.build().changed
    odd.unlink()
    project.build()


def test_a_linked_folder_of_the_theme_is_looked_into(project, tmp_path):
    css = project.root / "theme_overrides/assets/css"
    css.rename(tmp_path / "css")
    css.symlink_to(tmp_path / "css")
    project.build()
    tokens = tmp_path / "css/10-tokens.css"
    tokens.write_text(tokens.read_text("utf-8") + "/* again */\n", "utf-8")
    assert project.build().changed
    assert same_as_clean(project, tmp_path)
    css.unlink()
    (tmp_path / "css").rename(css)


def test_site_cache_and_data_do_not_stand_in_one_another(project):
    for out, cache in (
        (project.data / "site", project.cache),
        (project.out, project.out / "cache"),
        (project.out, project.data / "cache"),
        (project.root / "data/../..", project.cache),
    ):
        with pytest.raises(NotOurs):
            project.build(out, cache)


def test_what_no_page_shows_makes_nothing_again(project):
    project.build()
    index = project.out / "index.html"
    before = index.stat().st_mtime_ns
    (project.data / "README.md").write_text("Ours\n", "utf-8")
    project.build()
    assert index.stat().st_mtime_ns == before
    assert json.loads((project.out / "build.json").read_text("utf-8"))["as_of"] == AS_OF


def test_that_versions_were_compared_is_said_only_where_they_were(project, tmp_path):
    page = f"agencies/{project.plans()[0].parts[-3]}/2023-2024/changes/index.html"
    project.build()
    assert "沒有檔案的版本紀錄可以比對" in (project.out / page).read_text("utf-8")
    git = ["git", "-C", str(project.root), "-c", "user.name=Office", "-c", "user.email=office@demo.example"]  # fmt: skip
    for step in (["init", "-q"], ["add", "data"], ["commit", "-q", "-m", "Data"]):
        subprocess.run([*git, *step], check=True)
    project.build()
    assert "檔案版本之間也沒有看到差異" in (project.out / page).read_text("utf-8")
    assert same_as_clean(project, tmp_path)
    shutil.rmtree(project.root / ".git")
    project.build()
    assert same_as_clean(project, tmp_path)


@pytest.mark.parametrize("address", ["192.0.2.2", "tcp://192.0.2.2", "tcp://:8786", ""])
def test_an_address_without_its_port_is_said_at_once(address):
    with pytest.raises(NoCluster, match="tcp://"), share_work(1, address):
        pass
