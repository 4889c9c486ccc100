"""Sign-in, by password or, in a simulated zone, as one of the demo's people by one click."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dajuan.web.people.forms import SignIn
from dajuan.web.people.models import Person
from dajuan.web.served import served

BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInPage(LoginView):
    template_name = "people/sign-in.html"
    authentication_form = SignIn
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(**kwargs), "demo": demo_people()}


def demo_people() -> list[Person]:
    """Those who can be signed in as by one click: none unless the zone is simulated and says ``demo``."""
    if not _is_demo():
        return []
    return list(Person.objects.filter(demo=True, is_active=True).select_related("organisation").order_by("id"))


def _is_demo() -> bool:
    here = served()
    return here.options.demo and here.zone.simulated


@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    if not _is_demo():
        raise Http404
    person = get_object_or_404(Person, username=username, demo=True, is_active=True)
    login(request, person, backend=BACKEND)
    return redirect(_safe(request, request.POST.get("next", "")))


def _safe(request: HttpRequest, address: str) -> str:
    """Only addresses of our own are gone to."""
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and own else reverse("home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("people:sign-in")


def locked_out(request: HttpRequest, credentials: object = None, *args: object, **kwargs: object) -> HttpResponseBase:
    """Too many wrong passwords (django-axes)."""
    return render(request, "people/locked-out.html", status=429)
