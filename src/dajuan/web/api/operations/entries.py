"""The log's entries in order, one of them with its proof, and recording."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import Http404, HttpResponse
from ninja import Field, Query, Router, Schema, Status

from dajuan.ledger.entry import Entry
from dajuan.ledger.read import entries_at, entries_between
from dajuan.outputs.entry_words import happened
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import LIMIT, Paging, bad_cursor, cursor, place_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.proofs import proof_of
from dajuan.web.api.recording import recorded
from dajuan.web.api.seen import Seen, is_verified
from dajuan.web.api.shapes import programmes as shapes
from dajuan.web.api.shapes.pieces import Asked, Line
from dajuan.web.moment import Moment
from dajuan.web.records.entries import Told, told_at
from dajuan.web.served import served

router = Router(tags=["entries"])
_encode = msgspec.json.Encoder().encode
_LOOKED_AT = 5000
"""Entries of a page that are looked at, where most are not the viewer's to see: it then ends early, with a next."""


def entry_object(seq: int, entry: Entry) -> dict[str, Any]:
    return {"seq": seq, **msgspec.to_builtins(entry)}


class WantedEntries(Paging, Asked):
    programme: Line = ""
    subject: Line = ""
    kind: Line = ""
    actor: Line = ""


@router.get("/entries", response=shapes.Entries, summary="记录，按日志的次序 / Entries in the log's order")
def entries(request: Request, asked: Query[WantedEntries]) -> HttpResponse:
    """看得到的才列出；一页可能不满，``next`` 为空才算完。 A page may be short: it is the end when next is null."""
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    start = place_of("entries", asked.after) if asked.after else 0
    if not isinstance(start, int) or not 0 <= start <= served().size():
        raise bad_cursor()
    size = served().size() if moment.size is None else moment.size
    stop, next_ = min(size, start + _LOOKED_AT), start
    items: list[dict[str, Any]] = []
    seen, piece = Seen(viewer), max(asked.limit, LIMIT)
    while next_ < stop and len(items) < asked.limit:
        # Read by the piece: while the log is being read, nothing else can be asked of it.
        read = list(entries_between(served().ledger, start=next_, stop=min(stop, next_ + piece)))
        seen.look(one for _, one in read if _is_wanted(one, asked, moment))
        for seq, one in read:
            next_ = seq + 1
            if _is_wanted(one, asked, moment) and seen.sees(one) and (not moment.verified or is_verified(seq, one)):
                items.append(entry_object(seq, one))
            if len(items) == asked.limit:
                break
    more = cursor("entries", next_) if next_ < size else None
    return HttpResponse(_encode({"items": items, "next": more}), content_type="application/json")


def _is_wanted(entry: Entry, asked: WantedEntries, moment: Moment) -> bool:
    wanted = {"programme": asked.programme, "subject": asked.subject, "kind": asked.kind, "actor": asked.actor}
    return (moment.as_of is None or entry.effective_on <= moment.as_of) and all(
        getattr(entry, key) == value for key, value in wanted.items() if value
    )


class WithProof(Schema):
    proof: bool = Field(False, description="连同它在日志里的证明 / with the proof that it is in the log")


@router.get("/entries/{seq}", response=shapes.EntryWhole, summary="一条记录 / One entry")
def entry(request: Request, seq: shapes.Seq, asked: Query[WithProof]) -> dict[str, Any]:
    viewer, here = need(request, Action.SEE, enterprises=True), served()
    found = entries_at(here.ledger, seqs=[seq])
    if not found or not Seen(viewer).sees(found[0][1]):
        raise Http404
    return entry_whole(told_at(seq, found[0][1], None)) | {"proof": proof_of(seq) if asked.proof else None}


def entry_whole(one: Told) -> dict[str, Any]:
    """An entry with what it says in words, and what was said of it later."""
    return entry_object(one.seq, one.entry) | {
        "happened": {
            "zh": happened(one.entry, one.programme, "zh"),
            "en": happened(one.entry, one.programme, "en"),
        },
        "counts": one.later.counts,
        "verified_by": list(one.later.verified_by),
        "replaced_by": one.later.replaced_by,
        "withdrawn_by": one.later.withdrawn_by,
    }


@router.post("/entries", response={201: shapes.Recorded, 200: shapes.Recorded}, summary="记录 / Record")
def record(request: Request, drafts: shapes.DraftsIn) -> Status[Any]:
    """一批草稿，全部记下或一条不记。 All of the drafts or none. 与页面同一套规则和权限。"""
    viewer = need(request, Action.SEE, institutions=True)
    status = 200 if drafts.dry_run else 201
    return once(request, (drafts,), lambda key: recorded(viewer, drafts, key), status=status)
