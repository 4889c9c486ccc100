"""Every operation, asked by every role: it lets in whom ``access`` lets in and nobody else.

What an operation takes is told here a second time, by hand: an operation that is new, or that takes less than it did,
fails. The neighbour is a reporter of another organisation, the firm an enterprise's account: neither may reach what is
not theirs by guessing its code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from tests.web.financed import PEOPLE, make_banker, make_financed
from tests.web.little_zone import FIRM, OTHER_FIRM, make_people

from dajuan.answers.read import targets
from dajuan.ledger.read import entries_at, entries_of_subject, state_of_subject
from dajuan.web.access.deeds import whose_state
from dajuan.web.access.rights import Thing
from dajuan.web.access.roles import Action
from dajuan.web.administration.checkpoints import sign_now
from dajuan.web.api.api import api
from dajuan.web.people.models import Organisation
from dajuan.web.people.viewers import viewer_of_person
from dajuan.web.public.models import EstatesPublication, Publication
from dajuan.web.served import served
from dajuan.web.sheets.models import Version
from dajuan.web.systems import register

WHOLE = "the whole zone"
"""Of what belongs to nobody in particular: it takes the right everywhere."""
STAFF = "staff"
"""Whoever of the zone may do it to anything."""
ANYBODY = "anybody"
"""Enterprises too."""


class Rule(NamedTuple):
    action: Action | tuple[Action, ...]
    """Several: any of them will do."""
    to: str
    """WHOLE, STAFF, ANYBODY, or the name of a thing below."""
    path: Mapping[str, Any] = MappingProxyType({})
    body: Any = None


EITHER = Action.ADMINISTER, Action.AUDIT
WHY = {"why": "试"}
ESTATE = {"programme": "housing-delivery", "code": "E-001"}
SELF, OTHER = ({"programme": "enterprise-register", "code": code} for code in (FIRM, OTHER_FIRM))
RULES: dict[str, list[Rule]] = {
    "zone.zone": [Rule(Action.SEE, ANYBODY)],
    "programmes.programmes": [Rule(Action.SEE, ANYBODY)],
    "programmes.programme": [Rule(Action.SEE, ANYBODY, {"programme": "targets"})],
    "subjects.subjects": [Rule(Action.SEE, ANYBODY, {"programme": "enterprise-register"})],
    "subjects.subject": [
        Rule(Action.SEE, "estate", ESTATE),
        Rule(Action.SEE, "firm", SELF),
        Rule(Action.SEE, "other firm", OTHER),
    ],
    "subjects.history": [Rule(Action.SEE, "estate", ESTATE), Rule(Action.SEE, "other firm", OTHER)],
    "entries.entries": [Rule(Action.SEE, ANYBODY)],
    "entries.entry": [
        Rule(Action.SEE, "estate", {"seq": "estate"}),
        Rule(Action.SEE, "firm", {"seq": "firm"}),
        Rule(Action.SEE, "other firm", {"seq": "other firm"}),
    ],
    "log.inclusion": [Rule(Action.SEE, "other firm", {"seq": "other firm"}), Rule(Action.SEE, "firm", {"seq": "firm"})],
    "evidence.evidence": [Rule(Action.SEE, "plan", {"sha256": "plan"})],
    "evidence.download": [Rule(Action.SEE, "plan", {"sha256": "plan"})],
    "sheets.template": [Rule(Action.EXPORT, STAFF, {"programme": "housing-delivery"})],
    "figures.figures": [Rule(Action.SEE, STAFF)],
    "figures.figure": [Rule(Action.SEE, STAFF, {"programme": "housing-delivery", "indicator": "homes-delivered"})],
    "figures.lineage": [Rule(Action.SEE, STAFF, {"programme": "housing-delivery", "indicator": "homes-delivered"})],
    "board.board": [Rule(Action.SEE, STAFF, {"year": 2025})],
    "targets.targets": [Rule(Action.SEE, STAFF)],
    "targets.target": [Rule(Action.SEE, "target", {"code": "target"})],
    "plan.move": [Rule(Action.RECORD, "target", {"code": "target", "stage": "accepted"}, {})],
    "plan.report": [Rule(Action.RECORD, "target", {"code": "target"}, {"value": "1"})],
    "plan.set": [Rule(Action.PLAN, "target", {"code": "target"}, {})],
    "plan.dispute": [Rule(Action.PLAN, "target", {"code": "target"}, WHY)],
    "plan.extension": [Rule(Action.PLAN, "target", {"code": "target"}, WHY | {"granted": True})],
    "plan.bind": [Rule(Action.PLAN, "target", {"code": "target"}, {"indicator": "nothing/nothing"})],
    "plan.split": [Rule(Action.PLAN, "target", {"code": "target"}, {"parts": [{"owner": "审计室", "share": "100"}]})],
    "plan.milestones": [
        Rule(Action.PLAN, "target", {"code": "target"}, {"milestones": [{"name": "封顶", "due": "2025-11-30"}]})
    ],
    "plan.merge": [Rule(Action.PLAN, "target", {"code": "target"}, {"into": "2025-001"})],
    "plan.drop": [Rule(Action.PLAN, "target", {"code": "target"}, WHY)],
    "remarks.remarks": [Rule(Action.SEE, "target", {"code": "target"})],
    "remarks.say": [Rule(Action.COMMENT, "target", {"code": "target"}, {"text": "看过了"})],
    "organisations.organisations": [Rule(Action.SEE, STAFF)],
    "organisations.add": [Rule(Action.ADMINISTER, WHOLE, {}, {"name": "新局", "parent": 1})],
    "organisations.rename": [Rule(Action.ADMINISTER, WHOLE, {"organisation": "empty"}, {"name": "云河街道"})],
    "organisations.move": [Rule(Action.ADMINISTER, WHOLE, {"organisation": "empty"}, {"parent": 1})],
    "organisations.close": [Rule(Action.ADMINISTER, WHOLE, {"organisation": "empty"})],
    "organisations.open": [Rule(Action.ADMINISTER, WHOLE, {"organisation": "empty"})],
    "people.people": [Rule(Action.ADMINISTER, WHOLE)],
    "people.export": [Rule(Action.ADMINISTER, WHOLE)],
    "people.add": [Rule(Action.ADMINISTER, WHOLE, {}, {"username": "wu", "name": "吴", "organisation": 1})],
    "people.one": [Rule(Action.ADMINISTER, WHOLE, {"person": "reviewer"})],
    "people.change": [Rule(Action.ADMINISTER, WHOLE, {"person": "reviewer"}, {"title": "主任"})],
    "people.activate": [Rule(Action.ADMINISTER, WHOLE, {"person": "reviewer"})],
    "people.password": [Rule(Action.ADMINISTER, WHOLE, {"person": "reviewer"})],
    "people.without_second_factor": [Rule(Action.ADMINISTER, WHOLE, {"person": "reviewer"})],
    "people.give": [Rule(Action.ADMINISTER, WHOLE, {"person": "reviewer"}, {"role": "see", "organisation": 1})],
    "people.take": [Rule(Action.ADMINISTER, WHOLE, {"person": "reviewer", "grant": "grant"})],
    "people.deactivate": [Rule(Action.ADMINISTER, WHOLE, {"person": "reviewer"})],
    "rules.rules": [Rule(EITHER, WHOLE)],
    "rules.choose_rule": [Rule(Action.ADMINISTER, WHOLE, {"kind": "lights"}, {"code": "ratio"})],
    "rules.working_days": [Rule(EITHER, WHOLE, {"year": 2025})],
    "rules.notices": [Rule(EITHER, WHOLE)],
    "rules.send": [Rule(Action.ADMINISTER, WHOLE)],
    "keeping.health": [Rule(EITHER, WHOLE)],
    "keeping.backups": [Rule(Action.ADMINISTER, WHOLE)],
    "keeping.make": [Rule(Action.ADMINISTER, WHOLE, {}, {"keys": False})],
    "keeping.backup": [Rule(Action.ADMINISTER, WHOLE, {"name": "backup"})],
    "packs.packs": [Rule(Action.ADMINISTER, WHOLE)],
    "packs.pack": [Rule(Action.ADMINISTER, WHOLE, {"code": "housing-delivery"})],
    "packs.check": [Rule(Action.ADMINISTER, WHOLE, {"code": "housing-delivery"}, {"text": ""})],
    "packs.save": [Rule(Action.ADMINISTER, WHOLE, {"code": "housing-delivery"}, {"text": ""})],
    "packs.switch": [Rule(Action.ADMINISTER, WHOLE, {"code": "housing-delivery"}, {"on": True})],
    "audit.changes": [Rule(EITHER, WHOLE)],
    "audit.sign_ins": [Rule(EITHER, WHOLE)],
    "audit.viewed": [Rule(Action.AUDIT, WHOLE)],
    "saved_views.views": [Rule(Action.SEE, STAFF)],
    "saved_views.keep": [Rule(Action.SEE, STAFF, {}, {"name": "在建", "address": "/figures/"})],
    "saved_views.steward": [
        Rule(
            Action.PLAN,
            WHOLE,
            {"programme": "housing-delivery", "indicator": "homes-delivered"},
            {"organisation": None},
        )
    ],
    "documents.documents": [Rule(Action.SEE, STAFF)],
    "answers.answers": [Rule(Action.SEE, WHOLE)],
    "answers.one": [Rule(Action.SEE, WHOLE, {"answer": "answer"})],
    "answers.compare": [Rule(Action.SEE, WHOLE, {"answer": "answer", "other": "answer"})],
    "answers.compose": [Rule(Action.PLAN, WHOLE, {}, {"year": 2025, "as_of": "2025-12-31"})],
    "answers.sign": [Rule(Action.SIGN, WHOLE, {"answer": "answer"}, {})],
    "answers.publish": [Rule(Action.PUBLISH, WHOLE, {"answer": "answer"})],
    "answers.withdraw": [Rule(Action.PUBLISH, WHOLE, {"answer": "answer"})],
    "answers.discard": [Rule(Action.PLAN, WHOLE, {"answer": "answer"})],
    "jobs.jobs": [Rule(Action.SEE, ANYBODY)],
    "log.head": [Rule(Action.SEE, STAFF)],
    "log.consistency": [Rule(Action.SEE, STAFF)],
    "log.checkpoints": [Rule(EITHER, WHOLE)],
    "log.sign": [Rule(EITHER, WHOLE)],
    "log.checkpoint": [Rule(EITHER, WHOLE, {"name": "checkpoint"})],
    "log.verify": [Rule(EITHER, WHOLE)],
    "publications.publications": [Rule(Action.PUBLISH, WHOLE)],
    "publications.publish": [Rule(Action.PUBLISH, WHOLE, {}, {"year": 2025, "as_of": "2025-12-31"})],
    "publications.withdraw": [Rule(Action.PUBLISH, WHOLE, {"publication": "publication"})],
    "publications.estates_publications": [Rule(Action.PUBLISH, WHOLE)],
    "publications.publish_estates": [Rule(Action.PUBLISH, WHOLE, {}, {"as_of": "2025-09-30", "estates": ["E-001"]})],
    "publications.withdraw_estates": [Rule(Action.PUBLISH, WHOLE, {"publication": "estates publication"})],
}
OWN_ONLY = frozenset({
    "sheets.upload", "sheets.one", "sheets.record", "sheets.rejected", "documents.upload", "documents.document",
    "documents.delete", "documents.reading", "documents.original", "documents.against_ledger", "documents.compare",
    "documents.comparison", "documents.comparison_file", "documents.read_again", "documents.delete_comparison",
    "findings.findings", "findings.let_stand", "findings.reopen", "findings.promises", "findings.accept", "sheets.leave",
    "saved_views.drop", "remarks.edit", "remarks.withdraw", "people.load", "jobs.job", "jobs.stop", "answers.file", "evidence.upload",
    "entries.record",
})  # fmt: skip
"""What is its sender's, or depends on what is sent: in tests of their own."""


