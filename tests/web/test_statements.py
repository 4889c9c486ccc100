"""How many statements each page asks of its databases: no more where the zone is twenty times as large.

A page that asks once a row is quick in a demonstration and slow in a zone. Where a number here has to grow, a page has
got a new question: that is for whoever changes it to say.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from tests.databases import fresh_database, server  # noqa: F401 - a fixture
from tests.web.little_zone import FIRM, TODAY, make_little_zone
from tests.web.programmes.conftest import HOUSING, PROJECTS, PROOF, SITE, draft
from tests.web.statements import counted

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.web.served import Served, serve, served

LIST, SUBJECT = f"/programmes/{HOUSING}/", f"/programmes/{HOUSING}/subjects/G-0002/"


class Most(NamedTuple):
    """Statements that a page may ask, on either database."""

    again: int
    """Nothing came since it was last asked."""
    after_an_entry: int
    """Somebody recorded something since: what follows the log takes it in first."""


PAGES: dict[str, dict[str, Most]] = {
    "office": {
        "/board/": Most(14, 19),
        "/board/?as_of=2025-08-31": Most(14, 19),
        "/board/screen/": Most(14, 19),
        "/targets/": Most(10, 14),
        "/targets/2025-001/": Most(15, 18),
        "/targets/inbox/": Most(11, 15),
        "/programmes/": Most(44, 72),
        f"{LIST}": Most(16, 44),
        f"{LIST}?stage=building&sort=-homes": Most(18, 46),
        f"{LIST}?q=云岭&f.lead-department=住房保障中心": Most(17, 45),
        f"{LIST}?as_of=2025-03-01": Most(19, 47),
        f"{LIST}board/": Most(28, 56),
        f"{LIST}board/?as_of=2025-03-01": Most(29, 57),
        f"{LIST}map/": Most(21, 49),
        f"{LIST}map.geojson": Most(12, 39),
        f"{LIST}map.geojson?as_of=2025-03-01": Most(16, 43),
        f"{LIST}charts/": Most(9, 12),
        f"{LIST}sheets/": Most(9, 10),
        f"{SUBJECT}": Most(19, 48),
        f"{SUBJECT}versions/": Most(11, 14),
        f"/programmes/enterprise-register/subjects/{FIRM}/": Most(20, 49),
        f"/records/of/enterprise-register/{FIRM}/": Most(41, 73),
        f"/records/of/enterprise-register/{FIRM}/?as_of=2025-03-01": Most(62, 94),
        "/records/entry/30/": Most(16, 17),
        f"/records/lineage/{HOUSING}/estates-delivered/2025/": Most(12, 14),
        f"/records/evidence/{PROOF[0].sha256}/": Most(21, 49),
        "/figures/": Most(10, 15),
        f"/figures/{HOUSING}/homes-delivered/": Most(13, 18),
        "/sheets/": Most(10, 12),
        "/reader/": Most(10, 11),
        "/public/": Most(4, 4),
        "/jobs/": Most(9, 10),
        f"/api/v1{LIST}subjects?limit=50": Most(13, 40),
        f"/api/v1{LIST}subjects/G-0003": Most(22, 50),
        "/api/v1/entries?limit=50": Most(9, 9),
    },
    "reporter": {
        "/board/": Most(14, 19),
        "/targets/": Most(10, 14),
        "/targets/inbox/": Most(11, 15),
        "/targets/report/": Most(9, 10),
        "/programmes/": Most(64, 92),
        f"{LIST}": Most(17, 45),
        f"{LIST}?as_of=2025-03-01": Most(19, 47),
        f"{LIST}board/": Most(27, 55),
        f"{LIST}map/": Most(23, 51),
        f"{LIST}map.geojson": Most(13, 40),
        f"/records/lineage/{HOUSING}/estates-delivered/2025/": Most(19, 49),
        f"/records/evidence/{PROOF[0].sha256}/": Most(21, 49),
        f"/api/v1{LIST}subjects?limit=50": Most(14, 41),
        "/api/v1/entries?limit=50": Most(57, 84),
    },
    "firm": {
        "/records/mine/": Most(31, 59),
        f"/programmes/enterprise-register/subjects/{FIRM}/": Most(16, 44),
        f"/records/of/enterprise-register/{FIRM}/": Most(36, 64),
        f"/api/v1/programmes/{PROJECTS}/subjects?limit=50": Most(21, 48),
    },
}


def life(n: int) -> list[Draft]:
    """A project of the firm's and an estate, each with a few entries."""
    estate, project = f"G-{n:04}", f"GP-{n:04}"
    first, later = ((date(2025, 1, 1) + timedelta(days=n % 50 + more)).isoformat() for more in (0, 1))
    whose = {"lead-department": ("住房保障中心", "经济发展局")[n % 2], "site": SITE}
    home = {"name": f"云岭{n}号院", "homes": 10 + n, "cause": "funds", "developer": f"云岭置业{n % 7}", **whose}
    work = {"name": f"云岭{n}号项目", "category": "infrastructure", "planned-total": 5000 * 10**6, **whose}
    return [
        draft(HOUSING, estate, "opened", first, fields=home),
        draft(HOUSING, estate, "moved", first, stage="listed"),
        draft(HOUSING, estate, "moved", later, stage="building", evidence=PROOF),
        draft(HOUSING, estate, "stated", later, fields={"homes": 20 + n}),
        *([draft(HOUSING, estate, "moved", later, stage="stopped")] if n % 3 == 0 else []),
        draft(PROJECTS, project, "opened", first, fields=work, links={"enterprise": f"enterprise-register/{FIRM}"}),
        draft(PROJECTS, project, "measured", "2025-08-31", fields={"invested": 10**6 * n}),
        draft(PROJECTS, project, "measured", "2025-09-30", fields={"invested": 10**6 * n}),
    ]


