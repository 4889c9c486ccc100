"""A year of a compute network, simulated: 10 centres, 100,000 jobs, four ways of placing them, in one run.

``python bench/compute.py [--jobs N] [--days N] [--seed N]``

Jobs arrive by the hour (busier by day, and in the second half), at three precisions, from one card for two hours to 64
for two days, with terms on data location and a latest finish. What a way decides with is what was asked for; how long
a job really runs is known only when it ends. Each way sees the same jobs:

first-come     first come, first served: each goes to the queue where it would begin soonest, and none overtakes another there
cheapest       as SkyPilot's optimizer does by default: the cheapest offer that meets the terms; where that has no room
               now, fail over to the next cheapest; where none has, wait in the queue and ask again in the next hour
greedy         systems.compute.placing.greedy, every hour, over the oldest that wait; the rest backfilled
optimum        systems.compute.placing.optimum (HiGHS) in its place

The last two minimise the objective ``balanced``: cost, energy and finish. Printed: jobs done in time, cost, energy, wait,
utilisation of the cards and of the cores apart, CPU seconds and memory, and each against first-come.
"""

from __future__ import annotations

import argparse
import heapq
import resource
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import ceil
from random import Random
from statistics import mean, quantiles

from dajuan.systems.compute.calendar import Calendar
from dajuan.systems.compute.candidates import Candidate, cost_of, obstacles, slots_of, window
from dajuan.systems.compute.needs import Need
from dajuan.systems.compute.objectives import Measures, built_in
from dajuan.systems.compute.offers import Offer
from dajuan.systems.compute.placing import Case, Placing, best_of, greedy, optimum
from dajuan.systems.compute.precision import Precision

START = datetime(2025, 1, 1, tzinfo=UTC)
LOOK_AHEAD = 24
"""Hours that a round plans for; it is made anew in the next."""
MOST = 32
"""Jobs of a round: the oldest of those that wait; the others begin at once where that is in no planned job's way."""
OBJECTIVE = built_in()["balanced"]


@dataclass(frozen=True)
class Coming:
    """``hours`` is what it really takes, the need says what was asked for."""

    at: int
    need: Need
    hours: int


def centres(random: Random) -> dict[str, Offer]:
    """Ten centres: accelerators in nine, cores in four; prices, PUE and places differ."""
    made = {}
    for nth in range(10):
        near = ("zone", "city", "city", "province", "country")[nth % 5]
        said = {
            "centre": f"C{nth}", "location": near, "pue": random.randrange(1_120_000, 1_600_000, 10_000),
            "protection": random.choice([2, 3, 3]),
        }  # fmt: skip
        if nth != 9:
            big = nth % 2
            cards = random.choice([48, 64, 96])
            powers = {Precision.FP16: cards * (300_000, 180_000)[big], Precision.FP32: cards * (19_500, 60_000)[big]}
            made[f"A{nth}"] = Offer(
                code=f"A{nth}", name=f"A{nth}", quantity=cards, memory=(80, 48)[big], watts=(400, 300)[big],
                price=random.randrange(600, 1500, 20), powers=powers, sold_by="card", **said,
            )  # fmt: skip
        if nth % 3 == 0:
            cores = random.choice([1024, 1536])
            made[f"K{nth}"] = Offer(
                code=f"K{nth}", name=f"K{nth}", quantity=cores, memory=4, watts=5, price=random.randrange(8, 20),
                powers={Precision.FP64: cores * 40}, sold_by="core", **said,
            )  # fmt: skip
    return made


def year(random: Random, many: int, days: int) -> list[Coming]:
    hours = days * 24
    weights = [(1.6 if 8 <= hour % 24 < 20 else 0.6) * (0.9 + 0.2 * hour / hours) for hour in range(hours)]
    arrivals = sorted(random.choices(range(hours), weights, k=many))
    return [_job(random, nth, at) for nth, at in enumerate(arrivals)]


