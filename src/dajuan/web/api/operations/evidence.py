"""佐证: files that prove, uploaded before the entry that names them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase
from ninja import File, Form, Router, Status, UploadedFile

from dajuan.web.access.roles import Action
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes import programmes as shapes
from dajuan.web.api.shapes.pieces import Line
from dajuan.web.layout.problems import ProblemError
from dajuan.web.records.files import condition, file_of
from dajuan.web.records.views import evidence_file
from dajuan.web.served import served

router = Router(tags=["evidence"])
_RECORDING = (Action.RECORD, Action.VERIFY, Action.PLAN)


@router.post("/evidence", response={201: shapes.EvidenceOut}, summary="上传佐证 / Upload evidence")
def upload(request: Request, file: File[UploadedFile], kind: Form[Line] = "") -> Status[Any]:
    """存好后用答复里的 sha256 写进记录；同样的字节只存一份。 Then name its sha256 in an entry."""
    viewer = need(request, Action.SEE, institutions=True)
    if not any(viewer.may(action) for action in _RECORDING):
        raise ProblemError(403)

    def work(key: str) -> dict[str, Any]:
        kept = served().zone.evidence().keep_stream(file, name=file.name or "", kind=kind)
        return {
            "name": kept.name,
            "kind": kept.kind,
            "sha256": kept.sha256,
            "size": kept.size,
            "media_type": kept.media_type,
            "address": "",
        }

    return once(request, (file, kind), work)


@router.get("/evidence/{sha256}", response=shapes.EvidenceWhole, summary="一份佐证 / One file's record")
def evidence(request: Request, sha256: str) -> dict[str, Any]:
    """名称和种类按第一条用它的记录。 Named as in the first entry that brought it."""
    viewer = need(request, Action.SEE, enterprises=True, institutions=True)
    found = file_of(sha256, viewer)
    if found is None:
        raise Http404
    one = found.evidence
    return {
        "name": one.name,
        "kind": one.kind,
        "sha256": one.sha256,
        "size": one.size,
        "media_type": one.media_type,
        "address": "",
        "condition": condition(sha256),
        "brought_by": [
            {"seq": seq, "programme": entry.programme, "subject": entry.subject} for seq, entry in found.entries
        ],
        "hidden": found.hidden,
    }


@router.get(
    "/evidence/{sha256}/file",
    summary="下载 / Download",
    openapi_extra={"responses": {200: {"content": {"application/octet-stream": {}, "application/pdf": {}, "image/png": {}, "image/jpeg": {}}}}},
)  # fmt: skip
def download(request: Request, sha256: str) -> HttpResponseBase:
    need(request, Action.SEE, enterprises=True, institutions=True)
    return evidence_file(request, sha256)
