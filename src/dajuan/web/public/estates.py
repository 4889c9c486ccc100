"""保交楼进度: what buyers of homes in stalled estates may see, as the zone has published it; and publishing it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from dajuan.ledger.read import states_as_known
from dajuan.outputs.csv_text import csv_text
from dajuan.outputs.rows import Cell, Column
from dajuan.systems.firms import every as every_row
from dajuan.systems.housing.estate import HOUSING, estates_of
from dajuan.systems.housing.status import Status, status_of
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.programmes.cells import stage_said
from dajuan.web.public.forms import PublishEstates
from dajuan.web.public.models import EstatesPublication
from dajuan.web.public.views import cached, page_of
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

COLUMNS = (
    Column("code", "编号", "code", "text", 12),
    Column("name", "楼盘", "estate", "text", 24),
    Column("developer", "开发企业", "developer", "text", 24),
    Column("street", "所在办事处", "street office", "text", 16),
    Column("homes", "应交付套数", "homes due", "int", 10),
    Column("status", "进度", "status", "text", 30),
    Column("since", "自", "since", "date", 12),
    Column("promised", "承诺交付", "promised for", "date", 12),
    Column("plan", "一楼一策", "plan", "text", 40),
)


def newest() -> EstatesPublication | None:
    return EstatesPublication.shown().first()


def statuses(publication: EstatesPublication, codes: Collection[str]) -> list[Status]:
    """Of these of the estates published, as of its day and as known then; those of a programme switched off since are
    gone."""
    here = served()
    pack = here.programmes.get(HOUSING)
    if pack is None:
        return []
    day, size, wanted = publication.as_of, publication.size, {one for one in publication.estates if one in codes}
    rows = every_row(here.subjects(), HOUSING, only=wanted, as_of=day, size=size)
    states = states_as_known(here.ledger, programme=HOUSING, subjects=wanted, size=size)
    found = estates_of(rows, states, pack, day)
    return [status_of(one, day, with_plan=publication.with_plans) for one in found if one.stage]


@cached
def every(request: HttpRequest, lang: str) -> HttpResponse:
    publication = newest()
    context: dict[str, Any] = {"lang": lang, "publication": publication}
    if publication is not None:
        context |= {"rows": statuses(publication, publication.estates), "licence": served().options.licence}
    return page_of("public/estates.html", context)


@cached
def one(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    publication = newest()
    found = statuses(publication, (code,)) if publication else []
    if publication is None or not found:
        raise Http404
    [status] = found
    pack, language = served().programmes[HOUSING], spoken()
    context = {
        "lang": lang,
        "publication": publication,
        "estate": status,
        "steps": [(stage_said(pack, step.stage, language), step.on) for step in status.steps],
        "licence": served().options.licence,
    }
    return page_of("public/estate.html", context)


@cached
def data(request: HttpRequest, lang: str, form: str) -> HttpResponse:
    publication = newest()
    if publication is None or form not in ("csv", "json"):
        raise Http404
    found = statuses(publication, publication.estates)
    if form == "csv":
        response = HttpResponse(csv_text(COLUMNS, _rows(found)), content_type="text/csv; charset=utf-8")
    else:
        whole = {
            "zone": served().zone.title(),
            "licence": served().options.licence or None,
            "as_of": publication.as_of.isoformat(),
            "estates": [as_object(each) for each in found],
        }
        response = JsonResponse(whole, json_dumps_params={"ensure_ascii": False})
    response.headers["Content-Disposition"] = f'attachment; filename="estates-{publication.as_of}.{form}"'
    response.headers["Access-Control-Allow-Origin"] = "*"  # It is for everybody, other sites' scripts too.
    return response


def _rows(found: list[Status]) -> Iterator[tuple[Cell, ...]]:
    for each in found:
        yield (
            each.code, each.name, each.developer, each.street_office, each.homes, each.words.zh, each.since, each.promised, each.plan,
        )  # fmt: skip


def as_object(one: Status) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "developer": one.developer or None,
        "street_office": one.street_office or None,
        "homes": one.homes,
        "stage": one.stage,
        "since": one.since.isoformat() if one.since else None,
        "status": one.words._asdict(),
        "next": one.next._asdict(),
        "promised": one.promised.isoformat() if one.promised else None,
        "days_late": one.days_late,
        "plan": one.plan or None,
        "steps": [{"stage": step.stage, "on": step.on.isoformat()} for step in one.steps],
    }


def choices() -> list[tuple[str, str]]:
    """The estates that may be published."""
    rows = every_row(served().subjects(), HOUSING) if HOUSING in served().programmes else ()
    return [(row.code, f"{row.name or row.code}（{row.code}）") for row in rows]


@needs(Action.PUBLISH, everywhere=True)
def manage(request: HttpRequest) -> HttpResponse:
    """What was published for buyers, and a form to publish it as it stands."""
    here = served()
    form = PublishEstates(request.POST or None, estates=choices(), today=here.today())
    if request.method == "POST" and form.is_valid():
        EstatesPublication.objects.create(**form.cleaned_data, size=here.size(), by=person_of(request))
        messages.success(request, str(Words("已公开", "published")))
        return redirect("public:manage-estates")
    context = {"form": form, "publications": EstatesPublication.objects.select_related("by", "withdrawn_by")}
    return render(request, "public/manage-estates.html", context)
