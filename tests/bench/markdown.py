"""Our built pages as Markdown for plain mkdocs-material: headings, paragraphs, lists, tables.

Left out: drawings (SVG), forms and buttons, classes and ids, share pictures, the head of the page.
Text, links and every table stay, so that the theme draws the same pages.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"([\\`*_\[\]<>|#])")
_LEFT_OUT = frozenset({"svg", "script", "style", "button", "input", "form", "template"})
_BLOCKS = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "dl", "section", "div"),
        *("nav", "header", "footer", "figure", "details", "main", "article", "summary"),
        *("figcaption", "blockquote"),
    }
)


def _inline(node: etree._Element) -> str:
    """The text of an element with its links, on one line."""
    parts = [_escape(node.text)]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            inner = _inline(child)
            address = child.get("href")
            if child.tag == "a" and address and inner.strip():
                parts.append(f"[{inner.strip()}]({_page(address)})")
            elif child.tag in ("b", "strong") and inner.strip():
                parts.append(f"**{inner.strip()}**")
            else:
                parts.append(f" {inner} " if child.tag in _BLOCKS or child.tag == "li" else inner)
        parts.append(_escape(child.tail))
    return _SPACE.sub(" ", "".join(parts)).strip()


def _escape(text: str | None) -> str:
    return _MARKS.sub(r"\\\1", text) if text else ""


def _page(address: str) -> str:
    return address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


def _table(node: etree._Element) -> str:
    rows = [
        [_inline(cell) or " " for cell in row if cell.tag in ("th", "td")]
        for row in node.iter("tr")
    ]
    rows = [row for row in rows if row]
    if not rows:
        return ""
    width = max(map(len, rows))
    lines = ["| " + " | ".join(row + [" "] * (width - len(row))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _list(node: etree._Element, depth: int = 0) -> Iterator[str]:
    sign = "1." if node.tag == "ol" else "-"
    for item in node:
        if item.tag == "li":
            yield f"{'    ' * depth}{sign} {_inline(item)}"


def _blocks(node: etree._Element) -> Iterator[str]:
    loose = _escape(node.text).strip()
    for child in node:
        tag = child.tag
        if isinstance(tag, str) and tag not in _LEFT_OUT:
            if tag not in _BLOCKS:
                loose = f"{loose} {_inline(child)}".strip()
            else:
                if loose:
                    yield loose
                loose = ""
                yield from _block(child)
        loose = f"{loose} {_escape(child.tail).strip()}".strip()
    if loose:
        yield loose


def _block(node: etree._Element) -> Iterator[str]:
    if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        yield f"{'#' * int(node.tag[1])} {_inline(node)}"
    elif node.tag == "table":
        yield _table(node)
    elif node.tag in ("ul", "ol"):
        yield "\n".join(_list(node))
    elif node.tag in ("p", "summary", "figcaption"):
        yield _inline(node)
    elif node.tag == "dl":
        terms = list(node.iter("dt", "dd"))
        yield "\n".join(
            f"- **{_inline(one)}**" if one.tag == "dt" else f"    {_inline(one)}" for one in terms
        )
    else:
        yield from _blocks(node)


def to_markdown(page: bytes) -> str:
    """The main content of one of our pages."""
    main = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8")).find(".//main")
    if main is None:
        raise ValueError("the page has no <main>")
    return "\n\n".join(block for block in _blocks(main) if block.strip()) + "\n"


def convert_site(site: Path, docs: Path) -> int:
    """Every page inside the theme's frame below `site` as Markdown below `docs`. Returns how many."""
    count = 0
    for path in sorted(site.rglob("index.html")):
        content = path.read_bytes()
        if b"<main" not in content or path.parent.name == "embed":
            continue
        target = docs / path.relative_to(site).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(to_markdown(content), "utf-8")
        count += 1
    return count


CONFIG = """site_name: 規模測試（虛構）
site_url: https://lianming.example/
docs_dir: docs
site_dir: site
theme:
  name: material
  language: zh-TW
  font: false
plugins: []
nav:
  - index.md
validation: {omitted_files: ignore, not_found: ignore, unrecognized_links: ignore, absolute_links: ignore}
"""

if __name__ == "__main__":
    print(convert_site(Path(sys.argv[1]), Path(sys.argv[2])))
