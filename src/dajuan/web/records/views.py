"""Pages from a number to its proof, and of everything known of a subject."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dajuan.answers.binding import bound_to
from dajuan.answers.board import Board, Standing
from dajuan.answers.board_rows import reached_said, value_asked
from dajuan.figures.period import Period, PeriodError, period_of
from dajuan.ledger.entry import Entry, canonical
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.figure_rows import part_said, why_none
from dajuan.programmes.definitions import definition_in_words
from dajuan.subjects.row import Row
from dajuan.web.access.pages import check, needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_entry, thing_of_row, thing_of_target
from dajuan.web.administration.audit import note
from dajuan.web.moment import Moment
from dajuan.web.records import entries, files, subjects
from dajuan.web.records.lineages import Lineage, lineage_of, own_entries
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

# Figures and targets ----------------------------------------------------------------------------------------------


@require_safe
@needs(Action.SEE)
def lineage(request: HttpRequest, programme: str, indicator: str, period: str) -> HttpResponse:
    """A figure with the subjects and entries that it was computed from."""
    viewer, moment = seen_by(request)
    pack = served().ledger.programmes.get(programme)
    by = request.GET.get("by", "")
    try:
        span = period_of(period)
    except PeriodError as error:
        raise Http404 from error
    if pack is None or indicator not in pack.indicators:
        raise Http404
    part = request.GET.get("part") or None
    found = lineage_of(viewer, pack, indicator, span, moment, by=by, part=part, after=request.GET.get("after", ""))
    if found is None:
        raise Http404
    shown = found.figure.shown
    context = {
        "lineage": found,
        "value": f"{shown:,f}" if shown is not None else "",
        "why_none": why_none(found.figure, spoken()) if shown is None else "",
        "definition": definition_in_words(pack, found.indicator, spoken()),
        "part": part_said(pack, by, part, spoken()) if by else "",
        "by": pack.fields[by].name if by in pack.fields else by,
    }
    return render(request, "records/lineage.html", context)


@require_safe
@needs(Action.SEE)
def target_lineage(request: HttpRequest, code: str) -> HttpResponse:
    """What a target's number rests on: an indicator's entries, what was reported, or its parts."""
    viewer, moment = seen_by(request)
    board, one = _standing(code, moment)
    check(viewer, Action.SEE, thing_of_target(one.target))
    found = _bound(request, board, one) if one.measured.origin == "figures" else None
    context = {
        "one": one,
        "target": one.target,
        "board": board,
        "value": reached_said(one),
        "asked": value_asked(one.target),
        "lineage": found,
        "definition": definition_in_words(found.programme, found.indicator, spoken()) if found else "",
        "own": own_entries(one, board.size, board.as_of),
        "parts": [
            (part, reached_said(part))
            for part in board.parts(code)
            if viewer.may(Action.SEE, thing_of_target(part.target))
        ],
    }
    return render(request, "records/target.html", context)


def _standing(code: str, moment: Moment) -> tuple[Board, Standing]:
    here, year = served(), code[:4]
    if not year.isdigit() or int(year) not in here.years():
        raise Http404
    board = here.board(int(year), moment)
    one = next((one for one in board.standings if one.target.code == code), None)
    if one is None:
        raise Http404
    return board, one


def _bound(request: HttpRequest, board: Board, one: Standing) -> Lineage | None:
    viewer, moment = seen_by(request)
    binding = one.target.binding
    assert binding is not None, "its number comes from an indicator"
    programme, indicator = bound_to(served().ledger.programmes, binding)
    span = Period("span", date(board.year, 1, 1), min(date(board.year, 12, 31), board.as_of))
    asked = Moment(board.as_of, moment.known_at, moment.verified, board.size)
    after = request.GET.get("after", "")
    return lineage_of(
        viewer, programme, indicator.key, span, asked, by=binding.field, part=binding.part or None, after=after
    )


# Entries ----------------------------------------------------------------------------------------------------------


def _entry(request: HttpRequest, seq: int) -> Entry:
    viewer, moment = seen_by(request)
    found = entries.entry_at(seq, moment.size)
    if found is None:
        raise Http404
    check(viewer, Action.SEE, thing_of_entry(served().ledger, found))
    return found


@require_safe
@needs(Action.SEE, enterprises=True)
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """One entry as it is in the log, what was said of it later, and its proof."""
    _, moment = seen_by(request)
    found = entries.told_at(seq, _entry(request, seq), moment.size)
    kept = entries.checkpoint_over(seq)
    context = {
        "told": found,
        "verified": entries.seqs_said(found.later.verified_by),
        "kept": kept,
        "proof": entries.proof_under(kept, seq) if kept else None,
        "links": [(relation, *other.partition("/")[::2]) for relation, other in found.entry.links.items()],
    }
    return render(request, "records/entry.html", context)


@require_safe
@needs(Action.SEE, enterprises=True)
def entry_json(request: HttpRequest, seq: int) -> HttpResponse:
    """Its canonical bytes, as they are hashed."""
    return _saved(HttpResponse(canonical(_entry(request, seq)), content_type="application/json"), f"entry-{seq}.json")


@require_safe
@needs(Action.SEE, enterprises=True)
def entry_proof(request: HttpRequest, seq: int) -> HttpResponse:
    """All that another party needs to check that it is in the log of a checkpoint; see ``dajuan log verifier``."""
    _entry(request, seq)
    kept = entries.checkpoint_over(seq)
    if kept is None:
        raise Http404
    proof = JsonResponse(entries.proof_under(kept, seq), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _saved(proof, f"proof-{seq}.json")


def _saved(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# Files ------------------------------------------------------------------------------------------------------------


def _file(request: HttpRequest, sha256: str) -> files.File:
    viewer, _ = seen_by(request)
    found = files.file_of(sha256, viewer)
    if found is None:
        raise Http404
    return found


@require_safe
@needs(Action.SEE, enterprises=True, institutions=True)
def evidence(request: HttpRequest, sha256: str) -> HttpResponse:
    _, moment = seen_by(request)
    found = _file(request, sha256)
    condition = files.condition(sha256)
    context = {
        "file": found,
        "condition": condition,
        "condition_words": files.CONDITIONS[condition],
        "entries": entries.told_together(found.entries, moment.size),
        "picture": condition == "sound" and found.evidence.media_type in files.PICTURES,
        "opens": condition == "sound" and found.evidence.media_type in files.OPENED,
    }
    return render(request, "records/evidence.html", context)


@never_cache
@require_safe
@needs(Action.SEE, enterprises=True, institutions=True)
def evidence_file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The file itself: to be saved, or with ``?open`` shown where a browser can do so safely. Never run, never guessed at."""
    found = _file(request, sha256)
    if files.condition(sha256) == "lost":
        raise LedgerError(f"佐证文件不在了：{sha256}", f"the evidence file is not there: {sha256}")
    kind = found.evidence.media_type or "application/octet-stream"
    opened = "open" in request.GET and kind in files.OPENED
    note(request, "evidence", sha256)
    stream = served().zone.evidence().path_of(sha256).open("rb")
    response = FileResponse(stream, as_attachment=not opened, filename=found.evidence.name)
    response.headers["Content-Type"] = kind if kind in files.OPENED else "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return response


