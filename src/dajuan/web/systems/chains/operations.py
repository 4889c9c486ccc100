"""The API of chains: all that the pages show and change."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

from django.http import Http404
from ninja import Field, File, Form, Query, Router, Schema, Status, UploadedFile

from dajuan.ledger.append import append, would_append
from dajuan.ledger.entry import keyed
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.systems.chains.editing import DEEDS
from dajuan.systems.chains.listing import Line
from dajuan.systems.chains.overview import Overview
from dajuan.systems.chains.stopping import stopping
from dajuan.web.access.pages import check
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Asked
from dajuan.web.served import served
from dajuan.web.systems.chains import shapes
from dajuan.web.systems.chains.found import Found, chain_called, chains_seen, ground_of
from dajuan.web.systems.chains.shown import state_of
from dajuan.web.systems.chains.views.edge_lists import KIND, would_record
from dajuan.web.systems.chains.views.home import leaders_of
from dajuan.web.systems.chains.views.lists import LISTS

router = Router(tags=["chains"])
_TROUBLES = 500


class WantedChains(Paging, Asked):
    pass


class WantedSupplies(WantedChains):
    of: str = Field("every", pattern="^(local|every|unknown)$", description="分子、分母、没有算进去的 / which side")
    buyers: str = Field("", pattern="^(leading)?$", description="leading：只看链主买的 / what leading firms buy")


def said(share: Fraction | None) -> str | None:
    return None if share is None else str(share)


@router.get("/chains", response=shapes.Chains, summary="产业链 / Chains")
def chain_list(request: Request, asked: Query[WantedChains]) -> dict[str, Any]:
    viewer = need(request, Action.SEE)
    some, more = page_of("chains", chains_seen(viewer, asked.moment()), lambda one: one.row.code, asked)
    return {"items": [_item(found.overview(viewer)) for found in some], "next": more}


@router.get("/chains/{code}", response=shapes.ChainWhole, summary="一条链 / One chain")
def chain_one(request: Request, code: str, asked: Query[Asked]) -> dict[str, Any]:
    """图、企业、红项、集中度、对不上的记录。 The graph, firms, what is red, concentration, contradictions."""
    found, seen = _seen(request, code, asked)
    chain, held = seen.chain, seen.concentration
    return _item(seen) | {
        "reds": [{**one._asdict(), "why": one.why._asdict()} for one in seen.reds],
        "graph": [_node(seen, one) for one in chain.nodes],
        "links": [one._asdict() for one in chain.links],
        "placements": [
            {**one._asdict(), "share": str(one.share), "made": said(chain.weight(one))} for one in chain.placements
        ],
        "concentration": {
            "cr1": said(held.cr(1)), "cr4": said(held.cr(4)), "hhi": said(held.hhi), "unknown": held.unknown,
        },
        "contradictions": [{**one._asdict(), "said": one.said._asdict()} for one in seen.contradictions],
        "may_change": request.viewer.may(Action.RECORD, found.thing),
    }  # fmt: skip


def _seen(request: Request, code: str, asked: Asked) -> tuple[Found, Overview]:
    viewer = need(request, Action.SEE)
    found = chain_called(viewer, code, asked.moment())
    return found, found.overview(viewer)


def _item(seen: Overview) -> dict[str, Any]:
    return {
        "code": seen.chain.code,
        "name": seen.chain.name,
        "office": str(seen.row.fields.get("office", "")),
        "leaders": leaders_of(seen),
        "stage": seen.row.stage,
        "nodes": len(seen.chain.nodes),
        "covered": len(seen.covered),
        "missing": len(seen.missing),
        "single": len(seen.single),
        "critical": len(seen.critical),
        "firms": len(seen.firms),
        "red": sum(one.light == "red" for one in seen.reds),
        "yellow": sum(one.light == "yellow" for one in seen.reds),
        "local_share_value": said(seen.local.by_value),
        "local_share_number": said(seen.local.by_number),
    }


def _node(seen: Overview, code: str) -> dict[str, Any]:
    node, weak = seen.chain.nodes[code], seen.weak[code]
    return {
        "code": code,
        "name": node.name,
        "position": node.position,
        "key": node.key,
        "stage": node.stage,
        "state": state_of(weak),
        "critical": weak.critical,
        "routes": str(weak.standing.routes),
        "must_pass_for": sorted(weak.standing.ends),
        "downstream": weak.standing.downstream,
        "firms": list(weak.cover.firms),
        "top": said(weak.cover.top[1]) if weak.cover.top else None,
    }


@router.get("/chains/{code}/local-share", response=shapes.LocalShareOut, summary="本地配套率 / Local supply share")
def chain_local_share(request: Request, code: str, asked: Query[WantedSupplies]) -> dict[str, Any]:
    """率，和它的分子或分母一笔一笔。 The share, and one of its sides purchase by purchase."""
    _, seen = _seen(request, code, asked)
    share = seen.local_of_leading if asked.buyers else seen.local
    side = {"local": share.local, "every": share.every, "unknown": share.unknown}[asked.of]
    some, more = page_of(f"supplies {code} {asked.of} {asked.buyers}", side, lambda one: one.code, asked)
    return {
        "by_value": said(share.by_value),
        "by_number": said(share.by_number),
        "local_value": share.local_value,
        "value": share.value,
        "local_suppliers": len(share.local_suppliers),
        "suppliers": len(share.suppliers),
        "unknown": len(share.unknown),
        "items": [one._asdict() for one in some],
        "next": more,
    }


@router.get("/chains/{code}/lists/{which}", response=shapes.ListOut, summary="清单 / A list")
def chain_lines(request: Request, code: str, which: str, asked: Query[WantedChains]) -> dict[str, Any]:
    """``which``：problems、projects、prospects（企业在链的全貌里 / firms stand in the chain itself）。"""
    if which not in LISTS or which == "firms":
        raise Http404
    _, seen = _seen(request, code, asked)
    every: list[Line] = getattr(seen, which)
    some, more = page_of(f"chain {code} {which}", every, lambda one: one.row.code, asked)
    hidden = seen.hidden_projects if which == "projects" else 0
    return {"items": [_line(one) for one in some], "hidden": hidden, "next": more}


def _line(one: Line) -> dict[str, Any]:
    row = one.row
    return {
        "programme": row.programme, "code": row.code, "name": row.name, "stage": row.stage, "light": one.light,
        "why": one.why._asdict(), "due": one.due, "done": said(one.done),
    }  # fmt: skip


@router.get("/chains/{code}/stop/{firm}", response=shapes.StopOut, summary="一家停产会怎样 / If a firm stops")
def chain_stop(request: Request, code: str, firm: str, asked: Query[Asked]) -> dict[str, Any]:
    _, seen = _seen(request, code, asked)
    if firm not in seen.chain.firms:
        raise Http404
    stops = stopping(seen.chain, firm, seen.lines)
    return {
        "firm": firm,
        "lost": [
            {
                **one._asdict(),
                "share": said(one.share),
                "alternatives": [{**other._asdict(), "made": said(other.made)} for other in one.alternatives],
            }
            for one in stops.lost
        ],
        "touched": list(stops.touched),
        "touched_share": str(stops.touched_share),
        "touched_firms": list(stops.touched_firms),
        "buyers": [
            {"supply": one.supply.code, "buyer": one.supply.buyer, "value": one.supply.value, "share": said(one.share)}
            for one in stops.buyers
        ],
    }


@router.post(
    "/chains/{code}/changes", response={201: shapes.ChangedOut, 200: shapes.ChangedOut}, summary="改图 / Change a chain"
)
def chain_change(request: Request, code: str, told: shapes.ChangeIn) -> Status[Any]:
    """``deed`` 和页面的表单一样，``fields`` 照表单填。 A deed is a form of the pages, filled in the same way."""
    viewer = need(request, Action.SEE)
    if told.deed not in DEEDS:
        zh, en = f"没有 {told.deed}；可用：{'、'.join(DEEDS)}", f"there is no {told.deed}; there are {', '.join(DEEDS)}"
        raise RefusedError([Trouble("deed", zh, en, field="deed")])
    found, ground = ground_of(viewer, code, told.on or served().today())
    check(viewer, Action.RECORD, found.thing)

    def work(key: str) -> dict[str, Any]:
        drafts = keyed(DEEDS[told.deed](ground, told.fields), key)
        if told.dry_run:
            done = would_append(served().ledger, drafts, actor=viewer.actor)
            if done.troubles:
                raise RefusedError(done.troubles)
        else:
            done = append(served().ledger, drafts, actor=viewer.actor)
        subjects = dict.fromkeys(f"{one.programme}/{one.subject}" for one in drafts)
        return {"seqs": list(done.seqs), "subjects": list(subjects)}

    return once(request, (told,), work, status=200 if told.dry_run else 201)


class HowToRecord(Schema):
    record: bool = Field(False, description="不写就只核对 / without it the list is only looked at")
    partial: bool = Field(False, description="有错的行留下，其余记入 / leave out the rows that are wrong")


@router.post("/chains/{code}/edge-list", response={201: shapes.EdgeListOut}, summary="环节清单 / An edge list")
def chain_edge_list(request: Request, code: str, file: File[UploadedFile], how: Form[HowToRecord]) -> Status[Any]:
    """xlsx 或 csv；先不带 ``record`` 看会改什么。 First without ``record``: what it would change."""
    viewer = need(request, Action.SEE)
    found, ground = ground_of(viewer, code, served().today())
    check(viewer, Action.RECORD, found.thing)

    def work(key: str) -> dict[str, Any]:
        source = served().zone.evidence().keep_stream(cast(Any, file), name=file.name or "", kind=KIND)
        done = would_record(ground, source)
        recorded = how.record and bool(done.drafts) and (how.partial or not done.troubles)
        if recorded:
            append(served().ledger, keyed(done.drafts, key), actor=viewer.actor)
        return {
            "drafts": len(done.drafts),
            "counts": dict(done.counts),
            "troubles": [{"place": one.place, "zh": one.zh, "en": one.en} for one in done.troubles[:_TROUBLES]],
            "notes": [{"place": one.place, "zh": one.zh, "en": one.en} for one in done.notes],
            "recorded": recorded,
        }

    return once(request, (file, how), work)
