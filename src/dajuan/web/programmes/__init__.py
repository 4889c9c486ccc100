"""事项台账 programmes: the pages of every programme, made from its pack; none of them knows a programme by name.

``columns`` and ``asking`` say what a list shows and what its address asks for, ``cells`` how a value reads; ``blanks``
makes the blanks of a form out of fields and ``drafting`` makes entries of what was typed into them; ``history`` and
``comparing`` tell a subject's life; ``uploads`` takes workbooks in; ``pack_files`` keeps the zone's own packs.
The pages themselves are in ``views/``. What may be recorded is judged by the ledger, by whom in ``web/access``.
"""
