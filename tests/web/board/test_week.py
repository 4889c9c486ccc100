"""What changed this week is told by the two boards; what came in is counted by the entries themselves."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.answers.life import code_of
from tests.web.lively import OTHERS, RED, REPORTER, make_lively

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, moment_of
from dajuan.ledger.read import entries_between, size_of
from dajuan.web.board import news as news_of_board
from dajuan.web.board.news import news
from dajuan.web.served import serve, served


def after(days: int) -> datetime:
    """So long after the last entry that the zone came with."""
    ledger = served().ledger
    *_, (_, last) = entries_between(ledger, start=size_of(ledger) - 1)
    return moment_of(last.recorded_at) + timedelta(days)


def report(said: str, value: str, at: datetime) -> str:
    """The day after it was recorded, as an address asks for it."""
    ledger = served().ledger
    one = Draft(
        programme="targets",
        subject=code_of(ledger, said),
        kind="stated",
        effective_on=date(2025, 12, 31),
        fields={"reported": value},
    )
    append(ledger, [one], actor=REPORTER, now=at)
    return day(at, 1)


def day(at: datetime, later: int = 0) -> str:
    return (at.astimezone(served().zone.timezone).date() + timedelta(later)).isoformat()


def week(page: str) -> str:
    part = page[page.index('id="week"') :]
    return part[: part.index("</section>")]


def test_a_late_report_is_news_in_the_week_it_came(lively, as_):
    at = after(9)
    on = report(RED, "10个", at)
    told = week(as_("office").get(f"/board/?year=2025&as_of={on}").content.decode())
    assert RED in told
    assert "完成数由 1个 到 10个" in told
    assert "来了 1 条记录，其中目标填报 1 条" in told
    later = week(as_("office").get(f"/board/?year=2025&as_of={day(at, 20)}").content.decode())
    assert "没有哪一项换了灯" in later
    assert "来了 0 条记录" in later


def test_what_came_after_the_moment_shown_is_no_news_of_it(lively, as_):
    at = after(9)
    on = report(RED, "10个", at)
    told = week(as_("office").get(f"/board/?year=2025&as_of={on}&known_at={day(at, -1)}").content.decode())
    assert "没有哪一项换了灯" in told
    assert "来了 0 条记录" in told


def test_a_week_before_the_plan_was_known_is_said_so(lively, as_):
    assert "还没有这年的计划" in week(as_("office").get("/board/").content.decode())


def test_others_targets_are_no_news_to_a_reporter(lively, as_):
    on = report(OTHERS, "999个", after(9))
    assert OTHERS in week(as_("office").get(f"/board/?year=2025&as_of={on}").content.decode())
    told = week(as_("reporter").get(f"/board/?year=2025&as_of={on}").content.decode())
    assert OTHERS not in told
    assert "来了 0 条记录" in told


@pytest.fixture(scope="module")
def lively_once(little_zone_once, tmp_path_factory):
    """A zone that nothing is written to: served for all examples."""
    folder = tmp_path_factory.mktemp("lively") / "zone"
    shutil.copytree(little_zone_once, folder)
    serve(folder)
    make_lively(served().zone, served().ledger)
    serve(None)
    return folder


@settings(max_examples=40)
@given(start=st.integers(0, 300), width=st.integers(0, 60), block=st.integers(1, 9))
def test_news_is_what_a_count_of_the_entries_says(lively_once, start, width, block):
    serve(lively_once)
    with patch.object(news_of_board, "_BLOCK", block):
        news_of_board._block.cache_clear()
        told = news(start, start + width)
    entries = [one for _, one in entries_between(served().ledger, start=start, stop=start + width)]
    plain = Counter(one.programme for one in entries if one.kind not in {"verified", "withdrawn", "declared"})
    serve(None)
    news_of_board._block.cache_clear()
    assert told.entries == plain.total()
    assert told.reports == plain["targets"]
    assert dict(told.programmes) == dict(plain)