@cache
def operations() -> dict[str, tuple[str, str]]:
    paths = api.get_openapi_schema()["paths"]
    return {one["operationId"]: (path, method) for path, some in paths.items() for method, one in some.items()}


def test_every_operation_has_its_rule():
    """Those of a system are held to theirs in ``tests/web/systems``."""
    systems = {one.key for one in register.systems()}
    assert {one for one in operations() if one.partition(".")[0] not in systems} == set(RULES) | OWN_ONLY


class There(NamedTuple):
    """What is there to be asked for: things by name, and what stands for them in an address."""

    things: dict[str, Thing | None]
    places: dict[str, Any]


FOR_BANKS = frozenset({"zone.zone", "evidence.evidence", "evidence.download"})
"""Besides those of financing; and there it depends on what is asked for."""


@pytest.fixture
def people(little, db):
    make_financed(served())
    return make_people() | {"bank": make_banker()}


@pytest.fixture
def there(people) -> There:
    here = served()
    one = next(each for each in targets(here.ledger) if each.owner == "规划建设局")
    sha256 = one.evidence[0][1].sha256
    publication = Publication.objects.create(year=2025, as_of=date(2025, 9, 30), size=here.size(), by=people["leader"])
    estates = EstatesPublication.objects.create(
        as_of=date(2025, 9, 30), size=here.size(), estates=["E-001"], by=people["leader"]
    )
    version = Version.objects.create(
        year=2025, as_of=date(2025, 9, 30), size=here.size(), root="0" * 64, stamp="", by=people["leader"],
        lines=["一"], published_at=None,
    )  # fmt: skip

    name, _ = sign_now(here)
    backup = here.zone.folder / "backups" / "yunling-20251001T000000Z.tar.zst"
    backup.parent.mkdir()
    backup.touch()

    def whose(programme: str, code: str) -> Thing:
        state = state_of_subject(here.ledger, programme=programme, subject=code)
        return whose_state(here.programmes[programme], state)

    def entry(programme: str, code: str) -> int:
        return entries_of_subject(here.ledger, programme=programme, subject=code)[0][0]

    return There(
        {
            "estate": whose("housing-delivery", "E-001"),
            "firm": whose("enterprise-register", FIRM),
            "other firm": whose("enterprise-register", OTHER_FIRM),
            "target": whose("targets", one.code),
            "plan": None,
        },
        {
            "target": one.code,
            "plan": sha256,
            "answer": version.pk,
            "publication": publication.pk,
            "estates publication": estates.pk,
            "checkpoint": name,
            "backup": backup.name,
            "empty": Organisation.objects.get(name="云河办事处").pk,
            "reviewer": people["reviewer"].pk,
            "grant": people["reviewer"].grants.get().pk,
            "estate": entry("housing-delivery", "E-001"),
            "firm": entry("enterprise-register", FIRM),
            "other firm": entry("enterprise-register", OTHER_FIRM),
        },
    )


