"""Pages of a list: ``?limit=&after=`` → ``{"items": […], "next": "…" or null}``. A cursor names the last item that was
given, so what comes in meanwhile moves nothing; what it holds is nobody's business and may change.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from ninja import Field, Schema

from dajuan.ledger.trouble import Trouble
from dajuan.web.layout.problems import ProblemError
from dajuan.web.words import Words

LIMIT, MOST = 50, 1000
T = TypeVar("T")


class Paging(Schema):
    limit: int = Field(LIMIT, ge=1, le=MOST, description="每页几项 / items of a page")
    after: str = Field("", max_length=2000, description="上一页的 next / the next of the page before")


def cursor(of: str, place: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps([of, place]).encode()).decode().rstrip("=")


def place_of(of: str, after: str) -> Any:
    """The place that a cursor of this list names; None for the beginning."""
    if not after:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(after.encode() + b"=" * (-len(after) % 4)))
        list_, place = found
    except (ValueError, TypeError):
        list_, place = "", None
    if list_ != of:
        raise bad_cursor()
    return place


def key_of(of: str, after: str) -> int | None:
    """The same where places are keys of a table."""
    place = place_of(of, after)
    if place is not None and not isinstance(place, int):
        raise bad_cursor()
    return place


def bad_cursor() -> ProblemError:
    words = Words("after 不是这个列表给出的 next", "after is no next that this list gave")
    return ProblemError(422, words, [Trouble("cursor", *words, field="after")])


def page_of(of: str, items: Iterable[T], key: Callable[[T], Any], paging: Paging) -> tuple[list[T], str | None]:
    """A page of a list that is in hand; ``key`` says each item's place, a value of JSON that never changes."""
    place = place_of(of, paging.after)
    all_ = list(items)
    start = 0
    if place is not None:
        at = [number for number, one in enumerate(all_) if key(one) == place]
        if not at:
            raise bad_cursor()
        start = at[0] + 1
    found = all_[start : start + paging.limit]
    more = start + paging.limit < len(all_)
    return found, cursor(of, key(found[-1])) if more and found else None
