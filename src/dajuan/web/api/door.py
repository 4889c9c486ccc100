"""Who asks: a programme with a token (``Authorization: Bearer djt_…``), or a page's own script with the session and its
CSRF token. Either way ``request.viewer`` is what decides, as on pages; a token narrows it to its scopes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from dajuan.ledger.trouble import Trouble
from dajuan.web.access.pages import is_shut_out
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.api.tokens import token_of
from dajuan.web.layout.problems import ProblemError, language_of, problem
from dajuan.web.people.models import Person
from dajuan.web.people.viewers import viewer_of_person
from dajuan.web.served import served
from dajuan.web.words import Words

_MINUTE = 60
_LANGUAGES = {"zh": "zh-hans", "en": "en"}
_LANG = Words("lang 是 zh 或 en", "lang is zh or en")


class Request(HttpRequest):
    """What an operation is handed. (For type checks.)"""

    viewer: Viewer
    user: Person


class Bearer(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> Person:
        found = token_of(token)
        if found is None:
            raise AuthenticationError
        _count(f"token-{found.pk}")
        request.user = found.person
        request.viewer = viewer_of_person(found.person, found.actions)  # type: ignore[attr-defined]
        return found.person


class Session(APIKeyCookie):
    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        person = request.user
        if not isinstance(person, Person):
            return None
        if check_csrf(request):
            raise ProblemError(403, Words("缺 X-CSRFToken 头，或它不对", "the X-CSRFToken header is missing or wrong"))
        _count(f"person-{person.pk}")
        return person


class TooManyError(Exception):
    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def _count(who: str) -> None:
    """So many requests a minute of the clock, in each of the server's processes."""
    now = int(time.time())
    key = f"api-{who}-{now // _MINUTE}"
    cache.add(key, 0, 2 * _MINUTE)
    if cache.incr(key) > served().options.api_per_minute:
        raise TooManyError(_MINUTE - now % _MINUTE)


def enter(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Around every address of the API: the language asked for, nothing kept by browsers, one form for what goes wrong."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(_LANGUAGES[language_of(request)]):
            if request.GET.get("lang", "zh") not in _LANGUAGES:
                return problem(request, 422, _LANG, [Trouble("lang", *_LANG, field="lang")])
            response = view(request, *args, **kwargs)
            if response.status_code == 405:
                response = problem(request, 405, headers={"Allow": response.headers.get("Allow", "")})
            response.headers.setdefault("Content-Language", translation.get_language() or "zh-hans")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def need(
    request: Request,
    *actions: Action,
    everywhere: bool = False,
    enterprises: bool = False,
    institutions: bool = False,
) -> Viewer:
    """The same as ``access.pages.needs``: whoever may do one of these to something, or to the whole zone."""
    viewer = request.viewer
    allowed = any(viewer.everywhere(one) if everywhere else viewer.may(one) for one in actions)
    if not allowed or is_shut_out(viewer, enterprises=enterprises, institutions=institutions):
        raise PermissionDenied(actions)
    return viewer


def need_overseer(request: Request) -> Viewer:
    """Whoever administers the whole zone, or audits it: what was done and what is kept is shown to both."""
    return need(request, Action.ADMINISTER, Action.AUDIT, everywhere=True)
