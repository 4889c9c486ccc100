"""One subject: what is known, since when and by which entry; its way, its entries with both times, links both ways, flows;
and two moments of it side by side."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from dajuan.ledger.read import states_as_known
from dajuan.ledger.state import State
from dajuan.programmes.pack import Programme
from dajuan.programmes.values import show_value
from dajuan.subjects.naming import Named
from dajuan.web.access.deeds import action_of, action_of_draft
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.moment import KEYS, Moment, moment_of
from dajuan.web.programmes import comparing, history
from dajuan.web.programmes.cells import subject_address
from dajuan.web.programmes.drawn_timeline import Deed, Entry, drawn_timeline
from dajuan.web.programmes.found import Found, subject_called, versions_of
from dajuan.web.programmes.views.recording import CORRECTABLE, may, next_stages
from dajuan.web.served import served
from dajuan.web.systems.register import places_of
from dajuan.web.words import Words, spoken


class Linked(NamedTuple):
    """The other side of a link. ``address``: "" where it is not there, or not the viewer's to see."""

    how: str
    programme: str
    code: str
    name: str
    address: str


_DEEDS = (
    Deed("state", Words("填报", "State")),
    Deed("measure", Words("按期填报", "Report a period")),
    Deed("attach", Words("附佐证", "Attach evidence")),
    Deed("link", Words("关联", "Link")),
)
_CORRECT, _WITHDRAW, _VERIFY = (
    Deed("correct", Words("更正", "Correct")),
    Deed("withdraw", Words("撤回", "Withdraw")),
    Deed("verify", Words("复核", "Verify")),
)


@needs(Action.SEE, enterprises=True)
def subject(request: HttpRequest, programme: str, code: str) -> HttpResponse:
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    found = subject_called(viewer, programme, code)
    seen = at_moment(found, moment)
    records = not moment.is_past and not viewer.enterprise
    told = history.timeline(found.entries, seen, versions_of(found.programme), spoken(), subject=code, size=moment.size)
    periods = history.periods(seen, found.programme)
    name = seen.level("name")
    context: dict[str, Any] = {
        "programme": found.programme,
        "code": code,
        "name": name.value if name else "",
        "state": seen,
        "facts": history.facts(seen, found.programme, spoken()),
        "steps": history.steps(seen, found.programme, spoken()),
        "entries": drawn_timeline(
            (_entry(one, found, viewer, records) for one in told),
            address=subject_address(programme, code),
            version=found.programme.version,
            on_moment=moment.on,
        ),
        "owners": found.whose.thing.owners,
        "deeds": _deeds(found, viewer) if records else [],
        "stages": next_stages(found.programme, found.state.way, viewer, found.whose) if records else [],
        "links": _links(found, viewer, moment),
        "flows": _flow_table(periods, found.programme),
        "chart": _flow_chart(periods, found.programme),
        "systems": places_of(programme, code),
        "old_pack": {one.entry.version for one in told if one.entry.version != found.programme.version},
    }
    return render(request, "programmes/subject.html", context)


def at_moment(found: Found, moment: Moment) -> State:
    """The subject as the moment of a page has it."""
    state = found.state
    if moment.size is not None:
        states = states_as_known(
            served().ledger, programme=found.programme.code, subjects=[found.code], size=moment.size
        )
        state = states[found.code]
    return (
        state
        if moment.as_of is None and not moment.verified
        else state.seen(as_of=moment.as_of, verified=moment.verified)
    )


def _entry(told: history.Told, found: Found, viewer: Viewer, records: bool) -> Entry:
    mark = "is-withdrawn" if not told.stands else "is-verified" if told.verified_by else ""
    entry = found.state.entries.get(told.seq)
    if not records or entry is None or told.entry.subject != found.code:
        return Entry(told, (), mark)
    deeds = []
    own = may(viewer, action_of_draft(found.programme, entry), found.whose)
    if own and entry.kind in CORRECTABLE:
        deeds.append(_CORRECT)
    if own:
        deeds.append(_WITHDRAW)
    verified = any(who == viewer.actor for who, _ in told.verified_by)
    if (
        entry.kind != "verified"
        and entry.actor != viewer.actor
        and not verified
        and viewer.may(Action.VERIFY, found.whose.thing)
    ):
        deeds.insert(0, _VERIFY)
    return Entry(told, tuple(deeds), mark)


