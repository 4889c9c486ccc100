"""Role × object × action: in the table, and through the pages. What may not be seen is answered as if it were not there."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from tests.web.financed import PEOPLE
from tests.web.security.addresses import GUARDED

from dajuan.answers.read import targets
from dajuan.ledger.read import entries_between, states_of_programme
from dajuan.web.access.rights import Held, Thing, Tree, viewer_of
from dajuan.web.access.roles import Action, roles
from dajuan.web.access.things import thing_of_entry, thing_of_subject, thing_of_target
from dajuan.web.figures.models import SavedView
from dajuan.web.jobs.models import Job
from dajuan.web.people.viewers import viewer_of_person
from dajuan.web.served import served

ABOVE = {"园区": "", "局": "园区", "科": "局", "旁": "园区"}
FORMER = {"旧科": "科"}
BELOW = {
    "园区": {"园区", "局", "科", "旁", "旧科", "", "外"},
    "局": {"局", "科", "旧科"},
    "科": {"科", "旧科"},
    "旁": {"旁"},
}
"""Whose things somebody reaches from where; "" is nobody's in particular, "外" is an owner that is no organisation."""
CODE = "91410100MA0000001X"


@pytest.mark.parametrize("role", roles())
def test_a_role_reaches_its_own_actions_in_its_own_subtree(role):
    for at, owner, action in product(BELOW, ["园区", "局", "科", "旧科", "旁", "外", ""], Action):
        viewer = viewer_of([Held(role, at)], Tree(ABOVE, FORMER), actor="甲", name="甲", organisation=at)
        thing = Thing((owner,) if owner else (), (CODE,))
        expected = action in roles()[role].may and owner in BELOW[at]
        assert viewer.may(action, thing) is expected, (at, owner, action)


def test_an_enterprise_sees_its_own_and_does_nothing():
    viewer = viewer_of([Held("lead", "园区")], Tree(ABOVE), actor="甲", name="甲", organisation="园区", enterprise=CODE)
    allowed = {
        (code, action) for code in (CODE, "another") for action in Action if viewer.may(action, Thing(("局",), (code,)))
    }
    assert allowed == {(CODE, Action.SEE), (CODE, Action.EXPORT)}, "even with a role by mistake"


@pytest.mark.parametrize("role", roles())
@pytest.mark.parametrize("held_at", ["园区", "局"])
def test_a_bank_reaches_its_own_applications_and_products_whatever_its_role(role, held_at):
    """Role × object × action of an account of a branch ("科") of a bank ("局")."""
    tree = Tree(ABOVE, FORMER)
    bank = tree.institution("科", {"局": "9141"})
    viewer = viewer_of([Held(role, held_at)], tree, actor="甲", name="甲", organisation="科", institution=bank)
    programmes = ("financing-applications", "financing-products", "financing-consents", "enterprise-register", "")
    for owner, programme, action in product(["园区", "局", "科", "旧科", "旁", "外", ""], programmes, Action):
        thing = Thing((owner,) if owner else (), (CODE,), programme)
        own = owner in BELOW["局"] and programme in programmes[:2]
        possible = action in roles()[role].may and action in {Action.SEE, Action.EXPORT, Action.RECORD}
        assert viewer.may(action, thing) is (own and possible), (owner, programme, action)
        assert not viewer.everywhere(action)
        assert viewer.owners(action) == frozenset()
    assert not viewer.is_staff


def test_a_token_does_no_more_than_its_scopes():
    viewer = viewer_of(
        [Held("lead", "园区")], Tree(ABOVE), actor="甲", name="甲", organisation="园区", scopes={Action.SEE}
    )
    assert [action for action in Action if viewer.may(action)] == [Action.SEE]


OBJECTS = ("target", "subject", "entry", "evidence")


def objects(kind: str) -> list[tuple[str, Thing]]:
    """Addresses of objects, and whose each is."""
    here = served()
    if kind == "target":
        return [(f"/targets/{one.code}/", thing_of_target(one)) for one in targets(here.ledger)]
    if kind == "entry":
        found = list(entries_between(here.ledger))[::7]
        return [(f"/records/entry/{seq}/", thing_of_entry(here.ledger, entry)) for seq, entry in found]
    if kind == "subject":
        return [
            (f"/programmes/{code}/subjects/{state.subject}/", thing_of_subject(programme, state))
            for code, programme in here.programmes.items()
            if code != "targets"
            for state in states_of_programme(here.ledger, programme=code).values()
        ]
    things: dict[str, list[Thing]] = {}
    for _, entry in list(entries_between(here.ledger)):
        for one in entry.evidence:
            if one.sha256:
                things.setdefault(one.sha256, []).append(thing_of_entry(here.ledger, entry))
    return [
        (
            f"/records/evidence/{sha}/",
            Thing([o for t in some for o in t.owners], [e for t in some for e in t.enterprises]),
        )
        for sha, some in things.items()
    ]


@pytest.mark.parametrize("kind", OBJECTS)
def test_an_address_opens_for_who_may_see_what_is_there(as_, people, kind):
    """Every person of the little zone against every object."""
    seen: Counter[bool] = Counter()
    wrong = []
    for username in PEOPLE:
        client, viewer = as_(username), viewer_of_person(people[username])
        for address, thing in objects(kind):
            may = viewer.may(Action.SEE, thing)
            status = client.get(address).status_code
            seen[may] += 1
            if (status == 200) is not may and not (viewer.is_guest and status in {403, 404}):
                wrong.append((username, address, status))
            if not may and status not in {403, 404}:
                wrong.append((username, address, status))
    assert wrong == []
    assert seen[True] > 5
    assert seen[False] > 5


def test_nothing_can_be_done_to_what_may_not_be_seen(as_, people):
    """Every address that takes an object's code, with the code of somebody else's object."""
    neighbour = viewer_of_person(people["neighbour"])
    [target, *_] = [
        one for one in targets(served().ledger) if one.owner and not neighbour.may(Action.SEE, thing_of_target(one))
    ]
    values = {
        "targets": {"code": target.code, "seq": 1},
        "programmes": {"programme": "housing-delivery", "code": "E-001", "seq": 1},
        "records": {"programme": "housing-delivery", "code": "E-001", "seq": 1, "sha256": "1" * 64},
    }
    size, tried = served().size(), []
    for one in GUARDED:
        space = one.name.partition(":")[0]
        if space not in values or not {"code", "seq", "sha256"} & set(one.arguments):
            continue
        if space == "programmes" and "programme" not in one.arguments:
            continue
        for method in ("get", "post"):
            answer = getattr(as_("neighbour"), method)(one.with_(values[space]), {"note": "x"})
            if answer.status_code != 405:
                tried.append((one.name, method, answer.status_code))
    assert [one for one in tried if one[2] not in {403, 404}] == []
    assert len(tried) > 20
    assert served().size() == size


def test_what_is_one_s_own_is_nobody_else_s(as_, people):
    view = SavedView.objects.create(by=people["office"], name="甲", address="/figures/")
    job = Job.objects.create(kind="verify-log", title="核验", by=people["office"])
    for address in (f"/figures/views/{view.pk}/drop/", f"/jobs/{job.pk}/stop/"):
        assert as_("reporter").post(address).status_code == 404
    assert as_("reporter").get(f"/jobs/{job.pk}/").status_code == 404
    assert SavedView.objects.filter(pk=view.pk).exists()
    job.refresh_from_db()
    assert not job.asked_to_stop
