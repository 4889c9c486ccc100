"""No name and no identity number of anybody stands where it must not: every file of the zone, the web application's database, a
backup, the logs, every page, export and answer of the API is searched for them. They are found where they may be: in the answer to
who handles them and asks."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from samples.systems.talent import person
from tests.systems.talent.rosters import FIRM, OTHER_FIRM, TEAM, row
from tests.web.systems.talent.conftest import ROOM, ROWS, roster

from dajuan.backups.archive import unpacked
from dajuan.backups.backup import backup
from dajuan.ledger.read import entries_between
from dajuan.systems.talent import CITY, JOBS, PEOPLE, TEAMS, TITLES
from dajuan.web.served import served
from dajuan.web.systems.talent.models import SealedIdentity

PERSONS = [part for nth in range(1, 8) for part in person(nth)]
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "unicode_escape")
NEEDLES = {part.encode(encoding) for part in PERSONS for encoding in ENCODINGS}
NEEDLES |= {number[:17].encode() for number in PERSONS if number[0].isdecimal()}
NEEDLES |= {"".join(f"&#{ord(one)};" for one in name).encode() for name in PERSONS}


def found_in(data: bytes) -> list[bytes]:
    """Whom it names; a workbook is looked through part by part."""
    parts = [data]
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = [book.read(name) for name in book.namelist()]
    return [one for part in parts for one in NEEDLES if one in part]


@pytest.fixture(autouse=True)
def logs(tmp_path) -> Iterator[Path]:
    """Everything that is logged, at its wordiest, the database's statements too."""
    path = tmp_path / "server.log"
    handler, root = logging.FileHandler(path, encoding="utf-8"), logging.getLogger()
    statements = logging.getLogger("django.db.backends")
    before = root.level, statements.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    statements.setLevel(logging.DEBUG)
    connection.force_debug_cursor = True
    yield path
    connection.force_debug_cursor = False
    root.setLevel(before[0])
    statements.setLevel(before[1])
    root.removeHandler(handler)
    handler.close()


def test_the_search_finds_what_is_there():
    name, number = person(1)
    assert found_in(f"<td>{name}</td>".encode())
    assert found_in(name.encode("gb18030"))
    assert found_in(number.encode())
    assert found_in(roster(row(1)).read())


def lives(take, as_, asks, codes) -> dict[str, bytes]:
    """All that may be done with people; the answers that hold no one."""
    keeper, api = as_("keeper"), asks("keeper")
    return {
        "again": take(*ROWS).content,
        "checked": take(row(5), check="1").content,
        "wrong": take(row(5, number=person(5).number[:-1]), row(6, kind=person(6).name, enterprise=person(6).number)).content,
        "another name": take(row(2, name=person(7).name)).content,
        "found": keeper.post(f"{ROOM}/find/", {"number": person(2).number}).content,
        "not found": keeper.post(f"{ROOM}/find/", {"number": person(7).number}).content,
        "by API": api.send("/talents/roster", key="k1", roster=roster(row(6), *ROWS)).content,
        "by API, wrong": api.send("/talents/roster", key="k2", roster=roster(row(5, number=person(5).number[:-1]))).content,
        "found by API": api.post("/talents/find", {"number": person(2).number}).content,
        "not found by API": api.post("/talents/find", {"number": person(2).number[:-1]}).content,
        "city": keeper.post(f"{ROOM}/city/", {"kind": "all", "city": "100", "on": "2025-10-01", "source": "通报"}).content,
        "ended": keeper.post(f"{ROOM}/ended/").content,
        "renewed": as_("administrator").post(f"{ROOM}/keys/renew/").content,
        "erased": keeper.post(f"{ROOM}/person/{codes[-1]}/erase/", {"why": "本人申请"}).content,
    }  # fmt: skip


def test_in_no_file_of_the_zone_no_database_no_log_no_backup_and_no_answer(take, listed, as_, asks, logs, tmp_path):
    told = lives(take, as_, asks, listed)
    assert {name for name, data in told.items() if found_in(data)} == set()
    web = connection.connection.serialize()
    folder = served().folder
    (folder / "web.sqlite").write_bytes(web)
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {path.name for path in files} >= {"ledger.sqlite", "web.sqlite", "pseudonyms.keys"}
    assert [str(path) for path, data in files.items() if found_in(data)] == []
    assert b"talent_sealedidentity" in web
    backup(served().zone, tmp_path / "all.tar.gz", persons=True)
    (tmp_path / "unpacked").mkdir()
    manifest = unpacked(tmp_path / "all.tar.gz", tmp_path / "unpacked")
    assert {"zone/web.sqlite", "zone/persons/pseudonyms.keys"} <= manifest.members.keys()
    members = [path for path in (tmp_path / "unpacked").rglob("*") if path.is_file()]
    assert len(members) == len(manifest.members)
    assert [str(path) for path in members if found_in(path.read_bytes())] == []
    logging.getLogger().handlers[-1].flush()
    said = logs.read_bytes()
    assert b"talent_sealedidentity" in said
    assert found_in(said) == []


@pytest.mark.parametrize("programme", [PEOPLE, TITLES])
def test_a_roster_sent_by_the_wrong_door_is_kept_nowhere(talent, as_, programme):
    answer = as_("keeper").post(f"/programmes/{programme}/sheets/", {"book": roster(*ROWS)})
    assert (answer.status_code, found_in(answer.content)) == (422, [])
    assert [path for path in (served().folder / "uploads").rglob("*") if path.is_file()] == []


