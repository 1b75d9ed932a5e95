"""Ways in beside the data files themselves; one module per format."""
