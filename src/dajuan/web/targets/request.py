"""What every form that records shares: the target it is about, a key so that a double click adds once, what was seen
when it was opened, the evidence it brings, and its troubles said beside what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

import msgspec
from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dajuan.answers.target import PROGRAMME, Target
from dajuan.ledger.entry import Evidence
from dajuan.ledger.read import is_recorded
from dajuan.ledger.state import State
from dajuan.ledger.trouble import AwayError, ConflictError, LedgerError, RefusedError
from dajuan.programmes.pack import Programme
from dajuan.web.access.pages import Request
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_target
from dajuan.web.served import served
from dajuan.web.targets.known import Known, known
from dajuan.web.targets.steps import thing_for
from dajuan.web.words import Words, later

MOST_FILES = 10
_BESIDE = {"date": "on", "evidence": "papers"}
"""Where a form shows what the ledger says of a part of a draft."""
_SALT = "targets.evidence"
_AGAIN = Words(
    "没有记：打开这张表以后有人写了新记录。您填的都在下面，看过新记录，仍要这样就再交一次",
    "nothing was recorded: somebody wrote since this form was opened. What you typed is below; look at what is new, and"
    " send it again if it still holds",
)
_TWICE = Words(
    "这张表已经交过一次，没有再记；要再记一条，重新打开",
    "this form was sent before and nothing was added; open it anew to record another",
)
_DONE = Words("已记下", "recorded")


# The target ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A target that the viewer may see, with what it is made of."""

    known: Known
    target: Target
    state: State
    programme: Programme


def found_or_404(request: Request, code: str) -> Found:
    """A target by its code. One that is not the viewer's to see is not there for them."""
    here = known(request.moment)
    target = here.targets.get(code)
    if target is None or not request.viewer.may(Action.SEE, thing_of_target(target)):
        raise Http404
    return Found(here, target, here.states[code], here.ledger.programmes[PROGRAMME])


def found_to_do(request: Request, code: str, action: Action) -> Found:
    """The same, where this may be done to it, and now is shown: the past cannot be written."""
    refuse_past(request)
    found = found_or_404(request, code)
    if not request.viewer.may(action, thing_for(action, found.target)):
        raise PermissionDenied(action)
    return found


def refuse_past(request: Request) -> None:
    if request.moment.is_past:
        raise LedgerError(
            "这一页看的是过去，不能记；先回到今天",
            "this page shows the past, where nothing can be recorded: go back to now first",
        )


def to_target(code: str) -> HttpResponse:
    return redirect("targets:one", code)


# Forms -----------------------------------------------------------------------------------------------------------


class Files(forms.FileField):
    """Several files at once."""

    class Input(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        some = data if isinstance(data, list | tuple) else [data] if data else []
        if len(some) > MOST_FILES:
            raise ValidationError(
                later(f"一次最多 {MOST_FILES} 个文件，这里有 {len(some)} 个", f"at most {MOST_FILES} files at once")
            )
        return [super(Files, self).clean(one, initial) for one in some]


class Recording(forms.Form):
    """A form that records something."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, size: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.size = size
        self.fields["key"].initial = token_urlsafe(18)
        self.fields["seen"].initial = size
        self.evidence: tuple[Evidence, ...] = ()
        """What was taken in; kept with the form when it has to be sent again."""
        self.status = 200

    def __getitem__(self, name: str) -> forms.BoundField:
        """A field, dressed as the pages' own."""
        bound = super().__getitem__(name)
        kind = getattr(bound.field.widget, "input_type", "")
        look = {"checkbox": "form-check-input", "radio": "form-check-input", "select": "form-select", "hidden": ""}
        bound.field.widget.attrs.setdefault("class", look.get(kind, "form-control"))
        return bound

    @property
    def stamp(self) -> dict[str, Any]:
        """What services want of a form: the key and what was seen."""
        return {"key": self.cleaned_data["key"], "seen": min(self.cleaned_data["seen"], self.size)}

    def wrong(self, error: LedgerError) -> None:
        """Put what the ledger says beside the fields it speaks of; what it had seen is seen now."""
        self.status = 409 if isinstance(error, ConflictError) else 422
        troubles = error.troubles if isinstance(error, RefusedError) else ()
        for one in troubles:
            field = _BESIDE.get(one.field, one.field)
            self.add_error(field if field in self.fields else None, later(one.zh, one.en))
        if not troubles:
            self.add_error(None, later(error.zh, error.en))
        if isinstance(error, ConflictError):
            self.add_error(None, later(*_AGAIN))
            self.say("seen", str(served().size()))

    def say(self, name: str, value: str) -> None:
        """What a hidden field holds when the form is shown again."""
        self.data = dict(self.data.items()) | {self.add_prefix(name): value}  # Of a QueryDict the last of each.


class WithEvidence(Recording):
    """A form that may bring files. Those that were taken in stay with it, signed, when it has to be sent again."""

    papers = Files(required=False, label=later("佐证文件", "Evidence"))
    file_kind = forms.CharField(required=False, max_length=50, label=later("佐证是什么", "What it is"))
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_kept(self) -> str:
        said = self.cleaned_data["kept"]
        try:
            rows = signing.loads(said, salt=_SALT) if said else []
        except signing.BadSignature:
            rows = []
        self.evidence = tuple(msgspec.convert(row, Evidence) for row in rows)
        return str(said)

    def take_files(self) -> tuple[Evidence, ...]:
        """Take the files in. Raises :class:`LedgerError` for one that is empty or too big."""
        store = served().zone.evidence()
        kind = self.cleaned_data.get("file_kind") or "佐证"
        new = [store.keep_stream(one, name=one.name or "", kind=kind) for one in self.cleaned_data.get("papers") or []]
        self.evidence = tuple(dict.fromkeys((*self.evidence, *new)))
        self.say("kept", signing.dumps([msgspec.to_builtins(one) for one in self.evidence], salt=_SALT))
        return self.evidence


def recorded(request: Request, form: Recording, do: Callable[[], object], to: str) -> HttpResponse | None:
    """Do what a form asks, and go to ``to``; None where it was refused, and then the form says why.

    A form that was sent before is not done again: who clicked twice learns that it was recorded once. Raises
    :class:`AwayError` where the database does not answer: the page of a form could not be shown either.
    """
    try:
        do()
    except AwayError:
        raise
    except LedgerError as error:
        if isinstance(error, RefusedError) and is_recorded(served().ledger, key=form.cleaned_data["key"]):
            messages.info(request, str(_TWICE))
            return redirect(to)
        form.wrong(error)
        return None
    messages.success(request, str(_DONE))
    return redirect(to)


def address_of(code: str) -> str:
    return reverse("targets:one", args=[code])
