"""通知 notices: from who should be told what, and why, to it having been told exactly once, as far as a channel allows.

Here live the notice itself (``notice``), the reasons for one on a day (``reasons``, pure, with the defaults of
``timing.toml``), what a zone says under ``[notices]`` (``settings``, ``contacts``), when somebody may be disturbed
(``hours``), several notices in one message (``digest``), the ways out (``channels/``), the record of what was sent
(``record``) and the sending (``sending``). A notice is no fact about a subject: none of this is in the ledger.

What became of a target is told to it (``reasons.Watched``), never looked up; a light is computed elsewhere.
"""
