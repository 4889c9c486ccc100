"""月报: many targets reported in one table, all of them or none; troubles stand beside their row."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dajuan.answers import steps as services
from dajuan.answers.target import PROGRAMME, Target
from dajuan.ledger.read import is_recorded
from dajuan.ledger.trouble import ConflictError, LedgerError, RefusedError
from dajuan.web.access.pages import Request, needs
from dajuan.web.access.roles import Action
from dajuan.web.served import served
from dajuan.web.targets.forms import ReportForm
from dajuan.web.targets.inbox import month_before, to_report
from dajuan.web.targets.known import Known, known
from dajuan.web.targets.moves import report_of
from dajuan.web.targets.request import Recording, refuse_past
from dajuan.web.targets.steps import step_called, steps_of, thing_for
from dajuan.web.words import Words, later

MOST = 60
"""Rows that one table takes; the rest follow when these are recorded."""


class Row(NamedTuple):
    target: Target
    form: ReportForm
    last: str
    """What was told last."""


@needs(Action.RECORD)
def report(request: Request) -> HttpResponse:
    refuse_past(request)
    here, today = known(request.moment), served().today()
    head = Recording(request.POST or None, size=here.size)
    mine = _mine(request, here, today)
    rows = [_row(request, here, one, today) for one in mine[:MOST]]
    if request.method == "POST" and (gone := _sent(request, head, rows)):
        return gone
    status = max((row.form.status for row in rows), default=200)
    wrong = sum(bool(row.form.errors) for row in rows)
    context = {"head": head, "rows": rows, "on": month_before(today), "wrong": wrong, "left": len(mine) - len(rows)}
    return render(request, "targets/report.html", context, status=max(status, head.status, 422 if wrong else 200))


def _mine(request: Request, here: Known, today: date) -> list[Target]:
    """Those that this viewer is to report of; of a form that was sent those that it names."""
    may = [one for one in here.targets.values() if request.viewer.may(Action.RECORD, thing_for(Action.RECORD, one))]
    if request.method == "POST":
        named = set(request.POST.getlist("code"))
        return [one for one in may if one.code in named]
    mine = [one for one in may if to_report(one, today) or one.stage == "sent-back"]
    return sorted(mine, key=lambda one: (one.stage != "sent-back", one.due))


def _row(request: Request, here: Known, one: Target, today: date) -> Row:
    steps = steps_of(one, here.states[one.code], here.ledger.programmes[PROGRAMME], request.viewer, today)
    step = step_called(steps, "reported")
    data = _with_head(request) if request.method == "POST" else None
    form = ReportForm(
        data,
        request.FILES if request.method == "POST" else None,
        prefix=one.code,
        size=here.size,
        target=one,
        programme=here.ledger.programmes[PROGRAMME],
        today=today,
        on=month_before(today),
        may_hand_in=bool(step and step.stage) or request.method == "POST",
    )
    last = f"{one.reported[-1].text}（{one.reported[-1].on}）" if one.reported else one.doing
    return Row(one, form, last)


def _with_head(request: Request) -> Any:
    """Each row's form has the key and what was seen of the whole table."""
    data = request.POST.copy()
    for code in data.getlist("code"):
        data[f"{code}-key"], data[f"{code}-seen"] = data.get("key", ""), data.get("seen", "")
    return data


def _sent(request: Request, head: Recording, rows: list[Row]) -> HttpResponse | None:
    filled = [row for row in rows if _is_filled(row.form)]
    right = [row.form.is_valid() for row in filled]
    if not head.is_valid() or not all(right):
        _keep_files([row for row, valid in zip(filled, right, strict=True) if valid])
        return None
    if not filled:
        head.add_error(None, later("一行也没有填", "no row is filled in"))
        head.status = 422
        return None
    try:
        services.report(
            served().ledger,
            [report_of(row.form) for row in filled],
            actor=request.viewer.actor,
            today=served().today(),
            **head.stamp,
        )
    except LedgerError as error:
        if isinstance(error, RefusedError) and is_recorded(served().ledger, key=head.cleaned_data["key"]):
            messages.info(
                request, str(Words("这张表已经交过一次，没有再记", "this table was sent before: nothing was added"))
            )
            return redirect("targets:inbox")
        _beside(error, head, filled)
        return None
    messages.success(request, str(Words(f"记下了 {len(filled)} 项", f"{len(filled)} targets reported")))
    return redirect("targets:inbox")


def _keep_files(rows: list[Row]) -> None:
    """Files that came with a right row need not be chosen again because another row is wrong."""
    for row in rows:
        row.form.take_files()


def _is_filled(form: ReportForm) -> bool:
    typed = (form.data.get(form.add_prefix(name), "") for name in ("reported", "progress", "doing", "kept"))
    return any(one.strip() for one in typed) or bool(form.files.getlist(form.add_prefix("papers")))


def _beside(error: LedgerError, head: Recording, rows: list[Row]) -> None:
    """Each trouble to its row; what is of none, over the table."""
    if not isinstance(error, RefusedError):
        head.wrong(error)
        return
    for place, row in enumerate(rows):
        mine = [one for one in error.troubles if one.row == place]
        if mine:
            row.form.wrong(type(error)(mine))
    if isinstance(error, ConflictError):
        head.say("seen", str(served().size()))
