"""GCJ-02: against places that the public implementations print, and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.standards.gcj02 import shifted, unshifted


def test_a_place_is_shifted_as_public_implementations_do():
    """coord-convert 0.2.1: wgs2gcj(114.62, 35.08)."""
    assert shifted(np.array([(114.62, 35.08)]))[0] == pytest.approx((114.62547084108775, 35.07919189919852), abs=1e-12)


@given(st.lists(st.tuples(st.floats(75, 134), st.floats(18, 53)), min_size=1, max_size=5))
def test_back_again_within_a_millimetre(places):
    at = np.array(places)
    assert np.abs(unshifted(shifted(at)) - at).max() < 1e-8
