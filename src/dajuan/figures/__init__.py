"""指标数 figures: what an indicator is, for a period, split, as of a day, as known at a moment, and from which entries.

Here live periods (``period``), the columnar copy that follows the ledger (``columns``, ``copy``), which entries count
(``counted``, and ``recount`` for new ones), the SQL that a definition compiles to (``sql``, ``dialect``) with the
engines that run it (``duck``, ``postgres``), the arithmetic over those answers (``series``), what is not computed twice
(``kept`` answers, ``computed`` values), and the asking (``ask``, ``trace``). Past one zone there is the export
(``export``, ``manifest``), read back (``zones``) and asked as one log (``zones_engine``, on ``zones_duck`` or ``spark``).
Nothing here is a truth of its own: delete ``derived/`` and it is made again, byte for byte.
"""
