"""拿地即开工 permits: a project's way to its certificates, what it has to hand in, what was promised instead, and the hours it took.

One case as its entries have it (``case``), what its list asks and what is missing (``materials``, a file of conditions), its
hours from the deal to the certificates by office hours and by the calendar, link by link (``hours``, ``statistics``), promises
with their due dates and what a breach bars (``promises``), what may be done as drafts of entries (``issuing``,
``promising``), who is reminded (``reminders``). What texts lay down is in ``standards.permits``.
"""

CASES, PROMISES = "permit-cases", "approval-promises"
