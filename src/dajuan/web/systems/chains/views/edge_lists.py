"""An edge list in: the file is kept and shown as what it would record, then recorded; it stands behind what it said."""

from __future__ import annotations

import uuid
from typing import Any, cast

import msgspec
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dajuan.ledger.append import append
from dajuan.ledger.entry import Evidence, keyed
from dajuan.ledger.sheets.book import LARGEST, read_book
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.rows import Column
from dajuan.systems.chains.edge_list import EdgeList, read_edge_list
from dajuan.systems.chains.edge_rows import HEADS
from dajuan.systems.chains.ground import Ground
from dajuan.web.access.pages import check, needs
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.served import served
from dajuan.web.systems.chains.found import chain_called, ground_of
from dajuan.web.words import Words, spoken

KIND = "环节清单"
_SALT = "chains.edge-list"
_TROUBLES = 200
COUNTS = {
    "chain-nodes": Words("新环节", "new nodes"),
    "chain-links": Words("新连线", "new links"),
    "chain-firms": Words("新放置企业", "firms placed"),
    "chain-supplies": Words("新采购关系", "new purchases"),
    "stated": Words("改动", "changes"),
}


@needs(Action.SEE)
def upload(request: HttpRequest, code: str) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    found, ground = ground_of(viewer, code, served().today())
    check(viewer, Action.RECORD, found.thing)
    context: dict[str, Any] = {"chain": ground.row, "heads": HEADS}
    if request.method != "POST":
        return render(request, "chains/edge_list.html", context)
    try:
        source = _kept(request)
        done = would_record(ground, source)
    except LedgerError as error:
        context["trouble"] = Words(error.zh, error.en)
        return render(request, "chains/edge_list.html", context, status=422)
    told = {"source": msgspec.to_builtins(source), "chain": code, "key": uuid.uuid4().hex}
    context |= {
        "done": done,
        "name": source.name,
        "counts": [(words, done.counts[key]) for key, words in COUNTS.items() if done.counts.get(key)],
        "troubles": [(one.place, Words(one.zh, one.en)) for one in done.troubles[:_TROUBLES]],
        "wrong_rows": len({(one.sheet, one.row) for one in done.troubles}),
        "more": max(0, len(done.troubles) - _TROUBLES),
        "notes": [Words(one.zh, one.en) for one in done.notes],
        "token": signing.dumps(told, salt=_salt(request)),
    }
    return render(request, "chains/edge_list.html", context)


def _salt(request: HttpRequest) -> str:
    return f"{_SALT}.{request.user.pk}"


def _kept(request: HttpRequest) -> Evidence:
    file = request.FILES.get("file")
    if file is None:
        raise LedgerError("没有选文件", "no file was chosen")
    if (file.size or 0) > LARGEST:
        raise LedgerError(f"表格超过 {LARGEST >> 20} MB；分成几个", f"the file is over {LARGEST >> 20} MB; split it")
    return served().zone.evidence().keep_stream(cast(Any, file), name=file.name or "", kind=KIND)


def would_record(ground: Ground, source: Evidence) -> EdgeList:
    """Raises :class:`LedgerError` where the file cannot be read."""
    data = served().zone.evidence().path_of(source.sha256).read_bytes()
    return read_edge_list(ground, read_book(data, source.name), source)


@require_POST
@needs(Action.SEE)
def record(request: HttpRequest, code: str) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    found, ground = ground_of(viewer, code, served().today())
    check(viewer, Action.RECORD, found.thing)
    try:
        told = signing.loads(request.POST.get("token", ""), salt=_salt(request))
        source = msgspec.convert(told["source"], Evidence)
    except (signing.BadSignature, msgspec.ValidationError) as error:
        raise PermissionDenied from error
    done = would_record(ground, source)
    if told["chain"] != code or (done.troubles and request.POST.get("wish") != "partial"):
        raise LedgerError(
            "表里还有不对的行，或链上刚有改动：重新上传看一遍",
            "some rows are wrong, or the chain has just changed: upload it again",
        )
    append(served().ledger, keyed(done.drafts, f"edge-list/{told['key']}"), actor=viewer.actor)
    many = len(done.drafts)
    messages.success(request, str(Words(f"已记下 {many} 条", f"Recorded {many} entries")))
    return redirect(reverse("chains:chain", args=[code]))


@needs(Action.SEE)
def template(request: HttpRequest, code: str) -> HttpResponse:
    """An empty sheet with the columns."""
    found = chain_called(request.viewer, code, request.moment)  # type: ignore[attr-defined]
    units = {"share": "（%）", "value": "（万元）"}
    columns = [
        Column(key, names[0] + units.get(key, ""), key + units.get(key, ""), "text", 18) for key, names in HEADS.items()
    ]
    name = Words(f"{found.row.name}-环节清单", f"{found.row.name}-edge-list")
    return table("xlsx", columns, [], name=str(name), sheet="edges" if spoken() == "en" else "环节清单")
