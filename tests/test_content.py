"""What stands beside hand-written pages: their pictures, and Chinese words on English pages."""

import json
import re
import struct
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.content import keep_options, mark_chinese, read_illustrations
from site_build import app
from tests.bench.record import PAGES, RESULTS, draw

ROOT = Path(__file__).resolve().parent.parent
CONTENT = {"": ROOT / "content/zh-Hant", "en/": ROOT / "content/en"}
MOST_BYTES = 400_000  # of the pictures of one page


class Pictures(HTMLParser):
    """The pictures of a page, as their attributes say."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(dict(attrs))


def pictures_of(root: str) -> list[dict[str, str | None]]:
    return Pictures((CONTENT[root] / "guide.md").read_text("utf-8")).found


def test_a_picture_stands_beside_its_page():
    found = read_illustrations(CONTENT)
    assert found["guide/sheet.png"] != found["en/guide/sheet.png"]
    assert all(content.startswith(b"\x89PNG") for content in found.values())


@pytest.mark.parametrize("root", CONTENT)
def test_every_picture_of_a_guide_says_what_it_shows_and_how_large_it_is(root):
    pictures = pictures_of(root)
    weight = 0
    for picture in pictures:
        content = (CONTENT[root] / "guide" / str(picture["src"])).read_bytes()
        width, height = struct.unpack(">II", content[16:24])
        assert (picture["width"], picture["height"]) == (str(width), str(height))
        assert len(picture["alt"] or "") > 10 and picture["loading"] == "lazy"
        weight += len(content)
    assert len(pictures) == 6 and weight <= MOST_BYTES


def test_the_site_has_the_pictures_and_no_others(site):
    for root in CONTENT:
        there = {path.name for path in (site / root / "guide").glob("*.png")}
        assert there == {picture["src"] for picture in pictures_of(root)}


def test_chinese_words_on_an_english_page_are_marked(site):
    assert mark_chinese('<p>The file (簽，附件) <a title="簽">x</a></p>') == (
        '<p>The file (<span lang="zh-Hant">簽，附件</span>) <a title="簽">x</a></p>'
    )
    assert '<span lang="zh-Hant">填報指標</span> Report KPIs' in (
        site / "en/guide/index.html"
    ).read_text("utf-8")
    assert '<span lang="zh-Hant">' not in (site / "guide/index.html").read_text("utf-8")


def test_an_option_of_a_command_is_not_torn_apart():
    assert keep_options("<pre><code>export --out a-b.xlsx\n</code></pre>") == (
        '<pre><code>export <span class="option">--out</span> a-b.xlsx\n</code></pre>'
    )


@pytest.mark.parametrize("root", CONTENT)
def test_the_commands_of_the_webmasters_page_exist(root):
    text = (CONTENT[root] / "webmaster.md").read_text("utf-8")
    lines = re.findall(r"site_build\.py ([a-z]+)([^\n`]*)", text)
    assert {"publish", "check", "diff"} <= {command for command, _ in lines}
    for command, rest in lines:
        done = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"})
        assert done.exit_code == 0, command
        assert set(re.findall(r"--[a-z-]+", rest)) <= set(re.findall(r"--[a-z-]+", done.stdout))


def test_both_webmasters_pages_have_the_same_blocks():
    zh, en = (
        re.findall(r"^```.*?^```$", (folder / "webmaster.md").read_text("utf-8"), re.M | re.S)
        for folder in CONTENT.values()
    )
    assert zh == en and len(zh) > 8


@pytest.mark.parametrize("language", PAGES)
def test_the_page_of_costs_says_what_was_measured(language):
    results = json.loads(RESULTS.read_text("utf-8"))
    assert len(results["runs"]) == 3
    assert not [one for one in results["commands"].values() if re.search(r"(?:^| )/", one)]
    assert draw(results, language) in PAGES[language].read_text("utf-8")
