"""来历与佐证 records: from a number to its proof — the entries behind it, each entry as it is in the log, the files that
came with it — and everything known of one subject across programmes.

What is not in a viewer's reach is counted and never shown; asked for by its address it is not there. Here live lineages
(``lineages``), entries (``entries``), files (``files``) and subjects (``subjects``); what counts and what is proven is
settled in ``ledger`` and ``figures``.
"""
