"""What tests of notices share: a made-up target, a clock that stands still, a zone's folder, a robot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from tests.answers.notices.servers import FixedClock, Robot

from dajuan.answers.notices.channels.outbox import Outbox
from dajuan.answers.notices.channels.robots import robots
from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.reasons import Watched
from dajuan.answers.notices.record import NAME, Record
from dajuan.answers.notices.sending import send
from dajuan.answers.notices.settings import read_settings
from dajuan.standards.words import Words
from dajuan.standards.working_days import china

CHINA = ZoneInfo("Asia/Shanghai")
TUESDAY = datetime(2024, 12, 24, 10, 0, tzinfo=CHINA)


def target(**other) -> Watched:
    """云岭一期 is to be handed over by the end of 2024; 54 % is done."""
    usual = Watched(
        code="T-07", name="云岭一期交付", owner="科技局", reviewer="统计局", supervisor="督查室", stage="accepted",
        stage_since=date(2024, 2, 1), deadline=date(2024, 12, 31), state="on_schedule", progress=Fraction(54, 100),
    )  # fmt: skip
    return usual._replace(**other)


def notices(count: int, to: str = "科技局", words: str = "还有 7 天到期") -> list[Notice]:
    return [
        Notice(
            to=to, reason="due-soon", target=f"T-{place:03}", subject=Words(f"【督查·即将到期】T-{place:03}", f"[due soon] T-{place:03}"),
            text=Words(f"T-{place:03}：{words}", f"T-{place:03}: due in 7 days"), key=f"T-{place:03}/due-soon/7/{to}",
            made_on=date(2024, 12, 24),
        )
        for place in range(count)
    ]  # fmt: skip


class Desk:
    """A zone's folder with its notices: send, and look at what happened."""

    def __init__(self, folder, clock, told) -> None:
        self.folder, self.clock = folder, clock
        self.settings = read_settings(told, folder / "dajuan.toml")
        self.channels = {
            "outbox": Outbox(folder / "outbox"),
            **robots(lambda: clock.now().timestamp(), timeout=0.5),
        }
        self.record = Record(folder / NAME)

    def send(self, some=(), **other):
        return send(
            some, record=self.record, settings=self.settings, channels=self.channels, clock=self.clock,
            calendar=china(), **other,
        )  # fmt: skip

    @property
    def files(self):
        return sorted((self.folder / "outbox").glob("*.eml"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(TUESDAY)


@pytest.fixture
def desk(tmp_path, clock):
    """Makes a desk with the settings told; the same folder however often it is asked for."""
    made = []

    def make(**told) -> Desk:
        made.append(Desk(tmp_path, clock, told))
        return made[-1]

    yield make
    for one in made:
        one.record.close()


@pytest.fixture
def robot(monkeypatch) -> Iterator[Robot]:
    """A group robot; its webhook is in the variable ROBOT."""
    one = Robot()
    monkeypatch.setenv("ROBOT", one.webhook)
    yield one
    one.close()
