"""Several notices in one message: all of them, in order, in as few as hold them, none too long."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.answers.notices.conftest import TUESDAY, notices

from dajuan.answers.notices.channels.limits import limits_of
from dajuan.answers.notices.digest import bundles, message_of

ROBOT = limits_of("wecom")
LENGTHS = st.lists(st.integers(1, 1500), min_size=1, max_size=30)


def of_lengths(lengths):
    return [
        replace(notice, text=notice.text._replace(zh="字" * length))
        for notice, length in zip(notices(len(lengths)), lengths, strict=True)
    ]


@given(LENGTHS)
def test_each_is_in_one_message_and_no_message_is_too_long(lengths):
    some = of_lengths(lengths)
    packed = bundles(some, "wecom", ROBOT, "zh")
    assert [notice for bundle in packed for notice in bundle.notices] == some
    for bundle in packed:
        message = message_of(bundle, "科技局", TUESDAY, ROBOT, "zh")
        assert len(f"{message.title}\n{message.body}".encode()) <= ROBOT.bytes
        if len(bundle.notices) > 1:
            assert all(notice.text.zh in message.body for notice in bundle.notices), "only one alone is ever cut"


@given(LENGTHS)
def test_none_could_have_gone_with_the_message_before(lengths):
    packed = bundles(of_lengths(lengths), "wecom", ROBOT, "zh")
    for before, after in pairwise(packed):
        together = [*before.notices, after.notices[0]]
        assert len(bundles(together, "wecom", ROBOT, "zh")) == 2


def test_the_same_notices_are_the_same_message_whatever_their_order():
    one, other = notices(2)
    ids = {bundles(some, "wecom", ROBOT, "zh")[0].id for some in ([one, other], [other, one])}
    assert len(ids) == 1
    assert bundles([one, other], "dingtalk", ROBOT, "zh")[0].id not in ids


def test_line_breaks_and_endless_names_stay_in_their_place():
    (one,) = notices(1)
    one = replace(one, subject=one.subject._replace(zh="名" * 2000), text=one.text._replace(zh="甲\n乙\r\n丙"))
    message = message_of(bundles([one], "wecom", ROBOT, "zh")[0], "科技局", TUESDAY, ROBOT, "zh")
    assert message.body == "甲 乙 丙"
    assert len(message.title.encode()) <= 240


def test_in_english():
    some = notices(2)
    message = message_of(bundles(some, "wecom", ROBOT, "en")[0], "科技局", TUESDAY, ROBOT, "en")
    assert message.title == "[Supervision] 2 notices"
    assert message.body.splitlines()[0] == "1. T-000: due in 7 days"
