"""What a step asks for, as blanks of a form; and what was typed into them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.pack import Programme
from dajuan.systems.requests.steps import Step, Told
from dajuan.web.systems.files import files_in
from dajuan.web.words import Words, spoken

KINDS = {"papers": "企业材料", "answer": "答复材料", "handle": "办理材料"}
_LABELS = {
    "department": Words("承办单位", "Handling department"),
    "helpers": Words("协办单位（用顿号隔开）", "Helping departments (separated by 、)"),
    "grade": Words("等级", "Grade"),
    "note": Words("说明", "Words"),
    "evidence": Words("附件", "Files"),
    "days": Words("延长几个工作日", "Working days more"),
    "into": Words("并入哪一件（编号）", "Into which one (its code)"),
    "satisfaction": Words("满意度", "Satisfaction"),
    "by": Words("回访方式", "How"),
}
_CHOICES = {"grade": "grade", "satisfaction": "satisfaction", "by": "visited-by"}
_BLANK = {field: key for key, field in _CHOICES.items()}


class Blank(NamedTuple):
    key: str
    label: Words
    must: bool
    options: tuple[tuple[str, str], ...] = ()
    """Value and words."""
    typed: str = ""
    trouble: Words | None = None

    @property
    def long(self) -> bool:
        return self.key == "note"

    @property
    def file(self) -> bool:
        return self.key == "evidence"

    @property
    def organisation(self) -> bool:
        return self.key == "department"


class Ask(NamedTuple):
    """A step with its blanks."""

    step: Step
    blanks: tuple[Blank, ...]
    troubles: tuple[Words, ...] = ()

    @property
    def is_wrong(self) -> bool:
        return bool(self.troubles) or any(one.trouble for one in self.blanks)


def asks(steps: Iterable[Step], pack: Programme) -> list[Ask]:
    return [Ask(step, tuple(_blank(ask, step, pack) for ask in step.asks)) for step in steps]


def _blank(ask: str, step: Step, pack: Programme) -> Blank:
    key = ask.removesuffix("*")
    options: tuple[tuple[str, str], ...] = ()
    if key in _CHOICES:
        choices = pack.fields[_CHOICES[key]].choices
        options = tuple((one.key, one.name.said(spoken())) for one in choices if one.key != "own" or step.key == "rate")
    return Blank(key, _LABELS[key], ask.endswith("*"), options)


def told_in(request: HttpRequest, step: Step) -> Told:
    """Files are kept as they come. Raises :class:`RefusedError` where a number is none."""
    typed = request.POST
    days = typed.get("days", "").strip()
    if days and not days.isdecimal():
        raise RefusedError(
            [Trouble("value", f"延长几个工作日：不是数“{days}”", f"days: '{days}' is no number", field="days")]
        )
    return Told(
        note=typed.get("note", "").strip(), department=typed.get("department", "").strip(),
        helpers=typed.get("helpers", "").strip(), grade=typed.get("grade", ""), days=int(days[:6] or 0),
        into=typed.get("into", "").strip().upper(), satisfaction=typed.get("satisfaction", ""), by=typed.get("by", ""),
        evidence=files_in(request, KINDS.get(step.key, "材料")),
    )  # fmt: skip


def typed_in(request: HttpRequest) -> dict[str, str]:
    """What stands in each blank, without what is around it."""
    return {key: request.POST.get(key, "").strip() for key in request.POST}


def wrong(ask: Ask, request: HttpRequest, error: RefusedError) -> Ask:
    """As it was filled in, with what is wrong beside the blank that it is about."""
    told = [(_BLANK.get(one.field, one.field), Words(one.zh, one.en)) for one in error.troubles]
    beside = dict(reversed(told))
    blanks = tuple(one._replace(typed=request.POST.get(one.key, ""), trouble=beside.get(one.key)) for one in ask.blanks)
    keys = {one.key for one in blanks}
    return ask._replace(blanks=blanks, troubles=tuple(words for key, words in told if key not in keys))