def live(first: int, last: int) -> None:
    append(served().ledger, [one for n in range(first, last) for one in life(n)], actor="王")


@pytest.fixture(params=["sqlite", "postgresql"])
def little(request, tmp_path, monkeypatch):
    """The little zone, on either database."""
    database = "ledger.sqlite" if request.param == "sqlite" else fresh_database(request.getfixturevalue("server"))
    make_little_zone(tmp_path / "zone", database=database)
    monkeypatch.setattr(Served, "today", lambda self: TODAY)
    serve(tmp_path / "zone")
    yield served().zone
    serve(None)


def asked(client, page: str) -> Most:
    for _ in range(2):
        assert client.get(page).status_code == 200, page
    with counted() as again:
        client.get(page)
    homes = served().subjects().one(HOUSING, "G-0001").fields["homes"]
    append(served().ledger, [draft(HOUSING, "G-0001", "stated", "2025-10-01", fields={"homes": homes + 1})], actor="王")
    with counted() as after:
        client.get(page)
    return Most(len(again), len(after))


@pytest.mark.parametrize("who", PAGES)
def test_no_page_asks_more_where_there_is_more(as_, who):
    client = as_(who)
    live(0, 6)
    small = {page: asked(client, page) for page in PAGES[who]}
    live(6, 126)
    large = {page: asked(client, page) for page in PAGES[who]}
    assert {page: (small[page], one) for page, one in large.items() if grew(small[page], one)} == {}
    assert {page: one for page, one in large.items() if grew(PAGES[who][page], one)} == {}


def test_every_database_is_heard(as_):
    client = as_("office")
    live(0, 1)
    page = f"{LIST}board/"
    client.get(page)
    append(served().ledger, [draft(HOUSING, "G-0000", "stated", "2025-10-01", fields={"homes": 1})], actor="王")
    with counted() as found:
        client.get(page)
        client.get("/board/")
    asked = "\n".join(found)
    for one in ("django_session", "from log_head", "from tally", "insert or replace into row", "from fact"):
        assert one in asked, one


def grew(before: Most, now: Most) -> bool:
    return now.again > before.again or now.after_an_entry > before.after_an_entry
