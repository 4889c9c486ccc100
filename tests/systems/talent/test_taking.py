"""Rosters into a ledger: nobody is counted twice, whatever comes in which order, and nothing again that is there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from samples.systems.talent import person
from tests.systems.talent.rosters import FIRM, OTHER_FIRM, TEAM, row, workbook

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.read import size_of, states_as_known, states_of_programme
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.zone import make_zone
from dajuan.subjects.subjects import Subjects
from dajuan.systems.talent import CITY, JOBS, PEOPLE, TEAMS, TITLES
from dajuan.systems.talent.counts import Counts, counts
from dajuan.systems.talent.ending import ended
from dajuan.systems.talent.people import Person, people, teams
from dajuan.systems.talent.pseudonyms import Ring
from dajuan.systems.talent.roster import Known, read_roster
from dajuan.systems.talent.taking import Taken, taken, title_code

OFFICE = "人才工作办公室"
NOW = datetime(2026, 4, 1, tzinfo=UTC)
TODAY = date(2026, 4, 1)


class Zone:
    def __init__(self, folder: Path) -> None:
        zone = make_zone(
            folder, name="云岭高新区", code="yunling", on=(PEOPLE, TITLES, TEAMS, CITY, JOBS), simulated=True
        )
        self.ledger, self.subjects, self.ring = ledger_of(zone), Subjects(ledger_of(zone), zone.derived), Ring(folder)
        self.ring.ready(TODAY)

    def take(self, *rows: dict[str, str]) -> Taken:
        pack = self.ledger.programmes[TITLES]
        roster = read_roster(
            read_book(workbook(*rows), "名册"), Known(pack, lambda codes: codes, {TEAM: "团队"}, TODAY)
        )
        assert not roster.troubles
        known = states_of_programme(self.ledger, programme=PEOPLE).keys()
        coded = [(self.ring.code_of(one.identity.document, known.__and__), one) for one in roster.lines]
        size = size_of(self.ledger)
        done = taken(
            coded,
            states_as_known(self.ledger, programme=PEOPLE, subjects={code for code, _ in coded}, size=size),
            states_as_known(
                self.ledger, programme=TITLES, subjects={title_code(one.kind, code) for code, one in coded if one.kind}, size=size
            ),
            office=OFFICE,
        )  # fmt: skip
        self.append(done.drafts)
        return done

    def append(self, drafts: list[Draft]) -> None:
        if drafts:
            append(self.ledger, drafts, actor=f"{OFFICE} 陶", now=NOW)

    def people(self) -> list[Person]:
        self.subjects.follow()
        return people(self.subjects)

    def counts(self) -> Counts:
        return counts(self.people())


@contextmanager
def a_zone() -> Iterator[Zone]:
    with tempfile.TemporaryDirectory() as folder:
        made = Zone(Path(folder))
        yield made
        made.subjects.close()
        made.ledger.store.close()


def test_two_kinds_two_firms_and_a_team_are_one_person():
    with a_zone() as zone:
        done = zone.take(row(1, team=TEAM), row(1, kind="高技能人才", enterprise=OTHER_FIRM, on="2026-02-01"), row(2))
        assert (done.new_people, done.new_titles) == (2, 3)
        found = zone.counts()
        assert len(found.everybody) == 2
        assert {key: len(some) for key, some in found.kinds.items()} == {"skilled": 1, "young": 2}
        assert {key: len(some) for key, some in found.firms.items()} == {FIRM: 1, OTHER_FIRM: 1}
        assert (len(found.several), len(found.in_teams)) == (1, 1)


def test_a_roster_sent_again_adds_nothing():
    with a_zone() as zone:
        rows = [row(1, team=TEAM), row(2, valid_until="2027-01-01"), row(3, kind="", document="", team=TEAM)]
        zone.take(*rows)
        size = size_of(zone.ledger)
        done = zone.take(*reversed(rows))
        assert (done.drafts, done.known_people, done.same_titles) == ([], 3, 2)
        assert size_of(zone.ledger) == size


def test_a_renewal_is_no_second_title_and_a_lapsed_person_returns():
    with a_zone() as zone:
        zone.take(row(1, valid_until="2026-01-31"), row(2))
        zone.append(ended(zone.people(), teams(zone.subjects), TODAY.replace(day=1, month=3)))
        assert [len(zone.counts().everybody), [one.row.stage for one in zone.people() if not one.is_here]] == [
            1,
            ["lapsed"],
        ]
        done = zone.take(row(1, on="2026-03-20", valid_until="2029-01-31"))
        assert (done.known_people, done.new_titles, done.changed_titles) == (1, 0, 1)
        found = zone.counts()
        assert (
            len(found.everybody),
            len(found.kinds["young"]),
            {key: len(some) for key, some in found.years.items()},
        ) == (2, 2, {"2025": 2})


def test_who_is_in_a_team_does_not_lapse():
    with a_zone() as zone:
        fields = {"name": "团队", "office": OFFICE, "document": "3"}
        team = {"programme": TEAMS, "subject": TEAM, "effective_on": date(2025, 1, 1)}
        zone.append([Draft(**team, kind="opened", fields=fields), Draft(**team, kind="moved", stage="proposed")])
        zone.take(row(1, valid_until="2026-01-31", team=TEAM))
        drafts = ended(zone.people(), teams(zone.subjects), TODAY)
        assert [(one.programme, one.stage) for one in drafts] == [(TITLES, "expired")]


lines = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["青年人才", "高技能人才"]),
    st.sampled_from(["", "A类", "B类"]),
    st.sampled_from([FIRM, OTHER_FIRM]),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(lines, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_rosters_makes_no_difference(some, random):
    """Every roster of a day of its own; whichever comes first, the ledger says the same of today and of every day before."""
    rows = [
        row(nth, kind=kind, grade=grade, enterprise=firm, on=f"{2023 + day % 3}-{1 + day:02}-01", document=f"{day}号")
        for day, (nth, kind, grade, firm) in enumerate(some)
    ]
    told = []
    for _ in range(2):
        with a_zone() as zone:
            for one in rows:
                zone.take(one)
            told.append(_told(zone, rows))
        random.shuffle(rows)
    assert told[0] == told[1]


def _told(zone: Zone, rows: list[dict[str, str]]) -> list[object]:
    names = {zone.ring.code_of(_document(zone, nth), lambda codes: ()): nth for nth in range(3)}
    days = sorted({date.fromisoformat(one["on"]) for one in rows})
    zone.subjects.follow()
    return [
        sorted(
            (names[one.code], one.row.since, one.firm, title.kind, sorted(title.row.fields.items()), title.row.links["enterprise"], title.row.stage_on)
            for one in people(zone.subjects, as_of=day)
            for title in one.titles
        )
        for day in days
    ]  # fmt: skip


def _document(zone: Zone, nth: int):
    from dajuan.systems.talent.identity import read_document

    return read_document("", person(nth).number, today=TODAY)
