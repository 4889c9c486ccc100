"""What a list's address asks for: stages, values of fields, words, order, columns. What cannot be read is told beside it.

``stage=building`` (several), ``q=words``, ``f.cause=funds`` (several; ``-``: nothing is known), ``f.homes.from=100``,
``f.homes.to=300亩``, ``stage_on.from=2026-01-01``, ``since.to=…``, ``mine=1``, ``sort=-homes``, ``show=homes`` (several).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from django.http import QueryDict

from dajuan.programmes.pack import Field, Programme, Value
from dajuan.programmes.values import ValueTrouble, read_value, show_value
from dajuan.programmes.values.dates import read_date
from dajuan.subjects.asked import ANY, BY_CODE, Filter, Order, Range
from dajuan.web.programmes.columns import CODE, Column, chosen
from dajuan.web.words import Words, spoken

RANGED = frozenset({"date", "month"})
PICKED = frozenset({"choice", "flag"})
EXACT = frozenset({"organisation", "credit-code", "reference"})
UNKNOWN = "-"
_NEITHER = Words("（空）", "(none)")


class Option(NamedTuple):
    value: str
    name: str
    chosen: bool


@dataclass(slots=True)
class Question:
    """One filter as the page shows it: ``options`` to pick from, or what was typed."""

    name: str
    label: str
    options: list[Option] = field(default_factory=list)
    typed: str = ""
    low: str = ""
    high: str = ""
    is_range: bool = False
    unit: str = ""
    trouble: Words | None = None
    organisations: bool = False

    @property
    def is_asked(self) -> bool:
        return bool(self.typed or self.low or self.high or any(one.chosen for one in self.options))

    @property
    def said(self) -> str:
        """What is asked, in short: for the chip that takes it away."""
        picked = "、".join(one.name for one in self.options if one.chosen)
        return picked or self.typed or f"{self.low or '…'} – {self.high or '…'}{self.unit}"

    @property
    def keys(self) -> tuple[str, ...]:
        return (f"{self.name}.from", f"{self.name}.to") if self.is_range else (self.name,)


@dataclass(slots=True)
class Asked:
    where: Filter
    order: Order
    sort: str
    text: str
    mine: bool
    columns: list[Column]
    questions: list[Question]

    @property
    def troubles(self) -> list[Question]:
        return [one for one in self.questions if one.trouble]


def asked(programme: Programme, address: QueryDict, *, verified: bool = False) -> Asked:
    """``verified``: only subjects that another person has verified to be in their stage."""
    questions: list[Question] = []
    stages = _stages(programme, address, questions)
    fields: dict[str, tuple[Value, ...] | Range | None] = {}
    for one in programme.fields.values():
        if not one.flow:
            _of_field(one, address, fields, questions)
    stage_on = _days("stage_on", Words("到达日期", "Reached on"), address, questions) if programme.stages else ANY
    since = _days("since", Words("建档日期", "Opened on"), address, questions)
    text = address.get("q", "").strip()[:100]
    columns = chosen(programme, address.getlist("show"))
    sort, order = _order(address.get("sort", ""), columns)
    where = Filter(
        stages=stages, verified=True if verified else None, fields=fields, stage_on=stage_on, since=since, text=text
    )
    return Asked(where, order, sort, text, bool(address.get("mine")), columns, questions)


def _stages(programme: Programme, address: QueryDict, questions: list[Question]) -> tuple[str, ...]:
    if not programme.stages:
        return ()
    wanted = {UNKNOWN if one == "" else one for one in address.getlist("stage")}
    names = {key: one.name.said(spoken()) for key, one in programme.stages.items()}
    names[UNKNOWN] = str(Words("尚无阶段", "No stage yet"))
    options = [Option(key, name, key in wanted) for key, name in names.items()]
    questions.append(Question("stage", str(Words("阶段", "Stage")), options))
    return tuple("" if one.value == UNKNOWN else one.value for one in options if one.chosen)


def _of_field(
    one: Field,
    address: QueryDict,
    fields: dict[str, tuple[Value, ...] | Range | None],
    questions: list[Question],
) -> None:
    label, name = one.name.said(spoken()), f"f.{one.key}"
    if one.type in PICKED:
        _picked(one, Question(name, label), address, fields, questions)
    elif one.type in RANGED or one.is_quantity:
        question = Question(name, label, is_range=True, unit=one.unit)
        between = _between(one, question, address)
        if between != ANY:
            fields[one.key] = between
        questions.append(question)
    elif one.type in EXACT:
        question = Question(name, label, typed=address.get(name, "").strip(), organisations=one.type == "organisation")
        value = _read(one, question.typed, question)
        if value is not None:
            fields[one.key] = (value,)
        questions.append(question)


def _picked(
    one: Field,
    question: Question,
    address: QueryDict,
    fields: dict[str, tuple[Value, ...] | Range | None],
    questions: list[Question],
) -> None:
    names: dict[str, Value] = {choice.key: choice.key for choice in one.choices} or {"yes": True, "no": False}
    wanted = set(address.getlist(question.name))
    question.options = [
        Option(key, show_value(one, value, spoken()), key in wanted and UNKNOWN not in wanted)
        for key, value in names.items()
    ]
    question.options.append(Option(UNKNOWN, str(_NEITHER), UNKNOWN in wanted))
    picked = tuple(names[option.value] for option in question.options if option.chosen and option.value in names)
    if UNKNOWN in wanted:
        fields[one.key] = None
    elif picked:
        fields[one.key] = picked
    questions.append(question)


def _between(one: Field, question: Question, address: QueryDict) -> Range:
    question.low = address.get(f"{question.name}.from", "").strip()
    question.high = address.get(f"{question.name}.to", "").strip()
    return Range(_read(one, question.low, question), _read(one, question.high, question))


def _read(one: Field, typed: str, question: Question) -> Value | None:
    if not typed:
        return None
    try:
        return read_value(one, typed)
    except ValueTrouble as trouble:
        question.trouble = Words(trouble.zh, trouble.en)
        return None


def _days(name: str, label: Words, address: QueryDict, questions: list[Question]) -> Range:
    question = Question(name, str(label), is_range=True)
    question.low, question.high = address.get(f"{name}.from", "").strip(), address.get(f"{name}.to", "").strip()
    ends: list[str | None] = []
    for typed in (question.low, question.high):
        try:
            ends.append(read_date(typed) if typed else None)
        except ValueTrouble as trouble:
            question.trouble = Words(trouble.zh, trouble.en)
            ends.append(None)
    questions.append(question)
    return Range(*ends)


def _order(sort: str, columns: list[Column]) -> tuple[str, Order]:
    key = sort.removeprefix("-")
    for column in columns:
        if column.key == key and column.order is not None:
            return sort, column.order._replace(descending=sort.startswith("-"))
    return CODE, BY_CODE
