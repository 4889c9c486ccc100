"""What the zone is judged and told by: rules, the calendar of working days, notices."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.answers.notices.notice import REASONS
from dajuan.ledger.trouble import LedgerError
from dajuan.standards.working_days import Calendar, china
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.administration.jobs import last_of
from dajuan.web.administration.rule_choices import choices, choose
from dajuan.web.administration.telling import foreseen
from dajuan.web.jobs.start import start
from dajuan.web.served import served
from dajuan.web.words import Words


@require_safe
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def rules(request: HttpRequest) -> HttpResponse:
    may = request.viewer.everywhere(Action.ADMINISTER)  # type: ignore[attr-defined]
    return render(request, "administration/rules.html", {"kinds": choices(served().zone), "may": may})


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def choose_rule(request: HttpRequest, what: str) -> HttpResponse:
    try:
        choose(served().zone, what, request.POST.get("code", ""), by=person_of(request))
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        messages.success(request, str(Words("已选定，写进了 dajuan.toml", "chosen, and written into dajuan.toml")))
    return redirect("administration:rules")


@require_safe
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def calendar(request: HttpRequest) -> HttpResponse:
    known, today = china(), served().today()
    year = _year(request.GET.get("year", ""), today.year)
    context = {
        "known": known,
        "year": year,
        "days": unusual_days(known, year),
        "unknown": known.unknown_years([today, date(today.year, 12, 31), date(today.year + 1, 6, 30)]),
    }
    return render(request, "administration/calendar.html", context)


def unusual_days(known: Calendar, year: int) -> list[tuple[date, bool]]:
    """The days that the weekday alone does not tell, and whether each is worked."""
    days = sorted(day for day in (*known.holidays, *known.worked) if day.year == year)
    return [(day, day in known.worked) for day in days if day in known.worked or day.weekday() < 5]


def _year(said: str, otherwise: int) -> int:
    return int(said) if said.isdigit() and len(said) == 4 else otherwise


@require_safe
@needs(Action.ADMINISTER, Action.AUDIT, everywhere=True)
def notices(request: HttpRequest) -> HttpResponse:
    """Who would be told what if it were sent now; nothing is."""
    context = {
        "told": foreseen(served()),
        "last": last_of("send-notices"),
        "reasons": REASONS,
        "may": request.viewer.everywhere(Action.ADMINISTER),  # type: ignore[attr-defined]
    }
    return render(request, "administration/notices.html", context)


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def send_notices(request: HttpRequest) -> HttpResponse:
    return redirect("jobs:one", start("send-notices", by=person_of(request)).pk)