def allowed(viewer, operation: str, rule: Rule, there: There) -> bool:
    if viewer.institution and operation not in FOR_BANKS:
        return False
    if isinstance(rule.action, tuple):
        return any(allowed(viewer, operation, rule._replace(action=one), there) for one in rule.action)
    if rule.to == WHOLE:
        return viewer.everywhere(rule.action)
    if rule.to == STAFF:
        return viewer.may(rule.action) and not viewer.is_guest
    if rule.to == ANYBODY:
        return viewer.may(rule.action)
    if rule.to == "plan":  # Whoever sees a target sees the plan that it came from.
        return any(
            viewer.may(Action.SEE, whose_state(served().programmes["targets"], _state(one.code)).thing)
            for one in targets(served().ledger)
        )
    return viewer.may(rule.action, there.things[rule.to].to(rule.action))


def _state(code: str):
    return state_of_subject(served().ledger, programme="targets", subject=code)


def sent(asking, there: There, operation: str, rule: Rule):
    path, method = operations()[operation]
    filled = {key: there.places.get(value, value) for key, value in rule.path.items()}
    query = {} if "{seq}" in path or "seq" not in filled else {"seq": filled.pop("seq")}
    if operation == "log.consistency":
        query = {"old": 3}
    address = path.format(**filled).removeprefix("/api/v1")
    return asking.get(address, **query) if method == "get" else asking.post(address, rule.body)


