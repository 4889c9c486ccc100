"""A process of its own that sends 200 notices, to be killed: ``python -m … FOLDER outbox|wecom``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tests.answers.notices.conftest import TUESDAY, notices
from tests.answers.notices.servers import FixedClock

from dajuan.answers.notices.channels.outbox import Outbox
from dajuan.answers.notices.channels.robots import robots
from dajuan.answers.notices.record import NAME, Record
from dajuan.answers.notices.sending import send
from dajuan.answers.notices.settings import read_settings
from dajuan.standards.working_days import china

COUNT = 200


def main(folder: Path, way: str) -> None:
    clock = FixedClock(TUESDAY)
    told = {} if way == "outbox" else {"contacts": {f"局{n}": {way: "${ROBOT}"} for n in range(COUNT)}}
    record = Record(folder / NAME)
    report = send(
        [replace(notice, to=f"局{place}") for place, notice in enumerate(notices(COUNT))],
        record=record,
        settings=read_settings(told, folder / "dajuan.toml"),
        channels={"outbox": Outbox(folder / "outbox"), **robots(lambda: clock.now().timestamp())},
        clock=clock,
        calendar=china(),
        patience=1e9,
    )
    print(len(report.sent), len(report.unsure))
    record.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
