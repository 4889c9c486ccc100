"""Products with their terms in words; funds, with what passes between them counted once."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.standards.rules.listing import rule_lines
from dajuan.standards.words import amount, interval
from dajuan.systems.financing.products import Product
from dajuan.systems.financing.terms import GUARANTEES, Terms
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.systems.financing.funds import fund_called, funds_at, left_out, names_of
from dajuan.web.systems.financing.seen import products_of
from dajuan.web.words import Words


@require_safe
@needs(Action.SEE, enterprises=True, institutions=True)
def products(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    found = [(one, _said(one.terms) if one.terms else None) for one in products_of(viewer, moment)]
    return render(request, "financing/products.html", {"found": found})


@require_safe
@needs(Action.SEE, enterprises=True, institutions=True)
def product(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    found: Product | None = next((one for one in products_of(viewer, moment) if one.code == code), None)
    if found is None:
        raise Http404
    context = {"product": found, "terms": _said(found.terms) if found.terms else None}
    return render(request, "financing/product.html", context)


def _said(terms: Terms) -> dict[str, Any]:
    limit = terms.limit
    return {
        "amount": interval(terms.amount, "元"), "rate": interval(terms.rate, "1"), "days": terms.days,
        "months": f"{int(terms.months.low)}—{int(terms.months.high)}",
        "guarantee": [Words(*GUARANTEES[one]) for one in terms.guarantee],
        "limit": Words(f"{limit.of.words.zh}的 {amount(limit.share, '1')}", f"{amount(limit.share, '1')} of {limit.of.words.en}") if limit else None,
        "lines": list(rule_lines(terms.who)) if terms.who else [],
    }  # fmt: skip


@require_safe
@needs(Action.SEE)
def funds(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    found = funds_at(viewer, moment)
    names = names_of(found)
    rings = [[names[code] for code in ring] for ring in found.cycles]
    context = {"funds": found, "rings": rings, "left_out": left_out(viewer, moment)}
    return render(request, "financing/funds.html", context)


@require_safe
@needs(Action.SEE)
def fund(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    return render(request, "financing/fund.html", {"found": fund_called(viewer, code, moment)})
