"""How quick the API is: a page of 50 subjects held against a bare ninja list of the same 50 rows, turn by turn.

    python bench/api.py [--subjects 5000] [--rounds 40]

The floor does nothing but answer: the same rows ready in hand, validated and written out by ninja as ``list[Schema]``,
behind the same server code, with no sign-in, no rights, no query. What is told is CPU time of this process per request.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def make_zone(folder: Path, subjects: int) -> None:
    from dajuan.ledger.append import append
    from dajuan.ledger.entry import Draft
    from dajuan.ledger.ledger import ledger_of
    from dajuan.ledger.zone import make_zone as make

    zone = make(folder, name="云岭高新区", code="yunling", on=("housing-delivery",), simulated=True)
    ledger = ledger_of(zone)
    drafts = []
    for number in range(subjects):
        code = f"E-{number:06}"
        fields = {"name": f"云岭{number}号", "developer": "云岭置业", "homes": 100 + number % 900}
        shared = {"programme": "housing-delivery", "subject": code, "effective_on": date(2025, 1, 1 + number % 28)}
        drafts.append(Draft(**shared, kind="opened", fields=fields))
        drafts.append(Draft(**shared, kind="moved", stage="listed"))
    append(ledger, drafts, actor="住建局 测", now=datetime(2025, 6, 1, tzinfo=UTC))
    ledger.store.close()


def bare(rows: list[dict[str, Any]]) -> Any:
    """A view of ninja's that answers with these rows."""
    from ninja import NinjaAPI

    from dajuan.web.api.shapes.programmes import Subject

    api = NinjaAPI(urls_namespace="bare", docs_url=None, openapi_url=None)

    @api.get("/rows", response=list[Subject])
    def listed(request: Any) -> list[dict[str, Any]]:
        return rows

    return next(one.callback for one in api.urls[0] if getattr(one, "name", "") == "listed")


def per_request(ask: Any, times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        assert ask().status_code == 200
    return (time.process_time() - start) / times * 1000


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--subjects", type=int, default=5000)
    options.add_argument("--rounds", type=int, default=40)
    asked = options.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        make_zone(folder / "zone", asked.subjects)
        os.environ |= {"DAJUAN_ZONE": str(folder / "zone"), "DJANGO_SETTINGS_MODULE": "dajuan.web.settings"}
        measure(asked.rounds)
    finally:
        shutil.rmtree(folder)


def measure(rounds: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client, RequestFactory

    from dajuan.web.access.roles import Action
    from dajuan.web.api.tokens import make_token
    from dajuan.web.people.models import Grant, Organisation, Person
    from dajuan.web.served import served

    call_command("migrate", verbosity=0)
    root = Organisation.objects.create(name="云岭高新区")
    person = Person.objects.create_user("office", None, name="何", organisation=root)
    Grant.objects.create(person=person, role="lead", organisation=root)
    _, secret = make_token(person, name="bench", scopes=tuple(Action), days=1)
    object.__setattr__(served().options, "api_per_minute", 10**9)
    client, headers = Client(headers={"host": "localhost"}), {"authorization": f"Bearer {secret}"}

    def ours(path: str) -> Any:
        return lambda: client.get(f"/api/v1{path}", headers=headers)

    listed = "/programmes/housing-delivery/subjects?limit=50"
    rows = ours(listed)().json()["items"]
    view, factory = bare(rows), RequestFactory()
    last = f"E-{len(rows) - 1:06}"
    asks = {
        "bare ninja list": lambda: view(factory.get("/rows")),
        "50 subjects": ours(listed),
        "50 subjects, filtered and sorted": ours(f"{listed}&f.homes.from=300&sort=-homes"),
        "one subject": ours(f"/programmes/housing-delivery/subjects/{last}"),
        "50 entries": ours("/entries?limit=50"),
        "the zone": ours("/zone"),
    }
    found: dict[str, list[float]] = {name: [] for name in asks}
    for ask in asks.values():
        per_request(ask, 5)
    for _ in range(rounds):
        for name, ask in asks.items():
            found[name].append(per_request(ask, 5))
    floor = statistics.median(found["bare ninja list"])
    for name, some in found.items():
        middle = statistics.median(some)
        print(f"{name:<36} {middle:7.2f} ms CPU   {1000 / middle:6.0f} /s   {floor / middle:5.2f} of the bare list")


if __name__ == "__main__":
    main()
