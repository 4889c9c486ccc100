"""测算: the runs, a new one as a job, one published by another person, one done again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dajuan.ledger.append import append
from dajuan.ledger.entry import keyed
from dajuan.ledger.trouble import LedgerError
from dajuan.systems.growth import record, schemes
from dajuan.systems.growth.trouble import GrowthError
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.jobs.models import Job, State
from dajuan.web.jobs.start import start
from dajuan.web.people.models import Person
from dajuan.web.served import served
from dajuan.web.systems.growth.held import held, known_runs, run_called
from dajuan.web.systems.growth.rights import may_decide, may_prepare
from dajuan.web.words import Words

_YEARS = 6
"""How many years back a run may be made."""


@needs(Action.SEE)
def listed(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            made = begin(viewer, person_of(request), request.POST.get("year", ""))
        except LedgerError as error:
            messages.error(request, str(Words(error.zh, error.en)))
            return redirect("growth:runs")
        return redirect("jobs:one", made.pk)
    this = served().today().year
    context: dict[str, Any] = {
        "tab": "runs",
        "runs": known_runs(request),
        "may_prepare": may_prepare(viewer) and not request.moment.is_past,  # type: ignore[attr-defined]
        "scheme": schemes.in_force(served().ledger),
        "years": range(this, this - _YEARS, -1),
        "usual": this - 1,
    }
    return render(request, "growth/runs.html", context)


def begin(viewer: Viewer, person: Person, said: str) -> Job:
    """A run over a year, as the log is now. Raises ``LedgerError``."""
    if not may_prepare(viewer):
        raise PermissionDenied
    here = served()
    version = schemes.in_force(here.ledger)
    if version is None:
        raise GrowthError(
            "没有施行的方案：先提交一版，由另一人启用",
            "no scheme is in force: submit one, another person puts it in force",
        )
    this = here.today().year
    if not (said.isdecimal() and len(said) == 4 and this - _YEARS < int(said) <= this):
        raise GrowthError(
            f"年度写 {this - _YEARS + 1} 到 {this} 的一年，不是“{said}”",
            f"the year is one from {this - _YEARS + 1} to {this}, not '{said}'",
        )
    year = int(said)
    as_of = min(here.today(), here.today().replace(year=year, month=12, day=31))
    title = str(Words(f"测算 {year} 年度成长指数", f"Growth index of {year}"))
    return start(
        "growth-run", by=person, title=title, scheme=version.code, year=year, as_of=as_of.isoformat(), size=here.size(),
        actor=viewer.actor,
    )  # fmt: skip


@needs(Action.SEE)
def one(request: HttpRequest, code: str) -> HttpResponse:
    run, viewer = run_called(code), request.viewer  # type: ignore[attr-defined]
    own = held(run)
    checked = (
        Job.objects.filter(kind="growth-again", state=State.DONE, arguments__run=code).order_by("-ended_at").first()
    )
    context: dict[str, Any] = {
        "tab": "runs",
        "run": run,
        "scheme": own.scheme,
        "unclassed": sum(1 for one in own.results.lines if not one.size),
        "present": len(own.results.lines),
        "idle": [own.scheme.named(key) for key in own.made.screened.idle],
        "checked": checked,
        "may_publish": may_decide(viewer)
        and run.stage == record.COMPUTED
        and run.by != viewer.actor
        and not request.moment.is_past,  # type: ignore[attr-defined]
        "waits_for_another": run.stage == record.COMPUTED and run.by == viewer.actor,
        "may_repeat": may_prepare(viewer) or may_decide(viewer) or viewer.everywhere(Action.AUDIT),
    }
    return render(request, "growth/run.html", context)


@require_POST
@needs(Action.VERIFY, everywhere=True)
def publish(request: HttpRequest, code: str) -> HttpResponse:
    try:
        published(request.viewer, code)  # type: ignore[attr-defined]
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        messages.success(request, str(Words(f"{code} 已发布", f"{code} is published")))
    return redirect("growth:run", code)


def published(viewer: Viewer, code: str, *, key: str = "") -> str:
    """Publish a run. Raises ``LedgerError``, also where the viewer computed it."""
    if not may_decide(viewer):
        raise PermissionDenied
    here, run = served(), run_called(code)
    drafts = list(record.drafts_of_publishing(run, on=here.today(), known=record.runs(here.ledger)))
    append(here.ledger, keyed(drafts, key), actor=viewer.actor)
    return code


@require_POST
@needs(Action.PLAN, Action.RECORD, Action.VERIFY, Action.AUDIT, everywhere=True)
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Done again from the ledger: whether the same bytes come of it."""
    return redirect("jobs:one", repeat(person_of(request), code).pk)


def repeat(person: Person, code: str) -> Job:
    one = run_called(code)
    return start("growth-again", by=person, title=str(Words(f"重算核对 {code}", f"Doing {code} again")), run=one.code)
