"""What keeps the zone safe: health, backups."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponseBase
from ninja import Field, Router, Schema, Status

from dajuan.web.access.roles import Action
from dajuan.web.administration import backups as kept_backups
from dajuan.web.administration.health import signs
from dajuan.web.administration.views import keeping as pages
from dajuan.web.api.door import Request, need, need_overseer
from dajuan.web.api.once import once
from dajuan.web.api.operations.jobs import JobOut, last_job, started
from dajuan.web.api.shapes.pieces import Said
from dajuan.web.served import served

router = Router(tags=["administration"])


class Sign(Schema):
    colour: str
    name: Said
    said: Said


class Health(Schema):
    items: list[Sign]


class Backup(Schema):
    name: str
    at: datetime
    size: int


class Backups(Schema):
    items: list[Backup]
    last: JobOut | None


class BackupIn(Schema):
    keys: bool = Field(
        True, description="带密钥；不带的只能证明，不能接着签 / with the keys; without, nothing can be signed on"
    )


@router.get("/health", response=Health, summary="健康 / Health")
def health(request: Request) -> dict[str, Any]:
    need_overseer(request)
    return {
        "items": [
            {"colour": one.colour, "name": one.name._asdict(), "said": one.said._asdict()} for one in signs(served())
        ]
    }


@router.get("/backups", response=Backups, summary="备份 / Backups")
def backups(request: Request) -> dict[str, Any]:
    """园区文件夹里的；别处的这里看不见。 Those in the zone's folder; others are not seen from here."""
    need(request, Action.ADMINISTER, everywhere=True)
    return {
        "items": [{"name": one.path.name, "at": one.at, "size": one.size} for one in kept_backups.kept(served().zone)],
        "last": last_job("make-backup"),
    }


@router.post("/backups", response={202: JobOut}, summary="备份整个园区 / Back the zone up")
def make(request: Request, told: BackupIn) -> Status[Any]:
    need(request, Action.ADMINISTER, everywhere=True)
    return once(request, (told,), lambda key: started(request, "make-backup", keys=told.keys), status=202)


@router.get(
    "/backups/{name}",
    summary="下载备份 / A backup as a file",
    openapi_extra={"responses": {200: {"content": {"application/octet-stream": {}}}}},
)
def backup(request: Request, name: str) -> HttpResponseBase:
    """给出去过会记下。 That it was handed out is noted."""
    need(request, Action.ADMINISTER, everywhere=True)
    return pages.backup_file(request, name)
