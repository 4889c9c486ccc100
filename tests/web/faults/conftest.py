"""A busy zone on a PostgreSQL of its own that can be stopped, served for real."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.databases import PostgreSQL, fresh_database, postgresql_tools
from tests.web.busy_zone import Busy, make_busy_zone
from tests.web.serving import Server, serving

from dajuan.ledger.ledger import Ledger, ledger_of


@pytest.fixture(scope="module")
def postgresql(need) -> Iterator[PostgreSQL]:
    made = PostgreSQL(postgresql_tools(lambda: need.program("initdb")), fsync=True)
    yield made
    made.remove()


@pytest.fixture
def busy(postgresql, tmp_path) -> Busy:
    return make_busy_zone(tmp_path / "zone", database=fresh_database(postgresql.address), users=8)


@pytest.fixture
def served(busy) -> Iterator[Server]:
    with serving(busy.zone.folder, "--people", str(busy.people), "--no-jobs") as made:
        yield made


@pytest.fixture
def ledger(busy) -> Iterator[Ledger]:
    made = ledger_of(busy.zone)
    yield made
    made.store.close()