def addresses(codes: list[str]) -> list[str]:
    own = ["", "people/", "people/?kind=young", "people.csv", "people.xlsx", "roster/", "roster.xlsx", "jobs/", "keys/", f"team/{TEAM}/",
           f"enterprise/{FIRM}/", f"enterprise/{OTHER_FIRM}/", *(f"person/{code}/" for code in codes)]  # fmt: skip
    subjects = [(PEOPLE, code) for code in codes] + [
        (TITLES, f"young.{codes[0]}"),
        (TEAMS, TEAM),
        (JOBS, "yunhe"),
        ("enterprise-register", FIRM),
    ]
    found = [f"{ROOM}/{one}" for one in own]
    for programme in (PEOPLE, TITLES, TEAMS, CITY, JOBS):
        pages = ("", "board/", "charts/", "sheets/", "template.xlsx", "export.csv", "export.xlsx")
        found += [f"/programmes/{programme}/{page}" for page in pages]
        found += [f"/api/v1/programmes/{programme}", f"/api/v1/programmes/{programme}/subjects"]
    for programme, code in subjects:
        found += [f"/programmes/{programme}/subjects/{code}/", f"/records/of/{programme}/{code}/"]
        found += [
            f"/api/v1/programmes/{programme}/subjects/{code}",
            f"/api/v1/programmes/{programme}/subjects/{code}/entries",
        ]
    found += [f"/search/?q={part}" for part in person(1)] + [f"/api/v1/talents/{code}" for code in codes]
    return [
        *found, "/public/", "/en/public/", "/board/", "/administration/audit/viewed/", "/administration/audit/changes/", "/administration/jobs/",
        "/api/v1/entries?programme=talents&limit=1000", "/api/v1/entries?programme=talent-titles&limit=1000", "/api/v1/audit/viewed",
        "/api/v1/audit/changes", "/api/v1/talents", "/api/v1/talents/counts", "/api/v1/talents/city", "/api/v1/talents/teams",
        f"/api/v1/talents/teams/{TEAM}", f"/api/v1/talents/of/{FIRM}", "/api/v1/talents/keys", "/api/v1/employment",
    ]  # fmt: skip


def test_on_no_page_in_no_export_in_no_answer_of_the_api(take, listed, as_, asks):
    lives(take, as_, asks, listed)
    opened = dict.fromkeys(
        ("keeper", "watcher", "office", "leader", "auditor", "administrator", "neighbour", "firm"), 0
    )
    for username in opened:
        client = as_(username)
        for address in addresses(listed):
            answer = client.get(address)
            data = b"".join(answer.streaming_content) if answer.streaming else answer.content
            opened[username] += answer.status_code == 200
            # What somebody typed into the search stands in the box of the page that answers, and nowhere else.
            shown = [one for one in found_in(data) if "/search/" not in address]
            assert shown == [], (username, address)
    assert opened["keeper"] > 90
    assert min(opened.values()) > 10, opened


def test_who_handles_them_is_shown_them_and_it_is_noted(listed, as_):
    answer = as_("keeper").post(f"{ROOM}/person/{listed[0]}/identity/")
    assert [part in answer.content.decode() for part in person(1)] == [True, True]
    viewed = as_("auditor").get("/api/v1/audit/viewed").json()["items"]
    assert [(one["what"], one["key"]) for one in viewed][:1] == [("identity", listed[0])]
    masked = as_("watcher").get(f"{ROOM}/person/{listed[0]}/").content.decode()
    assert (f"{person(1).name[0]}**" in masked, "显示全部" in masked) == (True, False)


@pytest.mark.parametrize(
    ("username", "status"), [("watcher", 403), ("leader", 403), ("auditor", 403), ("neighbour", 404), ("firm", 403)]
)
def test_nobody_else_is(listed, as_, username, status):
    assert as_(username).post(f"{ROOM}/person/{listed[0]}/identity/").status_code == status
    assert as_(username).post(f"/api/v1/talents/{listed[0]}/identity").status_code in {403, 404}


def test_who_is_erased_is_gone_and_the_numbers_stay(take, listed, as_):
    keeper = as_("keeper")
    before, size = keeper.get("/api/v1/talents/counts").json(), served().size()
    code = next(one["code"] for one in keeper.get("/api/v1/talents?kind=skilled").json()["items"])
    assert keeper.post(f"{ROOM}/person/{code}/erase/", {"why": ""}).status_code == 422
    assert keeper.post(f"{ROOM}/person/{code}/erase/", {"why": "本人申请"}).status_code == 302
    page = keeper.post(f"{ROOM}/person/{code}/identity/").content.decode()
    assert "按请求删除" in page
    assert keeper.get("/api/v1/talents/counts").json() == before
    assert served().size() == size
    assert code not in SealedIdentity.objects.values_list("code", flat=True)
    assert "不再登记" in take(*ROWS).content.decode()
    assert keeper.get(f"/api/v1/talents/{code}").json()["name"] == ""
    take(row(2, kind="青年人才"))
    assert keeper.get(f"/api/v1/talents/{code}").json()["name"] == f"{person(2).name[0]}**"
    assert keeper.get("/api/v1/talents/counts").json()["everybody"] == before["everybody"]


def test_the_ledger_has_codes_and_no_words_of_persons(listed):
    said = [entry for _, entry in entries_between(served().ledger) if entry.programme == PEOPLE and entry.subject]
    assert len(said) > 8
    assert {key for entry in said for key in entry.fields} == {"office"}