def _deeds(found: Found, viewer: Viewer) -> list[Deed]:
    programme = found.programme
    flows = any(one.flow for one in programme.fields.values())
    levels = [key for key, one in programme.fields.items() if not one.flow]
    allowed = {
        "state": any(may(viewer, action_of(programme, "stated", fields=[key]), found.whose) for key in levels),
        "measure": flows and may(viewer, action_of(programme, "measured"), found.whose),
        "attach": may(viewer, action_of(programme, "attached"), found.whose),
        "link": bool(programme.links) and may(viewer, action_of(programme, "linked"), found.whose),
    }
    return [one for one in _DEEDS if allowed[one.key]]


def _links(found: Found, viewer: Viewer, moment: Moment) -> dict[str, list[Linked]]:
    around = served().subjects().linked(
        found.programme.code, found.code, as_of=moment.as_of, size=moment.size
    )  # fmt: skip
    return {
        "names": [_linked(one, found.programme, viewer) for one in around.names],
        "named_by": [
            _linked(one, served().programmes.get(one.programme), viewer)
            for one in around.named_by
            if _may_see(one, viewer)
        ],
    }


def _may_see(one: Named, viewer: Viewer) -> bool:
    return one.row is not None and sees(viewer, one.row)


def _linked(one: Named, pack: Programme | None, viewer: Viewer) -> Linked:
    """``pack``: that of the subject which names the other."""
    how = one.by
    if pack is not None:
        known = pack.links.get(one.by) or pack.fields.get(one.by)
        how = known.name.said(spoken()) if known else one.by
    other = served().programmes.get(one.programme)
    seen = _may_see(one, viewer) and other is not None
    name = one.row.name if one.row is not None and seen else ""
    title = other.name.said(spoken()) if other else one.programme
    return Linked(how, title, one.code, name, subject_address(one.programme, one.code) if seen else "")


def _flow_table(periods: list[history.Period], programme: Programme) -> dict[str, Any] | None:
    fields = [one for one in programme.fields.values() if one.flow and any(one.key in p.values for p in periods)]
    if not fields:
        return None
    rows = [
        (
            period.end,
            [
                (show_value(one, period.values[one.key].value, spoken(), with_unit=False), period.values[one.key].seq)
                if one.key in period.values
                else ("", None)
                for one in fields
            ],
        )
        for period in reversed(periods)
    ]
    return {"fields": fields, "rows": rows}


def _flow_chart(periods: list[history.Period], programme: Programme) -> dict[str, Any] | None:
    """The first of the amounts by period; the others are in the table, since their units differ."""
    flows = [one for one in programme.fields.values() if one.flow and any(one.key in p.values for p in periods)]
    if not flows:
        return None
    first = flows[0]
    same = [one for one in flows if one.unit == first.unit]

    def number(period: history.Period, key: str) -> str | None:
        held = period.values.get(key)
        return show_value(programme.fields[key], held.value, with_unit=False).replace(",", "") if held else None

    return {
        "kind": "bars",
        "unit": first.unit,
        "about": "、".join(one.name.said(spoken()) for one in same),
        "across": [period.end.isoformat()[:7] for period in periods],
        "series": [
            {"name": one.name.said(spoken()), "values": [number(period, one.key) for period in periods]} for one in same
        ],
    }


@needs(Action.SEE, enterprises=True)
def versions(request: HttpRequest, programme: str, code: str) -> HttpResponse:
    """Two moments side by side: ``as_of`` and ``known_at`` of this page against ``b.as_of`` and ``b.known_at``."""
    viewer, moment = request.viewer, request.moment  # type: ignore[attr-defined]
    found = subject_called(viewer, programme, code)
    address = QueryDict(mutable=True)
    for key in KEYS:
        address[key] = request.GET.get(f"b.{key}", "")
    other = moment_of(address, served().size_at)
    before, after = at_moment(found, moment), at_moment(found, other)
    lines = comparing.differences(before, after, found.programme, spoken())
    context = {
        "programme": found.programme,
        "code": code,
        "name": getattr(after.level("name"), "value", ""),
        "other": other,
        "lines": lines,
        "differing": [one for one in lines if one.differs],
        "typed": {key: request.GET.get(f"b.{key}", "") for key in KEYS},
    }
    return render(request, "programmes/versions.html", context)
