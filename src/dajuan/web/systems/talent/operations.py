"""人才与就业接口: people masked, rosters in, the city's numbers, jobs, keys; every deed goes the way of the pages'."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import File, Form, Query, Router, Status, UploadedFile

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.standards.trouble import RuleError
from dajuan.systems.talent.jobs import Office, measures
from dajuan.systems.talent.people import Person
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Asked
from dajuan.web.moment import Moment
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.talent import shapes
from dajuan.web.systems.talent.asked import Asked as PeopleAsked
from dajuan.web.systems.talent.asked import matching
from dajuan.web.systems.talent.found import (
    employed_by,
    firm_called,
    known_at,
    office,
    offices_at,
    person_called,
    seen,
    shares_at,
    team_called,
    teams_seen,
)
from dajuan.web.systems.talent.identities import erased as erased_of
from dajuan.web.systems.talent.keys import given_up, key_states, renewed
from dajuan.web.systems.talent.knowing import erased, found_by, told_who
from dajuan.web.systems.talent.recording import (
    Done,
    record_city,
    record_ended,
    record_month,
    record_roster,
    record_targets,
)
from dajuan.web.systems.talent.shown import Shown, ShownTitle, shown

router = Router(tags=["talent"])


@router.get("/talents", response=shapes.TalentsOut, summary="人才名单（遮掩） / Talents, masked")
def talents(request: Request, asked: Query[shapes.PeopleAsked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    wanted = PeopleAsked(**{key: getattr(asked, key) for key in PeopleAsked._fields})
    part, more = page_of("talents", matching(seen(viewer, moment), wanted), lambda one: one.code, asked)
    return {"items": _people(part, moment), "next": more}


def _people(some: list[Person], moment: Moment) -> list[dict[str, Any]]:
    gone = erased_of({one.code for one in some})
    return [_person(one, one.person.code in gone) for one in shown(some, day_of(moment))]


def _person(one: Shown, is_erased: bool) -> dict[str, Any]:
    row = one.person.row
    return {
        "code": row.code, "name": one.name, "number": one.number, "stage": row.stage, "since": row.since,
        "enterprise": one.person.firm, "teams": list(one.person.teams), "titles": [_title(title) for title in one.titles],
        "erased": is_erased,
    }  # fmt: skip


def _title(one: ShownTitle) -> dict[str, Any]:
    row = one.title.row
    said = {key: str(row.fields.get(key, "")) for key in ("class", "document")}
    return {
        "code": row.code, "kind": one.title.kind, "grade": one.title.grade, **said, "enterprise": one.firm, "stage": row.stage,
        "since": row.stage_on, "until": one.title.until, "in_force": one.in_force,
    }  # fmt: skip


@router.get("/talents/counts", response=shapes.TalentCounts, summary="人数，一人一次 / How many, each once")
def talent_counts(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    counts = known_at(moment).counts
    parts = {key: {name: len(codes) for name, codes in getattr(counts, key).items()} for key in ("kinds", "grades", "years")}  # fmt: skip
    firms = counts.firms if viewer.may(Action.SEE, office()) else {}
    return {
        "everybody": len(counts.everybody), "several": len(counts.several), "in_teams": len(counts.in_teams), **parts,
        "firms": {code: len(codes) for code, codes in firms.items()},
    }  # fmt: skip


@router.post("/talents/roster", response={201: shapes.RosterOut}, summary="导入名册 / Take a roster in")
def take_roster(request: Request, roster: File[UploadedFile], dry_run: Form[bool] = False) -> Status[Any]:
    """全部记下或一行不记；错处按表、格说明，不带姓名和号码。 All or none; what is wrong is told by cell, without names."""
    viewer = need(request, Action.RECORD)

    def work(key: str) -> dict[str, Any]:
        return _done(
            record_roster(viewer, roster.read(), roster.name or "roster.xlsx", dry_run=dry_run, key=key), dry_run
        )

    return once(request, (roster, dry_run), work)


def _done(done: Done, dry_run: bool) -> dict[str, Any]:
    numbers = {key: value for key, value in done.taken._asdict().items() if key != "drafts"}
    notes = [{"place": one.place, "words": {"zh": one.zh, "en": one.en}} for one in done.notes]
    return {"recorded": not dry_run, **numbers, "notes": notes}


@router.post("/talents/find", response=shapes.FoundOut, summary="按证件查人（会记下） / Find by a document (noted)")
def find_talent(request: Request, told: shapes.DocumentIn) -> dict[str, Any]:
    viewer = need(request, Action.RECORD)
    try:
        code = found_by(request, viewer, told.document, told.number)
    except RuleError as error:
        raise RefusedError([Trouble("value", error.zh, error.en, field="number")]) from error
    return {"code": code}


@router.get("/talents/city", response=shapes.SharesOut, summary="占全市比重 / Shares of the city")
def city_shares(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    need(request, Action.SEE)
    return _shares(asked.moment())


def _shares(moment: Moment) -> dict[str, Any]:
    some = shares_at(moment)
    return {"items": [{**one._asdict(), "share": f"{one.zone}/{one.city}" if one.city else None} for one in some]}


@router.post("/talents/city", response={201: shapes.SharesOut}, summary="记全市的数 / Record the city's number")
def record_city_number(request: Request, told: shapes.CityIn) -> Status[Any]:
    """本区的数由系统按那一天数出。 The zone's number is counted for that day."""
    viewer = need(request, Action.RECORD)

    def work(key: str) -> dict[str, Any]:
        record_city(viewer, told.kind, told.city, told.source, told.on, key=key)
        return _shares(Moment())

    return once(request, (told,), work)


