"""Coverage of all services; of one, with its map, those who are not reached, and where to build next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.rows import Cell, Column
from dajuan.standards.circles.circles import document, levels, paces, sports_areas
from dajuan.standards.trouble import RuleError
from dajuan.systems.services.coverage import Case, Coverage
from dajuan.systems.services.facilities import FACILITIES, Facility
from dajuan.systems.services.measured import COVERAGE, MINUTES, measured_on
from dajuan.systems.services.next_place import Found, next_places
from dajuan.systems.services.settings import CIRCLE
from dajuan.systems.services.supply import STAGES as AGES_OF
from dajuan.systems.services.supply import places, sports_area
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.seen import sees
from dajuan.web.layout.downloads import table
from dajuan.web.layout.stretches import stretch, whole_number
from dajuan.web.moment import Moment
from dajuan.web.programmes.views.maps import boundary_address
from dajuan.web.served import served
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.services.deeds import may_measure, measured
from dajuan.web.systems.services.drawn import MOST, draws_streets, features, legend
from dajuan.web.systems.services.inhand import InHand, Question, in_hand, question
from dajuan.web.systems.services.words import CASES, percent
from dajuan.web.systems.this_year import this_year
from dajuan.web.words import Words

FIGURES = (
    "places-added", "schools-opened", "kindergartens-opened", "nursery-places-added", "clinics-opened", "clinics",
    "elderly-opened", "sports-opened", "sports-area-added",
)  # fmt: skip
COVERED = ("circle-coverage", "fitness-coverage", "clinic-coverage", "elderly-coverage", "sports-area-per-head")
STAGES = {
    "nursery": Words("托育", "Nursery"),
    "kindergarten": Words("幼儿园", "Kindergarten"),
    "primary": Words("小学", "Primary"),
    "junior": Words("初中", "Junior"),
    "senior": Words("高中", "Senior"),
}


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    here = in_hand(moment)
    asked, trouble = _asked(request)
    context = _shared(here, asked, trouble, moment) | {
        "rows": [_row(here, key, one) for key, one in here.coverages(asked).items()],
        "supply": [(STAGES[one.stage], one) for one in places(here.facilities, here.ground.residents)]
        if here.ground
        else [],
        "ages": "、".join(AGES_OF.values()),
        "off": [(one, _link(viewer, one, moment)) for one in here.off],
        "unplaced": [(one, _link(viewer, one, moment)) for one in here.unplaced],
        "sports": _sports(here),
        "standards": [(one.name, f"{float(one.area):g}", one.origin) for one in sports_areas()],
        "levels": levels(),
        "document": document(),
        "circle": [here.name(one) for one in here.lines.circle],
        "may_measure": may_measure(viewer, here) and not moment.is_past and asked.minutes == MINUTES,
        "kept_minutes": MINUTES,
        "kept_on": measured_on(served().ledger, as_of=moment.as_of, size=moment.size),
        "figures": [*this_year(FACILITIES, FIGURES, moment), *this_year(COVERAGE, COVERED, moment)],
    }
    return render(request, "services/home.html", context)


def _asked(request: HttpRequest) -> tuple[Question, Words | None]:
    """What the address asks; the usual where it cannot be so, with why."""
    try:
        return question(request.GET), None
    except RuleError as error:
        return question({}), Words(error.zh, error.en)


def _shared(here: InHand, asked: Question, trouble: Words | None, moment: Moment) -> dict[str, Any]:
    return {
        "hand": here,
        "asked": asked,
        "trouble": trouble,
        "paces": paces().values(),
        "minutes": sorted(one.minutes for one in levels()),
        "on": day_of(moment),
    }


def _row(here: InHand, key: str, one: Coverage) -> dict[str, Any]:
    return {
        "key": key,
        "name": here.name(key),
        "found": one,
        "reached": f"{one.reached:,}",
        "residents": f"{one.residents:,}",
        "share": percent(one.share),
        "claimed": percent(one.claimed_share),
        "more": f"{((one.claimed_share or 0) - (one.share or 0)) * 100:.1f}",
    }


def _sports(here: InHand) -> dict[str, Any] | None:
    if here.ground is None:
        return None
    found = sports_area(here.facilities, here.ground.residents)
    a_head = found.a_head
    return {
        "area": f"{found.area / 100:,.0f}",
        "people": f"{found.people:,}",
        "a_head": f"{float(a_head):.2f}" if a_head is not None else "—",
    }


@require_safe
@needs(Action.SEE)
def service(request: HttpRequest, key: str) -> HttpResponse:
    """``many``: so many next places are looked for; of the whole circle none, as it takes several facilities."""
    viewer, moment = seen_by(request)
    here = in_hand(moment)
    asked, trouble = _asked(request)
    found = here.coverage(key, asked)
    assert here.ground is not None
    many = _many(request, here, key)
    chosen = request.GET.get("case", "")
    homes = _homes(here, found, chosen)
    context = _shared(here, asked, trouble, moment) | {
        "key": key,
        "row": _row(here, key, found),
        "cases": [(case.value, CASES[case], f"{people:,}") for case, people in found.people_by_case().items()],
        "case": chosen,
        "stretch": (part := stretch(homes, request.GET.get("from"))),
        "homes": [_home(here, found, at) for at in part.rows],
        "next_places": _places(here, found, many),
        "may_place": key != CIRCLE,
        "many": many,
        "how_many": range(1, here.lines.most_places + 1),
        "facilities": [
            (one, _link(viewer, one, moment), one.row.fields.get("street-office", ""))
            for one in _facilities(here, key, asked)
        ],
        "legend": legend(found, with_places=many > 0, with_streets=draws_streets(here.ground)),
        "is_cut": len(found.people) > MOST,
        "boundary": boundary_address(),
        "may_export": viewer.may(Action.EXPORT),
    }
    return render(request, "services/service.html", context)


def _many(request: HttpRequest, here: InHand, key: str) -> int:
    return 0 if key == CIRCLE else min(whole_number(request.GET.get("many")), here.lines.most_places)


def _places(here: InHand, found: Coverage, many: int) -> Found | None:
    if not many or here.ground is None:
        return None
    return next_places(here.ground, found, many=many, spacing=here.lines.candidate_spacing)


def _homes(here: InHand, found: Coverage, chosen: str) -> list[int]:
    """Places of those of a case, with "" of all who are not reached; where most people live first."""
    assert here.ground is not None
    homes = here.ground.residents.homes
    some = [
        at
        for at in range(len(homes))
        if (case := found.case(at)) == chosen or (not chosen and case is not Case.REACHED)
    ]
    return sorted(some, key=lambda at: (-homes[at].people, homes[at].code))


def _home(here: InHand, found: Coverage, at: int) -> dict[str, Any]:
    assert here.ground is not None
    return {
        "home": here.ground.residents.homes[at],
        "case": CASES[found.case(at)],
        "walk": _metres(found.walked(at)),
        "straight": _metres(found.flown(at)),
    }


def _metres(found: float | None) -> str:
    return "" if found is None else f"{found:,.0f}"


def _facilities(here: InHand, key: str, asked: Question) -> list[Facility]:
    keys = here.lines.circle if key == CIRCLE else (key,)
    return [one for each in keys for one in here.those(here.lines.services[each], asked)]


def _link(viewer: Viewer, one: Facility, moment: Moment) -> str:
    """ "" where the viewer may not see it."""
    if not sees(viewer, one.row):
        return ""
    return moment.on(reverse("services:facility", args=[one.code]))


@require_safe
@needs(Action.SEE)
def geojson(request: HttpRequest, key: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    here = in_hand(moment)
    asked, _ = _asked(request)
    found = here.coverage(key, asked)
    assert here.ground is not None
    places = _places(here, found, _many(request, here, key))
    drawn = features(
        here.ground, found, _facilities(here, key, asked), places.places if places else (),
        lambda one: _link(viewer, one, moment),
    )  # fmt: skip
    told = msgspec.json.encode({"type": "FeatureCollection", "features": list(drawn)})
    return HttpResponse(told, content_type="application/geo+json")


_COLUMNS = (
    Column("code", "编号", "Code", "text"),
    Column("name", "名称", "Name", "text"),
    Column("district", "街道", "District", "text"),
    Column("people", "人数", "People", "whole"),
    Column("case", "情况", "Case", "text"),
    Column("walk", "步行（米）", "On foot (m)", "whole"),
    Column("straight", "直线（米）", "Straight (m)", "whole"),
)


@require_safe
@needs(Action.EXPORT)
def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Every home with its case."""
    _, moment = seen_by(request)
    here = in_hand(moment)
    asked, _ = _asked(request)
    found = here.coverage(key, asked)
    if form not in ("csv", "xlsx"):
        raise Http404
    return table(form, _COLUMNS, _exported(here, found), name=f"{key}-{day_of(moment)}", sheet=key)


def _exported(here: InHand, found: Coverage) -> Iterator[tuple[Cell, ...]]:
    assert here.ground is not None
    for at, home in enumerate(here.ground.residents.homes):
        walked, flown = found.walked(at), found.flown(at)
        yield (
            home.code, home.name, home.district, home.people, str(CASES[found.case(at)]),
            None if walked is None else round(walked), None if flown is None else round(flown),
        )  # fmt: skip


@require_POST
@needs(Action.RECORD)
def measure(request: HttpRequest) -> HttpResponse:
    """Keep the coverage of every service."""
    viewer, moment = seen_by(request)
    try:
        done = measured(viewer, question(request.POST))
    except (LedgerError, RuleError) as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        messages.success(request, str(Words(f"已记下 {done.added} 条", f"{done.added} entries recorded")))
    return redirect(moment.on(reverse("services:home")))