def _job(random: Random, nth: int, at: int) -> Coming:
    asked = random.choice([1, 2, 2, 4, 4, 8, 12, 24, 48])
    day = (START + timedelta(hours=at)).date()
    precision = random.choices([Precision.FP16, Precision.FP32, Precision.FP64], [60, 15, 25])[0]
    by_core = precision is Precision.FP64
    need = Need(
        code=f"J{nth}",
        precision=precision,
        cards=0 if by_core else random.choices([1, 2, 4, 8, 16, 32, 64], [20, 20, 24, 20, 9, 5, 2])[0],
        cores=random.choice([32, 64, 128, 256, 512]) if by_core else 0,
        memory=0 if by_core else random.choice([0, 24, 40, 80]),
        hours=Fraction(asked),
        latest_finish=day + timedelta(days=ceil(asked / 24) + random.choice([0, 1, 1, 2, 5])),
        location=random.choices(["zone", "city", "province", "country"], [5, 20, 25, 50])[0],
        protection=random.choice([0, 2, 2, 3]),
        budget=10**9,
    )
    return Coming(at, need, max(1, round(asked * random.uniform(0.4, 1.0))))


@dataclass
class World:
    """Cards in use as the hours go by; what a way knows of the future is what was asked for."""

    offers: dict[str, Offer]
    hour: int = 0
    free: dict[str, int] = field(default_factory=dict)
    running: list[tuple[int, int, str, int]] = field(default_factory=list)
    """Really ends, is said to end, offer, quantity."""
    waits: list[int] = field(default_factory=list)
    cost: int = 0
    energy: int = 0
    in_time: int = 0
    late: int = 0
    used: dict[str, int] = field(default_factory=lambda: {"card": 0, "core": 0})
    decided: float = 0.0
    unproved: int = 0

    def __post_init__(self) -> None:
        self.free = {code: one.quantity for code, one in self.offers.items()}

    def to(self, hour: int) -> None:
        self.hour = hour
        while self.running and self.running[0][0] <= hour:
            _, _, offer, quantity = heapq.heappop(self.running)
            self.free[offer] += quantity

    def start(self, one: Coming, offer: str) -> None:
        where = self.offers[offer]
        quantity = one.need.quantity(where)
        assert quantity <= self.free[offer]
        self.free[offer] -= quantity
        heapq.heappush(self.running, (self.hour + one.hours, self.hour + slots_of(one.need), offer, quantity))
        self.waits.append(self.hour - one.at)
        self.cost += cost_of(where.price, quantity, Fraction(one.hours))
        self.energy += where.watt_hours(quantity, Fraction(one.hours))
        self.used[where.sold_by] += quantity * one.hours
        end = START + timedelta(hours=self.hour + one.hours)
        in_time = end <= datetime.combine(one.need.latest_finish + timedelta(days=1), datetime.min.time(), UTC)
        self.in_time += in_time
        self.late += not in_time

    def calendar(self) -> Calendar:
        """What will be free by what was asked for; a job that should have ended is taken to end in an hour."""
        made = {code: [one.quantity] * LOOK_AHEAD for code, one in self.offers.items()}
        calendar = Calendar(START + timedelta(hours=self.hour), made)
        for _, said, offer, quantity in self.running:
            calendar.take(offer, quantity, 0, max(1, said - self.hour))
        return calendar


Able = dict[str, list[str]]
"""Of each job, the offers that meet all its terms but time."""


def able_of(jobs: Sequence[Coming], offers: dict[str, Offer]) -> Able:
    known: dict[tuple[object, ...], list[str]] = {}
    found = {}
    calendar = Calendar(START, {code: [one.quantity] for code, one in offers.items()})
    for one in jobs:
        need = one.need
        key = need.precision, need.cards, need.cores, need.memory, need.location, need.protection
        if key not in known:
            kinds = {"finish", "room", "validity"}
            known[key] = [
                code
                for code, offer in offers.items()
                if all(it.kind in kinds for it in obstacles(need, offer, calendar))
            ]
        found[need.code] = known[key]
    return found