@pytest.mark.parametrize("username", sorted(PEOPLE))
def test_an_operation_lets_in_whom_access_lets_in(asks, people, there, username):
    viewer, asking = viewer_of_person(people[username]), asks(username)
    wrong = []
    for operation, rules in RULES.items():
        for rule in rules:
            answer = sent(asking, there, operation, rule)
            let_in = answer.status_code not in {401, 403, 404}
            if let_in != allowed(viewer, operation, rule, there):
                wrong.append((operation, rule.to, answer.status_code, answer.content.decode()[:200]))
    assert wrong == []
    assert answer.headers["Content-Type"]


@pytest.mark.parametrize("username", sorted(PEOPLE))
def test_a_list_holds_only_what_its_viewer_may_see(asks, people, username):
    viewer, asking = viewer_of_person(people[username]), asks(username)
    here = served()
    if viewer.institution:
        assert {asking.get(one).status_code for one in ("/entries", "/programmes/targets/subjects")} == {403}
        return
    for programme in here.programmes.values():
        items = asking.get(f"/programmes/{programme.code}/subjects", limit=1000).json()["items"]
        for one in items:
            state = state_of_subject(here.ledger, programme=programme.code, subject=one["code"])
            assert viewer.may(Action.SEE, whose_state(programme, state).thing)
        assert bool(items) or programme.code in {"investment-projects", "policies"} or not viewer.everywhere(Action.SEE)
    answer = asking.get("/entries", limit=1000)
    assert answer.status_code == 200, answer.content.decode()
    seqs = [one["seq"] for one in answer.json()["items"]]
    for seq, entry in entries_at(here.ledger, seqs=seqs):
        thing = Thing()
        if entry.subject:
            state = state_of_subject(here.ledger, programme=entry.programme, subject=entry.subject)
            thing = whose_state(here.programmes[entry.programme], state).thing
        assert viewer.may(Action.SEE, thing), seq


