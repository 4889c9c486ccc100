"""活动与出访 events and missions: what each brought in, counted once; orders; follow-ups that are due.

Here live events with what they claim (``events``), projects as the ledger signed them (``projects``), to which event a project
is credited and why (``credit``), the entries that say so (``record``), what an event or all of them brought in (``brought``), and
what wants a look (``doubts``). Pages are ``web.systems.events``.
"""
