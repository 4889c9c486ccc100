"""Hours → entries: one a day, by the edition of the day, once however often a file comes, corrected when another changes it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from msgspec import structs
from tests.systems.air.files import CLEAN, CODES, wavering, wide

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import state_of_subject
from dajuan.systems.air.results import area_days, station_days
from dajuan.systems.air.rolling import at_odds, days_held, held_days
from dajuan.systems.air.stations import AREAS

LAST_OLD, FIRST_NEW = date(2026, 2, 28), date(2026, 3, 1)


def pm25_of(*values):
    """By station, in the order of codes; every other hour one more."""
    return lambda code, at, key: wavering({**CLEAN, "pm25": values[CODES.index(code)]})(code, at, key)


def test_an_area_is_the_mean_of_its_stations_and_each_day_by_its_edition(office):
    # 60.5 and 75.5 make 68: IAQI 92 by the table of 2012, 108 by that of 2026.
    office.take(wide(LAST_OLD, 2, pm25_of(60, 75)))
    entries = [office.state.entries[seq] for seq in held_days(office.state).values()]
    assert [(one.effective_on, one.fields["pm25"], one.fields["good-days"]) for one in entries] == [
        (LAST_OLD, 68_000, 1000),
        (FIRST_NEW, 68_000, 0),
    ]
    assert [one.note for one in entries] == [
        "AQI 92 良，首要污染物 PM2.5（HJ 633-2012）",
        "AQI 108 轻度污染，首要污染物 PM2.5（HJ 633-2026）",
    ]
    assert entries[0].evidence[0].name == "hours.csv"


def test_the_ledgers_days_give_back_the_same_index(office):
    office.take(wide(LAST_OLD, 2, pm25_of(60, 75)))
    again = area_days(office.lake, CODES, LAST_OLD, FIRST_NEW)
    assert [one.told() for one in office.days] == [one.told() for one in again]


def test_a_file_taken_twice_adds_nothing(office):
    data = wide(FIRST_NEW, 3)
    assert len(office.take(data).drafts) == 3
    again = office.take(data)
    assert (again.days, again.drafts, len(office.state.entries)) == ([], [], 4)


def test_another_file_corrects_the_day_that_it_changes(office):
    office.take(wide(FIRST_NEW, 2))
    done = office.take(wide(FIRST_NEW, 1, pm25_of(90, 90)))
    assert [(one.effective_on, one.replaces is not None) for one in done.drafts] == [(FIRST_NEW, True)]
    assert [one.told().aqi for one in office.days] == [128, 40]


def test_a_day_with_too_few_hours_is_not_valid_and_not_good(office):
    gone = lambda code, at, key: "" if key == "so2" and at.hour < 5 else wavering()(code, at, key)  # noqa: E731
    office.take(wide(FIRST_NEW, 1, gone))
    entry = office.state.entries[held_days(office.state)[FIRST_NEW]]
    assert (entry.fields["valid-days"], entry.fields["good-days"], "so2" in entry.fields) == (0, 0, False)
    assert entry.note == "AQI 不发布：缺 二氧化硫（HJ 633-2026）"


def test_one_station_is_enough_where_the_other_has_nothing(office):
    office.take(wide(FIRST_NEW, 1, codes=CODES[:1]))
    assert [one.told().aqi for one in office.days] == [40]
    assert station_days(office.lake, CODES[1], FIRST_NEW, FIRST_NEW)[0].is_empty


def test_what_a_person_wrote_is_left_alone_and_told(office):
    draft = Draft(programme=AREAS, subject="YL", kind="measured", effective_on=FIRST_NEW, fields={"valid-days": 1000, "good-days": 0})  # fmt: skip
    append(office.ledger, [draft], actor="生态环境分局 林", now=datetime(2026, 3, 3, tzinfo=UTC))
    done = office.take(wide(FIRST_NEW, 2))
    assert done.by_hand == [FIRST_NEW]
    assert [one.effective_on for one in done.drafts] == [date(2026, 3, 2)]
    assert at_odds(office.state) == [FIRST_NEW]


def test_days_before_the_zones_own_beginning_stay_raw_and_today_is_not_over(office):
    office.settings = office.settings._replace(since=FIRST_NEW)
    done = office.take(wide(LAST_OLD, 2))
    assert [one.effective_on for one in done.drafts] == [FIRST_NEW]
    assert office.take(wide(date(2026, 4, 1), 1)).drafts == []


def test_an_area_that_the_file_is_not_of_is_left_alone(office):
    opened = Draft(programme=AREAS, subject="QT", kind="opened", effective_on=date(2024, 1, 1), fields={"name": "其他", "assessed": False})  # fmt: skip
    append(office.ledger, [opened], actor="生态环境分局 林", now=datetime(2025, 1, 1, tzinfo=UTC))
    office.stations["1002A"] = office.stations["1002A"]._replace(area="QT")
    raw = office.settings._replace(since=date(2026, 4, 1))
    office.settings, usual = raw, office.settings
    assert office.take(wide(FIRST_NEW, 1)).drafts == []  # hours of both lie in the lake
    office.settings = usual
    assert [one.subject for one in office.take(wide(FIRST_NEW, 1, codes=CODES[:1])).drafts] == ["YL"]


def test_days_before_the_first_edition_stay_in_the_ledger_and_are_not_judged(office):
    old = Draft(programme=AREAS, subject="YL", kind="measured", effective_on=date(2015, 3, 1), fields={"valid-days": 1000, "good-days": 1000})  # fmt: skip
    first = Draft(programme=AREAS, subject="OLD", kind="opened", effective_on=date(2014, 1, 1), fields={"name": "旧", "assessed": False})  # fmt: skip
    append(office.ledger, [first, structs.replace(old, subject="OLD")], actor="生态环境分局 林", now=datetime(2026, 3, 3, tzinfo=UTC))  # fmt: skip
    state = state_of_subject(office.ledger, programme=AREAS, subject="OLD")
    assert len(held_days(state)) == 1
    assert (days_held(state.entries), at_odds(state)) == ([], [])


def test_of_no_days_there_are_none(office):
    office.take(wide(FIRST_NEW, 1))
    assert area_days(office.lake, CODES, FIRST_NEW, LAST_OLD) == []