def first_come(world: World, waiting: deque[Coming], able: Able) -> Iterator[tuple[Coming, str]]:
    """Strict queues, one an offer; a job joins the one in which it would begin soonest."""
    queues = world.__dict__.setdefault("queues", {code: deque() for code in world.offers})
    backlog = world.__dict__.setdefault("backlog", dict.fromkeys(world.offers, 0))
    while waiting:
        one = waiting.popleft()
        where = min(able[one.need.code], key=lambda code: (backlog[code] / world.offers[code].quantity, code))
        queues[where].append(one)
        backlog[where] += one.need.quantity(world.offers[where]) * slots_of(one.need)
    for code, queue in queues.items():
        while queue and queue[0].need.quantity(world.offers[code]) <= world.free[code]:
            one = queue.popleft()
            backlog[code] -= one.need.quantity(world.offers[code]) * slots_of(one.need)
            yield one, code


def cheapest(world: World, waiting: deque[Coming], able: Able) -> Iterator[tuple[Coming, str]]:
    for _ in range(len(waiting)):
        one = waiting.popleft()
        by_price = sorted(
            able[one.need.code], key=lambda code: one.need.quantity(world.offers[code]) * world.offers[code].price
        )
        where = next((it for it in by_price if one.need.quantity(world.offers[it]) <= world.free[it]), None)
        if where is None:
            waiting.append(one)
        else:
            yield one, where


def by_rounds(place: Callable[[Case], Placing]) -> Callable[[World, deque[Coming], Able], Iterator[tuple[Coming, str]]]:
    """What the round starts now is started; what it plans for later is asked again in the next hour."""

    def way(world: World, waiting: deque[Coming], able: Able) -> Iterator[tuple[Coming, str]]:
        some, rest = [waiting.popleft() for _ in range(min(MOST, len(waiting)))], list(waiting)
        calendar = world.calendar()
        case = _case([one.need for one in some], world.offers, calendar, able)
        placing = place(case)
        world.unproved += not placing.proved
        waiting.clear()
        for one in some:
            chosen = placing.chosen.get(one.need.code)
            if chosen is not None:
                calendar.take(chosen.offer, chosen.quantity, chosen.start, chosen.slots)
            # Those who overstay are still there: such a start waits for the next round.
            if chosen is not None and chosen.start == 0 and chosen.quantity <= world.free[chosen.offer]:
                yield one, chosen.offer
            else:
                waiting.append(one)
        yield from _backfilled(rest, world, calendar, able, waiting)

    return way


def _backfilled(
    rest: list[Coming], world: World, calendar: Calendar, able: Able, waiting: deque[Coming]
) -> Iterator[tuple[Coming, str]]:
    """Those behind the round that can begin at once in nobody's way: the cheapest such offer."""
    for one in rest:
        slots, fit = slots_of(one.need), dict[str, int]()
        for code in able[one.need.code]:
            quantity = one.need.quantity(world.offers[code])
            if quantity <= world.free[code] and calendar.fits(code, quantity, 0, slots):
                fit[code] = quantity * world.offers[code].price
        if not fit:
            waiting.append(one)
            continue
        where = min(fit, key=lambda code: (fit[code], code))
        calendar.take(where, one.need.quantity(world.offers[where]), 0, slots)
        yield one, where


def _case(needs: list[Need], offers: dict[str, Offer], calendar: Calendar, able: Able) -> Case:
    choices, losses = {}, dict[Candidate, int]()
    for need in needs:
        found = _some(need, offers, calendar, able[need.code], late=False)
        # It is late already: as soon as may be, whatever its term said.
        choices[need.code] = found or _some(need, offers, calendar, able[need.code], late=True)
        best = best_of(choices[need.code])
        losses |= {one: OBJECTIVE.loss(Measures(one.cost, one.energy, one.end), best) for one in choices[need.code]}
    return Case(needs, calendar, choices, losses)


