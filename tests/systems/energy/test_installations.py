"""Installations, their months and totals by kind, and what cannot be."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dajuan.ledger.entry import Entry
from dajuan.ledger.state import State
from dajuan.subjects.row import Row
from dajuan.systems.energy.doubts import doubts
from dajuan.systems.energy.installations import INSTALLATIONS, installation_of
from dajuan.systems.energy.quantities import Energy, Power
from dajuan.systems.energy.settings import our_settings
from dajuan.systems.energy.totals import by_month, totals

ON = date(2026, 7, 20)


def installed(code="GF1", *, kind="pv", kilowatts=1000, filed=1000, months=(), stage="running", since=date(2026, 1, 1)):
    """``months``: last day → kWh generated, kWh self-used."""
    fields = {"name": code, "kind": kind, "filed-capacity": filed * 1000, "grid-capacity": kilowatts * 1000}
    row = Row(INSTALLATIONS, code, code, stage, since, 1, False, since, 1, "", fields, {}, ())
    state = State(INSTALLATIONS, code)
    for seq, (last, generated, used) in enumerate(months):
        told = {"generation": generated * 1000, "self-used": used * 1000}
        state.take(seq, Entry(programme=INSTALLATIONS, subject=code, kind="measured", effective_on=last, fields=told, version=1, actor="经济发展局 李", recorded_at=""))  # fmt: skip
    return installation_of(row, state)


JUNE, MAY, OLD = date(2026, 6, 30), date(2026, 5, 31), date(2025, 12, 31)


def test_totals_are_by_kind_and_of_the_year():
    some = [
        installed("GF1", months=[(OLD, 50_000, 0), (MAY, 90_000, 60_000), (JUNE, 110_000, 70_000)]),
        installed("GF2", kilowatts=500, months=[(JUNE, 60_000, 0)]),
        installed("CN1", kind="storage", kilowatts=2000, filed=2000, months=[(JUNE, 0, 0)]),
    ]
    pv, storage = totals(some, 2026)
    assert (pv.kind, pv.connected, pv.generation, pv.self_used) == (
        "pv",
        Power(1_500_000),
        Energy(260_000_000),
        Energy(130_000_000),
    )
    assert pv.hours == Fraction(520, 3)
    assert (storage.connected, storage.hours) == (Power(2_000_000), None)
    assert [one.kilowatt_hours for one in by_month(some, 2026)[4:6]] == [90_000, 170_000]


@pytest.mark.parametrize(
    ("one", "said", "certain"),
    [
        (installed(months=[(JUNE, 721_000, 0)]), "满发 720 小时也发不出", True),
        (installed(months=[(JUNE, 100_000, 100_001)]), "自用多于发电", True),
        (installed(months=[(date(2026, month, 28), 400_000, 0) for month in range(1, 6)] + [(JUNE, 1, 0)]), "等效 2,000 小时", False),
        (installed(kilowatts=1200, months=[(JUNE, 1, 0)]), "多于备案的 1,000 千瓦", False),
        (installed(months=[(date(2026, 4, 30), 100, 0)]), "2026-05 的产出还没有报", False),
    ],
)  # fmt: skip
def test_what_is_doubted(one, said, certain):
    (told,) = doubts([one], our_settings(), ON)
    assert said in told.zh
    assert told.certain is certain
    assert told.en


def test_nothing_is_doubted_of_a_full_month_and_of_what_has_just_begun():
    assert doubts([installed(months=[(JUNE, 720_000, 720_000)])], our_settings(), ON) == []
    assert doubts([installed(since=date(2026, 6, 15))], our_settings(), ON) == []
    assert doubts([installed(kind="clean-heating", kilowatts=0)], our_settings(), ON) == []
    assert doubts([installed(stage="building")], our_settings(), ON) == []
