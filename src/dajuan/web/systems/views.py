"""The pages that list the systems, one a group."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.systems.register import ENTERPRISES, TERRITORY, Group, systems_of


@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    return _of(ENTERPRISES, request)


@needs(Action.SEE)
def territory(request: HttpRequest) -> HttpResponse:
    return _of(TERRITORY, request)


def _of(group: Group, request: HttpRequest) -> HttpResponse:
    return render(request, "systems/home.html", {"group": group, "systems": systems_of(group)})
