"""The keys of pseudonyms: which there are, a new one, one that is lost for good. The keys themselves are never shown."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.systems.talent.identities import ring
from dajuan.web.systems.talent.keys import given_up, key_states, renewed
from dajuan.web.words import Words

STATES = {
    "newest": Words("在用", "in use"),
    "earlier": Words("以前的，仍要留着", "earlier, still needed"),
    "missing": Words("缺", "missing"),
    "lost": Words("已认定丢失", "given up"),
}


@require_safe
@needs(Action.ADMINISTER, everywhere=True)
def home(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def renew(request: HttpRequest) -> HttpResponse:
    try:
        many = renewed(person_of(request))
    except LedgerError as error:
        return _page(request, Words(error.zh, error.en))
    messages.success(request, str(Words(f"已换新钥，{many} 人的身份改用它封存；把密钥文件另存一份", f"There is a new key; {many} identities were sealed anew. Keep a copy of the file elsewhere")))  # fmt: skip
    return redirect("talent:keys")


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def give_up(request: HttpRequest) -> HttpResponse:
    try:
        given_up(request.POST.get("key", ""), person_of(request))
    except LedgerError as error:
        return _page(request, Words(error.zh, error.en))
    messages.success(request, str(Words("已认定丢失", "It was given up")))
    return redirect("talent:keys")


def _page(request: HttpRequest, trouble: Words | None = None) -> HttpResponse:
    context = {
        "keys": [(one, STATES[one.state]) for one in key_states()],
        "path": ring().path,
        "trouble": trouble,
    }
    return render(request, "talent/keys.html", context, status=422 if trouble else 200)
