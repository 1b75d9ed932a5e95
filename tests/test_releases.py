"""Releases in a folder: numbered, chained by hashes, switched, taken back, whole after any kill."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.checks import Fault
from generator.guards import MOST_REMOVED, REQUIRED, carry_assets, check_release, lost_pages
from generator.manifest import NAME, BadManifest, Manifest, hash_file, hash_tree, read_manifest
from generator.releases import KEPT, Busy, NoRelease, Releases
from tests.soak import small_or_full

ROOT = Path(__file__).resolve().parent.parent


def release(releases: Releases, files: dict[str, str], **about: object) -> Manifest:
    """Publish a small tree."""
    with releases.lock():
        number, previous = releases.last()
        tree = releases.staging(number + 1)
        for name, text in files.items():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_text(text, "utf-8")
        manifest = Manifest(number + 1, previous, "2026-11-21", None, hash_tree(tree), **about)
        (tree / NAME).write_text(manifest.text(), "utf-8")
        releases.put_live(tree, manifest)
    return manifest


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path / "public")


def served(releases: Releases, name: str = "index.html") -> str:
    return (releases.folder / "current" / name).read_text("utf-8")


def test_a_release_names_the_hash_of_the_one_before(releases):
    first = release(releases, {"index.html": "1"})
    second = release(releases, {"index.html": "2"})
    assert (first.sequence, first.previous) == (1, None)
    assert (second.sequence, second.previous) == (2, hash_file(releases.path(1) / NAME))
    assert served(releases) == "2"
    assert os.readlink(releases.folder / "current") == "releases/000002"


def test_the_last_three_are_kept_and_the_served_one_always(releases):
    for n in range(1, 6):
        release(releases, {"index.html": str(n)})
    assert releases.numbers() == [3, 4, 5] and KEPT == 3
    releases.roll_back()
    releases.roll_back()
    assert served(releases) == "3"
    # The one being served is left standing though three newer ones are kept.
    with releases.lock():
        tree = releases.staging(6)
        tree.mkdir()
        (tree / "index.html").write_text("6")
        manifest = Manifest(6, releases.last()[1], "2026-11-21", None, hash_tree(tree))
        (tree / NAME).write_text(manifest.text(), "utf-8")
        releases.put_live(tree, manifest)
    assert releases.numbers() == [4, 5, 6] and served(releases) == "6"


def test_after_taking_back_the_next_release_has_a_new_number_and_the_whole_chain(releases):
    release(releases, {"index.html": "1"})
    second = release(releases, {"index.html": "2"})
    with releases.lock():
        assert releases.roll_back().sequence == 1
    assert served(releases) == "1"
    third = release(releases, {"index.html": "3"})
    assert (third.sequence, third.previous) == (3, hash_file(releases.path(second.sequence) / NAME))
    actions = [(line["action"], line["sequence"]) for line in releases.log()]
    assert actions == [("publish", 1), ("publish", 2), ("rollback", 1), ("publish", 3)]


def test_nothing_to_go_back_to_is_said(releases):
    with pytest.raises(NoRelease, match="沒有可以退回的前一版"):
        releases.roll_back()
    release(releases, {"index.html": "1"})
    with pytest.raises(NoRelease):
        releases.roll_back()
    assert served(releases) == "1"


def test_an_altered_release_is_named_and_never_served_again(releases):
    release(releases, {"index.html": "1", "a/b.html": "b"})
    release(releases, {"index.html": "2"})
    old = releases.path(1)
    (old / "a/b.html").write_text("changed")
    (old / "new.html").write_text("added")
    (old / "index.html").unlink()
    found = {one.path: one.what for one in releases.differences(1)}
    assert found == {"a/b.html": "altered", "new.html": "added", "index.html": "missing"}
    with pytest.raises(NoRelease, match=r"a/b\.html"):
        releases.roll_back()
    assert served(releases) == "2"


def test_a_manifest_altered_with_its_file_is_seen_by_the_log(releases):
    release(releases, {"index.html": "1"})
    page = releases.path(1) / "index.html"
    page.write_text("changed")
    made = read_manifest(releases.path(1))
    forged = Manifest(1, None, made.as_of, None, hash_tree(releases.path(1)))
    (releases.path(1) / NAME).write_text(forged.text(), "utf-8")
    assert [one.path for one in releases.differences(1)] == [NAME]


def test_a_manifest_that_is_no_manifest_is_a_clear_error(releases):
    release(releases, {"index.html": "1"})
    (releases.path(1) / NAME).write_text("[]")
    with pytest.raises(BadManifest, match="讀不到版本清單"):
        releases.current()


def test_a_link_and_an_empty_folder_in_a_release_are_seen(releases):
    release(releases, {"index.html": "1", "a/b.html": "2"})
    place = releases.path(1)
    (place / "etc").symlink_to("/etc")
    (place / "empty").mkdir()
    (place / "kept").mkdir()
    (place / "index.html").rename(place / "kept/i.html")
    (place / "index.html").symlink_to("kept/i.html")  # the same bytes, by a link
    found = {(one.path, one.what) for one in releases.differences(1)}
    assert found == {
        ("etc", "added"), ("empty/", "added"), ("kept/", "added"), ("kept/i.html", "added"),
        ("index.html", "altered"),
    }  # fmt: skip


def test_a_line_of_the_log_that_is_not_ours_is_named_with_its_number(releases):
    release(releases, {"index.html": "1"})
    for line in ("garbage", "[]", "{}"):
        log = releases.folder / "releases.log"
        good = log.read_text("utf-8")
        log.write_text(f"{good}{line}\n", "utf-8")
        with pytest.raises(BadManifest, match=r"releases\.log:2"):
            releases.log()
        log.write_text(good, "utf-8")


def test_a_damaged_release_does_not_bar_the_way_back(releases):
    release(releases, {"index.html": "1"})
    release(releases, {"index.html": "2"})
    (releases.path(2) / NAME).write_text("{", "utf-8")
    status = releases.status()
    assert (status.current, status.damaged) == (2, (2,))
    assert [one.sequence for one in status.releases] == [1]
    with pytest.raises(BadManifest, match="--rollback"):
        releases.current()
    with releases.lock():
        assert releases.roll_back().sequence == 1
    assert served(releases) == "1"


def test_two_publishers_do_not_meet(releases):
    release(releases, {"index.html": "1"})
    with (
        releases.lock(),
        pytest.raises(Busy, match="另一個發布正在進行"),
        Releases(releases.folder).lock(),
    ):
        pytest.fail("two hold the folder")


def test_what_a_killed_publisher_left_is_cleared_and_the_log_made_whole(releases):
    release(releases, {"index.html": "1"})
    for name in ("000002.new", "000000.old"):
        (releases.folder / "releases" / name / "deep").mkdir(parents=True)
    (releases.folder / "current.new").symlink_to("nowhere")
    # Killed after the switch: the release is served, its line is half written.
    (releases.folder / "releases.log").write_text('{"action": "publ')
    with releases.lock():
        pass
    assert sorted(path.name for path in (releases.folder / "releases").iterdir()) == ["000001"]
    assert not (releases.folder / "current.new").is_symlink()
    assert [(line["action"], line["sequence"]) for line in releases.log()] == [("publish", 1)]


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/one.txt").write_text("dear")
    with pytest.raises(NoRelease, match="不是空的"), Releases(tmp_path / "letters").lock():
        pass
    (tmp_path / "site/current").mkdir(parents=True)
    with pytest.raises(NoRelease, match="連結"), Releases(tmp_path / "site").lock():
        pass
    assert (tmp_path / "letters/one.txt").read_text() == "dear"


def manifest_of(pages: int, *more: str) -> Manifest:
    files = {f"p{n}/index.html": "0" for n in range(pages)} | dict.fromkeys(more, "0")
    return Manifest(1, None, "2026-11-21", None, files)


@pytest.mark.parametrize(("before", "gone", "refused"), [(100, 10, False), (100, 11, True), (9, 1, True), (10, 1, False)])  # fmt: skip
def test_more_than_a_tenth_of_the_pages_do_not_go_unasked(before, gone, refused):
    old = manifest_of(before)
    files = dict(list(old.files.items())[gone:])
    removed, faults = lost_pages(old, files)
    assert len(removed) == gone and MOST_REMOVED == 10
    assert bool(faults) is refused
    if refused:
        assert faults[0] == Fault(
            "site", f"{gone} of {before} pages would go; if meant, add --allow-removals"
        )


def test_a_site_without_a_required_page_or_without_a_plan_is_refused():
    whole = dict.fromkeys((*REQUIRED, "agencies/kinmen/2020/index.html"), "0")
    assert check_release(whole) == ()
    for name in REQUIRED:
        assert [
            one.page for one in check_release({k: v for k, v in whole.items() if k != name})
        ] == [name]
    del whole["agencies/kinmen/2020/index.html"]
    assert [one.page for one in check_release(whole)] == ["agencies/"]


def test_pages_opened_before_the_switch_keep_their_assets_for_one_release(releases, tmp_path):
    first = {"index.html": "1", "assets/site.a.css": "a", "old.html": "old"}
    before = release(releases, first)
    tree = tmp_path / "tree"
    tree.mkdir()
    files = {"index.html": "2", "assets/site.b.css": "b"}
    carried = carry_assets(before, releases.path(1), dict.fromkeys(files, "0"), tree)
    assert list(carried) == ["assets/site.a.css"]
    assert (tree / "assets/site.a.css").read_text() == "a"
    # What was carried once is not carried again.
    second = release(releases, files | {"assets/site.a.css": "a"}, carried=tuple(carried))
    third = carry_assets(second, releases.path(2), {"index.html": "0"}, tmp_path / "third")
    assert list(third) == ["assets/site.b.css"]


KILLED = """
import sys
from pathlib import Path
from tests.test_releases import release
from generator.releases import Releases
n = sys.argv[2]
release(Releases(Path(sys.argv[1])), {f"{i}/index.html": n * 30_000 for i in range(300)} | {"index.html": n})
"""


def test_killed_at_any_moment_a_whole_release_is_served(releases):
    """kill -9 while 300 files are written, synced, renamed and switched; `tests/test_publish.py`
    does the same with whole builds."""
    kills = small_or_full(25, 200)
    chance = random.Random(1)
    command = [sys.executable, "-c", KILLED, str(releases.folder)]
    start = time.monotonic()
    subprocess.run([*command, "0"], cwd=ROOT, check=True)
    took = time.monotonic() - start
    landed = switched = 0
    for n in range(kills):
        before = releases.current()
        process = subprocess.Popen([*command, str(n % 10)], cwd=ROOT)
        time.sleep(chance.uniform(0.2, 1.1) * took)
        process.send_signal(signal.SIGKILL)
        landed += process.wait() == -signal.SIGKILL
        now = releases.current()
        assert before and now and now.sequence - before.sequence in (0, 1)
        assert releases.differences(now.sequence) == ()
        switched += now.sequence != before.sequence
    assert landed > kills // 3, (landed, switched)
    with releases.lock():
        pass
    left = {path.name for path in (releases.folder / "releases").iterdir()}
    assert left == {f"{n:06d}" for n in releases.numbers()}
