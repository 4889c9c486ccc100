"""后台任务 jobs: what takes longer than a page may (reading, imports, exports, answer sheets, notices, backups).

A folder declares its kinds in ``jobs.py`` with :func:`~dajuan.web.jobs.kinds.job`; a page starts one with
:func:`~dajuan.web.jobs.start.start` and sends the reader to its page, which shows how far it is and can stop it. A worker
(``dajuan worker``) does them; one that dies leaves its job to the next.
"""
