"""What holds of any table: the order of units means nothing, better is never worse, scales keep their ends, weights and
contributions add up, and what is missing is never taken for nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from dajuan.indices.aggregation import aggregate, copeland
from dajuan.indices.construct import construct, descending
from dajuan.indices.explain import contributions
from dajuan.indices.factors import factor_weights
from dajuan.indices.imputation import imputed
from dajuan.indices.load import parse_scheme
from dajuan.indices.normalisation import normalise
from dajuan.indices.outliers import treat
from dajuan.indices.scheme import Aggregation, Indicator, Level, Normalisation, Scheme, Treatment
from dajuan.indices.table import Array, Table
from dajuan.indices.weighting import entropy_weights
from dajuan.programmes.pack import Name

SCHEME = parse_scheme("""
index: tried
name: 试
source: 测试
treatment: {winsorise: 2}
normalisation: {method: min-max, low: 1, high: 100}
groups:
  whole: {name: 总, aggregation: geometric}
  first: {name: 一, parent: whole, weight: 2}
  second: {name: 二, parent: whole, aggregation: harmonic}
indicators:
  a: {name: 甲, parent: first}
  b: {name: 乙, parent: first, weight: 3}
  c: {name: 丙, parent: second, direction: down}
  d: {name: 丁, parent: second}
  e: {name: 戊, parent: whole, weight: 0.5}