def _some(need: Need, offers: dict[str, Offer], calendar: Calendar, able: list[str], *, late: bool) -> list[Candidate]:
    found = []
    for code in able:
        offer, slots = offers[code], slots_of(need)
        last = LOOK_AHEAD - 1 if late else min(LOOK_AHEAD - 1, window(need, offer, calendar)[1])
        quantity = need.quantity(offer)
        cost, energy = cost_of(offer.price, quantity, need.hours), offer.watt_hours(quantity, need.hours)
        starts = (one for one in range(last + 1) if calendar.fits(code, quantity, one, slots))
        # The first hour with room, and the one three later: what is planned for later is planned again before it comes.
        found += [
            Candidate(need.code, code, quantity, start, slots, cost, energy)
            for nth, start in enumerate(starts)
            if nth in (0, 3)
        ]
    return found


WAYS: dict[str, Callable[[World, deque[Coming], Able], Iterator[tuple[Coming, str]]]] = {
    "first-come": first_come,
    "cheapest": cheapest,
    "greedy": by_rounds(greedy),
    "optimum": by_rounds(lambda case: optimum(case, seconds=1.0)),
}


def live(jobs: Sequence[Coming], offers: dict[str, Offer], able: Able, way: str) -> World:
    world, waiting, nth = World(offers), deque[Coming](), 0
    begin, hour = time.process_time(), 0
    while nth < len(jobs) or waiting or any(world.__dict__.get("queues", {}).values()):
        world.to(hour)
        while nth < len(jobs) and jobs[nth].at <= hour:
            waiting.append(jobs[nth])
            nth += 1
        for one, offer in WAYS[way](world, waiting, able):
            world.start(one, offer)
        hour += 1
    world.decided = time.process_time() - begin
    return world


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=2025)
    asked = parser.parse_args()
    random = Random(asked.seed)
    offers = centres(random)
    coming = year(random, asked.jobs, asked.days)
    able = able_of(coming, offers)
    jobs = [one for one in coming if able[one.need.code]]
    print(
        f"{len({one.centre for one in offers.values()})} centres, {len(offers)} offers, {len(jobs):,} jobs in {asked.days} days"
    )
    print(f"{len(coming) - len(jobs):,} more ask for what no centre has, and are left out of every way")
    has = {kind: sum(one.quantity for one in offers.values() if one.sold_by == kind) for kind in ("card", "core")}
    first: World | None = None
    for way in WAYS:
        world = live(jobs, offers, able, way)
        first = first or world
        _told(way, world, first, has, asked.days)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole run {peak:,.0f} MB")


def _told(way: str, world: World, first: World, has: dict[str, int], days: int) -> None:
    done = len(world.waits)
    p95 = quantiles(world.waits, n=20)[-1]
    use = {kind: 100 * world.used[kind] / (has[kind] * days * 24) for kind in has}
    print(
        f"{way:11} in time {100 * world.in_time / done:5.1f} %  wait mean {mean(world.waits):6.2f} h p95 {p95:5.1f} h"
        f"  cost {world.cost / 1e8:8.3f} M yuan  energy {world.energy / 1e9:7.2f} GWh"
        f"  use cards {use['card']:4.1f} % cores {use['core']:4.1f} %  CPU {world.decided:6.1f} s"
    )
    if way == "optimum":
        print(f"{'':11} rounds in which HiGHS ran out of time: {world.unproved}")
    if world is not first:
        late = f"{world.late / first.late:.3f}" if first.late else "-"
        print(
            f"{'':11} against first-come: cost x{world.cost / first.cost:.3f}  energy x{world.energy / first.energy:.3f}"
            f"  mean wait x{mean(world.waits) / max(mean(first.waits), 1e-9):.3f}  late jobs x{late}"
        )


if __name__ == "__main__":
    main()
