"""Recording: every form by which something gets into the ledger. A form that is refused comes back with what was typed."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import states_as_known
from dajuan.ledger.rules import may_follow
from dajuan.ledger.state import State
from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.pack import Field, Programme, Stage
from dajuan.web.access.deeds import Whose, action_of, action_of_draft, whose_fields
from dajuan.web.access.pages import check, needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.programmes.blanks import Form
from dajuan.web.programmes.drafting import draft_of, fill, freshen, take_files, tell_refused
from dajuan.web.programmes.forms import Wanted, deed_called, form_for, wanted
from dajuan.web.programmes.found import Found, programme_called, subject_called
from dajuan.web.programmes.views.listing import organisations
from dajuan.web.served import served
from dajuan.web.words import Words

CORRECTABLE = frozenset({"opened", "moved", "measured", "stated", "linked", "attached"})


@needs(Action.SEE)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """A new subject. Whoever reports for some organisations opens subjects of theirs only."""
    programme, viewer = programme_called(code), request.viewer  # type: ignore[attr-defined]
    want = wanted("open", programme)
    action = action_of(programme, "opened", fields=programme.fields)
    if not viewer.may(action):
        raise PermissionDenied(action)
    form = form_for(want, today=served().today(), seen=served().size())
    if request.method == "POST":
        draft = _posted(request, form, want, want.fields)
        if draft is not None and _is_own(form, programme, draft, viewer, action):
            done = _record(request, form, draft, want)
            if done:
                return done
    return _page(request, form, want, reverse("programmes:one", args=(code,)))


def _is_own(form: Form, programme: Programme, draft: Draft, viewer: Viewer, action: Action) -> bool:
    if viewer.may(action, whose_fields(programme, draft.fields).to(action)):
        return True
    own = viewer.owners(action) or frozenset()
    place = f"f.{programme.owners[0]}" if programme.owners else ""
    form.tell(
        place,
        Words(
            f"只能为自己负责的单位建档：{'、'.join(sorted(own))}",
            f"you may open it for organisations that you report for: {', '.join(sorted(own))}",
        ),
    )
    return False


@needs(Action.SEE, institutions=True)
def deed(request: HttpRequest, programme: str, code: str, deed: str) -> HttpResponse:
    """State fields, report a period, move, attach, link."""
    kind = deed_called(deed)
    if kind is None or kind in {"open", "correct", "withdraw", "verify"}:
        raise Http404
    found = subject_called(request.viewer, programme, code)  # type: ignore[attr-defined]
    seen, base = _base(request, found)
    stage = None
    if kind == "move":
        stage = found.programme.stages.get(request.POST.get("stage") or request.GET.get("stage", ""))
        if stage is None:
            return _choose_stage(request, found)
    want = wanted(kind, found.programme, code=code, state=base, stage=stage)
    return _handle(request, found, want, seen)


@needs(Action.SEE)
def about(request: HttpRequest, programme: str, code: str, seq: int, deed: str) -> HttpResponse:
    """Correct, withdraw or verify one entry."""
    kind = deed_called(deed)
    if kind not in {"correct", "withdraw", "verify"}:
        raise Http404
    found = subject_called(request.viewer, programme, code)  # type: ignore[attr-defined]
    entry = found.state.entries.get(seq)
    if entry is None or entry.subject != code or (kind == "correct" and entry.kind not in CORRECTABLE):
        raise Http404
    seen, base = _base(request, found)
    want = wanted(kind, found.programme, code=code, state=base, seq=seq, entry=entry)
    return _handle(request, found, want, seen)


def _handle(request: HttpRequest, found: Found, want: Wanted, seen: int) -> HttpResponse:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    fields = allowed_fields(want, viewer, found.whose)
    if want.deed != "state" or not fields:
        _check(viewer, want.action, found)
    form = form_for(want, today=served().today(), seen=seen, fields=fields)
    back = _back(request, found)
    if request.method == "POST":
        draft = _posted(request, form, want, fields)
        if draft is not None:
            action = want.action
            if want.deed not in {"correct", "withdraw"}:
                action = action_of_draft(found.programme, draft)
            _check(viewer, action, found)
            done = _record(request, form, draft, want, back)
            if done:
                return done
            if form.conflict:
                now = {key: held.value for key, held in found.state.levels().items()}
                freshen(form, want, now if want.deed in {"state", "move"} else want.shown, fields, found.size)
    return _page(request, form, want, back, found)


def _check(viewer: Viewer, action: Action, found: Found) -> None:
    check(viewer, Action.SEE, found.whose.thing)
    if not viewer.may(action, found.whose.to(action)):
        raise PermissionDenied(action)


def allowed_fields(want: Wanted, viewer: Viewer, whose: Whose) -> list[Field]:
    """Of what a form could ask for, what this viewer may state."""
    return [
        one
        for one in want.fields
        if want.deed != "state" or may(viewer, action_of(want.programme, "stated", fields=[one.key]), whose)
    ]


def _base(request: HttpRequest, found: Found) -> tuple[int, State]:
    """The log's size when the form was made, and the subject as the form showed it."""
    said = request.POST.get("seen", "")
    if not said.isdecimal() or int(said) >= found.size:
        return found.size, found.state
    programme = found.programme.code
    states = states_as_known(served().ledger, programme=programme, subjects=[found.code], size=int(said))
    return int(said), states[found.code]


