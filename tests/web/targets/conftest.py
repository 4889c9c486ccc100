"""What the tests of targets' pages do again and again: a form is opened, filled in, sent; a target is found by its name."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from secrets import token_urlsafe

import pytest
from tests.answers import life

from dajuan.answers.plan import settle
from dajuan.answers.read import target_called, targets
from dajuan.ledger.read import entries_of_subject, state_of_subject
from dajuan.web.served import served

REPORTER, REVIEWER = "住房保障中心 王", "督查室 程"


class _Inputs(HTMLParser):
    """The fields of the page's forms as a browser would send them; of the last form that has a key."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.area = ""

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self.forms.append({})
        if not self.forms or "name" not in told:
            return
        if tag == "input":
            kind = told.get("type", "text")
            if kind in ("checkbox", "radio") and "checked" not in told:
                return
            if kind != "file":
                self.forms[-1][told["name"]] = told.get("value", "on" if kind == "checkbox" else "") or ""
        if tag == "textarea":
            self.area = told["name"]
            self.forms[-1][self.area] = ""

    def handle_data(self, data):
        if self.area:
            self.forms[-1][self.area] += data.strip("\r\n")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""


def form_of(answer) -> dict[str, str]:
    """What the form on a page would send as it stands."""
    read = _Inputs()
    read.feed(answer.content.decode())
    return next(form for form in reversed(read.forms) if "key" in form)


class Desk:
    """Somebody's browser before the targets' pages."""

    def __init__(self, client) -> None:
        self.client = client

    def open(self, address: str):
        return self.client.get(address)

    def send(self, address: str, **typed):
        """Open a form, fill it in, send it."""
        opened = self.open(address)
        assert opened.status_code == 200, opened.content.decode()[:2000]
        return self.client.post(address, form_of(opened) | typed)

    def send_remark(self, code: str, text: str, **more):
        return self.client.post(f"/targets/{code}/remarks/", {"key": token_urlsafe(9), "text": text}, **more)

    def text(self, address: str) -> str:
        return re.sub(r"\s+", " ", self.open(address).content.decode())


@pytest.fixture
def desk(as_):
    return lambda username: Desk(as_(username))


def target(code: str):
    return target_called(targets(served().ledger), code)


def entries(code: str):
    return entries_of_subject(served().ledger, programme="targets", subject=code)


def state(code: str):
    return state_of_subject(served().ledger, programme="targets", subject=code)


def assigned(code: str = "2025-054", **changes: str) -> str:
    """A target of the housing centre's, assigned and not accepted."""
    settle(
        served().ledger,
        [code],
        actor="督查室 何",
        on=date(2025, 1, 21),
        changes={"owner": "住房保障中心", "co-owners": "经济发展局", **changes},
    )
    return code


def brought_to(stage: str, code: str = "2025-054") -> str:
    """A target of the housing centre's in a stage of its life."""
    ledger = served().ledger
    assigned(code)
    way = {"accepted": 1, "reported": 2, "reviewed": 3, "done": 4, "closed": 5}
    steps = [("accepted", REPORTER), ("reported", REPORTER), ("reviewed", REVIEWER), ("done", REVIEWER), ("closed", REVIEWER)]  # fmt: skip
    for step, actor in steps[: way.get(stage, 0)]:
        life.move(ledger, code, step, "2025-02-01", actor)
    if stage == "disputed":
        life.move(ledger, code, stage, "2025-02-01", REPORTER, note="基数不对")
    if stage == "sent-back":
        brought = [("accepted", REPORTER, ""), ("reported", REPORTER, ""), (stage, REVIEWER, "佐证不全")]
        for step, actor, note in brought:
            life.move(ledger, code, step, "2025-02-01", actor, note=note)
    if stage == "extension-asked":
        life.move(ledger, code, "accepted", "2025-02-01", REPORTER)
        life.move(ledger, code, stage, "2025-02-02", REPORTER, note="汛期", fields={"asked-until": "2025-12-20"})
    return code
