"""算力需求: how much of what, by when, where and for how much at most; read from what was typed or from a job's row.

``amount`` is written with its unit, which says what is meant: 16卡, 64核, 3P or 3PFLOPS (at the stated precision),
200TOPS (INT8). A bare number, 卡时 (work, not an amount), a P without precision are asked about, not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from dajuan.ledger.entry import Value
from dajuan.ledger.trouble import Trouble
from dajuan.programmes.pack import Field, Name, Programme
from dajuan.programmes.units import unit_of
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.programmes.values.numbers import written_number
from dajuan.systems.compute.offers import Offer
from dajuan.systems.compute.places import PLACES
from dajuan.systems.compute.precision import Power, Precision

JOBS = "compute-jobs"
AMOUNTS = ("cards", "cores", "flops", "ops")
"""The fields of which a job has exactly one."""
TYPED = (
    "name", "enterprise", "precision", "memory", "hours", "latest-finish", "location", "protection", "budget",
    "objective", "command", "steward",
)  # fmt: skip
"""The pack's fields that a need is made of, the amount aside; the others are of what becomes of it."""
_WORK = frozenset({"卡时", "核时", "机时", "卡·时", "卡小时", "核小时"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    code: str
    precision: Precision
    cards: int = 0
    cores: int = 0
    power: Power | None = None
    memory: int = 0
    """GB of each card or core at least."""
    hours: Fraction
    latest_finish: date
    """By the end of that day."""
    location: str = "country"
    protection: int = 0
    budget: int
    """分 at most."""
    name: str = ""

    def quantity(self, offer: Offer) -> int:
        """Cards or cores of this offer that it would take; 0: it is sold by something else, or lacks the precision."""
        if self.power is not None:
            each = offer.power_of_one(self.power.precision)
            return ceil(self.power.giga / each) if each else 0
        return self.cards if offer.sold_by == "card" else self.cores

    def told(self) -> Name:
        if self.power is not None:
            return Name(self.power.told(), self.power.told())
        if self.cards:
            return Name(f"{self.cards} 卡（{self.precision.name}）", f"{self.cards} cards ({self.precision.name})")
        return Name(f"{self.cores} 核（{self.precision.name}）", f"{self.cores} cores ({self.precision.name})")


def read_amount(text: str, precision: Precision | None) -> tuple[str, int] | Trouble:
    """The field that an amount belongs to, and its value there."""
    cell = text.strip()
    if not cell:
        return _amiss("没有写要多少，如 16卡、64核、3P", "it does not say how much, such as 16卡, 64核 or 3P")
    if any(cell.endswith(word) for word in _WORK):
        return _amiss(
            f"“{cell}”是用量（卡数乘小时），不是要多少：卡数写在这里，小时写在“预计时长”",
            f"“{cell}” is work done, cards times hours: write the cards here and the hours under hours",
        )
    try:
        written = written_number(cell, units=("卡", "核", "张", "张卡", "个核"))
    except ValueTrouble as trouble:
        return _amiss(trouble.zh, trouble.en)
    if written.amount <= 0:
        return _amiss(f"“{cell}”：要大于零", f"“{cell}”: more than nought is needed")
    if written.unit in {"卡", "张", "张卡", "核", "个核"}:
        if written.amount % 1:
            return _amiss(f"“{cell}”：要整数", f"“{cell}”: a whole number is needed")
        return ("cores" if "核" in written.unit else "cards"), int(written.amount)
    if not written.unit:
        return _amiss(
            f"“{cell}”没有单位：{cell}卡、{cell}核还是 {cell}P",
            f"“{cell}” has no unit: is it {cell}卡, {cell}核 or {cell}P?",
        )
    return _power(cell, Fraction(written.amount), written.unit, precision)


def _power(cell: str, amount: Fraction, word: str, precision: Precision | None) -> tuple[str, int] | Trouble:
    unit = unit_of(word)
    if unit is None or unit.dimension != "computing":
        return _amiss(
            f"“{cell}”的单位不是算力，也不是卡或核；如 16卡、64核、3P、200TOPS",
            f"“{cell}” is in no unit of computing; such as 16卡, 64核, 3P or 200TOPS",
        )
    if precision is None:
        return _amiss(
            f"“{cell}”没有写明精度：FP64 和 FP16 的 P 差几十倍，不能比",
            f"“{cell}” states no precision: a P of FP64 and one of FP16 are dozens of times apart",
        )
    integer = unit.base == "ops"
    if integer != (precision is Precision.INT8):
        right = "TOPS" if precision is Precision.INT8 else "P 或 PFLOPS"
        return _amiss(
            f"“{cell}”：{precision.name} 的算力用 {right}，{word} 数的是{'整数' if integer else '浮点'}运算",
            f"“{cell}”: at {precision.name} write {right.replace('或', 'or')}; {word} counts"
            f" {'integer' if integer else 'floating-point'} operations",
        )
    giga = round(amount * unit.factor / 10**9)
    if not giga:
        return _amiss(f"“{cell}”：不到 1 GFLOPS 或 GOPS", f"“{cell}”: it is less than 1 GFLOPS or GOPS")
    return ("ops" if integer else "flops"), giga


def _amiss(zh: str, en: str) -> Trouble:
    return Trouble("amount", zh, en, field="amount")


def read_need(typed: Mapping[str, str], pack: Programme) -> tuple[dict[str, Value], list[Trouble]]:
    """What was typed, ``amount`` and the pack's fields → the job's fields, and all that is wrong."""
    fields: dict[str, Value] = {}
    troubles: list[Trouble] = []
    for key in TYPED:
        one, raw = pack.fields.get(key), typed.get(key, "")
        if one is not None and raw.strip():
            _take(one, raw, fields, troubles)
    if "precision" not in fields and not any(one.field == "precision" for one in troubles):
        troubles.append(
            Trouble(
                "precision",
                "没有写明精度：选 FP64、FP32、FP16 或 INT8",
                "no precision stated: choose FP64, FP32, FP16 or INT8",
                field="precision",
            )
        )
    said = fields.get("precision")
    amount = read_amount(typed.get("amount", ""), Precision(str(said)) if said else None)
    if isinstance(amount, Trouble):
        # That the precision is missing has been said beside its own blank.
        troubles.append(amount)
    else:
        fields[amount[0]] = amount[1]
    known = {one.field for one in troubles}
    for key, one in pack.fields.items():
        if one.required and key not in fields and key not in known:
            troubles.append(Trouble("required", f"缺{one.name.zh}", f"{one.name.said('en')} is missing", field=key))
    return fields, troubles + _unlikely(fields)


def _take(one: Field, raw: str, fields: dict[str, Value], troubles: list[Trouble]) -> None:
    try:
        fields[one.key] = read_value(one, raw)
    except ValueTrouble as trouble:
        troubles.append(
            Trouble("value", f"{one.name.zh}：{trouble.zh}", f"{one.name.said('en')}: {trouble.en}", field=one.key)
        )


def _unlikely(fields: Mapping[str, Value]) -> list[Trouble]:
    found = []
    if "budget" in fields and int(fields["budget"]) < 0:
        found.append(Trouble("budget", "预算不能是负数", "a budget is not below nought", field="budget"))
    if "hours" in fields and int(fields["hours"]) <= 0:
        found.append(Trouble("hours", "预计时长要大于零", "the hours are above nought", field="hours"))
    return found


def need_of(code: str, fields: Mapping[str, Value]) -> Need:
    """Of a job's fields that were read; raises ``KeyError`` or ``ValueError`` where they were not."""
    precision = Precision(str(fields["precision"]))
    power = next((Power(precision, int(fields[key])) for key in ("flops", "ops") if int(fields.get(key, 0))), None)
    need = Need(
        code=code,
        precision=precision,
        cards=int(fields.get("cards", 0)),
        cores=int(fields.get("cores", 0)),
        power=power,
        memory=int(fields.get("memory", 0)),
        hours=Fraction(int(fields["hours"]), 1000),
        latest_finish=date.fromisoformat(str(fields["latest-finish"])),
        location=str(fields["location"]),
        protection=int(fields.get("protection", 0)),
        budget=int(fields["budget"]),
        name=str(fields.get("name", "")),
    )
    if sum(map(bool, (need.cards, need.cores, need.power))) != 1 or need.location not in PLACES:
        raise ValueError(code)
    return need
