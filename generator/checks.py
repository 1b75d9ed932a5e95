"""Checks on the finished tree, before anyone sees it.

Every link lands on a file and an anchor that exist; nothing is loaded from another host; no
inline script and no `style=`, which the site's policy would block; no id stands twice.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.markup import read_markup

_LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "embed": "src"}


@dataclass(frozen=True)
class Look:
    """What one page links to, loads and names, and what is wrong with it by itself."""

    links: tuple[str, ...]
    loaded: tuple[str, ...]
    ids: Mapping[str, int]
    faults: tuple[str, ...]


def look_at(html: str) -> Look:
    """What is seen on a page."""
    seen = _Seen()
    read_markup(html, seen)
    return Look(
        tuple(dict.fromkeys(seen.links)), tuple(seen.loaded), Counter(seen.ids), tuple(seen.faults)
    )


@dataclass
class _Seen:
    """A page being looked at."""

    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def closed(self, tag: str) -> None:
        """Nothing to see."""

    def said(self, text: str) -> None:
        """Nothing to see."""

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What an element names, links to, loads, and may not have."""
        if not attributes and tag != "script":
            return
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "style" in attributes:
            self.faults.append(f"style attribute on <{tag}>")
        self.faults += [
            f"{name} attribute on <{tag}>" for name in attributes if name.startswith("on")
        ]
        if (
            tag == "script"
            and "src" not in attributes
            and attributes.get("type") != "application/ld+json"
        ):
            self.faults.append("inline script")
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "form" and "action" in attributes:
            self.links.append(attributes["action"])
        if tag == "link" and attributes.get("rel") in {
            "stylesheet",
            "icon",
            "preload",
            "modulepreload",
            "manifest",
            "apple-touch-icon",
        }:
            self.loaded.append(attributes.get("href", ""))
        if tag == "link" and attributes.get("rel") == "alternate" and "type" in attributes:
            self.loaded.append(attributes.get("href", ""))  # a feed or a calendar of ours
        if tag == "meta" and attributes.get("property") == "og:image":
            # An absolute address, since others fetch it; its path must be ours all the same.
            self.loaded.append(urlsplit(attributes.get("content", "")).path)
        if "data-figure" in attributes:
            self.loaded.append(attributes["data-figure"])
        if tag in _LOADED and _LOADED[tag] in attributes:
            self.loaded.append(attributes[_LOADED[tag]])


@dataclass(frozen=True)
class Fault:
    """Something wrong in the finished tree: the page and what is wrong there."""

    page: str
    what: str

    def __str__(self) -> str:
        return f"{self.page}: {self.what}"


def _target(page: str, path: str, base: str) -> str:
    """The file a link leads to, relative to the site's root."""
    if path.startswith("/"):
        parts: list[str] = []
        path = path.removeprefix(base) if path.startswith(base) else path[1:]
    else:
        parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return "../"
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    target = "/".join(parts)
    return (
        f"{target}/index.html".lstrip("/")
        if path.endswith(("/", "..", ".")) or not path
        else target
    )


def check_tree(
    root: Path, *, base: str = "/", look: Callable[[str], Look] = look_at
) -> tuple[Fault, ...]:
    """Every fault of the tree under `root`; `base` is the folder the site is served from, `look`
    looks at a page."""
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    pages = {
        name: look((root / name).read_text(encoding="utf-8"))
        for name in sorted(files)
        if name.endswith(".html")
    }
    if "index.html" not in pages:
        return (Fault("index.html", "the site has no home page"),)
    faults: list[Fault] = []
    for name, seen in pages.items():
        faults += [Fault(name, what) for what in seen.faults]
        faults += [
            Fault(name, f"id {id_!r} stands twice")
            for id_, times in sorted(seen.ids.items())
            if times > 1
        ]
        for link in seen.loaded:
            split = urlsplit(link)
            if split.scheme or split.netloc:
                faults.append(Fault(name, f"loads {link!r} from another host"))
            elif _target(name, unquote(split.path), base) not in files:
                faults.append(Fault(name, f"loads {link!r}, which does not exist"))
        for link in seen.links:
            split = urlsplit(link)
            if split.scheme in {"http", "https", "mailto"} or split.netloc:
                continue
            if split.scheme:
                faults.append(Fault(name, f"link with the scheme {split.scheme!r}"))
                continue
            target = _target(name, unquote(split.path), base) if split.path else name
            if target not in files:
                faults.append(Fault(name, f"broken link {link!r}"))
            elif (
                split.fragment
                and target in pages
                and unquote(split.fragment) not in pages[target].ids
            ):
                faults.append(Fault(name, f"broken anchor {link!r}"))
    return tuple(faults)
