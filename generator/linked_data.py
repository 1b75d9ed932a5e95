"""What machines are told of a page: schema.org records as JSON-LD.

Nothing is said that the page does not say. A fictional office is no organisation and has no data
set. A search action is left out: search engines no longer read it.
"""

import json
from dataclasses import dataclass

from generator.addresses import page_url
from generator.downloads import DATA_PAGE, LICENCES
from generator.language import Language
from generator.pages.page import Page
from generator.periods import Period
from generator.summary import PlanSummary
from generator.vocabulary import Agency, Site

Node = dict[str, object]

# JSON within HTML: nothing may close the script, open a comment or end a line of JavaScript.
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


@dataclass(frozen=True)
class LinkedData:
    """The records of a page in one language; addresses are absolute."""

    site: Site
    language: Language

    def nodes(self, page: Page) -> tuple[Node, ...]:
        """What `page` tells: its place in the site, and what it stands for."""
        found = [self._breadcrumb(page)] if page.crumbs else []
        if not page.address:
            found.append(self._website())
        subject = page.subject
        if subject and subject.agency and page.is_its_subject and not page.fictional:
            if subject.plan:
                found.append(self._dataset(page, subject.plan, subject.agency))
            else:
                found.append(self._office(subject.office, subject.agency))
        if page.template == "data.html" and page.offer:
            found.append(self._site_dataset(page))
        return tuple(found)

    def script(self, page: Page) -> str:
        """The `<script>` element, empty where there is nothing to tell."""
        nodes = self.nodes(page)
        if not nodes:
            return ""
        record = {"@context": "https://schema.org", "@graph": nodes}
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
        return f'<script type="application/ld+json">{text}</script>'

    def _url(self, address: str) -> str:
        """A page of this language."""
        return page_url(self.site, self.language, address)

    def _breadcrumb(self, page: Page) -> Node:
        steps = [
            {
                "@type": "ListItem",
                "position": place,
                "name": self.language.plain(crumb.text),
                "item": self._url(crumb.address),
            }
            for place, crumb in enumerate(page.crumbs, start=1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": steps}

    def _operator(self) -> Node:
        office = self.site.operator == "office"
        return {
            "@type": "GovernmentOrganization" if office else "Organization",
            "name": self.language.plain(self.site.operator_name),
        }

    def _website(self) -> Node:
        site, plain = self.site, self.language.plain
        return {
            "@type": "WebSite",
            "name": plain(site.name),
            "alternateName": [
                plain(site.tagline),
                *_other(site.name.zh, site.name.en, plain(site.name)),
            ],
            "description": plain(site.description),
            "url": self._url(""),
            "inLanguage": self.language.tag,
            "publisher": self._operator(),
        }

    def _office_in_short(self, id_: str, agency: Agency) -> Node:
        # One identity for both languages.
        return {
            "@type": "GovernmentOrganization",
            "@id": f"{self.site.url}agencies/{id_}/#office",
            "name": self.language.plain(agency.name),
        }

    def _office(self, id_: str, agency: Agency) -> Node:
        name = self.language.plain(agency.name)
        others = _other(agency.name.zh, agency.name.en, name)
        return {
            **self._office_in_short(id_, agency),
            **({"alternateName": others} if others else {}),
            # Not `url`: the office's own site is not known here.
            "mainEntityOfPage": self._url(f"agencies/{id_}/"),
            "areaServed": {
                "@type": "AdministrativeArea",
                "name": self.language.plain(agency.region),
            },
            "parentOrganization": {
                "@type": "GovernmentOrganization",
                "name": self.language.plain(agency.government),
            },
        }

    def _dataset(self, page: Page, plan: PlanSummary, agency: Agency) -> Node:
        plain = self.language.plain
        return {
            "@type": "Dataset",
            "@id": f"{self.site.url}{plan.address}#data",
            "name": page.title,
            "description": self.language.word("meta.dataset", page=page.description),
            "url": self._url(plan.address),
            "license": LICENCES[self.site.operator].url,
            "isAccessibleForFree": True,
            "inLanguage": ["zh-Hant", "en"],
            "temporalCoverage": _years(plan.period),
            "spatialCoverage": {"@type": "Place", "name": plain(plan.region)},
            "dateModified": plan.changed.isoformat(),
            "creator": self._operator(),
            "isBasedOn": {
                "@type": "CreativeWork",
                "name": plain(plan.title),
                "author": self._office_in_short(plan.agency, agency),
            },
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "name": plain(self.site.name),
                "url": self._url(DATA_PAGE),
            },
            "distribution": self._distributions(page),
        }

    def _site_dataset(self, page: Page) -> Node:
        """All plans together, on the page that offers them."""
        return {
            "@type": "Dataset",
            "@id": f"{self.site.url}{page.address}#data",
            "name": self.language.word("data.dataset", site=self.language.plain(self.site.name)),
            "description": page.description,
            "url": self._url(page.address),
            "license": LICENCES[self.site.operator].url,
            "isAccessibleForFree": True,
            "inLanguage": ["zh-Hant", "en"],
            **({"dateModified": page.changed.isoformat()} if page.changed else {}),
            "creator": self._operator(),
            "distribution": self._distributions(page),
        }

    def _distributions(self, page: Page) -> list[Node]:
        return [
            {
                "@type": "DataDownload",
                "name": self.language.plain(file.table_title or file.format),
                "encodingFormat": file.kind,
                "contentSize": f"{file.size} B",
                "contentUrl": self.site.url + file.address,
            }
            for file in (page.offer.files if page.offer else ())
        ]


def _other(zh: str, en: str | None, shown: str) -> list[str]:
    """The name in the other language, where it differs."""
    return [name for name in (zh, en) if name and name != shown]


def _years(period: Period) -> str:
    """An ISO 8601 year, or an interval of two."""
    first, last = period.first_year, period.last_year
    return str(first) if first == last else f"{first}/{last}"
