"""Pages about the API: one's tokens, and the reference."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from dajuan.web.access.pages import Request, needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.api.forms import ACTIONS, MakeToken
from dajuan.web.api.models import Token
from dajuan.web.api.reference import groups, problems
from dajuan.web.api.tokens import make_token, revoke
from dajuan.web.layout.problems import problem
from dajuan.web.words import Words


@never_cache
@needs(Action.SEE, enterprises=True, institutions=True)
def tokens(request: Request) -> HttpResponse:
    """One's tokens, and a form that makes another; its secret is shown on this one answer and never again."""
    person = person_of(request)
    form = MakeToken(request.POST or None, viewer=request.viewer)
    secret = ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        scopes = [Action(one) for one in asked["scopes"]]
        _, secret = make_token(person, name=asked["name"], scopes=scopes, days=asked["days"])
        form = MakeToken(viewer=request.viewer)
    rows = [(one, [str(ACTIONS[action]) for action in ACTIONS if action in one.actions]) for one in _own(request)]
    status = 422 if form.errors else 200
    return render(request, "api/tokens.html", {"form": form, "secret": secret, "rows": rows}, status=status)


def _own(request: HttpRequest) -> list[Token]:
    return list(Token.objects.filter(person=person_of(request)))


@require_POST
@needs(Action.SEE, enterprises=True, institutions=True)
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    revoke(get_object_or_404(Token, pk=pk, person=person_of(request)))
    messages.success(
        request, str(Words("已撤销，用它的程序从现在起进不来", "revoked: what uses it is shut out from now on"))
    )
    return redirect("api:tokens")


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation, made from the OpenAPI document. It tells of the software, nothing of the zone."""
    return render(request, "api/reference.html", {"groups": groups(), "problems": problems()})


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    return problem(request, 404)
