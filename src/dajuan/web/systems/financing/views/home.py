"""The first page, by who comes: the office's funnel, a bank's applications and products, a firm's own page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dajuan.systems.financing.applications import WAY, Funnel, funnel
from dajuan.web.access.institutions import institutions
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.layout.stretches import stretch, whole_number
from dajuan.web.moment import Moment
from dajuan.web.people.models import Organisation, OrganisationName
from dajuan.web.systems.financing.seen import Applied, applications, days_to_money, products_of
from dajuan.web.systems.financing.words import stages
from dajuan.web.systems.kept import day_of
from dajuan.web.words import Words


class Step(NamedTuple):
    """A stage of the funnel: how many came so far, of how many that came to the one before."""

    name: Words
    reached: int
    of: int

    @property
    def share(self) -> str:
        return f"{100 * self.reached / self.of:.0f}%" if self.of else ""


class Bank(NamedTuple):
    name: str
    has_account: bool
    """Whether its accounts' organisation is there: one called otherwise would not be known as a bank's."""
    funnel: Funnel


@require_safe
@needs(Action.SEE, enterprises=True, institutions=True)
def home(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    if viewer.enterprise:
        return redirect("financing:enterprise", viewer.enterprise)
    if viewer.institution:
        return render(request, "financing/bank.html", _listed(request))
    return render(request, "financing/home.html", _office(request, viewer, moment))


def _office(request: HttpRequest, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    every, on = applications(viewer, moment), day_of(moment)
    years = sorted({one.row.since.year for one in every} | {on.year}, reverse=True)
    said = whole_number(request.GET.get("year"))
    year = said if said in years else on.year
    found = [one for one in every if one.row.since.year == year]
    whole = funnel(one.life for one in found)
    return {
        "year": year, "years": years, "on": on, "many": len(found), "funnel": whole, "steps": steps_of(whole),
        "days": days_to_money(year, moment), "banks": _banks(found),
        "products": len(products_of(viewer, moment)), "partial": not viewer.everywhere(Action.SEE),
    }  # fmt: skip


def steps_of(found: Funnel) -> list[Step]:
    before = [found.reached["applied"], *(found.reached[key] for key in WAY)]
    return [Step(stages()[key], found.reached[key], of) for key, of in zip(WAY, before, strict=False)]


def _banks(found: Iterable[Applied]) -> list[Bank]:
    """Every institution of the register, with what was applied for there."""
    by_bank: dict[str, list[Applied]] = defaultdict(list)
    for one in found:
        by_bank[one.said("institution")].append(one)
    known = {*Organisation.objects.values_list("name", flat=True), *OrganisationName.objects.values_list("name", flat=True)}  # fmt: skip
    return [Bank(name, name in known, funnel(one.life for one in by_bank[name])) for name in sorted(institutions())]


@require_safe
@needs(Action.SEE, institutions=True)
def listed(request: HttpRequest) -> HttpResponse:
    return render(request, "financing/applications.html", _listed(request))


def _listed(request: HttpRequest) -> dict[str, Any]:
    viewer, moment = seen_by(request)
    every, stage = applications(viewer, moment), request.GET.get("stage", "")
    counts = [(key, name, sum(one.row.stage == key for one in every)) for key, name in stages().items()]
    shown = stretch([one for one in every if not stage or one.row.stage == stage], request.GET.get("from"))
    return {"counts": counts, "stage": stage, "many": len(every), "stretch": shown}
