"""事项包的编辑: every pack there is, its text looked at with each error at its line, kept, switched on and off."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404
from ninja import Field, Router, Schema, Status
from pydantic import AfterValidator

from dajuan.ledger.trouble import Trouble
from dajuan.programmes.forms import is_key
from dajuan.programmes.yaml_nodes import LARGEST
from dajuan.web.access.roles import Action
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.operations.programmes import said
from dajuan.web.api.shapes.pieces import Said, without_controls
from dajuan.web.layout.problems import ProblemError
from dajuan.web.programmes import pack_files
from dajuan.web.programmes.pack_files import Checked, PackFile
from dajuan.web.served import served
from dajuan.web.words import Words

router = Router(tags=["administration"])


class PackOut(Schema):
    code: str
    own: bool = Field(description="园区自己的；否则是自带的 / the zone's own, else one that comes with Dajuan")
    on: bool
    version: int | None = Field(description="有错的为 null / null where it has errors")
    name: Said | None
    troubles: int


class PackWhole(PackOut):
    text: str


class Packs(Schema):
    items: list[PackOut]


class ErrorOut(Said):
    line: int = Field(description="0：整个文件 / 0: of the whole")
    column: int


class CheckedOut(Schema):
    is_right: bool
    text: str = Field(
        description="会存成的样子；改了的包自动升版本 / as it would be kept, its version raised where it has to be"
    )
    errors: list[ErrorOut]
    lost: list[Said] = Field(description="已有的记录会失去意义的 / what entries would lose")
    diff: list[str]


class TextIn(Schema):
    text: Annotated[str, AfterValidator(without_controls), Field(max_length=LARGEST)]


class SwitchIn(Schema):
    on: bool


def _object(one: PackFile) -> dict[str, Any]:
    programme = one.programme
    return {
        "code": one.code,
        "own": one.own,
        "on": one.code in served().zone.on,
        "version": programme.version if programme else None,
        "name": said(programme.name) if programme else None,
        "troubles": one.troubles,
    }


def _whole(code: str) -> dict[str, Any]:
    file = pack_files.file_called(served().zone, code)
    if file is None:
        raise Http404
    return _object(file) | {"text": pack_files.text_of(file)}


def _looked_at(request: Request, code: str, told: TextIn) -> Checked:
    need(request, Action.ADMINISTER, everywhere=True)
    if not is_key(code):
        raise Http404
    return pack_files.checked(served().zone, code, told.text)


@router.get("/packs", response=Packs, summary="事项包 / Packs")
def packs(request: Request) -> dict[str, Any]:
    """同一个代码有两份的，园区自己的代替自带的。 Of two of one code the zone's own stands for the other."""
    need(request, Action.ADMINISTER, everywhere=True)
    return {"items": [_object(one) for one in pack_files.every(served().zone)]}


@router.get("/packs/{code}", response=PackWhole, summary="一个包的文本 / A pack's text")
def pack(request: Request, code: str) -> dict[str, Any]:
    need(request, Action.ADMINISTER, everywhere=True)
    return _whole(code)


@router.post("/packs/{code}/check", response={200: CheckedOut}, summary="检查 / Look at a text")
def check(request: Request, code: str, told: TextIn) -> Status[Any]:
    """每处错误在哪一行；什么也不存。 Every error at its line; nothing is kept."""
    found = _looked_at(request, code, told)
    return Status(
        200,
        {
            "is_right": found.is_right,
            "text": found.text,
            "errors": [{"line": one.line, "column": one.column, **one.words._asdict()} for one in found.errors],
            "lost": [{"zh": one.zh, "en": one.en} for one in found.lost],
            "diff": found.diff,
        },
    )


@router.post("/packs/{code}", response={200: PackWhole}, summary="保存 / Keep a text")
def save(request: Request, code: str, told: TextIn) -> Status[Any]:
    """园区自己的包；有错不存，errors 里 row 是行号。 The zone's own; a wrong one is not kept, row is the line."""
    need(request, Action.ADMINISTER, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        found = _looked_at(request, code, told)
        if not found.is_right:
            raise _refused(found)
        pack_files.save(served().zone, code, found, by=request.user)
        return _whole(code)

    return once(request, (told,), work, status=200, tables=True)


def _refused(found: Checked) -> ProblemError:
    wrong = [Trouble("pack", *one.words, row=one.line, field="text") for one in found.errors]
    lost = [Trouble("lost", one.zh, one.en, field="text") for one in found.lost]
    first = [*wrong, *lost][0]
    return ProblemError(422, Words(first.zh, first.en), [*wrong, *lost])


@router.post("/packs/{code}/switch", response={200: PackWhole}, summary="启用、停用 / On or off")
def switch(request: Request, code: str, told: SwitchIn) -> Status[Any]:
    """停用后记录都在。 Its entries stay when it is switched off."""
    need(request, Action.ADMINISTER, everywhere=True)

    def work(key: str) -> dict[str, Any]:
        _whole(code)
        pack_files.switch(served().zone, code, on=told.on, by=request.user)
        served().look()
        return _whole(code)

    return once(request, (told,), work, status=200, tables=True)
