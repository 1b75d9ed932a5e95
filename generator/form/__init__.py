"""A plan as the official Word form: from records to a page, to .docx or .odt, and back to rows.

Knows plans' records and word processors' formats. Knows no folder.
"""
