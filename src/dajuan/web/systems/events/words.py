"""Words for cases of credit, and sums of money as pages say them."""

from __future__ import annotations

from collections.abc import Mapping

from dajuan.programmes.pack import Programme
from dajuan.systems.events.credit import Case
from dajuan.systems.events.doubts import Doubt
from dajuan.systems.events.events import Event
from dajuan.web.served import served
from dajuan.web.words import Words, words_of

CASES: Mapping[Case, Words] = {
    Case.CREDITED: Words("归这一场", "Credited to this one"),
    Case.HELPED: Words("助推，归别的一场", "Helped; another has it"),
    Case.UNSIGNED: Words("还没签约", "Not signed yet"),
    Case.BEFORE: Words("签约早于活动", "Signed before it"),
    Case.LATE: Words("签约太晚", "Signed too late"),
    Case.NOT_HELD: Words("活动没有办", "The event was not held"),
    Case.DEAD: Words("项目已终止", "The project was terminated"),
    Case.MISSING: Words("没有这个项目", "There is no such project"),
}


def wan(fen: int) -> str:
    """分 in 万元."""
    return f"{fen / 1_000_000:,.1f}".removesuffix(".0")


def field_of(doubt: Doubt) -> Words:
    """What the pack calls the field or the link that a doubt is about."""
    pack = served().programmes[doubt.programme]
    named = pack.fields.get(doubt.field) or pack.links[doubt.field]
    return words_of(named.name)


def stage_of(pack: Programme, one: Event) -> Words:
    stage = pack.stages.get(one.row.stage)
    return words_of(stage.name) if stage else Words("", "")


def kind_of(pack: Programme, one: Event) -> Words:
    return next((words_of(each.name) for each in pack.fields["kind"].choices if each.key == one.kind), Words("", ""))
