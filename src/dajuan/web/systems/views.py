"""The page that lists the systems."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.systems.register import systems


@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "systems/home.html", {"systems": systems()})
