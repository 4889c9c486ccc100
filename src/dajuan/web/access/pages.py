"""Pages say what it takes to open them: ``@needs(Action.SEE)``. Objects are then asked about one by one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.people.models import Person

View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """What the middlewares leave for pages. (For type checks: Django makes its own.)"""

    viewer: Viewer
    moment: Any
    htmx: Any


def needs(
    *actions: Action, everywhere: bool = False, enterprises: bool = False, institutions: bool = False
) -> Callable[[View], View]:
    """A page for whoever is signed in and may do one of these to something (``everywhere``: to the whole zone). Accounts of
    enterprises and of financial institutions are let in only where the page says so: it then shows them what is theirs
    alone."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            viewer: Viewer = request.viewer  # type: ignore[attr-defined]
            allowed = any(viewer.everywhere(one) if everywhere else viewer.may(one) for one in actions)
            if not allowed or is_shut_out(viewer, enterprises=enterprises, institutions=institutions):
                raise PermissionDenied(actions)
            answer = view(request, *args, **kwargs)
            # What somebody may see is not for a cache between, nor for who sits down at the same machine next.
            answer.headers.setdefault("Cache-Control", "private, no-store")
            return answer

        # What a test holds every address to.
        guarded.needs = actions  # type: ignore[attr-defined]
        guarded.everywhere = everywhere  # type: ignore[attr-defined]
        guarded.enterprises, guarded.institutions = enterprises, institutions  # type: ignore[attr-defined]
        return guarded

    return decorate


def is_shut_out(viewer: Viewer, *, enterprises: bool, institutions: bool) -> bool:
    """Whether it is a guest for whom this is not."""
    return bool((viewer.enterprise and not enterprises) or (viewer.institution and not institutions))


def check(viewer: Viewer, action: Action, thing: Thing) -> None:
    """Raise 404 where the thing may not even be seen (its being there is nobody's business), 403 where it may be seen
    and this may not be done to it."""
    if not viewer.may(Action.SEE, thing):
        raise Http404
    if not viewer.may(action, thing):
        raise PermissionDenied(action)


def seen_by(request: HttpRequest) -> tuple[Viewer, Moment]:
    """Who looks at a page, and which moment of the zone it shows."""
    return request.viewer, request.moment  # type: ignore[attr-defined]


def person_of(request: HttpRequest) -> Person:
    """Who is signed in, on a page that is for nobody else."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user
