"""The site's addresses for search engines (sitemaps.org): one file, or an index of one file a region.

Fictional offices and pages that are not listed are left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from generator.pages.parts import Files, Leftovers, Part
from generator.regions import Holdings

NAME = "sitemap.xml"
_FOLDER = "sitemaps/"
# The standard allows 50,000 addresses and 50 MB a file; an address of ours has up to 200 bytes.
MOST_ADDRESSES = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _document(root: str, row: str, locations: Iterable[str]) -> bytes:
    rows = "".join(f"<{row}><loc>{escape(one)}</loc></{row}>\n" for one in sorted(locations))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{rows}</{root}>\n'
    ).encode()


@dataclass(frozen=True)
class Sitemaps:
    """The files; `url`: of the site; `pages`: the parts that are pages."""

    url: str
    holdings: Holdings
    pages: Sequence[Part]

    def parts(self) -> Iterator[Part]:
        """One file of all addresses, or a file for each region and an index of them."""
        real = tuple(plan.address for plan in self.holdings.real)
        listed = self._listed()
        if not self.holdings.split:
            addresses = [address for found in listed.values() for address in found]
            yield self._part(NAME, "", addresses, real)
            return
        parts = [self._part(f"{_FOLDER}site.xml", "site", listed.pop("", []), ())]
        for region in self.holdings.regions:
            if not region.fictional:
                plans = tuple(plan.address for plan in region.plans if not plan.fictional)
                found = listed.get(region.id, [])
                parts.append(self._part(f"{_FOLDER}{region.id}.xml", region.id, found, plans))
        yield from parts
        yield Part(
            NAME, lambda left: self._index([part.name for part in parts], left),
            parts=tuple(part.name for part in parts),
        )  # fmt: skip

    def _listed(self) -> dict[str, list[str]]:
        """The addresses of pages over several plans, by region; offices stand with theirs."""
        home: dict[str, str] = {}
        hidden = set()
        for region in self.holdings.regions:
            home[region.address] = region.id
            for id_, agency in region.agencies:
                home[f"agencies/{id_}/"] = region.id
                hidden |= {f"agencies/{id_}/"} if agency.fictional else set()
            hidden |= {region.address} if region.fictional else set()
        hidden |= {one.address for one in self.holdings.committees if one.fictional}
        found: dict[str, list[str]] = {}
        for part in self.pages:
            if part.listed is None:
                continue
            first, _, rest = part.listed.removeprefix("en/").partition("/")
            folder = f"{first}/{rest.partition('/')[0]}/"
            if folder not in hidden:
                found.setdefault(home.get(folder, ""), []).append(part.listed)
        return found

    def _part(self, name: str, stem: str, addresses: Sequence[str], plans: tuple[str, ...]) -> Part:
        return Part(
            name,
            lambda left: self._file(name, stem, addresses, plans, left),
            plans=plans,
            also="\n".join(addresses),
        )

    def _file(
        self,
        name: str,
        stem: str,
        addresses: Sequence[str],
        plans: tuple[str, ...],
        left: Leftovers,
    ) -> Files:
        every = sorted([*addresses, *(page for plan in plans for page in left.pages(plan))])
        files = []
        for number, start in enumerate(range(0, len(every) or 1, MOST_ADDRESSES), 1):
            run = every[start : start + MOST_ADDRESSES]
            file = name if number == 1 else f"{_FOLDER}{stem}-{number}.xml"
            files.append((file, _document("urlset", "url", (self.url + one for one in run))))
        return Files(tuple(files))

    def _index(self, parts: Sequence[str], left: Leftovers) -> Files:
        files = [self.url + file for part in parts for file in left.files(part)]
        return Files(((NAME, _document("sitemapindex", "sitemap", files)),))
