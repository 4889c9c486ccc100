"""Make the zones of ``then/``: what an earlier Dajuan left behind, for :mod:`test_upgrade` to bring up to date.

Run with the code of that time, which this file only steers, once a database::

    git worktree add /tmp/then c5a1858
    cd /tmp/then
    export PYTHONPATH=/tmp/then/src:/tmp/then
    python .../tests/deploy/make_then.py ledger.sqlite .../tests/deploy/then/sqlite.tar.xz
    python .../tests/deploy/make_then.py postgresql://... .../tests/deploy/then/postgresql.tar.xz    # an empty database

Each is a ``.tar.xz`` of the zone's folder, and of the PostgreSQL one also ``dump.sql`` (``pg_dump`` 15 as plain SQL);
``then.json`` beside the folder tells what that code said of it: people, figures, lights, the log's head, rows of every
table. The people, the firms and the keys in it are made up and used nowhere else.

c5a1858 is where all pages for people worked (documents, targets, programmes, figures, answer sheets, the public page) and
before accounts had second factors, handed-out passwords and a record of changes, before the administration and the API:
so there is something to migrate. When to add another: CONTRIBUTING.md.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.proofs import signed_checkpoint
from dajuan.ledger.zone import Zone, make_zone

PASSWORD = "yun-ling-2025-10"
"""Of people who do not exist."""
TODAY = "2025-10-15"
ON = ("targets", "housing-delivery", "investment-projects", "enterprise-register")
BESIDE = (".sqlite-wal", ".sqlite-shm", ".sqlite-turn", ".lock")
NOTES = "# 云岭高新区2025年工作小结\n\n2025年，交付保交楼项目3个，风电装机规模5万千瓦时。\n"


def main(address: str, to: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="then-") as folder:
        work = Path(folder)
        zone = _zone(work / "zone", address)
        told = _lived_in(zone)
        if "://" in address:
            (work / "dump.sql").write_text(_dump(address), "utf-8")
        else:
            _settled(zone.folder)
        (work / "then.json").write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
        _packed(work, to, address)


def _zone(folder: Path, address: str) -> Zone:
    """The little zone of that time's tests, on this database."""
    made = make_zone(folder, name="云岭高新区", code="yunling", on=ON, database=address, simulated=True)
    os.environ |= {"DAJUAN_ZONE": str(folder), "DJANGO_SETTINGS_MODULE": "dajuan.web.settings"}
    import django

    django.setup()
    from tests.answers import life
    from tests.web import little_zone

    little_zone.make_zone = lambda folder, **_: made  # type: ignore[attr-defined]
    zone = little_zone.make_little_zone(folder)
    ledger = ledger_of(zone)
    life.state(ledger, "交付“保交楼”项目", "2025-01-20", life.OFFICE, indicator="housing-delivery/estates-delivered")
    life.state(ledger, "新建口袋公园", "2025-09-30", "住房保障中心 王", reported="1个", doing="选址还没有定")
    life.state(ledger, "打通断头路", "2025-09-30", "住房保障中心 王", reported="99条")
    with ledger.store.reading() as reader:
        note = signed_checkpoint(reader, zone.origin, zone.signer())
    ledger.store.close()
    (zone.checkpoints / f"{TODAY}.note").write_text(note, "utf-8")
    return zone


def _lived_in(zone: Zone) -> dict[str, Any]:
    """Its people at work on every page that makes something; what the code says of it in the end."""
    from django.core.management import call_command
    from django.test.utils import setup_test_environment
    from tests.web.little_zone import make_people

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    setup_test_environment()
    for one in make_people().values():
        one.set_password(PASSWORD)
        one.save()
    _at_work(zone)
    return _said(zone)


