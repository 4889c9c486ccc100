"""人才与就业 talent: who was recognised as what, each person once, and jobs by month, nobody in person.

Here live pseudonyms and the keys that they are made with (``pseudonyms``), who somebody is (``identity``), a roster as it was
sent (``roster``) and what of it is new (``taking``), the people of a ledger (``people``) and their numbers (``counts``), their share of the
city's (``city``), titles that end (``ending``), and jobs against the year's target (``jobs``).

A person's name and identity number are not in the ledger, not even masked: it can forget nothing. Pages keep them sealed
in a table of their own, where they can be deleted.
"""

PEOPLE, TITLES, TEAMS = "talents", "talent-titles", "talent-teams"
CITY, JOBS = "talent-city", "employment"
PERSONS = "persons"
"""The folder in a zone's folder where the keys of pseudonyms lie."""
