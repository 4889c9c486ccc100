"""The local supply share and its sides."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.systems.chains.life import WAN, D

from dajuan.systems.chains.chain import Supply
from dajuan.systems.chains.local_share import local_share
from dajuan.systems.chains.settings import PLACES

supplies = st.lists(
    st.builds(
        Supply, st.uuids().map(str), st.sampled_from(["n1", "n2"]), st.sampled_from(["b1", "b2"]),
        st.sampled_from(["", "s1", "s2"]), st.sampled_from(["甲", "乙"]), st.sampled_from(PLACES), st.just(""),
        st.none() | st.integers(0, 10**6),
    ),
    max_size=12,
)  # fmt: skip


def test_of_the_little_chain(chain):
    share = local_share(chain.supplies, {"zone"})
    assert share.by_value == Fraction(2_900, 5_000)
    assert [one.code for one in share.local] == ["S-1", "S-3", "S-5"]
    assert [one.code for one in share.unknown] == ["S-7"]
    assert share.by_number == Fraction(3, 5), "who supplies two buyers is one; what has ended is out"
    assert share.value == 5_000 * WAN


def test_of_what_the_leading_firm_buys(chain):
    assert chain.leading == (D,)
    assert local_share(chain.supplies, {"zone"}, buyers={D}).by_value == Fraction(900, 2_300)


def test_local_may_be_the_city_too(chain):
    assert local_share(chain.supplies, {"zone", "country"}).by_value == 1


def test_of_nothing_there_is_no_share():
    share = local_share([], {"zone"})
    assert share.by_value is share.by_number is None


@given(supplies, st.sets(st.sampled_from(PLACES), min_size=1))
def test_sides_are_lists_that_add_up(some, places):
    share = local_share(some, places)
    assert set(share.local) <= set(share.every)
    assert len(share.every) + len(share.unknown) == sum(one.value != 0 for one in some)
    assert sum(one.value for one in share.suppliers) == share.value
    assert len(share.suppliers) == len({one.whose for one in some if one.value != 0})
    assert share.by_value is None or 0 <= share.by_value <= 1
