"""The rules of handling: the versions in force, those that places published, and a new version from a day on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import LedgerError
from dajuan.systems.requests.handling import GRADES, KINDS, published
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.served import served
from dajuan.web.systems.marks import MARKS
from dajuan.web.systems.requests.asks import typed_in
from dajuan.web.systems.requests.choosing import adopted, version_typed, versions_in
from dajuan.web.systems.requests.found import settings
from dajuan.web.systems.requests.views.lists import names
from dajuan.web.words import Words

_NUMBERS = (
    ("assign_within", "交办", "Assign within"),
    ("visit_within", "回访、办结", "Visit, close within"),
    ("extension_most", "延期合计最多", "Extensions at most"),
    ("visits_a_month", "一月入企最多（次）", "Visits a month"),
)


@require_safe
@needs(Action.SEE)
def rules(request: HttpRequest) -> HttpResponse:
    return _page(request, {})


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def adopt(request: HttpRequest) -> HttpResponse:
    """Write another version into the zone's requests.yaml, in force from a day on."""
    typed = typed_in(request)
    try:
        version = version_typed(served().zone, typed)
        adopted(served().zone, version, by=person_of(request))
    except LedgerError as error:
        return _page(request, typed, Words(error.zh, error.en))
    messages.success(request, str(Words(f"已写进 requests.yaml，从 {version.first} 起受理的诉求用它", f"written into requests.yaml: it holds for requests received from {version.first} on")))  # fmt: skip
    return redirect("requests:rules")


def _page(request: HttpRequest, typed: dict[str, str], trouble: Words | None = None) -> HttpResponse:
    told, today = settings(), served().today()
    now = told.handlings.on(today)
    asked = typed.get("base") or request.GET.get("from", "")
    base = next((one for one in versions_in(served().zone) if one.code == asked), now)
    context: dict[str, Any] = {
        "versions": [(one, MARKS[one.mark], one is now) for one in told.handlings.versions],
        "published": [(one, MARKS[one.mark]) for one in published()],
        "told": told,
        "base": base,
        "limits": [
            (kind, [(grade, typed.get(f"{kind}.{grade}", base.limit(kind, grade))) for grade in GRADES])
            for kind in KINDS
        ],
        "rule_numbers": _NUMBERS,
        "typed": typed,
        "trouble": trouble,
        "today": today,
        "may": request.viewer.everywhere(Action.ADMINISTER),  # type: ignore[attr-defined]
        **names(),
    }
    return render(request, "requests/rules.html", context, status=422 if trouble else 200)
