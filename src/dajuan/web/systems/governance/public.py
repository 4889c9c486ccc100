"""The public part of the catalogue: for anybody, without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from dajuan.systems.governance.dcat import MEDIA_TYPE
from dajuan.web.systems.governance.told import public_catalogue

_FRESH = 300
"""Seconds a copy may be shown without asking, as of all public pages."""


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    answer = JsonResponse(
        public_catalogue(request.build_absolute_uri), content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )
    answer.headers["Cache-Control"] = f"public, max-age={_FRESH}"
    answer.headers["Access-Control-Allow-Origin"] = "*"  # It is for everybody, other sites' scripts too.
    return answer
