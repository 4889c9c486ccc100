"""Who has given a password, and is nobody yet: the code is still asked for, or a password of one's own, or a second factor.

Until then ``request.user`` is a stranger to every page and to the API, and ``arriving`` says who it will be: what
is forgotten here fails closed. The sign-in page sends them on to what is missing.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from dajuan.web.people.models import Person
from dajuan.web.served import served

Missing = str
"""The page of ``people`` that comes next, "" when nothing is missing."""


def missing(person: Person, *, verified: bool) -> Missing:
    if person.second_factor and not verified:
        return "second-factor"
    if person.handed_out_at:
        return "password"
    if not person.second_factor and must_have_second_factor(person):
        return "set-up"
    return ""


def must_have_second_factor(person: Person) -> bool:
    """As ``[web] second_factor`` says. Those of a demo come in by one click, so nothing is asked of them."""
    here = served()
    asked = here.options.second_factor
    if asked == "optional" or (person.demo and here.options.demo):
        return False
    if asked == "staff":
        return not person.enterprise
    return person.grants.filter(role="administer").exists()


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        signed_in = request.user

        def who() -> Person | AnonymousUser:
            if not isinstance(signed_in, Person):
                return AnonymousUser()
            if missing(signed_in, verified=signed_in.is_verified()):  # type: ignore[attr-defined]
                return AnonymousUser()
            return signed_in

        request.signed_in = signed_in  # type: ignore[attr-defined]
        request.user = SimpleLazyObject(who)  # type: ignore[assignment]
        return get_response(request)

    return answer


def arriving(request: HttpRequest) -> Person | None:
    """Who gave the password of this session, let in already or not."""
    signed_in = getattr(request, "signed_in", None)
    return signed_in if isinstance(signed_in, Person) else None


def next_step(request: HttpRequest) -> Missing:
    """What is still missing of somebody arriving."""
    person = arriving(request)
    return missing(person, verified=person.is_verified()) if person else ""  # type: ignore[attr-defined]
