"""The numbers, the list, one person (masked), a team, an enterprise's people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.outputs.rows import Column
from dajuan.standards.trouble import RuleError
from dajuan.systems.talent import PEOPLE
from dajuan.systems.talent.city import ALL, counted
from dajuan.systems.talent.ending import overdue
from dajuan.systems.talent.identity import DOCUMENTS, Identity
from dajuan.systems.talent.people import Person
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.layout.stretches import stretch
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.talent.asked import asked_in, matching
from dajuan.web.systems.talent.found import (
    choices,
    employed_by,
    firm_called,
    firm_names,
    known_at,
    may_know,
    office,
    person_called,
    seen,
    shares_at,
    team_called,
    teams_seen,
)
from dajuan.web.systems.talent.identities import erasure_of
from dajuan.web.systems.talent.knowing import erased, found_by, told_who
from dajuan.web.systems.talent.shown import shown
from dajuan.web.words import Words, words_of

_MOST_FIRMS = 20


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """How many of each kind, each person once; lists only for who may see the people."""
    return home_page(request)


def home_page(request: HttpRequest, troubles: tuple[Words, ...] = (), *, status: int = 200) -> HttpResponse:
    viewer, moment = seen_by(request)
    known, on = known_at(moment), day_of(moment)
    may_list = viewer.may(Action.SEE, office())
    kinds, grades = choices("kind"), choices("grade")
    firms = sorted(known.counts.firms.items(), key=lambda one: (-len(one[1]), one[0]))[:_MOST_FIRMS] if may_list else []
    names = firm_names({code for code, _ in firms})
    context = {
        "counts": known.counts,
        "kinds": [(key, words, len(known.counts.kinds.get(key, ()))) for key, words in kinds.items()],
        "grades": [(key, words, len(known.counts.grades.get(key, ()))) for key, words in grades.items()],
        "years": [(year, len(codes)) for year, codes in known.counts.years.items()],
        "firms": [(code, names.get(code, code), len(codes)) for code, codes in firms],
        "teams": [
            (row, sum(row.code in one.teams for one in known.people.values())) for row in teams_seen(viewer, moment)
        ],
        "shares": _shares(moment),
        "all_kinds": {ALL: Words("全部人才", "All talents"), **kinds},
        "overdue": len(overdue(known.people.values(), on)) if may_list else 0,
        "may_list": may_list,
        "may_record": not moment.is_past and viewer.may(Action.RECORD, office()),
        "may_keys": viewer.everywhere(Action.ADMINISTER),
        "documents": DOCUMENTS,
        "typed": request.POST,
        "troubles": troubles,
        "on": on,
    }
    return render(request, "talent/home.html", context, status=status)


def _shares(moment: Moment) -> list[dict[str, Any]]:
    words = {ALL: Words("全部人才", "All talents"), **choices("kind")}
    counts = known_at(moment).counts
    return [
        {
            "share": one, "name": words.get(one.kind, one.kind), "now": counted(counts, one.kind),
            "percent": f"{float(one.share * 100):.1f}%" if one.share is not None else "",
        }
        for one in shares_at(moment)
    ]  # fmt: skip


@require_safe
@needs(Action.SEE)
def roster(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    asked = asked_in(request.GET.dict())
    found = matching(seen(viewer, moment), asked)
    part = stretch(found, request.GET.get("from"))
    context = {
        "rows": shown(part.rows, day_of(moment)),
        "stretch": part,
        "many": len(found),
        "asked": asked,
        "kinds": choices("kind"),
        "grades": choices("grade"),
        "stages": {key: words_of(one.name) for key, one in programme_called(PEOPLE).stages.items()},
        "may_export": viewer.may(Action.EXPORT),
        "on": day_of(moment),
    }
    return render(request, "talent/people.html", context)


_COLUMNS = (
    Column("code", "编号", "Code", "text", 30),
    Column("titles", "认定", "Titles", "text", 30),
    Column("enterprise", "信用代码", "Credit code", "text", 22),
    Column("name", "企业", "Enterprise", "text", 24),
    Column("since", "入库", "Listed", "date", 12),
    Column("stage", "阶段", "Stage", "text", 14),
)


@require_safe
@needs(Action.EXPORT)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Without names, masked or not: a file goes where nobody can say who looks."""
    viewer, moment = seen_by(request)
    stages = programme_called(PEOPLE).stages
    rows = [
        (
            one.person.code, "、".join(str(title.said) for title in one.titles if title.in_force), one.person.firm, one.firm_name,
            one.person.row.since, str(words_of(stages[one.person.row.stage].name)) if one.person.row.stage in stages else "",
        )
        for one in shown(matching(seen(viewer, moment), asked_in(request.GET.dict())), day_of(moment))
    ]  # fmt: skip
    return table(form, _COLUMNS, rows, name=f"talents-{day_of(moment)}", sheet="talents")


