"""What is said to a programme when something goes wrong: problem+json (RFC 9457), in the language that it asks for.

``type`` is the address of the explanation, ``detail`` the words in one language; each of ``errors`` has both, with the
field and the row (place among the drafts) that it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from dajuan.ledger.trouble import Trouble
from dajuan.web.words import Language, Words

API = "/api/v1/"
PROBLEM = "application/problem+json"


class Kind(NamedTuple):
    """``key`` ends the problem's address; ``about`` says what to do."""

    key: str
    title: Words
    about: Words


KINDS: Mapping[int, Kind] = {
    400: Kind(
        "bad-request",
        Words("请求读不懂", "The request cannot be read"),
        Words("请求不是 HTTP、JSON 或表单该有的样子：改请求。", "It is no well-formed HTTP, JSON or form: mend it."),
    ),
    401: Kind(
        "not-signed-in",
        Words("没有登录", "Not signed in"),
        Words("没有令牌，或令牌不对、过期、已撤销：换一个。", "No token, or one that is wrong, expired or revoked: use another."),
    ),
    403: Kind(
        "not-allowed",
        Words("没有权限", "Not allowed"),
        Words("您的角色或令牌的范围不含这件事。", "Neither your roles nor the token's scopes hold this."),
    ),
    404: Kind(
        "not-found",
        Words("没有这一项", "Not found"),
        Words("没有，或不在您可看的范围：两者不分。", "There is none, or it is not yours to see: the two are told alike."),
    ),
    405: Kind(
        "no-such-method",
        Words("不能这样做", "No such method"),
        Words("这个地址不接受这种方法；Allow 写着可用的。", "The address does not take this method; Allow has those it takes."),
    ),
    409: Kind(
        "conflict",
        Words("有人先写了", "Somebody was quicker"),
        Words("打开以后有人写入了新记录：取新数据，看过再交。", "Somebody wrote about it since: look again, then send."),
    ),
    413: Kind("too-large", Words("太大", "Too large"), Words("请求超过上限。", "The request is over the limit.")),
    422: Kind(
        "refused",
        Words("没有通过检查", "Refused"),
        Words("什么也没有记；errors 逐条写明哪里不对、怎样才对。", "Nothing was recorded; errors say what is wrong and what would be right."),
    ),
    429: Kind(
        "too-many",
        Words("太快了", "Too many requests"),
        Words("过 Retry-After 秒再来。", "Come back after Retry-After seconds."),
    ),
    500: Kind(
        "failed",
        Words("服务器出错", "The server failed"),
        Words("已记入服务器日志；没有答复成功的，没有记下。", "It is in the server's log; what was not confirmed was not recorded."),
    ),
    503: Kind(
        "unavailable",
        Words("暂时不可用", "Not available now"),
        Words("数据库或设置现在不行：稍后再来。", "The database or the settings are not in order just now: try later."),
    ),
}  # fmt: skip


class ProblemError(Exception):
    """Ends an operation with this answer."""

    def __init__(self, status: int, words: Words | None = None, errors: Iterable[Trouble] = ()) -> None:
        super().__init__(status)
        self.status, self.words, self.errors = status, words, tuple(errors)


def is_for_programmes(request: HttpRequest) -> bool:
    return request.path.startswith(API)


def language_of(request: HttpRequest) -> Language:
    """As the address asks (``?lang=en``), as the reader chose on a page, as the client accepts; else Chinese."""
    asked = request.GET.get("lang") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if not asked:
        accepted = (code for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
        asked = next((code for code in accepted if code.startswith(("zh", "en"))), "")
    return "en" if asked.startswith("en") else "zh"


def problem(
    request: HttpRequest,
    status: int,
    words: Words | None = None,
    errors: Iterable[Trouble] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    kind = KINDS.get(status, KINDS[400])
    language = language_of(request)
    told: dict[str, Any] = {
        "type": f"{API}reference/#{kind.key}",
        "title": _in(kind.title, language),
        "status": status,
        "detail": _in(words or kind.about, language),
        "errors": [
            {"code": one.code, "field": one.field or None, "row": one.row, "zh": one.zh, "en": one.en} for one in errors
        ],
    }
    answer = HttpResponse(msgspec.json.encode(told), status=status, content_type=PROBLEM, headers=headers)
    answer.headers["Content-Language"] = language
    return answer


def _in(words: Words, language: Language) -> str:
    return words.en if language == "en" else words.zh
