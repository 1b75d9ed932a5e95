"""The search index: pages cut into passages, passages gathered in volumes, terms in an index."""
