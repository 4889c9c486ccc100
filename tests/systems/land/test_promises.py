"""What custom land promised against what was built and paid, reckoned by hand for a parcel of 30 亩."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.systems.land.life import OFFICE

from dajuan.programmes.find import find_programmes
from dajuan.programmes.values import read_value
from dajuan.standards.land.custom_land import custom_rule
from dajuan.standards.land.grades import grade_rule, score_rule
from dajuan.subjects.row import Row
from dajuan.systems.land.parcels import PARCELS
from dajuan.systems.land.promises import Outcome, custom_land

PACK = find_programmes(Path("/")).programmes[PARCELS]
ON = date(2026, 5, 1)
RULES = custom_rule("zhengzhou-high-tech-2022", ON), score_rule("tax-per-mu", ON), grade_rule("wenling-2022-above", ON)
CONTRACT = {
    "area": "30亩", "use": "industrial", "custom": "是", "promised-investment": "850", "promised-output": "1000",
    "promised-tax": "40", "promised-plot-ratio": "1.8", "built-by": "2025-06-30", "at-capacity-by": "2027-06-30",
}  # fmt: skip


def values(told):
    return {key: read_value(PACK.fields[key], value) for key, value in told.items()}


def row(code, **more):
    fields = {
        "name": code,
        "lead-department": OFFICE,
        **values({**CONTRACT, **{k.replace("_", "-"): v for k, v in more.items()}}),
    }
    return Row(PARCELS, code, code, "completed", ON, 1, False, ON, 1, "", fields, {}, (OFFICE,))


def stated(year, **told):
    return {key: {year: value} for key, value in values({k.replace("_", "-"): v for k, v in told.items()}).items()}


def one_of(row, years=None, on=ON):
    (made,) = custom_land([row], {row.code: years or {}}, PACK, on, *RULES)
    return made


def test_per_mu_and_against_the_contract():
    parcel = row("P", invested_total="2.7亿元", floor_area="34000平方米")
    made = one_of(parcel, stated(2025, tax_year="1260万元", output_year="24000万元"))
    by = {one.measure: one for one in made.pledges}
    assert (by["investment"].found, by["investment"].outcome) == (900, Outcome.MET)
    assert by["plot-ratio"].found == Fraction(17, 10)
    assert by["plot-ratio"].outcome is Outcome.SHORT  # 1.8 was promised by June 2025
    assert (by["tax"].found, by["tax"].outcome, by["tax"].promised_too_little) == (42, Outcome.MET, True)
    assert (by["output"].found, by["output"].outcome) == (800, Outcome.AHEAD)  # due in 2027
    assert (made.year, made.score, made.grade, made.short) == (2025, 42, "A", 1)
    assert one_of(parcel, stated(2025, output_year="24000万元"), date(2027, 7, 1)).pledges[1].outcome is Outcome.SHORT


def test_what_is_not_known_is_not_judged():
    made = one_of(row("P"))
    assert {one.outcome for one in made.pledges} == {Outcome.OPEN}
    assert (made.year, made.score, made.grade) == (None, None, "")


def test_a_year_counts_once_it_is_over():
    years = {"tax-year": {2025: 10**9, 2026: 5 * 10**9}}
    assert one_of(row("P"), years, date(2026, 12, 30)).year == 2025
    assert one_of(row("P"), years, date(2026, 12, 31)).year == 2026


def test_a_plain_parcel_is_no_custom_land():
    assert custom_land([row("P", custom="否")], {}, PACK, ON, *RULES) == []


def test_grades_are_among_all_custom_land():
    rows = [row(f"P{n}") for n in range(5)]
    years = {one.code: stated(2025, tax_year=f"{300 * (nth + 1)}万元") for nth, one in enumerate(rows)}
    grades = {one.row.code: one.grade for one in custom_land(rows, years, PACK, ON, *RULES)}
    assert grades == {"P4": "A", "P3": "B", "P2": "B", "P1": "B", "P0": "C"}


@pytest.mark.parametrize(("floor", "outcome"), [("32000", Outcome.SHORT), ("36000", Outcome.MET)])
def test_without_a_contract_the_rule_is_the_measure(floor, outcome):
    fields = dict(row("P", floor_area=floor).fields)
    del fields["promised-plot-ratio"]
    made = one_of(row("P")._replace(fields=fields))
    assert next(one for one in made.pledges if one.measure == "plot-ratio").outcome is outcome
