"""A plan as a workbook: one table of columns from which sheets are made and read back.

Knows a plan's plain values with their paths, and spreadsheets' formats. Knows no folder and edits
no file.
"""