def _posted(request: HttpRequest, form: Form, want: Wanted, fields: list[Field]) -> Draft | None:
    fill(form, request.POST)
    if form.takes_files:
        who = str(request.user.pk)
        take_files(form, request.POST, request.FILES, served().zone.evidence(), who)
    return draft_of(form, want, fields, served().today())


def _record(request: HttpRequest, form: Form, draft: Draft, want: Wanted, back: str = "") -> HttpResponse | None:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    seen = form.seen if want.deed != "open" else None
    try:
        done = append(served().ledger, [draft], actor=viewer.actor, seen=seen)
    except RefusedError as error:
        tell_refused(form, error.troubles)
        return None
    seq = done.seqs[0]
    words = Words(f"已记下：第 {seq} 条", f"Recorded: entry {seq}")
    if not done.added:
        words = Words(
            f"先前已记下（第 {seq} 条），没有重复记", f"It was recorded before (entry {seq}); nothing was added"
        )
    stage = want.programme.stages.get(draft.stage)
    if stage is not None and stage.needs.reviewer:
        words = Words(f"{words.zh}；要另一个人复核后才算", f"{words.en}; it counts once another person has verified it")
    messages.success(request, str(words))
    return redirect(back or reverse("programmes:subject", args=(want.programme.code, draft.subject)))


def _back(request: HttpRequest, found: Found) -> str:
    own = reverse("programmes:subject", args=(found.programme.code, found.code))
    wish = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    return wish if wish and safe else own


def _page(request: HttpRequest, form: Form, want: Wanted, back: str, found: Found | None = None) -> HttpResponse:
    context = {
        "form": form,
        "programme": want.programme,
        "code": want.code,
        "name": found.state.level("name") if found else None,
        "want": want,
        "back": back,
        "stage_hint": _stage_hint(want.stage),
        "organisations": organisations() if request.viewer.is_staff else (),  # type: ignore[attr-defined]
        "action": request.get_full_path(),
    }
    within = bool(request.htmx) and request.method == "GET"  # type: ignore[attr-defined]
    template = "programmes/form_within.html" if within else "programmes/form.html"
    return render(request, template, context, status=200 if form.is_right else 422)


def _stage_hint(stage: Stage | None) -> object:
    return stage.hint if stage is not None else None


def _choose_stage(request: HttpRequest, found: Found) -> HttpResponse:
    stages = next_stages(found.programme, found.state.way, request.viewer, found.whose)  # type: ignore[attr-defined]
    return render(
        request, "programmes/choose_stage.html", {"programme": found.programme, "code": found.code, "stages": stages}
    )


def may(viewer: Viewer, action: Action, whose: Whose) -> bool:
    return viewer.may(action, whose.to(action))


def next_stages(programme: Programme, way: list[str], viewer: Viewer, whose: Whose) -> list[Stage]:
    """The stages to which this viewer may move a subject that went this way."""
    return stages_allowed(programme, may_follow(programme, way), viewer, whose)


def stages_allowed(programme: Programme, keys: Iterable[str], viewer: Viewer, whose: Whose) -> list[Stage]:
    """Of these stages those to which this viewer may move a subject."""
    return [programme.stages[key] for key in keys if may(viewer, action_of(programme, "moved", stage=key), whose)]


__all__ = ["about", "deed", "new", "next_stages", "stages_allowed"]
