"""备份 backups: a whole zone in one file, and out of it again, whole or not at all.

Here live what a backup says of itself (``manifest``), the file it is (``archive``: a tar, in zstd or gzip), what of a
zone goes into it (``folder``: its files, ``entries``: the log, ``databases``: other SQLite files, ``web_tables``: the
web application's tables where they are in PostgreSQL), the two services (``backup``, ``restore``) and how many backups
are kept (``rotation``).

The log goes in as its canonical entries, a line each, never as a database's file: so it can be put into either
database, and whoever has the lines can compute the root. What names another thing is read before the thing it names,
and what is named is always written first; so nobody has to stop working:

    checkpoints → accounts and notices → the log → evidence → all other files
"""
