"""The pages: ``listing`` (programmes, one programme's list, its export), ``board``, ``maps``, ``subject``, ``recording``
(every form), ``sheets`` (workbooks out and in), ``charts``, ``packs``."""