""")
NUMBERS = st.integers(-1000, 1000).map(float)
GAPPY = st.one_of(NUMBERS, st.just(float("nan")))
MEANS: tuple[Aggregation, ...] = ("arithmetic", "geometric", "harmonic")


@st.composite
def tables(draw: st.DrawFn, *, numbers: st.SearchStrategy[float] = GAPPY) -> Table:
    units = draw(st.integers(3, 12))
    values = draw(nps.arrays(np.float64, (units, 5), elements=numbers))
    return Table(tuple(f"u{at}" for at in range(units)), tuple(SCHEME.indicators), values)


def scored(scheme: Scheme, table: Table) -> dict[str, tuple[float, float]]:
    made = construct(scheme, table)
    return {unit: (score, rank) for unit, score, rank in zip(made.units, made.scores, made.ranks, strict=True)}


@given(tables(), st.randoms())
def test_the_order_of_units_means_nothing(table: Table, random) -> None:
    assume(not np.isnan(table.values).all())
    order = list(range(len(table.units)))
    random.shuffle(order)
    turned = Table(tuple(table.units[at] for at in order), table.columns, table.values[order])
    one, other = scored(SCHEME, table), scored(SCHEME, turned)
    assert one.keys() == other.keys()
    for unit, (score, _) in one.items():
        assert other[unit][0] == pytest.approx(score, nan_ok=True, rel=1e-9)


@given(tables(numbers=NUMBERS), st.data())
def test_better_in_one_is_not_worse_in_all(table: Table, data) -> None:
    """On a scale that does not move with the units (goalposts), by any mean."""
    how = data.draw(st.sampled_from(MEANS))
    scheme = _fixed(how)
    unit, column = data.draw(st.integers(0, len(table.units) - 1)), data.draw(st.integers(0, 4))
    up = -1 if scheme.indicators[table.columns[column]].falls else 1
    values = table.values.copy()
    values[unit, column] += up * data.draw(st.integers(1, 500))
    before, after = scored(scheme, table), scored(scheme, table.having(values))
    assert after[f"u{unit}"][0] >= before[f"u{unit}"][0] - 1e-9
    assert after[f"u{unit}"][1] <= before[f"u{unit}"][1]


def _fixed(how: Aggregation) -> Scheme:
    return replace(
        SCHEME,
        treatment=None,
        normalisation=Normalisation("goalposts", 1, 100),
        indicators={key: replace(one, goalposts=(-1000.0, 1000.0)) for key, one in SCHEME.indicators.items()},
        groups={key: replace(one, aggregation=how) for key, one in SCHEME.groups.items()},
    )


@given(nps.arrays(np.float64, st.integers(2, 30), elements=GAPPY), st.booleans())
def test_min_max_reaches_both_ends_and_goes_no_further(values: Array, falls: bool) -> None:
    said = values[~np.isnan(values)]
    assume(len(said) and said.min() < said.max())
    indicator = Indicator("a", Name("甲"), "whole", Level("a"), falls=falls)
    found = normalise(indicator, values, Normalisation("min-max", 1, 100))
    assert np.nanmin(found) == pytest.approx(1)
    assert np.nanmax(found) == pytest.approx(100)
    assert found[np.nanargmin(values)] == pytest.approx(100 if falls else 1)
    assert (np.isnan(found) == np.isnan(values)).all()


@given(tables())
def test_weights_add_up_and_so_do_contributions(table: Table) -> None:
    assume(not np.isnan(table.values).all())
    made = construct(SCHEME, table)
    for group in SCHEME.groups:
        assert made.rolled.weights[group].sum() == pytest.approx(1) or not made.rolled.weights[group].any()
    leaves = sum(made.effective_weight(key) for key in SCHEME.indicators)
    assert leaves == pytest.approx(1) or np.isnan(made.scores).all()
    parts = contributions(made)
    assert parts is not None
    has = ~np.isnan(made.scores)
    assert np.nansum(parts, axis=1)[has] == pytest.approx(made.scores[has], rel=1e-9)
    assert (parts[~np.isnan(parts)] > -1e-9).all()


@given(nps.arrays(np.float64, st.tuples(st.integers(4, 20), st.integers(2, 5)), elements=st.floats(0, 100)))
def test_weights_that_are_learnt_add_up_and_none_is_below_nothing(values: Array) -> None:
    assume((values.std(axis=0) > 1e-3).all())
    for learnt in (entropy_weights(values), factor_weights(values)):
        assert learnt.sum() == pytest.approx(1)
        assert (learnt >= 0).all()


@given(tables(), st.sampled_from(MEANS))
def test_what_is_missing_is_not_nothing(table: Table, how: Aggregation) -> None:
    """A unit's score stays the same whether a gap is left, or its group's other values stand alone in a smaller scheme; and
    a unit with no value at all has no score."""
    scheme = _fixed(how)
    values = table.values.copy()
    values[0] = np.nan
    values[1:, 0] = np.where(np.isnan(values[1:, 0]), 5.0, values[1:, 0])
    values[1, 1] = np.nan
    made = scored(scheme, table.having(values))
    assert "u0" not in made
    smaller = replace(scheme, indicators={key: one for key, one in scheme.indicators.items() if key != "b"})
    assert made["u1"][0] == pytest.approx(scored(smaller, table.having(values))["u1"][0])


@given(tables())
def test_only_gaps_are_filled_in(table: Table) -> None:
    for method in ("mean", "median"):
        full = imputed(table, method).values  # type: ignore[arg-type]
        known = ~np.isnan(table.values)
        assert (full[known] == table.values[known]).all()
        assert (np.isnan(full).any(axis=0) == np.isnan(table.values).all(axis=0)).all()


@given(nps.arrays(np.float64, st.integers(4, 40), elements=GAPPY), st.integers(0, 5))
def test_treatment_keeps_the_order_and_the_gaps(values: Array, points: int) -> None:
    found, _ = treat(values, Treatment(points=points))
    said = ~np.isnan(values)
    assert (np.isnan(found) == ~said).all()
    order = np.argsort(values[said], kind="stable")
    assert (np.diff(found[said][order]) >= -1e-9).all()


@given(nps.arrays(np.float64, st.tuples(st.integers(2, 12), st.integers(1, 4)), elements=st.integers(0, 5).map(float)))
def test_copelands_scores_cancel_out(values: Array) -> None:
    weights = np.full(values.shape[1], 1 / values.shape[1])
    assert copeland(values, weights).sum() == pytest.approx(0)
    assert np.abs(copeland(values, weights)).max() <= len(values) - 1


@given(nps.arrays(np.float64, st.integers(1, 30), elements=GAPPY))
def test_ranks_are_competition_ranks(scores: Array) -> None:
    found = descending(scores)
    for score, rank in zip(scores, found, strict=True):
        if np.isnan(score):
            assert np.isnan(rank)
        else:
            assert rank == (scores > score).sum() + 1


@given(nps.arrays(np.float64, st.tuples(st.integers(1, 10), st.integers(1, 4)), elements=st.floats(1, 100)))
def test_the_means_are_in_their_order(values: Array) -> None:
    weights = np.full(values.shape[1], 1 / values.shape[1])
    harmonic, geometric, arithmetic = (aggregate(values, weights, how) for how in reversed(MEANS))
    assert (harmonic <= geometric + 1e-9).all()
    assert (geometric <= arithmetic + 1e-9).all()