def test_a_document_is_its_senders(asks):
    from io import BytesIO

    reporter, neighbour = asks("reporter"), asks("neighbour")
    made = reporter.send("/documents", file=_named(BytesIO("2025 年完成投资 3 亿元。".encode()), "小结.txt")).json()
    for address in ("", "/reading", "/file"):
        assert reporter.get(f"/documents/{made['id']}{address}").status_code == 200
        assert neighbour.get(f"/documents/{made['id']}{address}").status_code == 404
        assert asks("firm").get(f"/documents/{made['id']}{address}").status_code in {403, 404}
    assert neighbour.client.delete(f"/api/v1/documents/{made['id']}", headers=neighbour.headers).status_code == 404
    assert neighbour.get("/documents").json()["items"] == []
    job = made["job"]["id"]
    assert reporter.get(f"/jobs/{job}").status_code == 200
    assert neighbour.get(f"/jobs/{job}").status_code == 404


def _named(file, name):
    file.name = name
    return file


RECORDS: dict[str, tuple[dict[str, Any], Callable[[Any], bool]]] = {
    "a level of an estate": (
        {"programme": "housing-delivery", "subject": "E-001", "kind": "stated", "fields": {"homes": 301}},
        lambda viewer: viewer.may(Action.SEE, Thing()) and viewer.may(Action.RECORD, Thing()),
    ),
    "a verification": (
        {"programme": "housing-delivery", "subject": "E-001", "kind": "verified", "about": ["estate", "estate"]},
        lambda viewer: viewer.may(Action.VERIFY, Thing()),
    ),
    "a verification of the whole programme": (
        {"programme": "housing-delivery", "kind": "verified", "about": ["estate", "estate"]},
        lambda viewer: viewer.everywhere(Action.VERIFY),
    ),
    "a target's plan": (
        {"programme": "targets", "subject": "target", "kind": "stated", "fields": {"name": "另一个名字"}},
        lambda viewer: viewer.may(Action.PLAN, Thing(("规划建设局",))),
    ),
    "what another office settled": (
        {"programme": "targets", "subject": "target", "kind": "withdrawn", "about": ["settled", "settled"], "note": "错"},
        lambda viewer: viewer.may(Action.PLAN, Thing(("规划建设局",))),
    ),
    "the firm's own entry": (
        {"programme": "enterprise-register", "subject": FIRM, "kind": "stated", "fields": {"name": "改名"}},
        lambda viewer: viewer.may(Action.RECORD, Thing(("云河办事处",))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("username", sorted(PEOPLE))
@pytest.mark.parametrize("record", RECORDS)
def test_who_may_record_what(asks, people, there, username, record):
    draft, may = RECORDS[record]
    settled = entries_of_subject(served().ledger, programme="targets", subject=there.places["target"])[-1][0]
    places = there.places | {"settled": settled}
    told = draft | {"subject": places.get(draft.get("subject"), draft.get("subject", ""))}
    if "about" in draft:
        told["about"] = [places[one] for one in draft["about"]]
    answer = asks(username).post("/entries", {"drafts": [told], "dry_run": True})
    let_in = answer.status_code not in {401, 403, 404}
    assert let_in == may(viewer_of_person(people[username])), answer.content.decode()


def test_evidence_of_an_entry_that_is_not_ones_own_is_not_found(asks, there):
    assert asks("firm").get(f"/evidence/{there.places['plan']}/file").status_code == 404
    assert asks("office").get("/evidence/" + "0" * 64).status_code == 404


def test_no_past_is_written(asks, there):
    answer = asks("office").post(f"/targets/{there.places['target']}/drop?as_of=2025-02-01", WHY)
    assert answer.status_code == 422
