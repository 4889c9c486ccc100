"""成长指数 Growth index: schemes, runs, the ranking, a firm's score, checks, certificates."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
from django.http import Http404
from ninja import Field, Query, Router, Status

from dajuan.indices.coherence import of_all
from dajuan.ledger.trouble import LedgerError, Trouble
from dajuan.programmes.trouble import PackError
from dajuan.systems.growth import certificates, record, schemes
from dajuan.systems.growth.firm import Card, card_of, missing_of
from dajuan.systems.growth.record import Recorded
from dajuan.systems.growth.results import Line
from dajuan.systems.growth.sensitivity import sensitivity_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.operations.jobs import JobOut, job_object
from dajuan.web.api.operations.programmes import said
from dajuan.web.api.shapes.pieces import Line as Text
from dajuan.web.jobs.models import Job
from dajuan.web.layout.problems import ProblemError
from dajuan.web.served import served
from dajuan.web.systems.growth import shapes
from dajuan.web.systems.growth.held import Held, firm_seen, firms_seen, held, run_called, runs_seen
from dajuan.web.systems.growth.views import certificates as certificate_pages
from dajuan.web.systems.growth.views import checks as check_pages
from dajuan.web.systems.growth.views import runs as run_pages
from dajuan.web.systems.growth.views import schemes as scheme_pages
from dajuan.web.words import Words

router = Router(tags=["growth"])


class OfRun(Paging):
    run: Text = Field("", description="缺省为最近发布的 / else the one published last")
    industry: Text = ""
    size: Text = ""
    left_out: bool = Field(False, description="只要数据不够的 / those that lack data")


def _run(code: str, viewer: Viewer) -> Recorded:
    """The run asked for; with none, the one shown first."""
    one = record.shown(runs_seen(viewer), code)
    if one is None:
        raise Http404
    return one


def _begun(job: Job) -> dict[str, Any]:
    """As it is by now: a short one may be done."""
    job.refresh_from_db()
    return job_object(job)


def _refused(error: LedgerError) -> ProblemError:
    return ProblemError(409, Words(error.zh, error.en))


@router.get("/growth/schemes", response=shapes.Schemes, summary="方案各版 / Versions of the scheme")
def all_schemes(request: Request) -> dict[str, Any]:
    need(request, Action.SEE)
    return {"items": [one._asdict() for one in schemes.versions(served().ledger)]}


@router.get("/growth/schemes/{code}", response=shapes.SchemeWhole, summary="一版方案 / One version")
def scheme(request: Request, code: str) -> dict[str, Any]:
    need(request, Action.SEE)
    version = scheme_pages.version_called(code)
    return version._asdict() | {"text": schemes.text_of(served().zone.evidence(), version)}


@router.post("/growth/schemes", response={201: shapes.Done}, summary="提交新的一版 / Submit a version")
def submit(request: Request, told: shapes.SchemeIn) -> Status[Any]:
    """有错的不收，errors 里 row 是行号。 A wrong one is not taken; in errors, row is the line."""
    viewer = need(request, Action.SEE)

    def work(key: str) -> dict[str, Any]:
        try:
            return {"code": scheme_pages.submit(viewer, told.text, told.why, key=key)}
        except PackError as error:
            troubles = [Trouble("scheme", one.zh, one.en, row=one.line, field="text") for one in error.troubles]
            raise ProblemError(422, Words(troubles[0].zh, troubles[0].en), troubles) from error
        except LedgerError as error:
            raise _refused(error) from error

    return once(request, (told,), work)


@router.post("/growth/schemes/{code}/in-force", response={201: shapes.Done}, summary="启用一版 / Put in force")
def put_in_force(request: Request, code: str) -> Status[Any]:
    viewer = need(request, Action.VERIFY, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        try:
            scheme_pages.decide(viewer, code, key=key)
        except LedgerError as error:
            raise _refused(error) from error
        return {"code": code}

    return once(request, (code,), work)


@router.get("/growth/runs", response=shapes.Runs, summary="测算 / Runs")
def all_runs(request: Request) -> dict[str, Any]:
    need(request, Action.SEE)
    return {"items": [one._asdict() for one in record.runs(served().ledger)]}


@router.post("/growth/runs", response={202: JobOut}, summary="测算一年 / Compute a year")
def compute(request: Request, told: shapes.RunIn) -> Status[Any]:
    viewer = need(request, Action.SEE)

    def work(_key: str) -> dict[str, Any]:
        try:
            made = run_pages.begin(viewer, request.user, str(told.year))
        except LedgerError as error:
            raise _refused(error) from error
        return _begun(made)

    return once(request, (told,), work, status=202)


@router.post("/growth/runs/{code}/publish", response={201: shapes.Done}, summary="发布 / Publish")
def publish(request: Request, code: str) -> Status[Any]:
    viewer = need(request, Action.VERIFY, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        try:
            return {"code": run_pages.published(viewer, code, key=key)}
        except LedgerError as error:
            raise _refused(error) from error

    return once(request, (code,), work)


@router.post("/growth/runs/{code}/again", response={202: JobOut}, summary="重算核对 / Do it again and compare")
def again(request: Request, code: str) -> Status[Any]:
    need(request, Action.PLAN, Action.RECORD, Action.VERIFY, Action.AUDIT, everywhere=True)

    def work(_key: str) -> dict[str, Any]:
        made = run_pages.repeat(request.user, code)
        return _begun(made)

    return once(request, (code,), work, status=202)


@router.get("/growth/ranking", response=shapes.Ranking, summary="名次 / The ranking")
def ranking(request: Request, asked: Query[OfRun]) -> dict[str, Any]:
    viewer = need(request, Action.SEE)
    one = _run(asked.run, viewer)
    seen = firms_seen(viewer)
    lines = [
        line
        for line in held(one).results.lines
        if line.code in seen
        and (line.left_out == "data" if asked.left_out else line.rank is not None)
        and asked.industry in ("", line.industry)
        and asked.size in ("", line.size)
    ]
    found, more = page_of(f"growth {one.code} {asked.left_out}", lines, lambda line: line.code, asked)
    return {"run": one.code, "items": [_line(line, seen[line.code].name) for line in found], "next": more}


def _line(line: Line, name: str) -> dict[str, Any]:
    return asdict(line) | {"name": name}


@router.get("/growth/firms/{code}", response=shapes.FirmOut, summary="一家企业的得分 / One firm's score")
def firm(request: Request, code: str, run: Text = "") -> dict[str, Any]:
    """得分的各项贡献加起来就是得分。 The contributions add up to the score."""
    viewer = need(request, Action.SEE, enterprises=True)
    row = firm_seen(viewer, code)
    one = _run(run, viewer)
    own = held(one)
    line = own.results.line(code)
    card = card_of(own.made, code) if line is not None and line.rank is not None else None
    return {
        "run": one.code,
        "line": _line(line, row.name) if line else None,
        "score": card.score if card else None,
        "sides": _sides(card, own) if card else [],
        "peers": card.peers if card else 0,
        "by": list(card.by) if card else [],
        "missing": [each.key for each in missing_of(own.made, own.results.table, code)],
    }


def _sides(card: Card, own: Held) -> list[dict[str, Any]]:
    return [
        {
            "key": side.key,
            "name": said(own.scheme.named(side.key)),
            "value": side.value,
            "median": side.median,
            "contribution": side.contribution,
            "parts": [
                {
                    "indicator": part.indicator.key,
                    "name": said(part.indicator.name),
                    "unit": part.indicator.unit,
                    "raw": part.raw,
                    "value": part.value,
                    "contribution": part.contribution,
                    "weight": part.weight,
                    "place": part.standing.place if part.standing else None,
                    "of": part.standing.of if part.standing else None,
                    "counts": not part.idle,
                }
                for part in side.parts
            ],
        }
        for side in card.sides
    ]


@router.get("/growth/coherence", response=shapes.Coherence, summary="一致性 / Coherence")
def coherence(request: Request, run: Text = "") -> dict[str, Any]:
    one = _run(run, need(request, Action.SEE))
    groups = [
        {
            "key": each.key,
            "children": list(each.children),
            "correlations": [[_or_none(value) for value in row] for row in each.correlations],
            "alpha": None if each.alpha is None else _or_none(each.alpha),
            "explained": [] if each.components is None else [float(value) for value in each.components.explained],
            "same": [pair._asdict() for pair in each.same],
            "against": [pair._asdict() for pair in each.against],
        }
        for each in of_all(held(one).made)
    ]
    return {"run": one.code, "groups": groups}


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


@router.get("/growth/uncertainty", response=shapes.UncertaintyOut, summary="不确定性 / Uncertainty")
def uncertainty(request: Request, run: Text = "") -> dict[str, Any]:
    """名次区间在 ranking 里。 The intervals stand in the ranking."""
    one = _run(run, need(request, Action.SEE))
    asked, known = held(one).scheme.uncertainty, sensitivity_of(served().ledger, served().zone.evidence(), one)
    shares = [{"factor": each.kind, **each._asdict()} for each in known.shares] if known else None
    return {"run": one.code, "runs": asked.runs, "seed": asked.seed, "shares": shares}


@router.post("/growth/runs/{code}/sensitivity", response={202: JobOut}, summary="算敏感性 / Work out sensitivity")
def sensitivity(request: Request, code: str) -> Status[Any]:
    viewer = need(request, Action.SEE)

    def work(_key: str) -> dict[str, Any]:
        made = check_pages.begin(viewer, request.user, run_called(code))
        return _begun(made)

    return once(request, (code,), work, status=202)


@router.get("/growth/certificates", response=shapes.Certificates, summary="认证 / Certificates")
def all_certificates(request: Request, paging: Query[Paging]) -> dict[str, Any]:
    seen = firms_seen(need(request, Action.SEE))
    rows = [one for one in certificates.certificates(served().ledger).values() if one.firm in seen]
    found, more = page_of("growth certificates", rows, lambda one: one.code, paging)
    return {"items": [one._asdict() for one in found], "next": more}


@router.post(
    "/growth/runs/{code}/proposals", response={201: shapes.CertifiedOut}, summary="建议认证 / Propose certificates"
)
def propose(request: Request, code: str) -> Status[Any]:
    viewer = need(request, Action.SEE)

    def work(key: str) -> dict[str, Any]:
        try:
            return {"count": certificate_pages.proposals(viewer, code, key=key)}
        except LedgerError as error:
            raise _refused(error) from error

    return once(request, (code,), work)


@router.post("/growth/certificates/certify", response={201: shapes.CertifiedOut}, summary="认证 / Certify")
def certify(request: Request, told: shapes.CodesIn) -> Status[Any]:
    viewer = need(request, Action.VERIFY, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        try:
            return {"count": certificate_pages.certified(viewer, list(told.codes), key=key)}
        except LedgerError as error:
            raise _refused(error) from error

    return once(request, (told,), work)
