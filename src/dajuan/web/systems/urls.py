from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from dajuan.web.systems import views
from dajuan.web.systems.register import systems

app_name = "systems"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("territory/", views.territory, name="territory"),
]
"""Of the pages that list them. Each system's own addresses are beside it, in :data:`each`."""

each = [path(f"{one.key}/", include(f"{__package__}.{one.key}.urls")) for one in systems()]
