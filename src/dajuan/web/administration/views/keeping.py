"""What keeps the zone safe: health, checkpoints, backups."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.backups.folder import BACKUPS
from dajuan.backups.rotation import backups_in
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.administration import checkpoints as kept_checkpoints
from dajuan.web.administration.audit import note
from dajuan.web.administration.health import signs
from dajuan.web.jobs.models import Job, State
from dajuan.web.jobs.start import start
from dajuan.web.served import served
from dajuan.web.words import Words


@require_safe
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "administration/home.html", {"signs": signs(served())})


@require_safe
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def checkpoints(request: HttpRequest) -> HttpResponse:
    here = served()
    context = {
        "kept": kept_checkpoints.kept(here),
        "last": _last("verify-log"),
        "key": str(here.zone.verifier()),
        "size": here.size(),
    }
    return render(request, "administration/checkpoints.html", context)


@require_POST
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def sign_checkpoint(request: HttpRequest) -> HttpResponse:
    name = kept_checkpoints.sign_now(served())
    messages.success(
        request,
        str(Words(f"已签 {name}：请交给园区之外的人保存", f"{name} was signed: hand it to somebody outside the zone")),
    )
    return redirect("administration:checkpoints")


@require_safe
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def checkpoint(request: HttpRequest, name: str) -> HttpResponse:
    found = next((one for one in kept_checkpoints.kept(served()) if one.name == name and one.text), None)
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return HttpResponse(found.text, content_type="text/plain; charset=utf-8", headers=headers)


@require_POST
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def verify(request: HttpRequest) -> HttpResponse:
    return redirect("jobs:one", start("verify-log", by=person_of(request)).pk)


class Backup(NamedTuple):
    path: Path
    at: datetime
    size: int


def _backups() -> list[Backup]:
    zone = served().zone
    folder = zone.folder / BACKUPS
    found = reversed(backups_in(folder, zone.code)) if folder.is_dir() else ()
    return [Backup(path, datetime.fromtimestamp(path.stat().st_mtime, UTC), path.stat().st_size) for path in found]


@require_safe
@needs(Action.ADMINISTER, everywhere=True)
def backups(request: HttpRequest) -> HttpResponse:
    context = {"backups": _backups(), "last": _last("make-backup"), "folder": served().zone.folder / BACKUPS}
    return render(request, "administration/backups.html", context)


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def make_backup(request: HttpRequest) -> HttpResponse:
    keys = request.POST.get("without-keys") is None
    return redirect("jobs:one", start("make-backup", by=person_of(request), keys=keys).pk)


@require_safe
@needs(Action.ADMINISTER, everywhere=True)
def backup_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Only a file that is in the list of backups: the name is never used as a path."""
    found = next((one for one in _backups() if one.path.name == name), None)
    if found is None:
        raise Http404
    note(request, "backup", name)
    return FileResponse(
        found.path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream"
    )


def _last(kind: str) -> Job | None:
    return Job.objects.filter(kind=kind, state__in=[State.DONE, State.FAILED]).order_by("-created_at").first()
