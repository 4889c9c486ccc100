"""Two readings → each promise of the first with its answer in the second, and a verdict.

What lives here: pairing promise and answer by indicator, unit, scope and wording; met, partly, missed, not answered,
cannot be compared. What never does: reading files, the ledger (``answers`` will put a ledger on either side).
"""
