"""Several notices to one recipient in one message, as many as a channel takes; a notice is cut only if it alone is too long."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from dajuan.answers.notices.channels import Message
from dajuan.answers.notices.channels.limits import Limits
from dajuan.answers.notices.notice import Notice

Language = Literal["zh", "en"]

_TITLE = 240
"""Bytes of a title."""


class Bundle(NamedTuple):
    """The notices that go out as one message."""

    id: str
    notices: tuple[Notice, ...]


def bundles(notices: Iterable[Notice], channel: str, limits: Limits, language: Language) -> list[Bundle]:
    """The notices in their order, as few messages as hold them."""
    packed: list[list[Notice]] = []
    for notice in notices:
        if packed and limits.bytes and _fits([*packed[-1], notice], limits, language):
            packed[-1].append(notice)
        else:
            packed.append([notice])
    return [Bundle(_id(some, channel), tuple(some)) for some in packed]


def message_of(bundle: Bundle, to: str, made_at: datetime, limits: Limits, language: Language) -> Message:
    day = min(notice.made_on for notice in bundle.notices)
    title, lines = _title(bundle.notices, language), _lines(bundle.notices, language)
    left = limits.bytes - len(title.encode()) - 1
    body = "\n".join(lines)
    return Message(bundle.id, to, title, _cut(body, left, language) if limits.bytes else body, day, made_at)


def _fits(notices: Sequence[Notice], limits: Limits, language: Language) -> bool:
    text = "\n".join([_title(notices, language), *_lines(notices, language)])
    return len(text.encode()) <= limits.bytes


def _title(notices: Sequence[Notice], language: Language) -> str:
    if len(notices) == 1:
        return _cut(" ".join(str(getattr(notices[0].subject, language)).split()), _TITLE, language)
    return f"【督查】{len(notices)} 件" if language == "zh" else f"[Supervision] {len(notices)} notices"


def _lines(notices: Sequence[Notice], language: Language) -> list[str]:
    """The words of each; a name with line breaks in it makes no lines of its own."""
    texts = [" ".join(str(getattr(notice.text, language)).split()) for notice in notices]
    return texts if len(texts) == 1 else [f"{place}. {text}" for place, text in enumerate(texts, 1)]


def _cut(text: str, most: int, language: Language) -> str:
    if len(text.encode()) <= most:
        return text
    end = "……（全文见台账）" if language == "zh" else "… (the rest is in the ledger)"
    return text.encode()[: most - len(end.encode())].decode("utf-8", "ignore") + end


def _id(notices: Sequence[Notice], channel: str) -> str:
    keys = "\n".join([channel, *sorted(notice.key for notice in notices)])
    return hashlib.sha256(keys.encode()).hexdigest()[:20]
