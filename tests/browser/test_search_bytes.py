"""What the search loads, as the bench measures it."""

from tests.bench.search_bytes import bytes_in


def test_a_question_loads_little_and_the_same_again_nothing(browser, site):
    rows = {
        "": (("廉政", "廉政", "財產申報"),),
        "en/": (("integrity", "integrity", "declaration"),),
    }
    loaded = iter(bytes_in(browser, site, rows))
    for first, again, other in zip(loaded, loaded, loaded, strict=True):
        assert first.is_first and first.question in first.said
        assert 10_000 < first.bytes < 130 * 1024 and first.requests > 3
        assert (again.bytes, again.requests, again.said) == (0, 0, first.said)
        assert 0 < other.bytes < 45 * 1024
