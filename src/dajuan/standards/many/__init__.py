"""Many enterprises at once: a rule over columns, a hundred thousand of them in a second; no line by line and no words.

:func:`~dajuan.standards.many.assess.assess_many` tells of each what ``assess`` tells of one: met, missed or not known, the score,
the class. Columns are float64; whatever comes so near to a bound that rounding could matter is reckoned exactly, by the very
measures that ``assess`` uses. Needs numpy. Not here: why, what is missing, what would have to change — ask ``assess``.
"""