def _at_work(zone: Zone) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from dajuan.web.people.models import Grant, Organisation, Person
    from dajuan.web.reader.models import Document
    from dajuan.web.sheets.models import Version

    root = Organisation.objects.get(parent=None)
    Grant.objects.create(person=Person.objects.get(username="office"), role="report", organisation=root)
    office, leader = Client(), Client()
    for client, username in ((office, "office"), (leader, "leader")):
        assert client.post("/sign-in/", {"username": username, "password": PASSWORD}).status_code == 302, username

    def send(address: str, /, client: Client = office, **told: Any) -> None:
        answer = client.post(address, told)
        assert answer.status_code == 302, (
            address,
            answer.status_code,
            answer.content.decode().partition("<main")[2][:2000],
        )

    send("/reader/", file=SimpleUploadedFile("小结.md", NOTES.encode()))
    send("/sheets/", year=2025, as_of="2025-09-30", style="plain", note="三季度")
    _work_off(zone)
    version = Version.objects.get()
    send(f"/sheets/{version.pk}/sign/")
    send(f"/sheets/{version.pk}/sign/", client=leader, note="同意")
    send(f"/sheets/{version.pk}/publish/", client=leader)
    send("/public/manage/", client=leader, year=2025, as_of="2025-09-30", note="三季度公开")
    send("/figures/views/keep/", name="交付的", address="/programmes/housing-delivery/?stage=delivered", shared="on")
    send("/targets/2025-010/remarks/", key="k" * 20, text="@管委会 周 请看这一项")
    book = office.get("/programmes/housing-delivery/sheets/template.xlsx").content
    send("/programmes/housing-delivery/sheets/", book=SimpleUploadedFile("保交楼.xlsx", book))
    later = Document.objects.count()
    send("/reader/", file=SimpleUploadedFile("待读.md", NOTES.replace("3个", "4个").encode()))
    assert Document.objects.count() == later + 1, "one that waits to be read"


def _work_off(zone: Zone) -> None:
    """Have the worker do what waits."""
    from dajuan.web.jobs.models import Job

    worker = subprocess.Popen([sys.executable, "-m", "dajuan", "worker", "--zone", str(zone.folder)])
    try:
        while not all(one.is_over for one in Job.objects.all()):
            assert worker.poll() is None
            time.sleep(0.2)
    finally:
        worker.terminate()
        worker.wait()
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def _said(zone: Zone) -> dict[str, Any]:
    from datetime import date

    from django.apps import apps

    from dajuan.figures.period import period_of
    from dajuan.web.figures.asking import catalogue
    from dajuan.web.moment import Moment
    from dajuan.web.people.models import Person
    from dajuan.web.served import served

    here, moment = served(), Moment(as_of=date.fromisoformat(TODAY))
    with here.ledger.store.reading() as reader:
        head = reader.head()
    lines = catalogue(list(here.programmes.values()), period_of("2025"), moment, {})
    told = {
        "size": head.size,
        "root": head.edge.root().hex(),
        "checkpoint": (zone.checkpoints / f"{TODAY}.note").read_text("utf-8"),
        "figures": {
            f"{one.programme.code}/{one.indicator.key}": str(one.figure.value)
            for one in lines
            if one.figure is not None and one.figure.value is not None
        },
        "lights": {one.target.code: one.light.colour for one in here.board(2025, moment).standings},
        "people": {
            one.username: {
                "actor": one.actor,
                "roles": sorted(f"{each.role}@{each.organisation.name}" for each in one.grants.all()),
            }
            for one in Person.objects.all()
        },
        "rows": {one._meta.db_table: one._default_manager.count() for one in apps.get_models()},
    }
    here.close()
    return told


def _dump(address: str) -> str:
    """Without the lines that only a psql as new as the tool understands."""
    told = subprocess.run(["pg_dump", "--no-owner", "--no-privileges", address], check=True, capture_output=True)
    return "".join(
        one for one in told.stdout.decode().splitlines(True) if not one.startswith(("\\restrict", "\\unrestrict"))
    )


def _settled(folder: Path) -> None:
    """Nothing left beside the databases."""
    import sqlite3

    for path in folder.glob("*.sqlite"):
        with sqlite3.connect(path) as database:
            database.execute("pragma wal_checkpoint(truncate)")
        database.close()


def _packed(work: Path, to: Path, address: str) -> None:
    """Without what is made again from the rest and the answer sheet as Word and PDF, which is large; settings name no
    server that is gone."""
    for name in ("derived", "static"):
        shutil.rmtree(work / "zone" / name, ignore_errors=True)
    settings = work / "zone" / "dajuan.toml"
    if "://" in address:
        assert address in settings.read_text("utf-8")
        settings.write_text(settings.read_text("utf-8").replace(address, "postgresql://${THEN}"), "utf-8")
    to.parent.mkdir(exist_ok=True)
    data = BytesIO()
    with tarfile.open(fileobj=data, mode="w:xz", preset=9) as packed:
        for path in sorted(work.rglob("*")):
            if path.is_file() and not _is_printed(path) and not path.name.endswith(BESIDE):
                packed.add(path, str(path.relative_to(work)))
    to.write_bytes(data.getvalue())
    print(f"{to}: {to.stat().st_size:,} bytes")


def _is_printed(path: Path) -> bool:
    """An answer sheet as Word or PDF."""
    return "sheets" in path.parts and path.read_bytes()[:1] != b"<"


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve())
