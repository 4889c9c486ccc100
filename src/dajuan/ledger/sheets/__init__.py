"""表格 sheets: a programme's state out as a workbook to fill in, and a filled one back in as entries.

Out: ``template`` (with ``columns``, ``notes``, ``stamp``). In: ``book`` reads a file as sheets of cells and what is
marked on them, ``heads`` finds the columns, ``cells`` reads the values, ``plan`` compares with the ledger and drafts
entries, ``importing`` checks and appends all of them or none, ``rejected`` hands back the rows that were not taken.

Everything wrong is told by its cell, all of it at once. Nothing here prints, and nothing but ``importing`` writes.
"""
