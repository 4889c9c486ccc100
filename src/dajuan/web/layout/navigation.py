"""The pages in the side navigation, in order, and who sees each."""

from __future__ import annotations

from typing import NamedTuple

from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.words import Words


class Place(NamedTuple):
    view: str
    name: Words
    action: Action = Action.SEE
    enterprises: bool = False
    also: Action | None = None
    """Another action that opens it."""
    waiting: int = 0
    """How many things wait there for this viewer."""


PLACES = (
    Place("board:board", Words("督查看板", "Board")),
    Place("targets:inbox", Words("我的待办", "Inbox")),
    Place("targets:list", Words("目标任务", "Targets")),
    Place("programmes:list", Words("事项台账", "Programmes")),
    Place("figures:catalogue", Words("指标数据", "Figures")),
    Place("reader:documents", Words("报告阅读", "Reader")),
    Place("sheets:list", Words("答卷", "Answer sheets")),
    Place("records:mine", Words("我的企业", "My enterprise"), Action.SEE, True),
    Place("administration:home", Words("系统管理", "Administration"), Action.ADMINISTER, also=Action.AUDIT),
)


def places_for(viewer: Viewer) -> list[Place]:
    if viewer.enterprise:
        return [place for place in PLACES if place.enterprises]
    return [
        place
        for place in PLACES
        if not place.enterprises and (viewer.may(place.action) or (place.also is not None and viewer.may(place.also)))
    ]
