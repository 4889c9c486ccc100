"""A made-up zone's years, as the Excel files that its departments would hand in each month: some 20,000 entries in the
first year, some 7,000 in each that follows.

Estates that were stalled are delivered and struck off, projects are signed, started and built, enterprises are on the
register. Everything is drawn from one seed: the same files every time. None of it is true.

``python -m samples.year FOLDER`` writes the files of 2024: a folder a month, in it the workbooks and the evidence they
name. A workbook names a subject once, so what happens twice to one in a month comes in a second workbook.
``python -m samples.year FOLDER --zone ZONE`` also makes a zone of them, as if each month had come in on the third of the
next, looked through by a second person, with a checkpoint signed each time. ``--years 2`` lets the same lives go on.

Here live the lives (``enterprises``, ``projects``, ``estates``), how much there is of everything (``scale``), the files
(``workbooks``) and their way into a zone (``zone``). What becomes of a plan in such a zone is ``samples.plan_year``.
"""

from samples.year.simulate import months, year
from samples.year.workbooks import write_month
from samples.year.zone import run_year

__all__ = ["months", "run_year", "write_month", "year"]
