"""企业梯度 by API: the rules, where each enterprise stands with a title, one enterprise's verdicts, other numbers tried."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from django.http import Http404
from ninja import Field, Query, Router, Schema

from dajuan.ledger.trouble import Trouble
from dajuan.outputs.verdicts import interval_object, number, rule_object, verdict_object
from dajuan.standards.rules.assess import rules
from dajuan.standards.rules.doubts import doubts
from dajuan.standards.rules.facts import NUMBERS, vocabulary
from dajuan.systems.ladder.standing import Standing, other_verdicts, verdicts
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said
from dajuan.web.layout.problems import ProblemError
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.ladder.seen import firm_called, ladder_at, mine, register_pack

router = Router(tags=["ladder"])
_LARGEST = 10**15


class LadderRuleOut(Schema):
    rule: str
    name: Said
    about: Said
    versions: list[dict[str, Any]]


class RulesOut(Schema):
    items: list[LadderRuleOut]


class LadderStandingOut(Schema):
    enterprise: str
    name: str
    owners: list[str]
    group: str
    truth: str
    score: dict[str, Any] | None
    effort: str | None = Field(
        description="最大变动，占现有的几分之几 / the largest change of a fact, as a share of it"
    )
    lacking: list[Said]
    missing: list[str] = Field(description="缺的事实，按年的写 @年 / facts not stated; of a year with @")
    until: Day | None


class StandingsOut(Schema):
    on: Day
    items: list[LadderStandingOut]
    next: str | None


class DoubtOut(Schema):
    facts: list[str]
    zh: str
    en: str
    certain: bool = Field(description="不可能，不只是少见 / it cannot be, and is not only rare")


class VerdictsOut(Schema):
    enterprise: str
    on: Day
    verdicts: list[dict[str, Any]]
    doubts: list[DoubtOut] = Field(description="请先核对的数 / numbers to look at first")


class WantedTitle(Paging, Asked):
    group: Literal["", "held", "expiring", "ready", "near", "open", "far"] = ""


class Trial(Schema):
    changes: dict[Line, float] = Field(
        max_length=50, description="事实 → 数，基本单位（元、人、比例） / fact → number in base units"
    )


@router.get("/ladder/rules", response=RulesOut, summary="规则 / The rules")
def ladder_rules(request: Request) -> dict[str, Any]:
    need(request, Action.SEE, enterprises=True)
    return {"items": [rule_object(one) for one in rules().values()]}


@router.get("/ladder/titles/{rule}", response=StandingsOut, summary="各企业离一种资质多远 / Where enterprises stand")
def ladder_title(request: Request, rule: str, asked: Query[WantedTitle]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    found = ladder_at(moment).get(rule)
    if found is None:
        raise Http404
    some = [one for one in mine(found, viewer) if not asked.group or one.group == asked.group]
    part, more = page_of(f"ladder/{rule}", some, lambda one: one.code, asked)
    return {"on": day_of(moment), "items": [_standing(one) for one in part], "next": more}


@router.get("/ladder/enterprises/{code}", response=VerdictsOut, summary="一家企业的判定 / An enterprise's verdicts")
def ladder_enterprise(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    return _verdicts(request, code, asked, {})


@router.post("/ladder/enterprises/{code}/what-if", response=VerdictsOut, summary="试算 / Other numbers tried")
def ladder_what_if(request: Request, code: str, asked: Query[Asked], trial: Trial) -> dict[str, Any]:
    """什么都不记录。 Nothing is recorded."""
    troubles = [one for key, value in trial.changes.items() if (one := _trouble(key, value))]
    if troubles:
        raise ProblemError(422, None, troubles)
    return _verdicts(request, code, asked, {key: Fraction(str(value)) for key, value in trial.changes.items()})


def _verdicts(request: Request, code: str, asked: Asked, changes: dict[str, Fraction]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    firm, on = firm_called(viewer, code, moment), day_of(moment)
    pack = register_pack()
    found = [*verdicts(firm, pack, on, changes), *other_verdicts(firm, pack, on, changes)]
    asked_about = [one._asdict() for one in doubts(firm.facts(pack, on, changes))]
    return {
        "enterprise": code,
        "on": on,
        "verdicts": [verdict_object(one) for one in found],
        "doubts": asked_about,
    }


def _trouble(key: str, value: float) -> Trouble | None:
    kind = vocabulary().get(key)
    if kind is None or kind.kind not in NUMBERS:
        return Trouble("fact", f"没有名为 {key} 的数", f"there is no number {key}", field=key)
    if not 0 <= value <= _LARGEST:
        return Trouble(
            "fact", f"{kind.name.zh}应在 0 与 10 的 15 次方之间", f"{kind.name.en} is from 0 to 10^15", field=key
        )
    return None


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "enterprise": one.code,
        "name": one.name,
        "owners": list(one.owners),
        "group": one.group.value,
        "truth": one.truth.value,
        "score": interval_object(one.score),
        "effort": number(one.effort),
        "lacking": [{"zh": zh, "en": en} for zh, en in one.lacking],
        "missing": list(one.missing),
        "until": one.until,
    }
