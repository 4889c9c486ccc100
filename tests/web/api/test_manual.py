"""The walk through docs/web/api.md, done as it stands there, against a server."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from dajuan.web.access.roles import Action
from dajuan.web.api.tokens import make_token
from dajuan.web.layout.problems import KINDS
from dajuan.web.people.models import Grant, Organisation

PAGE = Path(__file__).resolve().parents[3] / "docs" / "web" / "api.md"


@pytest.mark.django_db(transaction=True)
def test_the_walk_does_what_it_says(little, live_server):
    from tests.web.little_zone import make_people

    person = make_people()["office"]
    Grant.objects.create(person=person, role="report", organisation=Organisation.objects.get(parent=None))
    _, secret = make_token(person, name="走一遍", scopes=tuple(Action), days=1)
    [code] = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    told = StringIO()
    with redirect_stdout(told):
        exec(compile(code, str(PAGE), "exec"), {"SERVER": live_server.url, "TOKEN": secret})
    lines = told.getvalue().splitlines()
    assert lines[0].startswith("督查室 何")
    assert lines[1] == "['E-001', 'E-002', 'E-003']"
    assert lines[3] == "720"
    assert len(lines) == 5


def test_the_manual_tells_every_status():
    text = PAGE.read_text("utf-8")
    assert [status for status in KINDS if str(status) not in text and status not in {405, 413}] == []
