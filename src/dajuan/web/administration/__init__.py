"""系统管理 administration: organisations and people, rules, calendar, notices, checkpoints, backups, health, who saw what.

``views`` has one file a group of pages; ``audit.note`` is what other folders call where evidence or an export is handed
out; ``health`` looks at the server; ``jobs`` are what takes longer than a page may.
"""
