"""Open data: one module per format. Each turns records into text; `build` writes it."""
