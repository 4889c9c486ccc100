"""What the score is made of: every numerator and denominator counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.systems.governance.rows import PACK, row

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, make_zone, zone_at
from dajuan.systems.governance.completeness import asked_fields, filled, lacking
from dajuan.systems.governance.quality import Measure, quality
from dajuan.systems.governance.settings import our_settings, settings_of
from dajuan.systems.governance.timeliness import freshness
from dajuan.systems.governance.validity import CODE, Checked, checked, faults

ON = date(2025, 10, 15)
ROWS = [
    row("L-01", "planned", name="一号", keeper="路灯所"),
    row("L-02", "lit", name="二号", height=9_000, lit_on="2025-03-01"),
    row("L-03", "kept", name="三号", keeper="路灯所", height=9_000, number="A1"),
    row("L-04", "dark", name="四号"),
]


def there(programme: str, code: str) -> bool | None:
    return code == "R-1" if programme == "roads" else None


def wrong(*rows):
    return {(one.row.code, one.field) for one in faults(PACK, rows, there)}


def test_a_field_is_asked_from_the_stage_that_needs_it():
    asked = asked_fields(PACK)
    assert asked["name"] is None
    assert asked["lit-on"] == {"lit", "kept"}
    assert asked["number"] == {"kept"}
    assert "used" not in asked


def test_completeness_is_counted_field_by_field():
    found = {one.field.key: (one.has, one.asked) for one in filled(PACK, ROWS)}
    assert found == {"name": (4, 4), "keeper": (2, 4), "height": (2, 4), "lit-on": (1, 2), "number": (1, 1)}
    assert [one.code for one in lacking(PACK, ROWS, "lit-on")] == ["L-03"]
    assert [one.code for one in lacking(PACK, ROWS, "keeper")] == ["L-02", "L-04"]


def test_what_passes_has_no_fault():
    good = row("L-05", "lit", name="五号", height=9_000, lit_on="2025-03-01", links={"road": ("roads/R-1",)})
    assert wrong(good) == set()
    assert checked([good], []) == Checked(5, 5)


@pytest.mark.parametrize(
    ("bad", "field", "zh"),
    [
        (row("路灯5", name="五号"), CODE, "不像路灯的编号"),
        (row("L-05", name="五号", lit_on="2025-02-30"), "lit-on", "2025-02-30"),
        (row("L-05", name="五号", lit_on="2025年3月1日"), "lit-on", "不是现行事项包的写法"),
        (row("L-05", name="五号", height="九米"), "height", ""),
        (row("L-05", name="五号", links={"road": ("roads/R-9",)}), "road", "指向的对象不存在"),
    ],
)
def test_a_fault_is_named_by_row_and_field_in_both_languages(bad, field, zh):
    [fault] = faults(PACK, [bad], there)
    assert (fault.row.code, fault.field) == (bad.code, field)
    assert zh in fault.words.zh
    assert fault.words.en
    assert checked([bad], [fault]).right == checked([bad], []).right - 1


def test_a_link_to_a_programme_that_is_not_switched_on_is_no_fault():
    assert wrong(row("L-05", name="五号", links={"road": ("rivers/X",)})) == set()


def test_what_should_be_unique_is_wrong_in_every_row_that_has_it():
    assert wrong(row("L-05", name="五", number="A1"), row("L-06", name="六", number="A1")) == {
        ("L-05", "number"),
        ("L-06", "number"),
    }


def days(*ago: int) -> list[date]:
    return sorted(ON - timedelta(days=one) for one in ago)


@pytest.mark.parametrize(
    ("ago", "declared", "cycle", "stale"),
    [
        ((41,), "monthly", "monthly", False),  # 31 + 10 days of grace
        ((42,), "monthly", "monthly", True),
        ((42,), "quarterly", "quarterly", False),
        ((400,), "irregular", None, False),
        ((5, 36, 66, 97), "", "monthly", False),
        ((50, 81, 111, 142), "", "monthly", True),
        ((5, 36, 66), "", None, False),  # too few days to see a cycle in
        ((400, 430, 460, 490), "", None, False),  # none of them in the last year
        ((), "monthly", "monthly", False),
    ],
)
def test_the_last_entry_is_held_against_the_cycle(ago, declared, cycle, stale):
    found = freshness(days(*ago), declared, ON, our_settings())
    assert (found.cycle.key if found.cycle else None, found.is_stale) == (cycle, stale)
    assert found.is_declared == bool(declared)


def test_what_came_later_is_left_out():
    assert freshness([*days(3), ON + timedelta(days=1)], "weekly", ON, our_settings()).age == 3


def test_the_score_weighs_what_was_measured():
    fresh = freshness(days(82), "monthly", ON, our_settings())
    found = quality(filled(PACK, ROWS), Checked(9, 10), fresh, our_settings())
    assert found.completeness == Measure(10, 15)
    assert (found.validity, found.timeliness) == (Measure(9, 10), Measure(41, 82))
    assert found.score == (Fraction(10, 15) * 40 + Fraction(9, 10) * 40 + Fraction(1, 2) * 20) / 100 * 100
    unknown = quality(filled(PACK, ROWS), Checked(9, 10), freshness([], "", ON, our_settings()), our_settings())
    assert unknown.timeliness is None
    assert unknown.score == (Fraction(10, 15) * 40 + Fraction(9, 10) * 40) / 80 * 100


def test_nothing_has_no_score():
    assert quality([], Checked(0, 0), freshness([], "", ON, our_settings()), our_settings()).score is None


@hypothesis_settings(max_examples=60)
@given(st.lists(st.sampled_from(ROWS), max_size=6), st.lists(st.integers(0, 800), max_size=8))
def test_no_measure_leaves_its_bounds(rows, ago):
    fresh = freshness(days(*ago), "", ON, our_settings())
    found = quality(filled(PACK, rows), checked(rows, faults(PACK, rows, there)), fresh, our_settings())
    some = [one for one in found[:3] if one is not None]
    assert all(0 <= one.part <= one.whole for one in some)
    assert (found.score is None) == (not some)
    assert found.score is None or 0 <= found.score <= 100


@pytest.mark.parametrize(
    "said",
    [
        "completeness = 140",
        "low = -1",
        'validity = "40"',
        "fewest_days = 1",
        "weight = 3",
        "grace = 3",
        "grace = {hourly = 1}",
        "grace = {monthly = -1}",
    ],
)
def test_a_setting_that_cannot_be_is_named_in_both_languages(said, tmp_path):
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=(), simulated=True)
    path = zone.folder / SETTINGS
    path.write_text(f"{path.read_text('utf-8')}\n[governance]\n{said}\n", "utf-8")
    with pytest.raises(LedgerError) as refused:
        settings_of(zone_at(zone.folder))
    assert said.split()[0] in refused.value.zh
    assert said.split()[0] in refused.value.en


def test_a_zone_has_weights_of_its_own(tmp_path):
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=(), simulated=True)
    path = zone.folder / SETTINGS
    path.write_text(f"{path.read_text('utf-8')}\n[governance]\ntimeliness = 0\nlow = 80\n", "utf-8")
    found = settings_of(zone_at(zone.folder))
    assert found.cycles == our_settings().cycles
    assert (found.weights["timeliness"], found.weights["validity"], found.low) == (0, 40, 80)


def test_a_zone_has_days_of_grace_of_its_own(tmp_path):
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=(), simulated=True)
    path = zone.folder / SETTINGS
    path.write_text(f"{path.read_text('utf-8')}\n[governance.grace]\nmonthly = 0\n", "utf-8")
    found = settings_of(zone_at(zone.folder))
    assert freshness(days(32), "monthly", ON, found).is_stale
    assert not freshness(days(32), "monthly", ON, our_settings()).is_stale
    assert found.cycle("quarterly") == our_settings().cycle("quarterly")
