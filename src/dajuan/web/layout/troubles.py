"""What is said when something goes wrong: the trouble in words, in both languages, with what to do; never a trace."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.ledger.trouble import ConflictError, LedgerError, RefusedError
from dajuan.web.layout.problems import is_for_programmes, problem
from dajuan.web.served import served
from dajuan.web.words import Words

log = logging.getLogger("dajuan.web")


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Before each page the zone's settings are looked at; what a page could not do is said in its place."""

    class Answer:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            try:
                served().look()
            except LedgerError as error:
                return told(request, error, 503)
            return get_response(request)

        def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
            if isinstance(error, ConflictError):
                return told(request, error, 409)
            if isinstance(error, RefusedError):
                return told(request, error, 422)
            if isinstance(error, LedgerError):
                return told(request, error, 400)
            if isinstance(error, DatabaseError):
                log.error("database: %s", error)
                return told(
                    request,
                    Words(
                        "数据库现在连不上或写不进；已经记下的都在。请稍后再试，刚才没有提示成功的，没有记下",
                        "the database cannot be reached or written just now; what was recorded stands. Try again later:"
                        " what was not confirmed was not recorded",
                    ),
                    503,
                )
            return None

    return Answer()


def told(request: HttpRequest, words: LedgerError | Words, status: int) -> HttpResponse:
    """A page that says what is wrong; to a programme the same as problem+json."""
    if is_for_programmes(request):
        troubles = words.troubles if isinstance(words, RefusedError) else ()
        return problem(request, status, Words(words.zh, words.en), troubles)
    lines = [Words(one.zh, one.en) for one in words.troubles] if isinstance(words, RefusedError) else []
    context = {"words": Words(words.zh, words.en), "lines": lines, "status": status}
    return render(request, "layout/trouble.html", context, status=status)


def forbidden(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    return told(
        request,
        Words("您没有做这件事的权限；需要时请联系管理员", "you may not do this; ask an administrator if you should"),
        403,
    )


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    return told(
        request, Words("没有这一页，或不在您可看的范围", "there is no such page, or it is not yours to see"), 404
    )


def failed(request: HttpRequest) -> HttpResponse:
    return told(
        request,
        Words("出了意外的错误，已记入服务器日志；没有提示成功的，没有记下", "an unexpected error, now in the server's log; what was not confirmed was not recorded"),
        500,
    )  # fmt: skip


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return told(
        request,
        Words("这一页放得太久或来自别处：返回上一页，刷新后再交一次", "this form is too old or from elsewhere: go back, reload, and send it again"),
        403,
    )  # fmt: skip
