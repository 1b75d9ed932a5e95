"""What machines are told, as a browser takes it: nothing refused, nothing heavy."""

import gzip
import json
from urllib.parse import urljoin

import pytest

KPI = ("agencies/hsinchu-county/2023/kpi/10-1/", "en/agencies/demo/2025-2026/kpi/5/")


@pytest.mark.parametrize("address", ["", "en/", "agencies/kinmen/2020/", *KPI])
def test_the_records_are_data_and_the_policy_refuses_nothing(visit, address):
    page = visit(address, width=1280)
    text = page.text_content('script[type="application/ld+json"]')
    assert json.loads(text)["@context"] == "https://schema.org"
    assert page.faults == []


@pytest.mark.parametrize("address", ["", "en/"])
def test_the_manifest_is_read_without_a_complaint(visit, base_url, address):
    page = visit(f"{address}agencies/kinmen/", width=1280)
    manifest = page.context.new_cdp_session(page).send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{base_url}{address}site.webmanifest"


@pytest.mark.parametrize("address", KPI)
def test_a_kpi_page_is_light_before_the_reader_touches_it(visit, base_url, site, address):
    """At most 40 KB and 6 requests. gzip stands for brotli, which is smaller still."""
    page = visit(address, width=1280)
    loaded = {entry["name"] for entry in page.evaluate("performance.getEntries()")}
    loaded = {name for name in loaded if name.startswith(base_url)}
    # The browser does not tell of these two: the drawing of the icon, and the manifest.
    loaded |= {
        urljoin(base_url + address, page.get_attribute(f"link[{which}]", "href"))
        for which in ('type="image/svg+xml"', "rel=manifest")
    }
    sizes = {}
    for name in loaded:
        file = site / name.removeprefix(base_url)
        file = file / "index.html" if file.is_dir() else file
        sizes[file.name] = len(gzip.compress(file.read_bytes(), 9))
    assert len(sizes) <= 6 and sum(sizes.values()) <= 40_000, sizes
