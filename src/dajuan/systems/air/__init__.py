"""空气与水 air: hours of stations come in as files, days go into the ledger, and the year is looked at.

``exports`` reads a station's file, ``doubts`` asks about values that cannot be or look frozen (``doubts.toml``, ``settings``); ``lake`` keeps the hours as Parquet by month, outside the ledger; ``results`` makes days of them by ``standards.air``;
``rolling`` says what the ledger is to hold of an area's days, with the file as evidence; ``taking`` is the whole way of one file.
``year`` is the count so far and the break of 1 March 2026, ``outlook`` the chance of a target from years that have been.
``stations`` are the rows of the packs. ``water``: sections with their classes, which are taken as published.
"""
