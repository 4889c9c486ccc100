"""The pages in the side navigation, in order, and who sees each."""

from __future__ import annotations

from typing import NamedTuple

from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.systems.register import ENTERPRISES, TERRITORY, Group, systems_of
from dajuan.web.words import Words


class Place(NamedTuple):
    view: str
    name: Words
    action: Action = Action.SEE
    enterprises: bool = False
    institutions: bool = False
    also: Action | None = None
    """Another action that opens it."""
    everywhere: bool = False
    """For those only who may do it in the whole zone."""
    holds: tuple[str, ...] = ()
    """Pages that are reached from it: app names, or single views, which go before the app's."""
    waiting: int = 0
    """How many things wait there for this viewer."""


def _systems(view: str, group: Group) -> Place:
    return Place(view, group.name, holds=tuple(one.key for one in systems_of(group)))


PLACES = (
    Place("board:board", Words("督查看板", "Board"), holds=("board",)),
    Place("targets:inbox", Words("我的待办", "Inbox"), holds=("targets:report",)),
    Place("targets:list", Words("目标任务", "Targets"), holds=("targets", "records:target_lineage")),
    Place("programmes:list", Words("事项台账", "Programmes"), holds=("programmes", "records")),
    _systems("systems:home", ENTERPRISES),
    _systems("systems:territory", TERRITORY),
    Place("figures:catalogue", Words("指标数据", "Figures"), holds=("figures", "records:lineage")),
    Place("reader:documents", Words("报告阅读", "Reader"), holds=("reader",)),
    Place("sheets:list", Words("答卷", "Answer sheets"), everywhere=True, holds=("sheets",)),
    Place("records:mine", Words("我的企业", "My enterprise"), enterprises=True, holds=("records",)),
    Place("requests:mine", Words("我的诉求", "My requests"), enterprises=True, holds=("requests",)),
    Place("financing:home", Words("融资对接", "Financing"), enterprises=True, institutions=True, holds=("financing",)),
    Place(
        "administration:home",
        Words("系统管理", "Administration"),
        Action.ADMINISTER,
        also=Action.AUDIT,
        holds=("administration",),
    ),
)


def places_for(viewer: Viewer) -> list[Place]:
    if viewer.enterprise:
        return [place for place in PLACES if place.enterprises]
    if viewer.institution:
        return [place for place in PLACES if place.institutions and _may(viewer, place)]
    return [place for place in PLACES if not place.enterprises and _may(viewer, place)]


def _may(viewer: Viewer, place: Place) -> bool:
    if place.everywhere:
        return viewer.everywhere(place.action)
    return viewer.may(place.action) or (place.also is not None and viewer.may(place.also))


def place_of(view: str, places: list[Place]) -> str:
    """The place that a page belongs to: itself, the one that names it, else the one that holds its app."""
    for asked in (view, view.partition(":")[0]):
        for place in places:
            if asked == place.view or asked in place.holds:
                return place.view
    return ""
