"""A folder of documents → one table, on all cores or a Ray cluster, resumable after a kill.

What lives here: listing the work, sharing it out, keeping finished parts, joining them in order. What never does:
reading a document itself; it calls :func:`dajuan.read`.
"""
