"""Readings, findings and comparisons → json, csv, xlsx, parquet, html, sarif, GitHub annotations, terminal text.

What lives here: one file a format, each a function from values to text or bytes. What never does: deciding anything.
"""
