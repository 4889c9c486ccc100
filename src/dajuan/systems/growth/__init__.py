"""中小企业成长指数 growth: the zone's SMEs scored by a composite index whose scheme the zone edits.

Here live our scheme to begin with (``schemes/``), schemes as the ledger has them (``schemes``, ``changes``), facts of the
register by year (``register``), a run over them and the table of its results (``run``, ``results``, ``record``), which choices
move its ranks (``sensitivity``), one firm's score taken apart (``firm``), and who is proposed for a certificate
(``certificates``).

A run is a subject of the ledger with the scheme's version, the year, the day and the size of the log that it used: done again
it gives the same bytes. Firms' scores are its evidence, one table: nobody stated them, they follow from what was stated, and
ten thousand of them a run would drown the entries that people wrote. A certificate is a decision of people, and an entry.

How an index is computed is ``indices``'; pages are ``web.systems.growth``.
"""
