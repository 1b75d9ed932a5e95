"""Lists that stand in Python and again in a stylesheet or a template: both say the same."""

import json
import re
from pathlib import Path

from generator import pictures
from generator.assets import manifest_json
from generator.pages.site_pages import FILTERS
from generator.pages.specimens import COLOURS
from generator.search.index import KINDS

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "theme_overrides/assets/css"
# The light scheme stands first.
TOKENS = dict(
    re.findall(
        r"--([a-z-]+): (#[0-9a-f]{3,6});",
        (STYLES / "10-tokens.css").read_text("utf-8").partition("@media")[0],
    )
)


def rgb(token: str) -> tuple[int, ...]:
    digits = TOKENS[token].removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    return tuple(bytes.fromhex(whole))


def test_share_pictures_have_the_colours_of_the_light_scheme():
    ramps = {name: colour for name, (_, colour) in pictures.RAMPS.items()}
    same = ("ink", "soft", "teal", "seal", "wash")
    assert {name: ramps[name] for name in same} == {name: rgb(name) for name in same}
    assert ramps["number"] == rgb("teal") and ramps["label"] == rgb("soft")
    grounds = {ground for ground, _ in pictures.RAMPS.values()}
    assert grounds == {rgb("paper"), rgb("wash"), rgb("seal")}


def test_the_manifest_has_the_colours_of_the_light_scheme():
    told = json.loads(manifest_json(name="a", short_name="a", description="", tag="en", root=""))
    assert told["background_color"] == TOKENS["paper"] and told["theme_color"] == TOKENS["teal"]


def test_every_colour_among_the_specimens_is_a_token_with_a_rule():
    rules = "".join(path.read_text("utf-8") for path in STYLES.glob("*.css"))
    for name in COLOURS:
        assert name in TOKENS, name
        assert re.search(rf"\.c-{name}\b[^}}]*var\(--{name}\)", rules), name


def test_every_filter_of_the_agencies_has_its_two_rules_and_no_rule_is_left_over():
    css = (STYLES / "57-filters.css").read_text("utf-8")
    hides = re.findall(
        r'#holds-([a-z-]+):target\) tr\[data-holds\]:not\(\[data-holds~="([a-z-]+)"\]\)', css
    )
    marks = re.findall(r"#holds-([a-z-]+):target\) \.f-([a-z-]+)", css)
    assert hides == marks == [(key, key) for key in FILTERS]


def test_the_search_page_offers_every_kind_in_the_order_of_results():
    page = (ROOT / "generator/templates/pages/search.html").read_text("utf-8")
    offered = re.findall(r"\('([a-z-]+)', t\('search\.kind-([a-z-]+)'\)\)", page)
    assert offered == [(kind, kind) for kind in KINDS]
