"""The web application: pages, API, jobs and sign-in over the rooms below. It holds no rule of the domain and no SQL.

Each folder is one kind of page and a Django app with the same files by the same names: ``urls``, ``views``, ``forms``,
``models`` where it owns tables, ``templates/<folder>/``. Beside them: what is served (``served``), how it is set up
(``options``, ``settings``), which day and which knowledge a page shows (``moment``), words in two languages (``words``).
"""
