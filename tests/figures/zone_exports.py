"""Random histories of two or three zones, exported to one folder; and what engines over it must answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import msgspec
from hypothesis import strategies as st
from tests.figures.histories import histories, opening, record
from tests.figures.reference import Reference
from tests.figures.test_against_reference import BASES, asked_of, expected, known
from tests.ledger.life import HOUSING, NOW, draft, ledger_at

from dajuan.figures.asked import Asked
from dajuan.figures.duck import DuckEngine
from dajuan.figures.export import export
from dajuan.figures.period import Period, split_into
from dajuan.figures.series import cells
from dajuan.figures.sql import ZONE
from dajuan.figures.zones import zones_at
from dajuan.figures.zones_engine import ZonesEngine
from dajuan.ledger.append import append
from dajuan.ledger.entry import LARGEST
from dajuan.ledger.read import entries_between, size_of
from dajuan.programmes.pack import Sum

NAMES = ("songxi", "2024", "yun.ling-1")
"""The second would be a number if a reader of Parquet guessed."""
YEAR = Period("span", date(2023, 11, 15), date(2024, 11, 20))
lives = st.lists(histories, min_size=2, max_size=3)


def exported(folder, some):
    """The ledgers of some zones by name, and the folder that they were exported to."""
    ledgers = {}
    for name, history in zip(NAMES, some, strict=False):
        ledger = ledgers[name] = ledger_at(str(folder / f"{name}.sqlite"))
        append(ledger, opening(), actor="甲", now=NOW)
        record(ledger, history)
        with ledger.store.reading() as reader:
            export(reader, folder / "export", name, ledger.programmes.values())
    return ledgers, folder / "export"


def ask_anything(database_of, folder, some, data, bases=BASES):
    """A moment, a day, a split, drawn: each zone as its own engine has it, and all of them as the slow fold has them."""
    ledgers, out = exported(folder, some)
    minutes = data.draw(st.one_of(st.none(), st.integers(0, 60)))
    moment = None if minutes is None else datetime(2025, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    more = {"as_of": data.draw(st.sampled_from([date.max, date(2024, 5, 20)])), "verified": data.draw(st.booleans())}
    by = data.draw(st.sampled_from(["", "developer"]))
    asked = [(base, data.draw(st.sampled_from(["month", "half", "span"]))) for base in bases]
    zones = zones_at(out, known_at=moment)
    assert [log.size for log in zones.logs] == [size_of(ledgers[log.zone], known_at=moment) for log in zones.logs]
    together = ZonesEngine(zones, database_of())
    whole = of_all(ledgers, zones, more)
    own = {name: DuckEngine(ledger.store, folder / f"derived-{name}") for name, ledger in ledgers.items()}
    for base, grain in asked:
        periods = [YEAR] if grain == "span" else split_into(YEAR, grain)
        same_as_own(together, own, zones, base, periods, more)
        for period, told in known(together, base, periods, by=by, **more).items():
            want = expected(whole, base, period, by)
            assert {part: value for part, value in told.items() if value or part in want} == want, (base, period)
    together.close()
    one = data.draw(st.sampled_from(sorted(ledgers)))
    alone(database_of, out, own[one], one, moment, asked, {"by": by, **more})
    for name, engine in own.items():
        engine.close()
        ledgers[name].store.close()


def same_as_own(together, own, zones, base, periods, more):
    """Split by zone, each part is what the zone itself says."""
    told = known(together, base, periods, by=ZONE, **more)
    for log in zones.logs:
        mine = known(own[log.zone], base, periods, size=log.size, **more)
        for period in periods:
            assert told[period].get(log.zone, 0) == mine[period].get(None, 0), (base, period, log.zone)


def alone(database_of, out, own, name, moment, asked, more):
    """A zone asked for alone gives the very cells of its own engine, and its log's root."""
    zones = zones_at(out, only=[name], known_at=moment)
    engine = ZonesEngine(zones, database_of())
    for base, grain in asked:
        periods = [YEAR] if grain == "span" else split_into(YEAR, grain)
        there = cells(Asked(engine, HOUSING, **more), asked_of(base), periods)
        assert there == cells(Asked(own, HOUSING, size=zones.size, **more), asked_of(base), periods)
    assert engine.root(engine.size) == own.root(zones.size)
    engine.close()


def of_all(ledgers, zones, more):
    """The reference over all zones as if they were one log: every number moved up, every subject called by its zone."""
    entries, first = [], 0
    for log in zones.logs:
        for seq, entry in entries_between(ledgers[log.zone], stop=log.size):
            entries.append((first + seq, renamed(entry, log.zone, first)))
        first += log.size
    return Reference(entries, HOUSING, first, more["as_of"], more["verified"])


def renamed(entry, zone, first):
    return msgspec.structs.replace(
        entry,
        subject=f"{zone} {entry.subject}" if entry.subject else "",
        about=entry.about and (entry.about[0] + first, entry.about[1] + first),
        replaces=None if entry.replaces is None else entry.replaces + first,
    )


def sums_beyond_64_bits(database_of, folder):
    """Two zones, 600 times the largest amount that an entry may hold in each."""
    ledgers, out = exported(folder, [[], []])
    for name, ledger in ledgers.items():
        days = (date(2022, 1, 1) + timedelta(days=n) for n in range(600))
        drafts = [draft("E-001", "measured", str(day), fields={"paid": LARGEST}) for day in days]
        append(ledger, drafts, actor="甲", now=NOW)
        with ledger.store.reading() as reader:
            export(reader, out, name, [HOUSING])
        ledger.store.close()
    engine = ZonesEngine(zones_at(out), database_of())
    found = cells(Asked(engine, HOUSING, date.max), asked_of(Sum("paid")), [Period("span", date(2022, 1, 1), date.max)])
    assert [cell.value for cell in found.values()] == [Fraction(1200 * LARGEST, 100)]
    engine.close()