@require_POST
@needs(Action.RECORD)
def find(request: HttpRequest) -> HttpResponse:
    """Somebody by a document: asked in the body, never in an address, and noted."""
    viewer, _ = seen_by(request)
    try:
        code = found_by(request, viewer, request.POST.get("document", ""), request.POST.get("number", ""))
    except RuleError as error:
        return home_page(request, (Words(error.zh, error.en),), status=422)
    if code is None:
        return home_page(request, (Words("人才库里没有这个人", "nobody of this document is listed"),), status=422)
    return redirect("talent:person", code)


@require_safe
@needs(Action.SEE)
def person(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    return _person(request, person_called(viewer, code, moment))


@require_POST
@needs(Action.RECORD)
def identity(request: HttpRequest, code: str) -> HttpResponse:
    """Who it is, in full: shown to who handles it, and noted that it was."""
    viewer, _ = seen_by(request)
    found = person_called(viewer, code)
    return _person(request, found, whole=told_who(request, viewer, found), is_told=True)


@require_POST
@needs(Action.RECORD)
def erase(request: HttpRequest, code: str) -> HttpResponse:
    viewer, _ = seen_by(request)
    found = person_called(viewer, code)
    why = request.POST.get("why", "").strip()
    if not why:
        return _person(request, found, trouble=Words("写明为什么删", "say why it is erased"), status=422)
    erased(request, viewer, found, why)
    messages.success(request, str(Words("身份已删除；人数不变", "The identity was erased; the numbers stay")))
    return redirect("talent:person", code)


def _person(
    request: HttpRequest,
    found: Person,
    *,
    whole: Identity | None = None,
    is_told: bool = False,
    trouble: Words | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer, moment = seen_by(request)
    (one,) = shown([found], day_of(moment))
    stage = programme_called(PEOPLE).stages.get(found.row.stage)
    context = {
        "one": one,
        "stage": words_of(stage.name) if stage else "",
        "whole": whole,
        "document": DOCUMENTS[whole.document.kind] if whole else None,
        "is_told": is_told,
        "erasure": None if one.name else erasure_of(found.code),
        "may_know": not moment.is_past and may_know(viewer, found),
        "teams": [known_at(moment).teams[code] for code in found.teams if code in known_at(moment).teams],
        "trouble": trouble,
        "on": day_of(moment),
    }
    return render(request, "talent/person.html", context, status=status)


@require_safe
@needs(Action.SEE)
def team(request: HttpRequest, code: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    row = team_called(viewer, code, moment)
    members = [one for one in seen(viewer, moment) if code in one.teams]
    return render(
        request, "talent/team.html", {"row": row, "rows": shown(members, day_of(moment)), "on": day_of(moment)}
    )


@require_safe
@needs(Action.SEE, enterprises=True)
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    """The people of an enterprise, masked for the enterprise too: whoever leaks its page leaks no names."""
    viewer, moment = seen_by(request)
    row = firm_called(viewer, code, moment)
    found = employed_by(code, seen(viewer, moment))
    context = {
        "row": row,
        "rows": shown(found, day_of(moment)),
        "many": len(employed_by(code, known_at(moment).people.values())),
        "may_open": viewer.may(Action.SEE, office()),
        "on": day_of(moment),
    }
    return render(request, "talent/enterprise.html", context)
