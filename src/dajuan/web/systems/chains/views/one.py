"""One chain: what is red on top, its numbers, its drawing with the table beside, its lists; and one of its nodes."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.answers.target import PROGRAMME as TARGETS
from dajuan.ledger.entry import Evidence
from dajuan.ledger.read import state_of_subject
from dajuan.ledger.trouble import LedgerError
from dajuan.subjects.row import Row
from dajuan.systems.chains.chain import CHAINS, NODES
from dajuan.systems.chains.coverage import concentration
from dajuan.systems.chains.listing import Line
from dajuan.systems.chains.local_share import local_share
from dajuan.systems.chains.overview import Overview
from dajuan.systems.chains.settings import PLACES
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.moment import Moment
from dajuan.web.programmes.cells import stage_said
from dajuan.web.served import served
from dajuan.web.systems.chains.found import Found, chain_called
from dajuan.web.systems.chains.shown import choice, node_lines, percent, red_lines, shown, wan
from dajuan.web.systems.chains.views.home import leaders_of
from dajuan.web.systems.chains.views.lists import LISTS, place_said
from dajuan.web.words import Words, spoken

_SHOWN = 6
"""Lines of each list on the chain's page."""
_PLAN = "产业链方案"


@needs(Action.SEE)
def chain(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    found = chain_called(viewer, code, moment)
    seen = found.overview(viewer)
    held = seen.concentration
    context = {
        "seen": seen,
        "chain": seen.chain,
        "leaders": leaders_of(seen),
        "action": choice(CHAINS, "action", str(found.row.fields.get("action", ""))),
        "stage": stage_said(served().programmes[CHAINS], found.row.stage, spoken()),
        "plans": _plans(code, moment),
        "may_change": may_change(viewer, found, moment),
        "drawing": shown(seen, request.GET.get("around", "")),
        "nodes": node_lines(seen),
        "local": seen.local,
        "shares": [percent(seen.local.by_value), percent(seen.local.by_number), percent(seen.local_of_leading.by_value)],
        "values": [wan(seen.local.local_value), wan(seen.local.value)],
        "concentration": {"cr4": percent(held.cr(4)), "hhi": _whole(held.hhi), "unknown": held.unknown},
        "reds": red_lines([seen]),
        "lists": [(name, which, some[:_SHOWN], len(some)) for which, name, some in _lists(seen)],
        "firms": [(one, percent(one.share), wan(one.made)) for one in seen.firms[:_SHOWN]],
        "targets": _targets(viewer, found, moment),
        "local_places": "、".join(place_said(one) for one in PLACES if one in seen.lines.local),
        "critical_from": percent(seen.lines.critical_routes),
        "behind_from": percent(seen.lines.project_behind),
    }  # fmt: skip
    return render(request, "chains/chain.html", context)


def may_change(viewer: Viewer, found: Found, moment: Moment) -> bool:
    return not moment.is_past and viewer.may(Action.RECORD, found.thing)


def _whole(value: Fraction | None) -> str:
    return "—" if value is None else f"{round(value):,}"


def _lists(seen: Overview) -> list[tuple[str, Words, list[Line]]]:
    return [(which, LISTS[which], getattr(seen, which)) for which in ("problems", "projects", "prospects")]


def _plans(code: str, moment: Moment) -> list[tuple[int, Evidence]]:
    """The documents that are its plan, by the entries that brought them."""
    state = state_of_subject(served().ledger, programme=CHAINS, subject=code)
    return [
        (seq, one)
        for seq, some in state.seen(as_of=moment.as_of).evidence().items()
        for one in some
        if one.kind == _PLAN and (moment.size is None or seq < moment.size)
    ]


class Target(NamedTuple):
    row: Row
    light: str
    """"" where the board has none for it."""


def _targets(viewer: Viewer, found: Found, moment: Moment) -> list[Target]:
    codes = found.row.linked("target")
    rows = [row for row in found.look.those(TARGETS, codes) if sees(viewer, row)]
    return [Target(row, _light(row, moment)) for row in rows]


def _light(row: Row, moment: Moment) -> str:
    year = str(row.fields.get("year", ""))
    if not year.isdigit():
        return ""
    try:
        board = served().board(int(year), moment)
    except LedgerError:
        return ""
    return next((one.light.colour for one in board.standings if one.target.code == row.code), "")


@needs(Action.SEE)
def node(request: HttpRequest, code: str) -> HttpResponse:
    """A node: its firms, who supplies it and whom it supplies, what is bought there, and how much one firm is of it."""
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    row = served().subjects().one(NODES, code) if NODES in served().programmes else None
    if row is None:
        raise Http404
    found = chain_called(viewer, str(row.fields["chain"]).partition("/")[2], moment)
    seen = found.overview(viewer)
    chain = seen.chain
    if code not in chain.nodes:
        raise Http404
    bought = local_share([one for one in chain.supplies if one.node == code], seen.lines.local)
    held = concentration(chain, code)
    context = {
        "chain": chain,
        "node": chain.nodes[code],
        "line": node_lines(seen, [code])[0],
        "drawing": shown(seen, code),
        "placed": [(one, percent(one.share), wan(chain.weight(one))) for one in chain.placed[code]],
        "upstream": [one for one in chain.links if one.downstream == code and one.upstream in chain.nodes],
        "downstream": [one for one in chain.links if one.upstream == code and one.downstream in chain.nodes],
        "suppliers": [(one, wan(one.value)) for one in bought.suppliers],
        "shares": [percent(bought.by_value), percent(bought.by_number)],
        "concentration": {"cr1": percent(held.cr(1)), "hhi": _whole(held.hhi), "unknown": held.unknown},
        "may_change": may_change(viewer, found, moment),
        "problems": [one for one in seen.problems if one.row.fields.get("node") == f"{NODES}/{code}"],
        "prospects": [one for one in seen.prospects if one.row.fields.get("node") == f"{NODES}/{code}"],
    }
    return render(request, "chains/node.html", context)
