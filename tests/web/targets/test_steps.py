"""Who may take which step: every role tries every step from every stage, and the ledger has the last word."""

from __future__ import annotations

import pytest
from tests.web.little_zone import PEOPLE
from tests.web.targets.conftest import brought_to, entries, state, target

from dajuan.web.access.roles import Action
from dajuan.web.people.viewers import viewer_of_person
from dajuan.web.served import served
from dajuan.web.targets.steps import steps_of

STAGES = ("assigned", "accepted", "disputed", "reported", "sent-back", "reviewed", "extension-asked", "done", "closed")
NEXT = {
    "assigned": {"accepted", "disputed"},
    "accepted": {"reported", "extension-asked"},
    "disputed": {"accepted"},
    "reported": {"reported", "reviewed", "sent-back", "extension-asked"},
    "sent-back": {"reported", "reviewed", "extension-asked"},
    "reviewed": {"reported", "done", "extension-asked"},
    "extension-asked": {"reported"},
    "done": {"closed"},
    "closed": set(),
}
REPORTERS = {"accepted", "disputed", "reported", "extension-asked"}
MAY = {"reporter": Action.RECORD, "reviewer": Action.VERIFY, "leader": Action.PLAN}
TYPED = {
    "accepted": {},
    "disputed": {"note": "基数不对"},
    "reported": {"reported": "2条"},
    "reviewed": {},
    "sent-back": {"note": "佐证不全"},
    "extension-asked": {"note": "汛期停工", "asked-until": "2026-03-31"},
    "done": {},
    "closed": {},
}


def steps_for(person, code):
    programme = served().ledger.programmes["targets"]
    return steps_of(target(code), state(code), programme, viewer_of_person(person), served().today())


@pytest.mark.parametrize("stage", STAGES)
def test_what_may_come_next_follows_from_the_programme(people, stage):
    code = brought_to(stage)
    moves = {one.key for one in steps_for(people["office"], code) if one.action is not Action.PLAN}
    assert moves == NEXT[stage]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("username", sorted(PEOPLE))
def test_a_step_is_for_whom_its_role_says(people, username, stage):
    code = brought_to(stage)
    for step in steps_for(people[username], code):
        if step.action is Action.RECORD:
            assert step.mine == (username == "reporter"), step
        elif step.action is Action.VERIFY:
            assert step.mine == (username in ("office", "reviewer")), step
        else:
            assert step.mine == (username in ("office", "leader")), step


@pytest.mark.parametrize("stage", ["assigned", "accepted", "reported", "reviewed", "done"])
@pytest.mark.parametrize("username", sorted(PEOPLE))
def test_only_what_is_offered_can_be_done(desk, people, username, stage):
    """The page offers it: it can be done. It does not: the address refuses, and nothing is recorded."""
    code = brought_to(stage)
    offered = {one.key for one in steps_for(people[username], code) if one.mine and one.action is not Action.PLAN}
    for step, typed in TYPED.items():
        before, at = len(entries(code)), f"/targets/{code}/to/{step}/"
        if step not in offered:
            answer = desk(username).client.post(at, {"key": f"{username}-{step}", "seen": served().size(), "on": "2025-10-15"} | typed)  # fmt: skip
            assert answer.status_code in (403, 404, 422), (step, answer.status_code)
            assert len(entries(code)) == before, step
    for step in sorted(offered)[:1]:
        assert desk(username).send(f"/targets/{code}/to/{step}/", **TYPED[step]).status_code == 302
        assert len(entries(code)) == before + 1


def test_who_reported_is_told_that_another_reviews(desk, people):
    """Somebody who holds both roles reports, and may not pass their own report."""
    from dajuan.web.people.models import Grant, Organisation

    code = brought_to("reported")
    Grant.objects.create(
        person=people["reporter"], role="review", organisation=Organisation.objects.get(name="住房保障中心")
    )
    [step] = [one for one in steps_for(people["reporter"], code) if one.key == "reviewed"]
    assert not step.mine
    assert "另一个人" in step.why_not.zh
    answer = desk("reporter").open(f"/targets/{code}/to/reviewed/")
    assert answer.status_code == 422
    assert "另一个人" in answer.content.decode()


def test_a_co_owner_sees_and_talks_but_does_not_report(desk):
    code = brought_to("accepted")
    neighbour = desk("neighbour")
    assert neighbour.open(f"/targets/{code}/").status_code == 200
    assert neighbour.open(f"/targets/{code}/to/reported/").status_code == 403
    assert neighbour.send_remark(code, "我们配合").status_code == 302
