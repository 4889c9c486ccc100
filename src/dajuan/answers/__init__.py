"""答卷 answers: from a plan's promises to the written answer — targets, owners, lights, forecasts, scores, the sheet.

- *The plan*: what it proposes (``proposals``), what a target is (``target``, ``read``), how it is settled (``plan``,
  ``portions``, ``extension``), taken through its life (``steps``) and bound to an indicator (``binding``;
  ``suggestions`` out of ``catalogue`` and ``binding_words``).
- *How far it is*: ``measure`` asks ``year_to_date`` and what was reported; ``completion`` is the share done.
- *How far it ought to be, and what follows*: ``schedule`` and ``curves``, ``lights``, ``forecast`` and ``outlook``,
  ``course``, ``scores`` and ``scoring``, by the zone's ``rules``; ``board`` has it all on one day, ``board_rows`` says it as
  rows, ``changes`` what is otherwise than on an earlier board; ``wording`` says amounts and shares.
- *What is said of it*: who is told (``reminders``, ``notices/``), the answer sheet (``sheet/``), the ledger as what a
  report is held against (``backing``, ``tellings``, ``sheet_again``, ``promised``).

Every number comes from ``figures``: nothing here adds up entries of its own, and every step a target takes is an entry
of the same ledger.
"""
