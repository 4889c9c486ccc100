"""What keeps the zone safe: health, checkpoints, backups."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.backups.folder import BACKUPS
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.administration import backups as kept_backups
from dajuan.web.administration import checkpoints as kept_checkpoints
from dajuan.web.administration.audit import note
from dajuan.web.administration.health import signs
from dajuan.web.administration.jobs import last_of
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
        "last": last_of("verify-log"),
        "key": str(here.zone.verifier()),
        "size": here.size(),
    }
    return render(request, "administration/checkpoints.html", context)


@require_POST
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def sign_checkpoint(request: HttpRequest) -> HttpResponse:
    name, _ = kept_checkpoints.sign_now(served())
    messages.success(
        request,
        str(Words(f"已签 {name}：请交给园区之外的人保存", f"{name} was signed: hand it to somebody outside the zone")),
    )
    return redirect("administration:checkpoints")


@require_safe
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def checkpoint(request: HttpRequest, name: str) -> HttpResponse:
    found = kept_checkpoints.called(served(), name)
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return HttpResponse(found.text, content_type="text/plain; charset=utf-8", headers=headers)


@require_POST
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def verify(request: HttpRequest) -> HttpResponse:
    return redirect("jobs:one", start("verify-log", by=person_of(request)).pk)


@require_safe
@needs(Action.ADMINISTER, everywhere=True)
def backups(request: HttpRequest) -> HttpResponse:
    zone = served().zone
    context = {"backups": kept_backups.kept(zone), "last": last_of("make-backup"), "folder": zone.folder / BACKUPS}
    return render(request, "administration/backups.html", context)


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def make_backup(request: HttpRequest) -> HttpResponse:
    keys = request.POST.get("without-keys") is None
    return redirect("jobs:one", start("make-backup", by=person_of(request), keys=keys).pk)


@require_safe
@needs(Action.ADMINISTER, everywhere=True)
def backup_file(request: HttpRequest, name: str) -> HttpResponseBase:
    found = kept_backups.called(served().zone, name)
    if found is None:
        raise Http404
    note(request, "backup", name)
    return FileResponse(found.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
