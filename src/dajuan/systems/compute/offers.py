"""算力资源: one resource on offer, as its pack's row and its centre's say. What is wrong with a row is told, never mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dajuan.programmes.pack import Name
from dajuan.subjects.row import Row
from dajuan.systems.compute.precision import Power, Precision

CENTRES, OFFERS = "compute-centres", "compute-offers"
WITHDRAWN = "withdrawn"
NORMAL_PUE = 1_500_000
"""Where a centre states none, in millionths: 1.5; ours, and said to be so where it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """``quantity`` cards or cores (``sold_by``) of one kind in one centre."""

    code: str
    name: str
    centre: str
    centre_name: str = ""
    sold_by: str = "card"
    quantity: int
    powers: Mapping[Precision, int] = field(default_factory=dict)
    """Of the whole offer at each precision it states, in GFLOPS or GOPS."""
    memory: int = 0
    """GB of each card or core; 0: not stated."""
    price: int
    """分 for an hour of one card or core."""
    watts: int = 0
    """Of one card or core."""
    pue: int = NORMAL_PUE
    """Of its centre, in millionths."""
    pue_stated: bool = False
    location: str = ""
    protection: int = 0
    valid_from: date = date.min
    valid_until: date = date.max
    model: str = ""
    engine: str = ""
    queue: str = ""

    def power_of_one(self, precision: Precision) -> Fraction:
        """GFLOPS or GOPS of one card or core; 0 where the offer does not state that precision."""
        return Fraction(self.powers.get(precision, 0), self.quantity)

    def watt_hours(self, quantity: int, hours: Fraction) -> int:
        """What so many would draw over so long, the centre's share (PUE) in."""
        return round(quantity * self.watts * hours * self.pue / 10**6)

    @property
    def totals(self) -> list[Power]:
        return [Power(one, self.powers[one]) for one in Precision if one in self.powers]


def offer_of(row: Row, centre: Row | None) -> Offer | list[Name]:
    """The offer of a row, or all that is wrong with it. One taken down is no offer, whatever else is said of it."""
    if row.stage == WITHDRAWN:
        return [Name("已经下架", "it was taken down")]
    troubles = _wrong(row, centre)
    return troubles if troubles or centre is None else as_said(row, centre)


def as_said(row: Row, centre: Row) -> Offer:
    """Of a row that was not looked at: one taken down has no powers, and was valid until then."""
    said, at = row.fields, centre.fields
    ended = row.stage_on if row.stage == WITHDRAWN else None
    return Offer(
        code=row.code,
        name=row.name,
        centre=centre.code,
        centre_name=centre.name,
        sold_by=str(said.get("sold-by", "card")),
        quantity=int(said["quantity"]),
        powers={one: int(said[one.value]) for one in Precision if int(said.get(one.value, 0))},
        memory=int(said.get("memory", 0)),
        price=int(said["price"]),
        watts=int(said.get("power-draw", 0)),
        pue=int(at.get("pue-stated", NORMAL_PUE)),
        pue_stated="pue-stated" in at,
        location=str(at.get("location", "")),
        protection=int(at.get("protection", 0)),
        valid_from=date.fromisoformat(str(said["valid-from"])),
        valid_until=ended or date.fromisoformat(str(said["valid-until"])),
        model=str(said.get("model", "")),
        engine=str(at.get("engine", "")),
        queue=str(said.get("queue", "")),
    )


def _wrong(row: Row, centre: Row | None) -> list[Name]:
    said, found = row.fields, list[Name]()
    if centre is None:
        found.append(Name(f"没有算力中心 {said.get('centre', '')}", f"there is no centre {said.get('centre', '')}"))
    elif centre.stage != "connected":
        found.append(Name(f"{centre.name}没有接入", f"{centre.name} is not connected"))
    if not any(int(said.get(one.value, 0)) for one in Precision):
        found.append(
            Name(
                "没有写明精度：FP64、FP32、FP16、INT8 至少填一项算力",
                "no precision stated: give its power at FP64, FP32, FP16 or INT8",
            )
        )
    if int(said.get("quantity", 0)) <= 0:
        found.append(Name("卡数或核数应大于零", "the number of cards or cores is above nought"))
    if int(said.get("price", 0)) < 0:
        found.append(Name(f"单价 {int(said['price']) / 100:.2f} 元是负数", "its price is below nought"))
    if str(said.get("valid-from", "")) > str(said.get("valid-until", "")):
        found.append(Name("起始日期晚于截止日期", "it is valid from a day after it ends"))
    if int(centre.fields.get("pue-stated", NORMAL_PUE)) < 10**6 if centre else False:
        found.append(Name("PUE 不可能小于 1", "a PUE is not below 1"))
    return found
