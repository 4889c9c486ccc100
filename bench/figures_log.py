"""A made-up zone's log for bench/figures.py: three packs, fifteen months and more, written straight into a store.

A million entries are about 50,000 subjects: 31,000 enterprises with yearly and quarterly levels, 15,500 projects with
monthly flows, 4,000 estates. One entry in fifty is corrected later, one in two hundred withdrawn; two thirds are
verified by a second person, most of them a stretch at a time, some one by one. The rules of ``ledger.append`` are not
asked: this is how a log of that size is there within a minute or so.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Entry, canonical, leaf_hash, timestamp
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.merkle import Edge, Node
from dajuan.ledger.store import Head, Writer
from dajuan.ledger.zone import make_zone

ON = ("housing-delivery", "investment-projects", "enterprise-register")
PEOPLE = [f"填报员{n:02}" for n in range(60)]
REVIEWERS = [f"审核员{n:02}" for n in range(12)]
BEGIN, END = date(2023, 1, 1), date(2024, 12, 31)
_CHUNK, _WAVE = 20_000, 1_000_000
"""Entries written at a time, and entries whose subjects are made up at a time: beyond that, the next are of others."""
_PER_MILLION = {"enterprise-register": 31_000, "investment-projects": 15_500, "housing-delivery": 4_000}
_STRETCH = 400
"""Entries that a reviewer passes at a time."""


class Fact(NamedTuple):
    """What somebody will record on a day."""

    recorded: date
    draft: dict[str, object]


def make_log(folder: Path, entries: int, seed: int = 7) -> Ledger:
    """A zone with so many entries, by one seed always the same but for the keys of its log."""
    ledger = ledger_of(make_zone(folder, name="云岭高新区", code="yunling", on=ON, database="ledger.sqlite"))
    first = datetime(2023, 1, 1, 1, tzinfo=UTC)
    for code in ON:  # The real way in once for each pack, so that the log says which version it is.
        append(ledger, [Draft(programme=code, **_opening(code))], actor="填报员00", now=first)  # type: ignore[arg-type]
    with ledger.store.writing() as writer:
        for wave, stop in enumerate(range(min(entries, _WAVE), entries + _WAVE, _WAVE)):
            _fill(writer, min(stop, entries), wave, random.Random(seed + wave))
    return ledger


def _opening(code: str) -> dict[str, object]:
    fields = {
        "housing-delivery": {"name": "云岭一号", "developer": "云岭置业"},
        "investment-projects": {"name": "云岭项目", "category": "livelihood", "planned-total": 100_000_000_00},
        "enterprise-register": {"name": "云岭企业", "industry": "industry"},
    }[code]
    on = {"enterprise-register": "914403001922038216"}.get(code, "X-0000000")
    return {"subject": on, "kind": "opened", "effective_on": BEGIN, "fields": fields}


def _fill(writer: Writer, entries: int, wave: int, rng: random.Random) -> None:
    head = writer.head()
    edge, stamp = Edge(head.size, head.edge.hashes), head.recorded_at
    rows: list[tuple[int, bytes, bytes]] = []
    nodes: list[Node] = []
    for draft, day in islice(_drafts(entries - wave * _WAVE, wave, rng, head.size), entries - head.size):
        seq = edge.size
        moment = datetime(day.year, day.month, day.day, 2, tzinfo=UTC) + timedelta(microseconds=seq)
        stamp = max(stamp, timestamp(moment))
        data = canonical(Entry(**draft, version=1, recorded_at=stamp))  # type: ignore[arg-type]
        leaf = leaf_hash(data)
        nodes += edge.append(leaf)
        rows.append((seq, data, leaf))
        if len(rows) == _CHUNK:
            writer.append(rows, nodes, Head(edge, stamp))
            rows, nodes = [], []
    writer.append(rows, nodes, Head(edge, stamp))


def _drafts(entries: int, wave: int, rng: random.Random, start: int) -> Iterator[tuple[dict[str, object], date]]:
    """Entries in the order in which they are recorded, with what others say of them later."""
    facts = sorted(
        (
            fact
            for code, many in _PER_MILLION.items()
            for n in range(1, many * entries // _WAVE + 2)
            for fact in _life(rng, code, wave * (many + 2) + n)
        ),
        key=lambda fact: fact.recorded,
    )
    later: list[tuple[int, int, dict[str, object]]] = []
    order, seq, passed = count(), start, start
    day = BEGIN
    for fact in _endless(facts):
        day = max(day, min(fact.recorded, END + timedelta(days=30)))
        while later and later[0][0] <= seq:
            yield heappop(later)[2] | {"effective_on": day}, day
            seq += 1
        draft = fact.draft
        yield draft, day
        chance = rng.random()
        due = seq + rng.randrange(50, 3_000)
        if chance < 0.02 and draft["kind"] in {"stated", "measured"}:
            heappush(later, (due, next(order), _corrected(draft, seq, rng) | {"actor": rng.choice(PEOPLE)}))
        elif chance < 0.025 and draft["kind"] != "opened":
            heappush(later, (due, next(order), _about(draft, "withdrawn", seq, seq, rng.choice(PEOPLE))))
        elif chance < 0.16:
            heappush(later, (due, next(order), _about(draft, "verified", seq, seq, rng.choice(REVIEWERS))))
        seq += 1
        if seq - passed >= _STRETCH:
            if rng.random() < 0.6:
                for code in ON:
                    wide = {"programme": code, "subject": ""}
                    yield _about(wide, "verified", passed, seq - 1, rng.choice(REVIEWERS)) | {"effective_on": day}, day
                    seq += 1
            passed = seq


def _endless(facts: list[Fact]) -> Iterator[Fact]:
    """The lives, and then more levels of enterprises, so that there is always a next entry."""
    yield from facts
    while True:
        yield from (fact for fact in facts if fact.draft["kind"] in {"measured", "stated"})


def _about(draft: dict[str, object], kind: str, first: int, last: int, actor: str) -> dict[str, object]:
    head = {name: draft[name] for name in ("programme", "subject")}
    return {**head, "kind": kind, "about": (first, last), "actor": actor}


def _corrected(draft: dict[str, object], seq: int, rng: random.Random) -> dict[str, object]:
    fields = {
        key: value + rng.randrange(1, 10_000) if type(value) is int else value
        for key, value in dict(draft["fields"]).items()  # type: ignore[call-overload]
    }
    return {**draft, "fields": fields, "replaces": seq}


# Lives -----------------------------------------------------------------------------------------------------------


def _life(rng: random.Random, code: str, n: int) -> list[Fact]:
    return {"housing-delivery": _estate, "investment-projects": _project, "enterprise-register": _enterprise}[code](
        rng, n
    )


def _told(rng: random.Random, code: str, subject: str, kind: str, on: date, **more: object) -> Fact:
    """Most are recorded within a fortnight, a few much later."""
    late = rng.randrange(15) if rng.random() < 0.95 else rng.randrange(120)
    head = {"programme": code, "subject": subject, "kind": kind, "effective_on": on, "actor": rng.choice(PEOPLE)}
    return Fact(on + timedelta(days=late), {**head, **more})


def _day(rng: random.Random, first: date, span: int) -> date:
    return first + timedelta(days=rng.randrange(span))


def _estate(rng: random.Random, n: int) -> list[Fact]:
    code, subject = "housing-delivery", f"L-{n:06}"
    day = _day(rng, BEGIN, 500)
    start = {
        "name": f"云岭{n}号院",
        "developer": f"云岭置业{n % 97}",
        "homes": rng.randrange(40, 2_000),
        "area": rng.randrange(400_000, 30_000_000),
        "funding-gap": rng.randrange(10**9, 10**11),
    }
    life = [_told(rng, code, subject, "opened", day, fields=start)]
    for stage in ("listed", "building", "topped-out", "completed", "delivered", "titled", "closed"):
        life.append(_told(rng, code, subject, "moved", day, stage=stage))
        if rng.random() < 0.1:
            life.append(_told(rng, code, subject, "moved", day + timedelta(days=9), stage="stopped"))
        if rng.random() < 0.4:
            levels = {"homes": rng.randrange(40, 2_000), "funding-gap": rng.randrange(10**9, 10**11)}
            life.append(_told(rng, code, subject, "stated", day, fields=levels))
        day += timedelta(days=rng.randrange(10, 160))
        if day > END:
            break
    return life


def _project(rng: random.Random, n: int) -> list[Fact]:
    code, subject = "investment-projects", f"X-{n:07}"
    day = _day(rng, BEGIN, 300)
    start = {
        "name": f"云岭{n}号项目",
        "category": rng.choice(["manufacturing", "infrastructure", "modern-services", "livelihood"]),
        "origin": rng.choice(["new", "continued", "renewed"]),
        "foreign": rng.random() < 0.1,
        "planned-total": rng.randrange(10**9, 10**12),
        "planned-year": rng.randrange(10**8, 10**11),
    }
    links = {"enterprise": f"enterprise-register/Q{rng.randrange(1, 30_000):08}"}
    life = [_told(rng, code, subject, "opened", day, fields=start, links=links)]
    life.append(_told(rng, code, subject, "stated", date(2024, 1, 20), fields={"planned-year": rng.randrange(10**11)}))
    for month in range(24):
        end = date(2023 + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
        if end > day:
            flows = {"invested": rng.randrange(10**10), "funds-received": rng.randrange(10**10)}
            life.append(_told(rng, code, subject, "measured", end, fields=flows))
    for stage in ("planned", "signed", "honoured", "started", "building", "producing", "at-capacity"):
        life.append(_told(rng, code, subject, "moved", day, stage=stage))
        if rng.random() < 0.04:
            life.append(_told(rng, code, subject, "moved", day + timedelta(days=5), stage="stalled"))
        day += timedelta(days=rng.randrange(5, 200))
        if day > END:
            break
    return life


def _enterprise(rng: random.Random, n: int) -> list[Fact]:
    code, subject = "enterprise-register", f"Q{n:08}"
    day = _day(rng, BEGIN, 600)
    industry = rng.choice(["industry", "industry", "software", "information-transmission", "retail", "wholesale"])
    start = {"name": f"云岭{n}号企业", "industry": industry, "district": f"云岭{n % 12}办", "above-scale": n % 7 == 0}
    life = [
        _told(rng, code, subject, "opened", day, fields=start),
        _told(rng, code, subject, "moved", day, stage="present"),
    ]
    for end in (date(2022, 12, 31), date(2023, 6, 30), date(2023, 12, 31), date(2024, 6, 30), date(2024, 9, 30)):
        if end > day or end.month == 12:
            levels = {
                "revenue": rng.randrange(10**8, 10**11),
                "tax": rng.randrange(10**6, 10**9),
                "rd-spend": rng.randrange(10**6, 10**9),
                "employees": rng.randrange(3, 2_000),
                "land": rng.randrange(10_000, 10_000_000),
            }
            life.append(_told(rng, code, subject, "stated", max(end, day), fields=levels))
    if rng.random() < 0.04:
        life.append(_told(rng, code, subject, "moved", day + timedelta(days=200), stage="deregistered"))
    return life
