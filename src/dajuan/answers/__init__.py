"""答卷 answers: from a plan's promises to the written answer — targets, owners, lights, forecasts, scores, the sheet.

Here live what a plan proposes (``proposals``), which indicator would measure it (``suggestions``), the life of a target
(``targets``, ``life``), how far along it ought to be (``schedule``) and how far it will get (``forecast``), what follows
from that (``lights``, ``scores``, ``board``), who is to be told (``notices/``) and the answer sheet (``sheet/``). Every
number comes from ``figures``: nothing here adds up entries of its own, and every step a target takes is an entry of the
same ledger.
"""
