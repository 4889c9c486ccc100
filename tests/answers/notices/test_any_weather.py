"""Whatever a channel does, and whenever a run dies: nothing goes out twice, and of each notice somebody knows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.answers.notices.conftest import TUESDAY, notices
from tests.answers.notices.servers import FixedClock

from dajuan.answers.notices.channels import Delivered, Refused, Unsure
from dajuan.answers.notices.channels.limits import limits_of
from dajuan.answers.notices.record import NAME, Record
from dajuan.answers.notices.sending import send
from dajuan.answers.notices.settings import read_settings
from dajuan.standards.working_days import china

WEATHER = ("fine", "refused", "whole", "too fast", "lost there", "lost here", "dies before", "dies after")


class DiedError(BaseException):
    """The process ends here."""


class Sky:
    """A way out whose outcomes are told beforehand; ``arrived`` is what the other side really has."""

    repeatable = False
    disturbs = True
    limits = limits_of("wecom")

    def __init__(self) -> None:
        self.weather: list[str] = []
        self.arrived: list[str] = []

    def lane(self, address):
        return "sky"

    def deliver(self, message, address):
        today = self.weather.pop(0) if self.weather else "fine"
        if today == "dies before":
            raise DiedError
        if today in {"fine", "lost there", "dies after"}:
            self.arrived += [line.split("：")[0].split(". ")[-1] for line in message.body.splitlines()]
        match today:
            case "fine":
                return Delivered()
            case "dies after":
                raise DiedError
            case "lost there" | "lost here":
                return Unsure("没有答复", "no answer")
        return Refused("不收", "refused", whole_channel=today == "whole", pause=90 if today == "too fast" else 0)


RUNS = st.lists(
    st.tuples(st.lists(st.sampled_from(WEATHER), max_size=4), st.integers(0, 4), st.integers(0, 4000)), max_size=12
)


@pytest.fixture(autouse=True)
def _webhook(monkeypatch):
    monkeypatch.setenv("SKY", "https://sky.example/robot")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RUNS, st.booleans())
def test_at_most_once_and_never_lost(runs, doubles):
    sky, clock, planned = Sky(), FixedClock(TUESDAY), 0
    with tempfile.TemporaryDirectory() as folder:
        record = Record(Path(folder) / NAME)
        told = {"contacts": {"科技局": {"wecom": "${SKY}"}}, "retry_unsure": doubles, "tries": 3}
        options = {
            "record": record,
            "settings": read_settings(told, Path("dajuan.toml")),
            "channels": {"wecom": sky},
            "clock": clock,
            "calendar": china(),
        }
        # What a power cut would leave is no matter here, and the disk is slow.
        record._db.execute("pragma synchronous = off")

        def run(some):
            try:
                return send(some, **options)
            except DiedError:
                return None

        for weather, more, minutes in runs:
            sky.weather = list(weather)
            planned += more
            run(notices(planned))
            clock.go(minutes=minutes)
        sky.weather = []
        clock.go(hours=34 - clock.now().hour)
        for _ in range(7):
            last = run(notices(planned))
            clock.go(days=1)
        sent, left = record.kept("sent"), record.kept("waiting", "sending", "unsure", "given-up", "replaced")
        record.close()
    codes = [f"T-{place:03}" for place in range(planned)]
    assert sorted(kept.notice.target for kept in (*sent, *left)) == codes, "each is known"
    assert {kept.state for kept in left} <= {"unsure", "given-up"}, "after a fine week nothing waits"
    assert {kept.notice.target for kept in sent} <= set(sky.arrived), "what is called sent arrived"
    assert last is not None
    assert len(last.unsure) + len(last.failed) == len(left), "and what is not is told on every run"
    if not doubles:
        assert len(sky.arrived) == len(set(sky.arrived)), "nothing twice"
        assert set(sky.arrived) <= {kept.notice.target for kept in sent} | {
            kept.notice.target for kept in left if kept.state == "unsure"
        }
    else:
        assert not [kept for kept in left if kept.state == "unsure"]
