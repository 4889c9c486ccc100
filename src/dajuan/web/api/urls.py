"""Pages for people first, then the operations; whatever is none of these is told so as a problem."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from dajuan.web.api import views
from dajuan.web.api.api import api
from dajuan.web.api.door import enter

app_name = "api"


def _operations() -> list[URLPattern]:
    found = [one for one in api.urls[0] if isinstance(one, URLPattern)]
    for one in found:
        one.callback = enter(one.callback)
    return found


urlpatterns = [
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", views.revoke_token, name="revoke"),
    path("reference/", views.reference, name="reference"),
    *_operations(),
    re_path(r"^", views.nothing_here),
]
