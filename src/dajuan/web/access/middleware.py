"""Who is looking: ``request.viewer``, made once a request from the person signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from dajuan.web.access.rights import NOBODY, Viewer
from dajuan.web.people.viewers import viewer_of_person


def viewer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        return get_response(request)

    return answer


def _viewer(request: HttpRequest) -> Viewer:
    person = request.user
    return viewer_of_person(person) if person.is_authenticated else NOBODY
