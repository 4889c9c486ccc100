"""A process that answers pages is killed with a report in its hands."""

from __future__ import annotations

import http.client
import threading

import pytest
from tests.web.serving import Visitor, entries_saying, log_held, until, writers_waiting


def test_who_reports_is_told_nothing_false_and_sends_the_same_again(busy, served, ledger):
    name, organisation = next(iter(busy.reporters.items()))
    visitor = Visitor(served.port)
    visitor.sign_in(name)
    path = f"/targets/{busy.targets[organisation][0]}/to/reported/"
    form = visitor.form(path) | {"doing": "正在施工，已完成主体", "reported": "12"}
    broken: list[BaseException] = []

    def send() -> None:
        with pytest.raises((OSError, http.client.HTTPException)) as caught:
            visitor.post(path, form)
        broken.append(caught.value)

    sending = threading.Thread(target=send)
    with log_held(busy.zone.database):
        sending.start()
        until(lambda: writers_waiting(busy.zone.database), "the report waits for the log")
        for worker in served.workers():
            worker.kill()
        sending.join()
    assert broken
    until(served.is_well, "other workers answer")
    assert entries_saying(ledger, form["doing"]) == 0

    assert visitor.post(path, form).status == 302
    assert entries_saying(ledger, form["doing"]) == 1
    assert visitor.post(path, form).status == 302
    assert entries_saying(ledger, form["doing"]) == 1
