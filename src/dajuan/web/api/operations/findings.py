"""What was found in a document, one by one: let stand with a reason, or no longer; and what a plan promises, to become
targets."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from dajuan.outputs.contract import finding_object
from dajuan.web.access.roles import Action
from dajuan.web.api.door import Request, need
from dajuan.web.api.forms import cleaned
from dajuan.web.api.once import once
from dajuan.web.api.operations.jobs import JobOut, job_by_now
from dajuan.web.api.shapes.pieces import Line, Text
from dajuan.web.reader import promises as plans
from dajuan.web.reader import readings, shelf
from dajuan.web.reader.findings import decide, finding_called
from dajuan.web.reader.forms import LetStand
from dajuan.web.reader.models import Document
from dajuan.web.reader.views import key_of, own_document, read_document, seen_document
from dajuan.web.words import spoken

router = Router(tags=["documents"])


class LetStandOut(Schema):
    reason: str
    by: str
    on: date


class FindingOut(Schema):
    key: str
    finding: dict[str, Any] = Field(description="见接口约定 / see docs/contracts.md")
    let_stand: LetStandOut | None = Field(description="谁放行、为什么；没有放行为 null / null: it is open")


class Findings(Schema):
    items: list[FindingOut]


class LetStandIn(Schema):
    reason: Text


class ProposalOut(Schema):
    key: str
    name: str
    words: str
    start: int
    end: int
    area: str
    value: str
    deadline: date | None
    owner: str
    target: str | None = Field(description="已立成的目标 / the target that came of it before")


class Promises(Schema):
    year: int | None
    adds: bool = Field(description="这一年已有别的计划，要给 more / the year has a plan: more has to be true")
    items: list[ProposalOut]


class AcceptIn(Schema):
    chosen: Annotated[list[Line], Field(max_length=2000)]
    more: bool = Field(False, description="作为补充 / they add to the year's plan")


def _findings(row: Document) -> dict[str, Any]:
    found, stand = read_document(row).findings(readings.decisions(shelf.decisions_of(row)))
    why = {key_of(one): {"reason": each.reason, "by": each.by, "on": each.on} for one, each in stand}
    both = sorted([*found, *(one for one, _ in stand)], key=lambda one: (one.start, one.end, one.code))
    return {
        "items": [
            {"key": key_of(one), "finding": finding_object(one, spoken()), "let_stand": why.get(key_of(one))}
            for one in both
        ]
    }


@router.get("/documents/{document}/findings", response=Findings, summary="检查出的，连同放行的 / All that was found")
def findings(request: Request, document: UUID) -> dict[str, Any]:
    need(request, Action.SEE)
    return _findings(seen_document(request, document))


@router.post(
    "/documents/{document}/findings/{key}/let-stand", response={200: Findings}, summary="放行 / Let a finding stand"
)
def let_stand(request: Request, document: UUID, key: str, told: LetStandIn) -> Status[Any]:
    return _decided(request, document, key, told)


@router.post(
    "/documents/{document}/findings/{key}/reopen", response={200: Findings}, summary="不再放行 / Let it stand no longer"
)
def reopen(request: Request, document: UUID, key: str) -> Status[Any]:
    return _decided(request, document, key, None)


def _decided(request: Request, document: UUID, finding: str, told: LetStandIn | None) -> Status[Any]:
    need(request, Action.SEE)
    row = own_document(request, document)
    one = finding_called(read_document(row), finding)
    reason = cleaned(LetStand(told.model_dump()))["reason"] if told else ""

    def work(key: str) -> dict[str, Any]:
        decide(row, one, reason, request.user)
        return _findings(row)

    return once(request, (told,), work, status=200, tables=True)


@router.get("/documents/{document}/promises", response=Promises, summary="承诺 / What a plan promises")
def promises(request: Request, document: UUID) -> dict[str, Any]:
    need(request, Action.PLAN, everywhere=True)
    found = plans.promised_in(seen_document(request, document))
    return {
        "year": found.year,
        "adds": found.other > 0,
        "items": [
            {
                "key": key,
                "name": one.name,
                "words": one.words,
                "start": one.start,
                "end": one.end,
                "area": one.area,
                "value": one.value,
                "deadline": one.deadline,
                "owner": one.owner,
                "target": code or None,
            }
            for one, key, code in found.rows
        ],
    }


@router.post("/documents/{document}/targets", response={202: JobOut}, summary="立为目标 / Make targets of promises")
def accept(request: Request, document: UUID, told: AcceptIn) -> Status[Any]:
    need(request, Action.PLAN, everywhere=True)
    row = seen_document(request, document)
    promised = plans.promised_in(row)

    def work(key: str) -> dict[str, Any]:
        return job_by_now(plans.start_accepting(row, promised, set(told.chosen), more=told.more, by=request.user))

    return once(request, (told,), work, status=202)
