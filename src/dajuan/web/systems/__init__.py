"""系统的页面: the pages of ``dajuan.systems``, a folder (a Django app) each.

``enterprises.toml`` and ``territory.toml`` list them, one page of the navigation each.

A folder has ``urls.py`` (``app_name`` is the folder's name), ``views.py`` or ``views/``, ``templates/<folder>/``, and
``operations.py`` with the ``router`` of its API. Arithmetic and rules are not here.
"""
