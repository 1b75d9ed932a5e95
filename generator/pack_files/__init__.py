"""A pack's document as files. This package exports nothing."""
