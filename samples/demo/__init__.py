"""The zone that the web application's demonstration opens: alive on the day it is made.

``python -m samples.demo FOLDER [--today DATE] [--small]`` makes, in FOLDER,

``zone/``         the zone: a register of three years, the plan of last year closed, the plan of this year under way,
                  up to the evening before ``--today`` (left out: today in Shanghai) and no entry later
``documents/``    last year's document, this year's plan, its draft with defects to be found, two workbooks to import
``files/``        what was handed in, month by month, as it came
``people.toml``   the organisations as a tree, and the people who wrote the entries, with their roles
``zone.geojson``  the zone's outline and its street offices

Until the first reports of a new year are in and reviewed (10 February) last year's plan is the one that is shown, with
its closing in January: a board of a plan that nobody has reported on shows nothing. "This year" is the plan's. The same
seed and the same day give the same entries. Nothing of it is true, and the map lies where no such zone is.

Here live the documents moved to any year (``years``, ``documents``), the ground and what stands on it (``ground``,
``placing``), what lies on desks today (``desk``), who is who (``organisations.tsv``, ``people``), the workbooks
(``workbooks``), and the whole year with the time of each part (``whole_year``, ``stopwatch``). How a plan's year goes is
``samples.plan_year``; what comes in each month, ``samples.year``.
"""

from samples.demo.make import Demo, make

__all__ = ["Demo", "make"]
