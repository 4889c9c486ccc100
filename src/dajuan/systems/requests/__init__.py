"""企业诉求 requests: what enterprises ask for, from being received to being closed, and visits to them (无事不扰、有事快办).

Here live the rules of handling as versions of data (``handling``), working days and the clock that stops (``clock``),
one request as its entries have it (``case``) and how it stands on a day (``standing``); what comes in (``intake``,
``phone_note``), masked and held against what is there already (``alike``); what may be done next, as
drafts of entries (``steps``); visits within their budget (``visits``); who is reminded (``reminders``); numbers of many
requests (``statistics``); and the requests of a ledger in hand (``book``).

A person's name and phone in full are not here and not in the ledger: pages keep them apart, where they can be deleted.
"""

PROGRAMME = "enterprise-requests"
VISITS = "enterprise-visits"
