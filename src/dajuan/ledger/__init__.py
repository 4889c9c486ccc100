"""台账 the ledger: what happened to each subject, appended and never changed, with its evidence, provably unaltered.

Here live the entry and its canonical bytes (``entry``), the Merkle tree over them (``merkle``, ``proofs``,
``checkpoint``, ``note``), where they are kept (``store/``), what a subject is by now (``state``), what may be appended
(``rules``, ``bounds``, ``append``), what can be asked (``read``), the files that prove it (``evidence``), the audit (``audit``) and
a zone's folder (``zone``), and the reading of rules that it writes there (``key_reader``). Figures are no part of it: they ask the
ledger, never the other way round.
"""
