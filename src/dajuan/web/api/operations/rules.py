"""What the zone is judged and told by: rules, the calendar of working days, notices."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Router, Schema, Status

from dajuan.standards.working_days import china
from dajuan.web.access.roles import Action
from dajuan.web.administration.rule_choices import choices, choose
from dajuan.web.administration.telling import foreseen
from dajuan.web.administration.views.rules import unusual_days
from dajuan.web.api.door import Request, need, need_overseer
from dajuan.web.api.once import once
from dajuan.web.api.operations.jobs import JobOut, last_job, started
from dajuan.web.api.shapes.pieces import Line, Said
from dajuan.web.served import served

router = Router(tags=["administration"])


class RuleOut(Schema):
    code: str
    name: Said
    source: str
    confirmed: Said
    chosen: bool


class RuleKind(Schema):
    kind: str
    name: Said
    rules: list[RuleOut]


class Rules(Schema):
    items: list[RuleKind]


class ChooseIn(Schema):
    code: Line


class DayOut(Schema):
    on: date
    worked: bool


class CalendarOut(Schema):
    """平常的周一至周五、周末不在其中 / not the days that the weekday tells."""

    year: int
    first: date = Field(description="手里的安排从哪天 / what is known begins")
    last: date
    days: list[DayOut]


class NoticeOut(Schema):
    to: str
    channel: str
    address: str
    target: str
    reason: str
    text: Said
    state: str
    at: datetime


class Notices(Schema):
    today: list[NoticeOut]
    last: JobOut | None


def _rules() -> dict[str, Any]:
    return {
        "items": [
            {
                "kind": kind,
                "name": name._asdict(),
                "rules": [
                    {
                        "code": one.origin.code,
                        "name": one.origin.name._asdict(),
                        "source": one.origin.source,
                        "confirmed": one.confirmed._asdict(),
                        "chosen": one.chosen,
                    }
                    for one in some
                ],
            }
            for kind, name, some in choices(served().zone)
        ]
    }


@router.get("/rules", response=Rules, summary="规则 / Rules")
def rules(request: Request) -> dict[str, Any]:
    need_overseer(request)
    return _rules()


@router.post("/rules/{kind}", response={200: Rules}, summary="选定规则 / Choose one")
def choose_rule(request: Request, kind: str, told: ChooseIn) -> Status[Any]:
    """写进 dajuan.toml 的 [answers]，注释都留着。 Written into [answers] of dajuan.toml, every comment kept."""
    need(request, Action.ADMINISTER, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        choose(served().zone, kind, told.code, by=request.user)
        served().look()
        return _rules()

    return once(request, (told,), work, status=200, tables=True)


@router.get("/working-days/{year}", response=CalendarOut, summary="工作日历 / Working days")
def working_days(request: Request, year: Annotated[int, Field(ge=1900, le=9998)]) -> dict[str, Any]:
    need_overseer(request)
    known = china()
    days = [{"on": on, "worked": worked} for on, worked in unusual_days(known, year)]
    return {"year": year, "first": known.first, "last": known.last, "days": days}


@router.get("/notices", response=Notices, summary="此刻会告诉谁 / Who would be told now")
def notices(request: Request) -> dict[str, Any]:
    """看看而已，什么也不发。 Nothing is sent by looking."""
    need_overseer(request)
    return {
        "today": [
            {
                "to": one.notice.to,
                "channel": one.channel,
                "address": one.address,
                "target": one.notice.target,
                "reason": one.notice.reason,
                "text": one.notice.text._asdict(),
                "state": one.state,
                "at": one.at,
            }
            for one in foreseen(served()).today
        ],
        "last": last_job("send-notices"),
    }


@router.post("/notices/send", response={202: JobOut}, summary="现在发 / Send them")
def send(request: Request) -> Status[Any]:
    """告诉过的不再告诉。 What was told is not told again."""
    need(request, Action.ADMINISTER, everywhere=True)
    return once(request, (), lambda key: started(request, "send-notices"), status=202)
