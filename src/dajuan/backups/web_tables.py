"""The web application's tables where they are in PostgreSQL: all tables there but the ledger's, by pg_dump and pg_restore.

They change with every release, so PostgreSQL's own programs carry them: with sequences, indexes and constraints, and
into PostgreSQL only. ``pg_dump`` must be at least as new as the server.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from dajuan.backups.trouble import BackupError
from dajuan.ledger.zone import Zone

DUMP = "database/web.dump"
_LEDGER = ("entry", "log_node", "log_head", "pack", "ledger_version")
_TABLES = """
select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname = any(current_schemas(false)) and c.relname <> all(%s) order by 1
"""


def web_address(zone: Zone) -> str | None:
    """The PostgreSQL database that holds them: that of ``[web]``, else the ledger's; None where they are in a file."""
    web = zone.extra.get("web")
    told = str(web.get("database", "")) if isinstance(web, dict) else ""
    address = os.path.expandvars(told or zone.database)
    return address if address.startswith(("postgresql://", "postgres://")) else None


def tables_of(address: str) -> list[str]:
    """Their names, quoted as SQL wants them."""
    import psycopg

    try:
        with psycopg.connect(address) as connection:
            return [str(name) for (name,) in connection.execute(_TABLES, (list(_LEDGER),))]
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        raise BackupError(f"PostgreSQL 出错（{said}）", f"PostgreSQL says '{said}'") from error


def dump_tables(address: str, into: Path) -> bool:
    """All of them as of one moment; False: there are none."""
    tables = tables_of(address)
    if tables:
        named = [f"--table={table}" for table in tables]
        _run("pg_dump", address, "--format=custom", "--no-owner", "--no-privileges", f"--file={into}", *named)
    return bool(tables)


def refuse_tables(address: str) -> None:
    """Nothing is ever put over what is there."""
    if tables := tables_of(address):
        raise BackupError(
            f"数据库里已有 {tables[0]} 等 {len(tables)} 张表：只恢复到空的数据库",
            f"the database already holds {len(tables)} tables, such as {tables[0]}: only an empty one is restored into",
        )


def restore_tables(address: str, dump: Path) -> None:
    """All or none: in one transaction."""
    _run("pg_restore", address, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(dump))


def _run(program: str, address: str, *options: str) -> None:
    """The password goes by the environment: arguments are for everybody on the machine to see."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    if shutil.which(program) is None:
        raise BackupError(
            f"网页的账号、设置在 PostgreSQL 里，要用 {program}：apt-get install postgresql-client",
            f"accounts and settings of the web application are in PostgreSQL, which takes {program}:"
            " apt-get install postgresql-client",
        )
    told = conninfo_to_dict(address)
    password = told.pop("password", None)
    environment = os.environ | ({"PGPASSWORD": str(password)} if password else {})
    command = [program, f"--dbname={make_conninfo('', **told)}", "--no-password", *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        said = " ".join(done.stderr.split())[-400:]
        raise BackupError(f"{program} 没有做成：{said}", f"{program} failed: {said}")
