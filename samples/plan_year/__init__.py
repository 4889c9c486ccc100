"""A plan's whole year in a made-up zone: imported in January, settled, accepted, reported month by month, reviewed,
closed. Every entry has the moment it would have had, so that the zone can be asked what was known on any day.

``python -m samples.plan_year FOLDER`` runs the plan of 2025 in ``samples/yunling-2025.docx`` by what was decided of it in
``yunling-2025-bindings.tsv`` and ``yunling-2025-decisions.tsv``. ``--plan FILE --year YEAR`` runs any other plan: it is
bound as ``dajuan`` suggests, and the rest of the year is drawn from the seed. ``--small`` has a tenth of the enterprises.

The plan may be real; the year is not: the zone is marked ``simulated`` and says so wherever it is shown.

Here live what an office decides (``decisions``), January (``settling``), how a target fares (``course``), what is
written of it (``script``), the order of it all (``agenda``) and the year's end (``closing``).
"""

from samples.plan_year.run import Made, make

__all__ = ["Made", "make"]
