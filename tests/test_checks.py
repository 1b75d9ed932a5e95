"""Checks on the finished tree: each planted fault is found, a sound tree has none."""

from pathlib import Path

import pytest

from generator.checks import check_tree

SOUND = (
    '<!doctype html><html><head><link rel="stylesheet" href="assets/a.css"></head>'
    '<body><h1 id="x">x</h1><a href="sub/#y">y</a><a href="#x">x</a><a href="./">home</a>'
    '<a href="https://a.example/">out</a></body></html>'
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "assets/a.css").write_text("")
    (tmp_path / "index.html").write_text(SOUND)
    (tmp_path / "sub/index.html").write_text(
        '<p id="y"><a href="../">up</a><a href="../#x">x</a></p>'
    )
    return tmp_path


def test_a_sound_tree_has_no_fault(tree: Path):
    assert check_tree(tree) == ()


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<a href="nowhere/">', "broken link"),
        ('<a href="../../out/">', "broken link"),
        ('<a href="#nothing">', "broken anchor"),
        ('<a href="../#z">', "broken anchor"),
        ('<a href="javascript:alert(1)">', "scheme"),
        ("<script>alert(1)</script>", "inline script"),
        ('<p onclick="x()">', "onclick"),
        ('<p style="color:red">', "style"),
        ('<img src="https://a.example/x.png">', "another host"),
        ('<img src="//a.example/x.png">', "another host"),
        ('<script src="x.js"></script>', "does not exist"),
        ('<link rel="manifest" href="x.webmanifest">', "does not exist"),
        ('<link rel="apple-touch-icon" href="x.png">', "does not exist"),
        ('<meta property="og:image" content="https://a.example/x.png">', "does not exist"),
        ('<p id="q"><p id="q">', "twice"),
    ],
)
def test_a_planted_fault_is_found_on_its_page(tree: Path, html: str, words: str):
    (tree / "sub/index.html").write_text('<p id="y"></p>' + html)
    (fault,) = check_tree(tree)
    assert fault.page == "sub/index.html" and words in fault.what


def test_a_tree_without_a_home_page_is_no_site(tmp_path: Path):
    assert [str(fault) for fault in check_tree(tmp_path)] == [
        "index.html: the site has no home page"
    ]


def test_absolute_links_start_at_the_sites_folder(tree: Path):
    (tree / "404.html").write_text('<a href="/plans/sub/">x</a>')
    assert check_tree(tree, base="/plans/") == ()
