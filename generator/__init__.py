"""The generator: from YAML to a bilingual static site.

Read at one edge (`source`), typed once (`model`), computed by pure functions
(`budgets`, `audit`, `summary`), rendered to strings (`pages`, `render`, `frame`)
and written at the other edge (`build`). A module imports only floors below it:

floor 0  problems, numerals, periods, clock   what can go wrong; printed numbers; calendars; as-of
floor 1  fields, model, vocabulary            typed fields; what a plan is; what stands beside plans
floor 2  places, language, budgets, audit     where an item stands; one language; sums; findings
floor 3  characters, document, strict_yaml,   bytes to trusted text to plain values with places;
         folders, records, references,        which files; values to records; names that must
         source, schema                       find; everything at once; schemas for editors
         summary, charts                      a plan in short; drawings
floor 4  pages, exports                       which pages and files exist, and what they show
floor 5  render, frame                        templates to strings; strings into the frame
floor 6  theme, writer, build                 MkDocs; pages to files; the map and the reduce
floor 7  checks, publish, serve               the finished tree; put live; look at it

This package exports nothing.
"""
