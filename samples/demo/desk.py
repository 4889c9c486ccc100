"""What lies on people's desks today: the last days of some targets, so that every inbox has something in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from samples.plan_year.agenda import Step
from samples.plan_year.people import REVIEWERS, reporter
from samples.plan_year.script import Stage, told

from dajuan.answers.plan import read_changes
from dajuan.answers.target import PROGRAMME, Target
from dajuan.ledger.entry import Draft, Value

DAYS = 4
"""Before today."""
WAITING, SENT_BACK, ASKED, DISPUTED = 6, 3, 2, 2
_REPORTABLE, _ASKABLE = frozenset({"accepted", "reviewed"}), frozenset({"accepted", "reported", "reviewed"})
_LATER = timedelta(days=60)
_BACK = ("附的照片看不出日期，请补盖章的材料", "和上月填的数对不上，请核对后重报", "没有附佐证材料")
_LONGER = ("前置手续比预计的慢，申请延期", "设备到货推迟，申请延期")
_OBJECTS = ("牵头单位应是上级主管部门，本单位只能配合", "没有专项经费，按现有力量年内完不成")


@dataclass(frozen=True)
class Desk:
    """The zone on the eve of its last days."""

    stage: Stage
    known: list[Target]
    until: datetime
    """Today's midnight: nothing is later."""
    squeezed: bool
    """All on the last evening, where the days before it are taken."""

    def steps(self) -> list[Step]:
        """Of targets that nothing else is decided of; each is taken once."""
        random = Random(f"{self.stage.seed} {self.until:%Y-%m-%d}")
        left = [one for one in self.known if self._free(one)]
        found: list[Step] = []
        for many, stages, play in (
            (DISPUTED, {"assigned"}, self._dispute),
            (ASKED, _ASKABLE, self._ask),
            (SENT_BACK, _REPORTABLE, self._send_back),
            (WAITING, _REPORTABLE, self._report),
        ):
            for nth, one in enumerate(_some(random, [one for one in left if one.stage in stages], many)):
                left.remove(one)
                found += play(one, nth)
        return found

    def _free(self, one: Target) -> bool:
        divided = any(part.part_of == one.code for part in self.known)
        decided = any(self.stage.decisions.one(one.code, what) for what in ("extend", "dispute"))
        return not divided and not decided and one.kind != "milestone" and not one.part_of

    def _dispute(self, one: Target, nth: int) -> Iterator[Step]:
        yield self._moved(2, one, "disputed", reporter(one.owner), _OBJECTS[nth])

    def _ask(self, one: Target, nth: int) -> Iterator[Step]:
        until = max(one.due, self.until.date()) + _LATER
        fields = read_changes(self.stage.ledger, {"asked-until": until.isoformat()})
        yield self._moved(2, one, "extension-asked", reporter(one.owner), _LONGER[nth], fields)

    def _send_back(self, one: Target, nth: int) -> Iterator[Step]:
        yield from self._told(3, one)
        yield self._moved(1, one, "sent-back", REVIEWERS[nth % 2], _BACK[nth])

    def _report(self, one: Target, nth: int) -> Iterator[Step]:
        yield from self._told(1 + nth % 2, one)

    def _told(self, days: int, one: Target) -> Iterator[Step]:
        when = self._when(days, 10)
        for step in told(self.stage, one, self.known, when.date(), papers=True):
            yield replace(step, moment=when)

    def _moved(
        self, days: int, one: Target, stage: str, actor: str, note: str, fields: dict[str, Value] | None = None
    ) -> Step:
        when = self._when(days, 15)
        draft = Draft(
            programme=PROGRAMME, subject=one.code, kind="moved", stage=stage, effective_on=when.date(),
            fields=fields or {}, note=note,
        )  # fmt: skip
        return Step(when, actor, draft)

    def _when(self, days: int, hour: int) -> datetime:
        if self.squeezed:
            return self.until - timedelta(hours=days, minutes=60 - 2 * hour)
        return self.until - timedelta(days=days) + timedelta(hours=hour)


def _some(random: Random, among: Sequence[Target], many: int) -> list[Target]:
    """So many, of different owners as far as there are any."""
    mixed = random.sample(among, len(among))
    first = {one.owner: one for one in reversed(mixed)}
    others = [one for one in mixed if one not in first.values()]
    return [*first.values(), *others][:many]
