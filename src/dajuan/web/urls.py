"""Every address. Each folder of pages has its own ``urls``; those that are there are in."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path
from django.views.i18n import set_language

from dajuan.web import home
from dajuan.web.systems.urls import each

_AT = {
    "board": "board/", "targets": "targets/", "programmes": "programmes/", "figures": "figures/", "reader": "reader/",
    "sheets": "sheets/", "records": "records/", "public": "public/", "administration": "administration/",
    "api": "api/v1/", "jobs": "jobs/", "people": "", "help": "help/", "systems": "systems/",
}  # fmt: skip

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", home.healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
    *(path("systems/", include([one])) for one in each),
    *(path(at, include(f"dajuan.web.{name}.urls")) for name, at in _AT.items() if find_spec(f"dajuan.web.{name}")),
]
handler403 = "dajuan.web.layout.troubles.forbidden"
handler404 = "dajuan.web.layout.troubles.not_found"
handler500 = "dajuan.web.layout.troubles.failed"
