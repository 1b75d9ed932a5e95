"""A pack as a PDF, drawn by WeasyPrint: A4, tagged, with bookmarks. Nothing is fetched."""

import hashlib
from pathlib import Path
from typing import Any

from generator.pack_files.needs import NotInstalled, not_installed

_STYLE = Path(__file__).parent.parent / "templates/pack/pack.css"
_FONTS = Path(__file__).parent.parent / "fonts"
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# Family, weight, file; characters that they lack come from the machine's own fonts.
_FACES = (
    ("Pack", 400, "NotoSansTC-Regular.otf"),
    ("Pack", 700, "NotoSansTC-Medium.otf"),
    ("Pack Latin", 400, "NotoSansLatin-Regular.otf"),
    ("Pack Latin", 700, "NotoSansLatin-Medium.otf"),
)


def write_pdf(html: str) -> bytes:
    """The document as PDF/UA-1; the same HTML gives the same bytes on the same machine. Raises
    `NotInstalled`."""
    weasyprint, fonts = _load()
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{(_FONTS / name).as_uri()}") }}\n'
        for family, weight, name in _FACES
    )
    known = fonts.FontConfiguration()
    fetcher = weasyprint.URLFetcher(allowed_protocols=("file",))
    style = weasyprint.CSS(
        string=faces + _STYLE.read_text("utf-8"), font_config=known, url_fetcher=fetcher
    )
    content: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[style],
        font_config=known,
        pdf_variant="pdf/ua-1",
        finisher=_mend_tags,
        pdf_identifier=hashlib.sha256(html.encode()).digest(),
    )
    return content


def _mend_tags(_: Any, pdf: Any) -> None:
    """What WeasyPrint leaves to be done for PDF/UA: whether a header cell heads its row or its column
    (a row of headers alone heads the columns), no second link on what stands within a link, and that
    links are printed."""
    found: dict[int, Any] = {item.number: item for item in pdf.objects if hasattr(item, "get")}
    elements = [item for item in found.values() if "S" in item and "K" in item]

    def kid(reference: object) -> Any:
        return found[int(reference.split()[0])] if isinstance(reference, bytes) else {}

    for row in (one for one in elements if one["S"] == "/TR"):
        headers = [cell for cell in map(kid, row["K"]) if cell.get("S") == "/TH"]
        for cell in headers:
            scope = "/Column" if len(headers) == len(row["K"]) else "/Row"
            cell.setdefault("A", {})["Scope"] = scope
    second = set()
    for element in elements:
        if element["S"] != "/Link":
            for reference in [one for one in element["K"] if kid(one).get("Type") == "/OBJR"]:
                element["K"].remove(reference)
                second.add(kid(reference)["Obj"])
    for item in found.values():
        if "Annots" in item:
            item["Annots"][:] = [one for one in item["Annots"] if one not in second]
        if item.get("Subtype") == "/Link":
            item["F"] = 4  # a link is printed too


def _load() -> tuple[Any, Any]:
    try:
        import weasyprint
        from weasyprint.text import fonts
    except ImportError:
        raise not_installed("WeasyPrint") from None
    except OSError as error:
        raise NotInstalled(
            f"製作 PDF 需要 Pango（Debian：apt-get install {PANGO}） / "
            f"a PDF needs Pango (Debian: apt-get install {PANGO}): {error}"
        ) from None
    return weasyprint, fonts
