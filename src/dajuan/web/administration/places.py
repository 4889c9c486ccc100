"""The pages of the administration, as they stand over each of them."""

from __future__ import annotations

from typing import NamedTuple

from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.words import Words


class Page(NamedTuple):
    view: str
    name: Words
    for_: tuple[Action, ...] = (Action.ADMINISTER, Action.AUDIT)


_OWN, _AUDIT = (Action.ADMINISTER,), (Action.AUDIT,)
PAGES = (
    Page("administration:home", Words("健康", "Health")),
    Page("administration:organisations", Words("单位", "Organisations"), _OWN),
    Page("administration:people", Words("人员", "People"), _OWN),
    Page("administration:rules", Words("规则", "Rules")),
    Page("administration:calendar", Words("工作日历", "Working days")),
    Page("administration:notices", Words("通知", "Notices")),
    Page("administration:checkpoints", Words("检查点", "Checkpoints")),
    Page("administration:backups", Words("备份", "Backups"), _OWN),
    Page("programmes:packs", Words("事项包", "Packs"), _OWN),
    Page("public:manage", Words("公开", "Publish"), (Action.PUBLISH,)),
    Page("administration:changes", Words("变更记录", "Changes")),
    Page("administration:sign-ins", Words("登录记录", "Sign-ins")),
    Page("administration:viewed", Words("谁看过什么", "Who saw what"), _AUDIT),
)


def pages_for(viewer: Viewer) -> list[Page]:
    return [page for page in PAGES if any(viewer.everywhere(action) for action in page.for_)]
