"""The API: its operations put together, and every way in which one may go wrong said as problem+json."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import BaseRenderer

from dajuan import __version__
from dajuan.ledger.trouble import Trouble
from dajuan.web.api import operations
from dajuan.web.api.door import Bearer, Session, TooManyError
from dajuan.web.api.openapi import completed
from dajuan.web.layout.problems import ProblemError, problem
from dajuan.web.layout.troubles import said_of, told
from dajuan.web.words import Words

log = logging.getLogger("dajuan.web.api")


class Json(BaseRenderer):
    """Chinese as it is, and several times as quick as the framework's own."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return msgspec.json.encode(data, enc_hook=str)


class Api(NinjaAPI):
    def get_openapi_schema(self, **kwargs: Any) -> Any:
        return completed(super().get_openapi_schema(**kwargs))

    def get_openapi_operation_id(self, operation: Any) -> str:
        """By the module that has it, ``targets.target``; of a system by its folder, ``growth.ranking``."""
        folder, module = operation.view_func.__module__.split(".")[-2:]
        return f"{folder if module == 'operations' else module}.{operation.view_func.__name__.rstrip('_')}"


api = Api(
    title="答卷接口 Dajuan API",
    version=__version__,
    description="页面能做的事，程序都能做。Everything a page can do, for programmes.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=[Bearer(), Session()],
    renderer=Json(),
)
for router in operations.routers():
    api.add_router("", router)


# What goes wrong -------------------------------------------------------------------------------------------------


@api.exception_handler(ProblemError)
def _problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    return problem(request, error.status, error.words, error.errors)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404)


@api.exception_handler(PermissionDenied)
def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(request, 403)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(request, 401, headers={"WWW-Authenticate": 'Bearer realm="dajuan"'})


@api.exception_handler(TooManyError)
def _too_many(request: HttpRequest, error: TooManyError) -> HttpResponse:
    return problem(request, 429, headers={"Retry-After": str(error.wait)})


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, error.status_code)


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(request, 413)


@api.exception_handler(Exception)
def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """What pages foresee too — the ledger refuses, the database is away, the disk is full — is told as they tell it."""
    if said := said_of(error):
        return told(request, *said)
    log.error("%s %s", request.method, request.path, exc_info=error)
    return problem(request, 500)


_WRONG = (
    ("missing", "没有给", "is missing"),
    ("extra_forbidden", "不认得", "is not known"),
    ("literal_error", "不在可用的几个之内", "is none of those there are"),
    ("_too_long", "太长", "is too long"),
    ("_too_short", "太短", "is too short"),
    ("_pattern_mismatch", "写法不对", "is not written so"),
    ("greater_than", "太小", "is too small"),
    ("less_than", "太大", "is too large"),
    ("_parsing", "读不懂", "cannot be read"),
    ("_type", "类型不对", "is of another type"),
)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    troubles = [_trouble(one) for one in error.errors]
    return problem(request, 422, Words(troubles[0].zh, troubles[0].en) if troubles else None, troubles)


def _trouble(one: dict[str, Any]) -> Trouble:
    """Where it is (without the part of the request and the name of the body), what is wrong, in the framework's words."""
    place = [part for part in one["loc"][1:] if part != "body"]
    if one["loc"] and one["loc"][0] == "body" and len(place) > 1:
        place = place[1:]
    field = ".".join(map(str, place))
    row = next((part for part in place if isinstance(part, int)), 0)
    zh, en = next(((zh, en) for key, zh, en in _WRONG if key in one["type"]), ("不合要求", "is not as it should be"))
    return Trouble(one["type"], f"{field} {zh}", f"{field} {en}: {one['msg']}", row, field)
