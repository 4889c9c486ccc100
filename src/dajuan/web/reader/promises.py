"""A plan's promises, chosen to become targets."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dajuan.answers.read import targets
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.jobs.start import start
from dajuan.web.reader.views import read_document, seen_document
from dajuan.web.served import served
from dajuan.web.words import Words


@needs(Action.PLAN, everywhere=True)
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = seen_document(request, pk)
    kept = read_document(row)
    year = kept.reading.plan_year
    known = targets(served().ledger, year=year) if year else []
    taken = {
        (one.source.start, one.source.end): one.code for one in known if one.source and one.source.sha256 == row.sha256
    }
    other = [one for one in known if not (one.source and one.source.sha256 == row.sha256)]
    rows = [(one, key, taken.get((one.start, one.end), "")) for one, key in kept.proposals]
    trouble = None
    if request.method == "POST":
        chosen = [key for _, key, code in rows if key in set(request.POST.getlist("chosen")) and not code]
        if not chosen:
            trouble = Words("一项也没有选", "nothing was chosen")
        elif other and not taken and "more" not in request.POST:
            trouble = Words("这一年已有计划，勾选“作为补充”再立", "the year has a plan: say that this one adds to it")
        else:
            person = person_of(request)
            title = f"{Words('立为目标', 'Targets from')} {row.name}"
            made = start("import-plan", by=person, title=title, document=str(row.pk), chosen=chosen, actor=person.actor,
                         year=year, more="more" in request.POST)  # fmt: skip
            return redirect("jobs:one", made.pk)
    context = {
        "document": row, "year": year, "rows": rows, "other": len(other) if not taken else 0, "trouble": trouble,
        "text": kept.reading.document.text,
    }  # fmt: skip
    return render(request, "reader/accept.html", context, status=422 if trouble else 200)
