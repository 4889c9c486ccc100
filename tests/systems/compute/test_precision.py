"""Precisions are never added: not by values, not by the packs' indicators."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.systems.compute.life import packs

from dajuan.programmes.pack import Change, Cumulative, Indicator, Last, Programme, Ratio, Share, Sum
from dajuan.systems.compute.needs import AMOUNTS
from dajuan.systems.compute.places import PLACES, is_within
from dajuan.systems.compute.precision import Power, Precision, totals

POWERS = st.lists(st.builds(Power, st.sampled_from(Precision), st.integers(0, 10**9)))


@given(POWERS)
def test_a_total_is_of_one_precision_and_holds_all_of_it(powers):
    found = totals(powers)
    assert set(found) == {one.precision for one in powers}
    for precision, total in found.items():
        assert total == Power(precision, sum(one.giga for one in powers if one.precision is precision))


def test_two_powers_cannot_be_added_by_mistake():
    with pytest.raises(TypeError):
        Power(Precision.FP16, 1) + Power(Precision.FP64, 1)
    with pytest.raises(TypeError):
        sum([Power(Precision.FP16, 1), Power(Precision.FP16, 1)])


def fields_of(key: str, pack: Programme) -> set[str]:
    """The fields that an indicator's number is made of, through the indicators that it is made of."""
    one: Indicator = pack.indicators[key]
    match one.definition:
        case Sum(field=field) | Last(field=field):
            return {field}
        case Ratio(over=over, under=under):
            return fields_of(over, pack) | fields_of(under, pack)
        case Change(of=of) | Share(of=of) | Cumulative(of=of):
            return fields_of(of, pack)
    return set()


def test_no_indicator_of_the_packs_holds_two_precisions_or_cards_and_cores():
    apart = [{one.value for one in Precision}, {"card-time", "core-time"}, {"cards", "cores", "flops", "ops"}]
    apart += [{"cards-used", "cores-used"}, {"cards-available", "cores-available"}]
    looked_at = 0
    for pack in packs().values():
        for key in pack.indicators:
            fields = fields_of(key, pack)
            looked_at += bool(fields)
            assert all(len(fields & some) <= 1 for some in apart), (pack.code, key)
    assert looked_at > 15


def test_every_precision_has_an_indicator_of_its_own_in_its_own_unit():
    pack = packs()["compute-offers"]
    for one in Precision:
        assert fields_of(f"power-{one.value}", pack) == {one.value}
        assert pack.indicators[f"power-{one.value}"].unit == one.unit == pack.fields[one.value].unit


def test_a_power_without_precision_is_no_other_name_of_any():
    # 3000P in a plan may be any of them: whoever accepts the target says which.
    said = [name for one in packs()["compute-offers"].indicators.values() for name in (one.name.zh, *one.also)]
    assert not {"接入算力规模", "算力规模", "算力总规模"} & set(said)


def choices(pack: Programme, field: str) -> Mapping[str, str]:
    return {one.key: one.name.zh for one in pack.fields[field].choices}


def test_places_and_precisions_are_the_packs_choices_in_their_order():
    every = packs()
    for code in ("compute-centres", "compute-jobs"):
        assert list(choices(every[code], "location").items()) == [(key, one.zh) for key, one in PLACES.items()]
    assert list(choices(every["compute-jobs"], "precision")) == [one.value for one in Precision]
    assert set(AMOUNTS) <= set(every["compute-jobs"].fields)


def test_nearer_satisfies_farther_and_the_unknown_nothing():
    order = list(PLACES)
    for nth, term in enumerate(order):
        assert [one for one in order if is_within(one, term)] == order[: nth + 1]
    assert not is_within("", "country")
