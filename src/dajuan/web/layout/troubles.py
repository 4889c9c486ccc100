"""What is said when something goes wrong: the trouble in words, in both languages, with what to do; never a trace."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import Error as DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from dajuan.ledger.trouble import AwayError, ConflictError, LedgerError, RefusedError
from dajuan.web.layout.problems import is_for_programmes, problem
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

log = logging.getLogger("dajuan.web")
_AWAY = Words(
    "数据库现在连不上或写不进；已经记下的都在。请稍后再试；刚才没有提示成功的，返回上一页原样再交一次，不会记两遍",
    "the database cannot be reached or written just now; what was recorded stands. Try again later: what was not"
    " confirmed, send again from the page before as it is, and nothing is recorded twice",
)
_FULL = Words(
    "服务器的磁盘满了，这次没有收下；已经记下的都在。请告诉管理员腾出地方，再原样交一次",
    "the server's disk is full and this was not taken in; what was recorded stands. Tell an administrator to make room,"
    " then send it again as it is",
)
_UNEXPECTED = Words(
    "出了意外的错误，已记入服务器日志；没有提示成功的，没有记下",
    "an unexpected error, now in the server's log; what was not confirmed was not recorded",
)


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
            said = said_of(error)
            return told(request, *said) if said else None

    return Answer()


def said_of(error: BaseException | None) -> tuple[LedgerError | Words, int] | None:
    """What is said of an error, and the status; None of one that nobody foresaw."""
    if isinstance(error, AwayError | DatabaseError):
        log.error("database: %s", error)
        return _AWAY, 503
    if isinstance(error, ConflictError):
        return error, 409
    if isinstance(error, LedgerError):
        return error, 422
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        log.error("disk: %s", error)
        return _FULL, 503
    return None


def told(request: HttpRequest, words: LedgerError | Words, status: int) -> HttpResponse:
    """A page that says what is wrong; to a programme the same as problem+json."""
    if is_for_programmes(request):
        troubles = words.troubles if isinstance(words, RefusedError) else ()
        return problem(request, status, Words(words.zh, words.en), troubles)
    if status >= 500:
        return _told_alone(words, status)
    lines = [Words(one.zh, one.en) for one in words.troubles] if isinstance(words, RefusedError) else []
    context = {"words": Words(words.zh, words.en), "lines": lines, "status": status}
    return render(request, "layout/trouble.html", context, status=status)


def _told_alone(words: LedgerError | Words, status: int) -> HttpResponse:
    """On a page that asks no database: who is signed in and what waits for them may be what cannot be told."""
    context = {"words": Words(words.zh, words.en), "language": spoken()}
    answer = HttpResponse(render_to_string("layout/trouble-alone.html", context), status=status)
    if status == 503:
        answer["Retry-After"] = "10"
    return answer


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
    """Django calls this while it handles the error; one that a middleware met (the session's, a form's) is only seen here."""
    return told(request, *(said_of(sys.exception()) or (_UNEXPECTED, 500)))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return told(
        request,
        Words("这一页放得太久或来自别处：返回上一页，刷新后再交一次", "this form is too old or from elsewhere: go back, reload, and send it again"),
        403,
    )  # fmt: skip
