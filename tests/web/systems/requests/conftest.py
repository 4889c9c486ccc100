"""The little zone with requests and visits switched on; a clerk of the office, a handler, a visitor, and steps in a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.little_zone import NAME

from dajuan.ledger.zone import SETTINGS
from dajuan.web.people.models import Grant, Organisation, Person
from dajuan.web.served import served
from dajuan.web.systems.requests.found import book

OFFICE, DEPARTMENT = "政务服务中心", "经济发展局"
NAMED, PHONE = "赵建国", "13812345678"
"""Made up; no page for others and no file of the ledger may hold them."""
ON = '"enterprise-register",'


@pytest.fixture
def asking(little, people) -> dict[str, Person]:
    """``clerk`` and ``visitor`` of the office beside the people of the little zone; ``neighbour`` handles."""
    path = little.folder / SETTINGS
    path.write_text(path.read_text("utf-8").replace(ON, ON + ' "enterprise-requests", "enterprise-visits",'), "utf-8")
    served().look()
    office = Organisation.objects.create(name=OFFICE, parent=Organisation.objects.get(name=NAME))
    for username, name, roles in (("clerk", "贺", ("report", "review")), ("visitor", "苗", ("review",))):
        people[username] = Person.objects.create_user(username, None, name=name, organisation=office)
        for role in roles:
            Grant.objects.create(person=people[username], role=role, organisation=office)
    return people


@pytest.fixture
def ask(asking, as_) -> Callable[..., str]:
    """A request brought in by somebody; its code."""

    def bring_in(username: str = "clerk", **typed: str) -> str:
        given = {
            "what": "厂区每周停电两次，请尽快恢复供电。",
            "kind": "help",
            "field": "utilities",
            "grade": "ordinary",
            "sure": "1",
            **typed,
        }
        answer = as_(username).post("/systems/requests/new/", given)
        assert answer.status_code == 302, answer.content.decode()
        return answer.headers["Location"].rstrip("/").rpartition("/")[2]

    return bring_in


@pytest.fixture
def take(as_) -> Callable[..., int]:
    """A step taken by somebody: the status of the answer."""

    def taken(username: str, code: str, step: str, **typed: str) -> int:
        return as_(username).post(f"/systems/requests/one/{code}/{step}/", typed).status_code

    return taken


@pytest.fixture
def stage_of() -> Callable[[str], str]:
    return lambda code: book().cases()[code].stage
