"""The verifiable log: its head, a signed checkpoint, and proofs that nothing was changed or dropped."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponseBase
from ninja import Field, Query, Router, Schema, Status

from dajuan.ledger.merkle import consistency_proof
from dajuan.ledger.proofs import nodes_of, root_at
from dajuan.ledger.read import entries_at
from dajuan.ledger.trouble import Trouble
from dajuan.web.access.roles import Action
from dajuan.web.administration import checkpoints as kept_checkpoints
from dajuan.web.administration.views import keeping as pages
from dajuan.web.api.door import Request, need, need_overseer
from dajuan.web.api.once import once
from dajuan.web.api.operations.jobs import JobOut, last_job, started
from dajuan.web.api.proofs import proof_of
from dajuan.web.api.seen import Seen
from dajuan.web.api.shapes import figures as shapes
from dajuan.web.api.shapes.programmes import Seq
from dajuan.web.layout.problems import ProblemError
from dajuan.web.served import served
from dajuan.web.words import Words

router = Router(tags=["log"])


class Checkpoint(Schema):
    name: str
    at: datetime
    size: int | None = Field(description="null：签名不符 / null: its signature does not hold")
    root: str
    why: str


class Checkpoints(Schema):
    items: list[Checkpoint]
    last: JobOut | None = Field(description="上一次核验 / the last audit of the log")


class Signed(Schema):
    name: str
    note: str
    verifier: str


@router.get("/log", response=shapes.LogHead, summary="日志的头 / The log's head")
def head(request: Request) -> dict[str, Any]:
    need(request, Action.SEE)
    zone = served().zone
    with served().ledger.store.reading() as reader:
        found = reader.head()
    return {
        "origin": zone.origin,
        "size": found.size,
        "root": found.edge.root().hex(),
        "recorded_at": found.recorded_at or None,
        "verifier": str(zone.verifier()),
    }


@router.get("/log/checkpoints", response=Checkpoints, summary="检查点 / Checkpoints kept")
def checkpoints(request: Request) -> dict[str, Any]:
    need_overseer(request)
    return {
        "items": [
            {"name": one.name, "at": one.at, "size": one.size, "root": one.root, "why": one.why}
            for one in kept_checkpoints.kept(served())
        ],
        "last": last_job("verify-log"),
    }


@router.post("/log/checkpoints", response={201: Signed}, summary="签检查点 / Sign a checkpoint")
def sign(request: Request) -> Status[Any]:
    """签好的也存进园区的 checkpoints/；请交给园区之外的人保存。 Kept in the zone as well; hand it to somebody outside."""
    need_overseer(request)

    def work(key: str) -> dict[str, Any]:
        name, note = kept_checkpoints.sign_now(served())
        return {"name": name, "note": note, "verifier": str(served().zone.verifier())}

    return once(request, (), work)


@router.get(
    "/log/checkpoints/{name}",
    summary="下载检查点 / A checkpoint as a file",
    openapi_extra={"responses": {200: {"content": {"text/plain": {}}}}},
)
def checkpoint(request: Request, name: str) -> HttpResponseBase:
    need_overseer(request)
    return pages.checkpoint(request, name)


@router.post("/log/verify", response={202: JobOut}, summary="核验整本日志 / Verify the whole log")
def verify(request: Request) -> Status[Any]:
    need_overseer(request)
    return once(request, (), lambda key: started(request, "verify-log"), status=202)


@router.get("/log/inclusion", response=shapes.Inclusion, summary="一条记录在日志里 / An entry is in the log")
def inclusion(request: Request, seq: Query[Seq]) -> dict[str, Any]:
    viewer, here = need(request, Action.SEE, enterprises=True), served()
    found = entries_at(here.ledger, seqs=[seq])
    if not found or not Seen(viewer).sees(found[0][1]):
        raise Http404
    return proof_of(seq)


class Sizes(Schema):
    old: Seq
    new: Seq | None = Field(None, description="缺省为现在 / else now")


@router.get(
    "/log/consistency", response=shapes.Consistency, summary="旧日志是新日志的开头 / The old log begins the new"
)
def consistency(request: Request, sizes: Query[Sizes]) -> dict[str, Any]:
    need(request, Action.SEE)
    with served().ledger.store.reading() as reader:
        size = reader.head().size
        old, to = sizes.old, size if sizes.new is None else sizes.new
        if not 0 < old <= to <= size:
            words = Words(f"要 0 < old ≤ new ≤ {size}", f"0 < old ≤ new ≤ {size} it has to be")
            raise ProblemError(422, words, [Trouble("size", *words, field="old")])
        proof = consistency_proof(old, to, nodes_of(reader))
        return {
            "old": old,
            "new": to,
            "old_root": root_at(reader, old).hex(),
            "new_root": root_at(reader, to).hex(),
            "proof": [base64.b64encode(one).decode() for one in proof],
        }
