"""Sign-in: by password, then a code; in a simulated zone also as one of the demo's people by one click."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST
from django_otp import login as verified

from dajuan.web.people.forms import Code, SignIn
from dajuan.web.people.gate import arriving, next_step
from dajuan.web.people.models import Person
from dajuan.web.people.second_factor import device_of, refused
from dajuan.web.served import served
from dajuan.web.words import Words

BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInPage(LoginView):
    template_name = "people/sign-in.html"
    authentication_form = SignIn
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "GET" and (step := next_step(request)):
            return to_step(request, step, request.GET.get("next", ""))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        oidc = served().options.oidc
        button = oidc.get("name", str(Words("统一认证登录", "Sign in with the zone's provider"))) if oidc else ""
        return {**super().get_context_data(**kwargs), "demo": demo_people(), "oidc": button}


def to_step(request: HttpRequest, step: str, after: str) -> HttpResponse:
    """On to what is still missing, and from there to where they were going."""
    address = reverse(f"people:{step}")
    return redirect(f"{address}?{urlencode({'next': after})}" if after else address)


def demo_people() -> list[Person]:
    """Those who can be signed in as by one click: none unless the zone is simulated and says ``demo``."""
    if not is_demo():
        return []
    return list(Person.objects.filter(demo=True, is_active=True).select_related("organisation").order_by("id"))


def is_demo() -> bool:
    here = served()
    return here.options.demo and here.zone.simulated


@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    if not is_demo():
        raise Http404
    person = get_object_or_404(Person, username=username, demo=True, is_active=True)
    login(request, person, backend=BACKEND)
    return redirect(own_address(request, request.POST.get("next", "")))


def own_address(request: HttpRequest, address: str) -> str:
    """Only addresses of our own are gone to."""
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and own else reverse("home")


def second_factor(request: HttpRequest) -> HttpResponse:
    """After the password: the code, or a recovery code."""
    person = arriving(request)
    if person is None:
        return redirect("people:sign-in")
    after = own_address(request, request.GET.get("next", ""))
    if next_step(request) != "second-factor":
        return redirect(after)
    form = Code(request.POST or None, label=Words("动态码，或一个恢复码", "Code, or a recovery code"))
    if request.method == "POST" and form.is_valid():
        if (why := refused(person, form.cleaned_data["code"])) is None:
            let_in(request, person)
            return redirect(after)
        form.add_error("code", str(why))
    status = 422 if form.errors else 200
    return render(request, "people/second-factor.html", {"form": form, "person": person}, status=status)


def let_in(request: HttpRequest, person: Person) -> None:
    """The code was right: from here on this session is theirs, under a new key."""
    request.session.cycle_key()
    request.user = person
    verified(request, device_of(person))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("people:sign-in")


def locked_out(request: HttpRequest, credentials: object = None, *args: object, **kwargs: object) -> HttpResponseBase:
    """Too many wrong passwords (django-axes)."""
    return render(request, "people/locked-out.html", status=429)
