"""对象簿 subjects: what every subject of every programme is by now, in a file that answers lists, boards and maps quickly.

Here live the file and how it follows the ledger (``register``, ``taking``, ``current``), a row of it (``row``), what
may be asked (``asked``) and how that becomes SQL for the present and for the past (``present``, ``past``, ``pages``),
searching (``words``), maps (``sites``), who names whom (``naming``), and the asking itself (``subjects``).
Rules of what may be recorded are the ledger's, numbers are for ``figures``. Delete the file and it is made again.
"""
