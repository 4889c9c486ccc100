"""幂等 Idempotency: a write that comes again under its key is not done again, and gets the answer that it got.

What goes into the ledger carries the key into the log (``Draft.key``), so that even an answer that was lost with the
server is not written twice; what goes into Django's own tables is done in one transaction with the answer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from ninja import Schema, Status

from dajuan.ledger.trouble import Trouble
from dajuan.web.api.door import Request
from dajuan.web.api.models import Answered
from dajuan.web.layout.problems import ProblemError
from dajuan.web.words import Words

HEADER = "Idempotency-Key"
LONGEST = 100
_WRITTEN = re.compile(rf"[!-~]{{1,{LONGEST}}}")
_LOST_AFTER = timedelta(minutes=1)
"""A write under way for longer than this was lost with its server, and may be taken up again."""
_KEPT = timedelta(days=7)


def once(
    request: Request,
    told: tuple[Any, ...],
    work: Callable[[str], dict[str, Any]],
    *,
    status: int = 201,
    tables: bool = False,
    shown_once: Mapping[str, Any] = MappingProxyType({}),
) -> Status[Any]:
    """Do ``work``, which takes the key for its drafts ("": none) and returns the answer. ``told``: all that was handed
    in. ``tables``: it writes Django's own tables only. ``shown_once``: what of the answer is a secret, and what stands for
    it in the answer that is kept: a password is told the first time only."""
    key = _key(request)
    if not key:
        with transaction.atomic() if tables else nullcontext():
            return Status(status, work(""))
    asked = _fingerprint(request, told)
    row = _claimed(request, key, asked)
    if row.status is not None:
        return Status(row.status, row.answer)
    try:
        with transaction.atomic() if tables else nullcontext():
            answer = msgspec.to_builtins(work(f"api/{request.user.pk}/{key}"))
            Answered.objects.filter(pk=row.pk).update(status=status, answer={**answer, **shown_once})
    except BaseException:
        # Nothing was written, so the key is free for the request as mended.
        Answered.objects.filter(pk=row.pk, status=None).delete()
        raise
    return Status(status, answer)


def _key(request: Request) -> str:
    key = request.headers.get(HEADER)
    if key is None or _WRITTEN.fullmatch(key):
        return key or ""
    words = Words(
        f"{HEADER} 是 1 至 {LONGEST} 个可见的 ASCII 字符，没有空格",
        f"{HEADER} is 1 to {LONGEST} visible ASCII characters with no space",
    )
    raise ProblemError(422, words, [Trouble("key", *words, field=HEADER)])


def _claimed(request: Request, key: str, asked: str) -> Answered:
    """The row of a key: new, or with the answer that was given."""
    now = timezone.now()
    row, made = Answered.objects.get_or_create(person=request.user, key=key, defaults={"asked": asked})
    if made:
        Answered.objects.filter(person=request.user, at__lt=now - _KEPT).delete()
        return row
    if row.asked != asked:
        raise ProblemError(
            422,
            Words(
                f"{HEADER} {key} 已用于内容不同的请求", f"{HEADER} {key} belongs to a request that says something else"
            ),
        )
    if row.status is None:
        lost = Answered.objects.filter(pk=row.pk, status=None, at__lt=now - _LOST_AFTER).update(at=now)
        if not lost:
            raise ProblemError(409, Words("同一个请求正在办", "the same request is under way"))
    return row


def _fingerprint(request: Request, told: tuple[Any, ...]) -> str:
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    for one in told:
        if isinstance(one, UploadedFile):
            for piece in one.chunks():
                digest.update(piece)
            one.seek(0)
            digest.update(str(one.name).encode("utf-8", "backslashreplace"))
        elif isinstance(one, Schema):
            digest.update(one.model_dump_json().encode())
        else:
            digest.update(repr(one).encode())
        digest.update(b"\n")
    return digest.hexdigest()
