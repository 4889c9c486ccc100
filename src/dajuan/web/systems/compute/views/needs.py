"""A need: where it could go, ranked and with reasons, before and after it is on record; and the round of all that wait."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dajuan.ledger.entry import Value
from dajuan.ledger.trouble import RefusedError
from dajuan.systems.compute.needs import JOBS
from dajuan.systems.compute.network import Network, Round, explained, placed
from dajuan.systems.compute.reasons import Reasons
from dajuan.web.access.deeds import whose_fields
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.compute import deeds, inhand
from dajuan.web.systems.compute.needing import blanks_of, need_typed, new_code, tell
from dajuan.web.systems.compute.shown import placement_alone
from dajuan.web.words import Words


@needs(Action.SEE, enterprises=True)
def need(request: Request) -> HttpResponse:
    """``look`` ranks the places; ``record`` puts the need on record. Enterprises look, and ask their department to record."""
    pack = programme_called(JOBS)
    typed = request.POST.dict()
    blanks = blanks_of(pack, inhand.objectives_now(), typed)
    may = request.viewer.may(Action.RECORD)
    context = {"tab": "need", "blanks": blanks, "may": may, "code": typed.get("code", "")[:40] or new_code()}
    if request.method != "POST":
        return render(request, "compute/need.html", context)
    fields, troubles = need_typed(typed, pack, request.viewer)
    context["troubles"] = tell(blanks, troubles)
    if troubles:
        return render(request, "compute/need.html", context | {"refused": True}, status=422)
    if "record" in typed:
        return _recorded(request, str(context["code"]), fields, context)
    return render(request, "compute/need.html", context | {"reasons": placement_alone(fields)})


def _recorded(request: Request, code: str, fields: dict[str, Value], context: dict[str, object]) -> HttpResponse:
    thing = whose_fields(programme_called(JOBS), fields).to(Action.RECORD)
    if not request.viewer.may(Action.RECORD, thing):
        raise PermissionDenied(Action.RECORD)
    try:
        deeds.request_(request.viewer, code, fields)
    except RefusedError as error:
        troubles = [Words(one.zh, one.en) for one in error.troubles]
        return render(request, "compute/need.html", context | {"troubles": troubles, "refused": True}, status=422)
    messages.success(request, str(Words(f"已记为需求 {code}", f"On record as {code}")))
    return redirect("compute:job", code)


@needs(Action.RECORD)
def whole_round(request: Request) -> HttpResponse:
    """All that wait, placed together; ``POST`` records it for those that the viewer may record."""
    seen, found = served().size(), inhand.network_now()
    made = placed(found, inhand.now(), inhand.objectives_now())
    told = [explained(found, made, one.code) for one in made.case.needs]
    if request.method == "POST":
        return _matched(request, found, made, told, seen)
    objectives = {code: one.name for code, one in made.objectives.items()}
    context = {
        "tab": "jobs", "told": told, "offers": found.offers, "proved": made.placing.proved, "skipped": made.skipped,
        "objectives": objectives,
    }  # fmt: skip
    return render(request, "compute/round.html", context)


def _matched(request: Request, found: Network, made: Round, told: list[Reasons], seen: int) -> HttpResponse:
    may = inhand.recordable(request.viewer, JOBS, [one.need.code for one in told])
    done = deeds.match_round(request.viewer, found, made, [one for one in told if one.need.code in may], seen)
    messages.success(request, str(Words(f"已撮合 {done.added} 个", f"{done.added} matched")))
    for one in done.troubles:
        messages.warning(request, str(Words(one.zh, one.en)))
    return redirect("compute:jobs")
