"""底数: the network and the table of residents in use, those before them, and a new one taken in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import LedgerError, RefusedError
from dajuan.outputs.rows import Column
from dajuan.systems.services.bases import BASES, NETWORK, RESIDENTS
from dajuan.systems.services.residents import HEADS
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.programmes.found import programme_called
from dajuan.web.systems.services.deeds import may_measure, taken
from dajuan.web.systems.services.inhand import in_hand
from dajuan.web.words import Words, words_of

_TYPED = ("name", "source", "as_of", "datum")


@require_safe
@needs(Action.SEE)
def listed(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: HttpRequest, kind: str = "", typed: dict[str, str] | None = None, troubles: tuple[Words, ...] = ()
) -> HttpResponse:
    viewer, moment = seen_by(request)
    here, stages = in_hand(moment), programme_called(BASES).stages
    rows = sorted(here.bases, key=lambda one: (one.fields.get("kind", ""), one.last), reverse=True)
    context: dict[str, Any] = {
        "hand": here,
        "rows": [
            (one, words_of(stages[one.stage].name) if one.stage in stages else "", one.fields.get("as-of", ""))
            for one in rows
        ],
        "kilometres": f"{here.ground.network.length / 1000:,.1f}" if here.ground else "",
        "may_take": may_measure(viewer, here) and not moment.is_past,
        "kinds": [
            (NETWORK, Words("步行路网", "Walking network"), ".osm,.pbf,.xml"),
            (RESIDENTS, Words("居民分布表", "Table of residents"), ".xlsx,.csv"),
        ],
        "kind": kind,
        "typed": typed or {},
        "troubles": troubles,
        "heads": [(names[0], key) for key, names in HEADS.items()],
    }
    return render(request, "services/bases.html", context, status=422 if troubles else 200)


@require_POST
@needs(Action.RECORD)
def take(request: HttpRequest, kind: str) -> HttpResponse:
    """Every row that cannot be so is named; nothing is recorded then."""
    viewer, moment = seen_by(request)
    if kind not in (NETWORK, RESIDENTS):
        raise Http404
    if moment.is_past:
        raise PermissionDenied(Action.RECORD)
    typed = {key: request.POST.get(key, "") for key in _TYPED}
    file = request.FILES.get("file")
    if file is None:
        return _page(request, kind, typed, (Words("没有选文件", "no file was chosen"),))
    try:
        code = taken(viewer, kind, file, typed)
    except LedgerError as error:
        some = error.troubles if isinstance(error, RefusedError) else (error,)
        return _page(request, kind, typed, tuple(Words(one.zh, one.en) for one in some))
    messages.success(request, str(Words(f"{code} 已用上", f"{code} is in use")))
    return redirect("services:bases")


@require_safe
@needs(Action.RECORD)
def template(request: HttpRequest, form: str) -> HttpResponse:
    """An empty table of residents."""
    columns = [Column(key, names[0], key, "text") for key, names in HEADS.items()]
    return table(form, columns, [], name="residents", sheet="residents")
