"""The first page, by who comes, and whether the server is well."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.roles import Action
from dajuan.web.served import served


@never_cache
@ensure_csrf_cookie
def home(request: HttpRequest) -> HttpResponse:
    """An enterprise comes to its own page, a bank to its applications, a reporter to the inbox, everybody else to the board."""
    if not request.user.is_authenticated:
        return redirect("people:sign-in")
    viewer = request.viewer  # type: ignore[attr-defined]
    if viewer.enterprise:
        return redirect("records:mine")
    if viewer.institution:
        return redirect("financing:home")
    reports = viewer.may(Action.RECORD) and not viewer.everywhere(Action.SEE)
    return redirect("targets:inbox" if reports else "board:board")


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the ledger and Django's tables answer: for proxies and monitors. Nothing about the zone is told."""
    checks = {"ledger": _ledger_answers(), "database": _database_answers()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _ledger_answers() -> bool:
    try:
        served().size()
    except (LedgerError, OSError):
        return False
    return True


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return False
    return True
