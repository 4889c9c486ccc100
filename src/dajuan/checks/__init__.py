"""Checks over one reading → findings. One folder a family, one file a check, its docstring is its manual page.

What lives here: judgement about one document (and, where the caller hands one in, a source of figures to hold it to).

What never does: reading files, writing files, the ledger. A check sees values and returns values.
"""
