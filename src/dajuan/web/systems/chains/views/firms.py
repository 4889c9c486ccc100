"""A firm in the chains: what happens if it stops, and its own page, which its own account may see too."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.subjects.row import Row
from dajuan.systems.chains.chain import CHAINS, NODES, REGISTER
from dajuan.systems.chains.reading import placement_of, placements_of_firm, supplies_of_firm, supply_of
from dajuan.systems.chains.stopping import stopping
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.served import served
from dajuan.web.systems.chains.found import chain_called, lines, look_at, missing_packs, sees
from dajuan.web.systems.chains.shown import percent, shown, wan
from dajuan.web.systems.chains.views.lists import place_said


@needs(Action.SEE)
def stop(request: HttpRequest, code: str, firm: str) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    found = chain_called(viewer, code, request.moment)  # type: ignore[attr-defined]
    seen = found.overview(viewer)
    chain = seen.chain
    stops = stopping(chain, firm, lines())
    if firm not in chain.firms:
        raise Http404
    hit = {one.node for one in stops.lost if one.loss in {"only", "most"}}
    context = {
        "seen": seen,
        "chain": chain,
        "firm": chain.firms[firm],
        "stops": stops,
        "lost": [
            (one, chain.nodes[one.node], percent(one.share), [(other, wan(other.made)) for other in one.alternatives])
            for one in stops.lost
        ],
        "touched": [chain.nodes[one] for one in stops.touched],
        "touched_share": percent(stops.touched_share),
        "touched_many": len(hit) + len(stops.touched),
        "touched_firms": [chain.firms[one] for one in stops.touched_firms],
        "buyers": [
            (one, _name(chain.firms.get(one.supply.buyer), one.supply.buyer), percent(one.share), wan(one.supply.value))
            for one in stops.buyers
        ],
        "customers_of": [(one, wan(one.value)) for one in stops.customers_of],
        "hit": sorted(hit),
        "drawing": shown(seen),
    }
    return render(request, "chains/stop.html", context)


def _name(firm: Any, code: str) -> str:
    return firm.name if firm else code


@needs(Action.SEE, enterprises=True)
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    """Where a firm is in the chains, what it buys and sells there: of it what the viewer may see. A chain's office sees its
    own firms here, whoever looks after them on the register."""
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    now = served().subjects().one(REGISTER, code) if REGISTER in served().programmes else None
    if now is None:
        raise Http404
    look = look_at(moment)
    placements = [] if missing_packs() else placements_of_firm(look, code)
    supplies = [] if missing_packs() else supplies_of_firm(look, code)
    own = [row for row in placements if sees(viewer, row)]
    bought = [row for row in supplies if sees(viewer, row)]
    if not own and not bought and not sees(viewer, now):
        raise Http404
    names = _names(look, [*own, *bought])
    context = {
        "firm": now,
        "on_register": sees(viewer, now),
        "placed": [
            (one, names[f"{NODES}/{one.node}"], *_chain(row, names), percent(one.share), _may_see_chain(viewer, row))
            for row in own
            for one in [placement_of(row)]
        ],
        "shares": percent(sum((placement_of(row).share for row in own), start=0)) if own else "",  # type: ignore[arg-type]
        "supplies": [
            (one, _other(look, one.buyer), wan(one.value), place_said(one.place), one.buyer == code)
            for row in bought
            for one in [supply_of(row)]
            if one.value != 0
        ],
        "hidden": len(placements) - len(own) + len(supplies) - len(bought),
    }
    return render(request, "chains/enterprise.html", context)


def _names(look: Any, rows: list[Row]) -> dict[str, str]:
    """Of the chains and nodes that these name."""
    named = {str(row.fields[key]) for row in rows for key in ("chain", "node")}
    found = {one: one.partition("/")[2] for one in named}
    for programme in (CHAINS, NODES):
        codes = [one.partition("/")[2] for one in named if one.startswith(f"{programme}/")]
        found |= {f"{programme}/{row.code}": row.name for row in look.those(programme, codes)}
    return found


def _chain(row: Row, names: dict[str, str]) -> tuple[str, str]:
    chain = str(row.fields["chain"])
    return chain.partition("/")[2], names[chain]


def _other(look: Any, code: str) -> str:
    row = look.one(REGISTER, code)
    return row.name if row else code


def _may_see_chain(viewer: Viewer, row: Row) -> bool:
    chain = served().subjects().one(CHAINS, str(row.fields["chain"]).partition("/")[2])
    return not viewer.enterprise and chain is not None and sees(viewer, chain)
