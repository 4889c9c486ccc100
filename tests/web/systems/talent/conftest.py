"""The little zone with talent and jobs switched on: a keeper of the office, who records, and a watcher, who sees; rosters in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.systems.talent.rosters import OTHER_FIRM, TEAM, row, workbook
from tests.web.api.conftest import asks
from tests.web.little_zone import NAME

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.zone import SETTINGS
from dajuan.systems.talent import CITY, JOBS, PEOPLE, TEAMS, TITLES
from dajuan.web.people.models import Grant, Organisation, Person
from dajuan.web.served import served
from dajuan.web.systems.talent.found import known_at

__all__ = ["asks"]
OFFICE = "人才工作办公室"
ROOM = "/systems/talent"
NOW = datetime(2025, 10, 15, 4, tzinfo=UTC)
ROWS = (
    row(1, team=TEAM),
    row(1, kind="高层次人才", grade="B类", enterprise=OTHER_FIRM, on="2025-06-01"),
    row(2, kind="高技能人才", **{"class": "技师"}),
    row(3, kind="急需紧缺人才", valid_until="2025-09-30"),
    row(4, kind="", document="", team=TEAM),
)
"""Four people: one with two titles from two firms, one whose title is over, one who is in a team only."""


@pytest.fixture
def talent(little, people) -> dict[str, Person]:
    path = little.folder / SETTINGS
    switched = "".join(f'  "{one}",\n' for one in (PEOPLE, TITLES, TEAMS, CITY, JOBS))
    path.write_text(path.read_text("utf-8").replace("on = [\n", f"on = [\n{switched}"), "utf-8")
    served().look()
    office = Organisation.objects.create(name=OFFICE, parent=Organisation.objects.get(name=NAME))
    for username, name, role in (("keeper", "陶", "report"), ("watcher", "苗", "see")):
        people[username] = Person.objects.create_user(username, None, name=name, organisation=office, demo=True)
        Grant.objects.create(person=people[username], role=role, organisation=office)
    about = {"programme": TEAMS, "subject": TEAM, "effective_on": date(2025, 1, 1)}
    street = {"programme": JOBS, "subject": "yunhe", "effective_on": date(2025, 1, 1)}
    drafts = [
        Draft(**about, kind="opened", fields={"name": "高效光伏组件团队", "office": OFFICE, "document": "1号（虚构）"}),
        Draft(**about, kind="moved", stage="proposed"), Draft(**about, kind="moved", stage="recognised"),
        Draft(**street, kind="opened", fields={"name": "云河办事处", "office": OFFICE}), Draft(**street, kind="moved", stage="reporting"),
    ]  # fmt: skip
    append(served().ledger, drafts, actor=f"{OFFICE} 陶", now=NOW)
    return people


def roster(*rows: dict[str, str]) -> SimpleUploadedFile:
    return SimpleUploadedFile("名册.xlsx", workbook(*rows))


@pytest.fixture
def take(talent, as_) -> Callable[..., Any]:
    """A roster sent by the keeper's page: the answer."""

    def sent(*rows: dict[str, str], **more: str) -> Any:
        return as_("keeper").post(f"{ROOM}/roster/", {"roster": roster(*rows), **more})

    return sent


@pytest.fixture
def listed(take) -> list[str]:
    """The rosters are in: the codes of their people, those with the most titles first, then the one with a skill."""
    answer = take(*ROWS)
    assert answer.status_code == 200, answer.content.decode()
    found = known_at().people.values()
    return [
        one.code
        for one in sorted(
            found, key=lambda one: (-len(one.titles), [title.kind != "skilled" for title in one.titles], one.code)
        )
    ]
