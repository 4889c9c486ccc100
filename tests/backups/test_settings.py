"""Another database in the settings of a restored zone: one line changes, every other stays as somebody wrote it."""

from __future__ import annotations

import tomllib

import pytest

from dajuan.backups.restore import with_database

WRITTEN = """# 我们的园区
[zone]
code = "yunling"
{table}
[web]
database = "web.sqlite"   # 不是这一行
"""
TABLES = {
    "with": '[ledger]\n# 台账\ndatabase = "ledger.sqlite"  # SQLite\nevidence_limit = "64MB"\n',
    "spaced": "  [ledger] # 台账\n  database='ledger.sqlite'\n",
    "without": '[ledger]\nevidence_limit = "64MB"\n',
    "none": "",
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("address", ["postgresql://u:${PGPASSWORD}@h/zone", 'a"b\\c.sqlite'])
def test_one_line_changes(table, address):
    before = WRITTEN.format(table=TABLES[table])
    after = with_database(before, address)
    told, was = tomllib.loads(after), tomllib.loads(before)
    assert told.pop("ledger") == {**was.pop("ledger", {}), "database": address}
    assert told == was
    assert set(before.splitlines()) - set(after.splitlines()) <= {
        'database = "ledger.sqlite"  # SQLite',
        "  database='ledger.sqlite'",
    }
