"""The pages over a million entries, 300 targets and 50,000 subjects, each beside the floor for a page of that kind.

    .venv/bin/python bench/pages.py [--entries 1000000] [--targets 300] [--zone DIR] [--rounds 15]

Page and floor are asked turn by turn in one process, with the same person signed in; told are the medians of the CPU
time of a request, and their ratio (goal: 2 at most). A floor has as many rows, cards or features as the page has. A first request of each is made before and told apart: it is what
whoever comes first after a start waits for. ``--zone``: a zone made by an earlier run with ``--keep``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

from board import bindings, plan
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import SETTINGS, Zone, zone_at
from dajuan.subjects.asked import Filter
from dajuan.subjects.subjects import Subjects
from figures_log import make_log

GOAL = 2.0
PROJECTS = "investment-projects"
MOMENT = "as_of=2024-11-30"


class Asked(NamedTuple):
    what: str
    address: str
    floor: str
    """Its address, but for how many rows it has."""
    rows: int | bytes
    """So many, or as often as this stands in the page."""


def pages(subject: str, deep: str) -> list[Asked]:
    projects = f"/programmes/{PROJECTS}"
    row, card, feature, entry = b"<tr", b'<article class="stage-card"', b'"type":"Feature"', b'<li id="e-'
    return [
        Asked("board", f"/board/?year=2024&{MOMENT}", "dashboard", 300),
        Asked("targets", f"/targets/?year=2024&{MOMENT}", "dashboard", 300),
        Asked("one target", f"/targets/2024-001/?{MOMENT}", "list/8", row),
        Asked("list, first page", f"{projects}/", "list/8", 50),
        Asked("list, deep page", f"{projects}/{deep}", "list/8", 50),
        Asked("list, one stage", f"{projects}/?stage=building", "list/8", 50),
        Asked("stage board", f"{projects}/board/", "list/8", card),
        Asked("subject", f"{projects}/subjects/{subject}/", "list/8", entry),
        Asked("map", f"{projects}/map/", "list/2", row),
        Asked("map, features", f"{projects}/map.geojson", "features", feature),
        Asked("map, a window", f"{projects}/map.geojson?bbox=113.4,34.4,113.6,34.6", "features", feature),
        Asked("figures", "/figures/?programme=investment-projects&period=2024", "list/8", row),
        Asked("API, list", f"/api/v1/programmes/{PROJECTS}/subjects?limit=50", "items", 50),
    ]


def made(folder: Path, entries: int, targets: int) -> None:
    make_log(folder, entries).store.close()
    settings = folder / SETTINGS
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"on = \[", 'on = [\n  "targets",', text), encoding="utf-8")
    zone = zone_at(folder)
    ledger = ledger_of(zone)
    put_on_map(ledger, zone)
    engine = DuckEngine(ledger.store, zone.derived)
    plan(ledger, bindings(ledger, engine), targets)
    engine.close()
    ledger.store.close()


def put_on_map(ledger: Ledger, zone: Zone) -> None:
    """Every project somewhere: the made-up log has none of them on the map."""
    rng, subjects, after = random.Random(5), Subjects(ledger, zone.derived), None
    subjects.follow()
    while True:
        page = subjects.page(PROJECTS, limit=1000, after=after)
        drafts = [_site(row.code, 113 + rng.random(), 34 + rng.random()) for row in page.rows]
        append(ledger, drafts, actor="填报员01")
        if (after := page.next) is None:
            break
    subjects.close()


def _site(code: str, east: float, north: float) -> Draft:
    point = json.dumps({"type": "Point", "coordinates": [round(east, 6), round(north, 6)]}, separators=(",", ":"))
    on = date(2024, 1, 20)
    return Draft(programme=PROJECTS, subject=code, kind="stated", effective_on=on, fields={"site": point})


def client_of(folder: Path) -> Any:
    """A client signed in as a leader, who sees everything."""
    os.environ |= {"DAJUAN_ZONE": str(folder), "DJANGO_SETTINGS_MODULE": "dajuan.web.settings"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from dajuan.web.people.models import Grant, Organisation, Person

    setup_test_environment()
    settings.ROOT_URLCONF = "floor_pages"
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    root, _ = Organisation.objects.get_or_create(name="云岭高新区")
    person = Person.objects.filter(username="leader").first() or Person.objects.create_user(
        "leader", None, name="沈", organisation=root
    )
    for role in ("lead", "see", "audit"):
        Grant.objects.get_or_create(person=person, role=role, organisation=root)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def cost(client: Any, address: str) -> tuple[float, float]:
    """CPU and clock of one request, in milliseconds."""
    cpu, clock = process_time(), perf_counter()
    answer = client.get(address)
    _ = b"".join(answer.streaming_content) if answer.streaming else answer.content
    spent = (process_time() - cpu) * 1e3, (perf_counter() - clock) * 1e3
    if answer.status_code != 200:
        sys.exit(f"{address}: {answer.status_code}\n{answer.content[:2000].decode(errors='replace')}")
    return spent


def measure(client: Any, rounds: int) -> int:
    from dajuan.web.served import served

    # One that has been a while on its way: with fifty entries or so.
    [first] = served().subjects().page(PROJECTS, limit=1, where=Filter(stages=("producing",))).rows
    missed = 0
    print(f"{'page':18} {'first':>9} {'page':>9} {'floor':>9} {'ratio':>6} {'rows':>6}   (ms; first: by the clock)")
    for one in pages(first.code, _deep()):
        _, waited = cost(client, one.address)
        rows = one.rows if isinstance(one.rows, int) else client.get(one.address).content.count(one.rows)
        floor = f"/floor/{one.floor}/{rows}/"
        cost(client, floor)
        spent = [(cost(client, one.address)[0], cost(client, floor)[0]) for _ in range(rounds)]
        page, least = (statistics.median(column) for column in zip(*spent, strict=True))
        missed += page > GOAL * least
        print(f"{one.what:18} {waited:9.1f} {page:9.1f} {least:9.1f} {page / least:6.2f} {rows:6}{'' if page <= GOAL * least else '   over'}", flush=True)  # fmt: skip
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    return int(missed > 0)


def _deep() -> str:
    """The address of a page from the middle of the list."""
    from dajuan.web.served import served

    rows = served().subjects().page(PROJECTS, limit=1000)
    for _ in range(5):
        if rows.next is None:
            break
        rows = served().subjects().page(PROJECTS, limit=1000, after=rows.next)
    return f"?after={rows.next}" if rows.next else ""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--entries", type=int, default=1_000_000)
    options.add_argument("--targets", type=int, default=300)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--zone", type=Path, help="a zone of an earlier run")
    options.add_argument("--keep", type=Path, help="make the zone here and leave it")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="dajuan-pages-") as place:
        folder = (given.zone or given.keep or Path(place) / "zone").resolve()
        if not given.zone:
            made(folder, given.entries, given.targets)
        client = client_of(folder)
        import floor_pages

        floor_pages.make(Path(place) / "floor.sqlite", given.entries)
        return measure(client, given.rounds)


if __name__ == "__main__":
    sys.exit(main())