# Subjects ---------------------------------------------------------------------------------------------------------


@require_safe
@needs(Action.SEE, enterprises=True)
def one(request: HttpRequest, programme: str, code: str) -> HttpResponse:
    """Everything known of a subject, across programmes."""
    viewer, moment = seen_by(request)
    row = served().subjects().one(programme, code, as_of=moment.as_of, size=moment.size)
    now = served().subjects().one(programme, code)
    if row is None or now is None:
        raise Http404
    check(viewer, Action.SEE, thing_of_row(served().ledger.programmes.get(programme), now))
    return render(request, "records/one.html", _of_subject(request, row))


def _of_subject(request: HttpRequest, row: Row) -> dict[str, Any]:
    viewer, moment = seen_by(request)
    known = subjects.known_of(row, viewer, moment, before=request.GET.get("before", ""))
    return {"known": known, "row": row, "programmes": served().programmes}


@require_safe
@needs(Action.SEE, enterprises=True)
def mine(request: HttpRequest) -> HttpResponse:
    """An enterprise's own page."""
    viewer, moment = seen_by(request)
    if not viewer.enterprise:
        return redirect("home")
    around = served().subjects().of_enterprise(viewer.enterprise, as_of=moment.as_of, size=moment.size)
    row = next((one.row for one in around.names if one.row), None)
    if row is None:
        words = Words("台账里还没有贵企业的登记", "your enterprise is not in the registers yet")
        return render(request, "records/nothing.html", {"words": words, "code": viewer.enterprise})
    return render(request, "records/one.html", {**_of_subject(request, row), "own": True})
