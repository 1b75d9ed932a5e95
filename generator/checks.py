"""Checks on the finished tree, before anyone sees it.

Every link lands on a file and an anchor that exist; nothing is loaded from another host; no
inline script and no `style=`, which the site's policy would block; no id stands twice.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.markup import Markup, path

_IDS = path("//@id")
_LINKS = path("//a/@href | //form/@action")
# Of links, those that a page fetches, and feeds and calendars of ours.
_FETCHED = ("stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon")
_LOADED = path(
    " | ".join(
        (
            *(f"//{tag}/@src" for tag in ("script", "img", "iframe", "source", "embed")),
            *(f'//link[@rel="{rel}"]/@href' for rel in _FETCHED),
            '//link[@rel="alternate"][@type]/@href',
            "//@data-figure",
        )
    )
)
# An absolute address, since others fetch it; its path must be ours all the same.
_SHARED = path('//meta[@property="og:image"]/@content')
_STYLED = path("//*[@style]")
_HANDLING = path('//*[@*[starts-with(name(), "on")]]')
_INLINE = path('//script[not(@src) and not(@type="application/ld+json")]')


@dataclass(frozen=True)
class Look:
    """What one page links to, loads and names, and what is wrong with it by itself."""

    links: tuple[str, ...]
    loaded: tuple[str, ...]
    ids: Mapping[str, int]
    faults: tuple[str, ...]


def look_at(page: Markup | str) -> Look:
    """What is seen on a page."""
    page = Markup(page) if isinstance(page, str) else page
    faults = [f"style attribute on <{tag}>" for tag, _ in page.elements(_STYLED)]
    faults += [
        f"{name} attribute on <{tag}>"
        for tag, names in page.elements(_HANDLING)
        for name in names
        if name.startswith("on")
    ]
    faults += ["inline script" for _ in page.elements(_INLINE)]
    shared = (urlsplit(address).path for address in page.texts(_SHARED))
    return Look(
        tuple(dict.fromkeys(page.texts(_LINKS))),
        (*page.texts(_LOADED), *shared),
        Counter(page.texts(_IDS)),
        tuple(faults),
    )


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


@dataclass(frozen=True)
class Lead:
    """Where a page leads beyond the pages it was checked with: a file below the site's root and an
    anchor in it, or none; the page that leads there, and what is wrong where it leads nowhere."""

    target: str
    anchor: str
    page: str
    missing: str

    @property
    def fault(self) -> Fault:
        """What is wrong where nothing stands there."""
        return Fault(self.page, self.missing)


@dataclass(frozen=True)
class Outline:
    """Some pages of a site, checked by themselves: what is wrong with them, the anchors of each, and
    where they lead beyond themselves, each target once."""

    faults: tuple[Fault, ...]
    anchors: Mapping[str, tuple[str, ...]]
    leads: tuple[Lead, ...]


def outline(looks: Mapping[str, Look], files: Container[str], *, base: str) -> Outline:
    """Check some pages, by their name, that stand among `files`; `base` is the folder the site is
    served from."""
    faults: list[Fault] = []
    leads: dict[tuple[str, str], Lead] = {}
    for name, seen in looks.items():
        faults += [Fault(name, what) for what in seen.faults]
        faults += [
            Fault(name, f"id {id_!r} stands twice")
            for id_, times in sorted(seen.ids.items())
            if times > 1
        ]
        for lead in _leads(name, seen, base):
            if isinstance(lead, Fault):
                faults.append(lead)
            elif lead.target not in files:
                leads.setdefault((lead.target, lead.anchor), lead)
            elif lead.anchor and lead.target in looks and lead.anchor not in looks[lead.target].ids:
                faults.append(lead.fault)
    anchors = {name: tuple(seen.ids) for name, seen in looks.items()}
    return Outline(tuple(faults), anchors, tuple(leads.values()))


def _leads(name: str, seen: Look, base: str) -> Iterator[Lead | Fault]:
    for link in seen.loaded:
        split = urlsplit(link)
        if split.scheme or split.netloc:
            yield Fault(name, f"loads {link!r} from another host")
        else:
            target = _target(name, unquote(split.path), base)
            yield Lead(target, "", name, f"loads {link!r}, which does not exist")
    for link in seen.links:
        split = urlsplit(link)
        if split.scheme in {"http", "https", "mailto"} or split.netloc:
            continue
        if split.scheme:
            yield Fault(name, f"link with the scheme {split.scheme!r}")
            continue
        target = _target(name, unquote(split.path), base) if split.path else name
        yield Lead(target, "", name, f"broken link {link!r}")
        if split.fragment:
            yield Lead(target, unquote(split.fragment), name, f"broken anchor {link!r}")


def check_tree(root: Path, *, base: str = "/") -> tuple[Fault, ...]:
    """Every fault of the tree under `root`; `base` is the folder the site is served from."""
    files = {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}
    if "index.html" not in files:
        return (NO_HOME,)
    looks = {
        name: look_at((root / name).read_text(encoding="utf-8"))
        for name in sorted(files)
        if name.endswith(".html")
    }
    seen = outline(looks, files, base=base)
    return (*seen.faults, *(lead.fault for lead in seen.leads if not lead.anchor))


NO_HOME = Fault("index.html", "the site has no home page")