@router.post("/talents/ended", response={201: shapes.EndedOut}, summary="记到期 / Record titles that are over")
def record_titles_ended(request: Request) -> Status[Any]:
    viewer = need(request, Action.RECORD)
    return once(request, (), lambda key: {"entries": record_ended(viewer, key=key)})


@router.get("/talents/teams", response=shapes.TeamsOut, summary="团队 / Teams")
def talent_teams(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    people, rows = seen(viewer, moment), teams_seen(viewer, moment)
    return {"items": [_team(row.code, row.name, row.stage, people) for row in rows]}


@router.get("/talents/teams/{code}", response=shapes.TeamOut, summary="一个团队 / One team")
def talent_team(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    row = team_called(viewer, code, moment)
    return _team(row.code, row.name, row.stage, seen(viewer, moment))


def _team(code: str, name: str, stage: str, people: list[Person]) -> dict[str, Any]:
    return {"code": code, "name": name, "stage": stage, "members": [one.code for one in people if code in one.teams]}


@router.get("/talents/of/{enterprise}", response=shapes.TalentsOut, summary="一家企业的人才 / An enterprise's talents")
def talents_of(request: Request, enterprise: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    row = firm_called(viewer, enterprise, moment)
    return {"items": _people(employed_by(row.code, seen(viewer, moment)), moment), "next": None}


@router.get("/talents/keys", response=shapes.KeysOut, summary="假名密钥（不含密钥本身） / Keys of pseudonyms, not the keys themselves")  # fmt: skip
def talent_keys(request: Request) -> dict[str, Any]:
    need(request, Action.ADMINISTER, everywhere=True)
    return {"items": [one._asdict() for one in key_states()]}


@router.post("/talents/keys/renew", response={201: shapes.KeysOut}, summary="换新钥 / A new key")
def renew_key(request: Request) -> Status[Any]:
    need(request, Action.ADMINISTER, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        renewed(request.user)
        return talent_keys(request)

    return once(request, (), work)


@router.post("/talents/keys/give-up", response={201: shapes.KeysOut}, summary="认定丢失 / Give a key up")
def give_up_key(request: Request, told: shapes.GiveUpIn) -> Status[Any]:
    need(request, Action.ADMINISTER, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        given_up(told.key, request.user)
        return talent_keys(request)

    return once(request, (told,), work)


@router.get("/talents/{code}", response=shapes.TalentOut, summary="一个人（遮掩） / One person, masked")
def talent(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    (one,) = _people([person_called(viewer, code, moment)], moment)
    return one


@router.post("/talents/{code}/identity", response=shapes.IdentityOut, summary="身份（会记下） / Who it is (noted)")
def talent_identity(request: Request, code: str) -> dict[str, Any]:
    viewer = need(request, Action.RECORD)
    found = told_who(request, viewer, person_called(viewer, code))
    if found is None:
        raise Http404
    return {"name": found.name, "document": found.document.kind, "number": found.document.number}


@router.post("/talents/{code}/erase", response={201: shapes.TalentOut}, summary="删除身份 / Erase the identity")
def erase_talent(request: Request, code: str, told: shapes.EraseWhyIn) -> Status[Any]:
    """台账和人数不变，不能恢复。 The ledger and its numbers stay; it cannot be undone."""
    viewer = need(request, Action.RECORD)
    found = person_called(viewer, code)

    def work(key: str) -> dict[str, Any]:
        erased(request, viewer, found, told.why)
        (one,) = _people([found], Moment())
        return one

    return once(request, (code, told), work)


# Jobs -------------------------------------------------------------------------------------------------------------


@router.get("/employment", response=shapes.JobsOut, summary="就业，按月对目标 / Jobs by month against target")
def employment(request: Request, asked: Query[shapes.YearAsked]) -> dict[str, Any]:
    need(request, Action.SEE)
    moment = asked.moment()
    year = asked.year or day_of(moment).year
    some = offices_at(year, moment)
    return {
        "year": year,
        "measures": [
            {"key": one.key, "months": one.months, "done": one.done, "target": one.target} for one in measures(some)
        ],
        "offices": [_office(one) for one in some],
    }


def _office(one: Office) -> dict[str, Any]:
    return {
        "code": one.code, "name": one.name, "months": {key: list(some) for key, some in one.months.items()},
        "targets": dict(one.targets),
    }  # fmt: skip


@router.post("/employment/{office}/months", response={201: shapes.JobsOffice}, summary="报一个月 / Report a month")
def report_month(request: Request, office: str, told: shapes.MonthIn) -> Status[Any]:
    """报过的算更正。 What was reported before is corrected."""
    viewer = need(request, Action.RECORD)

    def work(key: str) -> dict[str, Any]:
        record_month(viewer, office, told.year, told.month, told.heads, key=key)
        return _one_office(office, told.year)

    return once(request, (office, told), work)


@router.post("/employment/{office}/targets", response={201: shapes.JobsOffice}, summary="全年目标 / The year's targets")
def set_targets(request: Request, office: str, told: shapes.TargetsIn) -> Status[Any]:
    viewer = need(request, Action.RECORD)

    def work(key: str) -> dict[str, Any]:
        record_targets(viewer, office, told.year, told.targets, key=key)
        return _one_office(office, told.year)

    return once(request, (office, told), work)


def _one_office(code: str, year: int) -> dict[str, Any]:
    return next(_office(one) for one in offices_at(year) if one.code == code)
