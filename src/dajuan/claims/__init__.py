"""``Document`` → claims (what, how much, by when, promised or reported) and commitments (promises with no number).

What lives here: reading a document's flow into a :class:`Reading`, and telling how near two indicator phrases are.

What never does: judgement. Whether a claim holds, or a promise was kept, is for ``checks`` and ``comparison``.
"""
