"""The search index: pages cut into passages, words made exact, Pagefind run over them."""
