"""A firm in the chains: what happens if it stops, and its own page, which its own account may see too."""

from __future__ import annotations

from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.subjects.row import Row
from dajuan.systems.chains.chain import CHAINS, NODES
from dajuan.systems.chains.reading import Look, placement_of, placements_of_firm, supplies_of_firm, supply_of
from dajuan.systems.chains.stopping import stopping
from dajuan.systems.firms import REGISTER
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.served import served
from dajuan.web.systems.chains.found import chain_called, look_at, missing_packs
from dajuan.web.systems.chains.shown import name_of, percent, shown, wan
from dajuan.web.systems.chains.views.lists import place_said


@needs(Action.SEE)
def stop(request: HttpRequest, code: str, firm: str) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    found = chain_called(viewer, code, request.moment)  # type: ignore[attr-defined]
    seen = found.overview(viewer)
    chain = seen.chain
    if firm not in chain.firms:
        raise Http404
    stops = stopping(chain, firm, seen.lines)
    context = {
        "chain": chain,
        "firm": chain.firms[firm],
        "lost": [
            (one, chain.nodes[one.node], percent(one.share), [(other, wan(other.made)) for other in one.alternatives])
            for one in stops.lost
        ],
        "touched": [chain.nodes[one] for one in stops.touched],
        "touched_share": percent(stops.touched_share),
        "touched_many": len(stops.hit) + len(stops.touched),
        "touched_firms": [chain.firms[one] for one in stops.touched_firms],
        "buyers": [
            (one, name_of(chain.firms, one.supply.buyer), percent(one.share), wan(one.supply.value))
            for one in stops.buyers
        ],
        "customers_of": [(one, wan(one.value)) for one in stops.customers_of],
        "hit": stops.hit,
        "drawing": shown(seen),
    }
    return render(request, "chains/stop.html", context)


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
    seen = _chains_seen(viewer, own)
    placed = [(placement_of(row), str(row.fields["chain"])) for row in own]
    deals = [one for one in map(supply_of, bought) if one.value != 0]
    context = {
        "firm": now,
        "on_register": sees(viewer, now),
        "placed": [
            (
                one,
                names[f"{NODES}/{one.node}"],
                chain.partition("/")[2],
                names[chain],
                percent(one.share),
                chain in seen,
            )
            for one, chain in placed
        ],
        "shares": percent(sum((one.share for one, _ in placed), Fraction(0))),
        "supplies": [
            (one, names[f"{REGISTER}/{one.buyer}"], wan(one.value), place_said(one.place), one.buyer == code)
            for one in deals
        ],
        "hidden": len(placements) - len(own) + len(supplies) - len(bought),
    }
    return render(request, "chains/enterprise.html", context)


def _names(look: Look, rows: list[Row]) -> dict[str, str]:
    """Of the chains, nodes and buyers that these name; of one that is not there its code."""
    named = {str(row.fields[key]) for row in rows for key in ("chain", "node")}
    named |= {f"{REGISTER}/{row.fields['buyer']}" for row in rows if "buyer" in row.fields}
    found = {one: one.partition("/")[2] for one in named}
    for programme in (CHAINS, NODES, REGISTER):
        codes = [one.partition("/")[2] for one in named if one.startswith(f"{programme}/")]
        found |= {f"{programme}/{row.code}": row.name for row in look.those(programme, codes)}
    return found


def _chains_seen(viewer: Viewer, rows: list[Row]) -> set[str]:
    """Of the chains that these are in, those whose pages this viewer may open."""
    if viewer.enterprise:
        return set()
    named = {str(row.fields["chain"]).partition("/")[2] for row in rows}
    now = served().subjects().some(CHAINS, named)
    return {f"{CHAINS}/{code}" for code, row in now.items() if sees(viewer, row)}
