"""What is kept of every change of people, organisations and grants, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dajuan.web.people.models import Change, Person
from dajuan.web.words import Words

WHAT = {
    "organisation-added": Words("新增单位", "organisation added"),
    "organisation-renamed": Words("单位改名", "organisation renamed"),
    "organisation-moved": Words("单位调整上级", "organisation moved"),
    "organisation-closed": Words("停用单位", "organisation closed"),
    "organisation-opened": Words("恢复单位", "organisation opened again"),
    "person-added": Words("新增人员", "person added"),
    "person-changed": Words("修改人员", "person changed"),
    "person-deactivated": Words("停用人员", "person deactivated"),
    "person-activated": Words("恢复人员", "person activated again"),
    "password-reset": Words("重设密码", "password reset"),
    "password-changed": Words("本人改密码", "own password changed"),
    "second-factor-on": Words("启用动态码", "second factor set up"),
    "second-factor-off": Words("停用动态码", "second factor taken off"),
    "recovery-codes": Words("换恢复码", "recovery codes renewed"),
    "signed-out": Words("全部退出", "signed out everywhere"),
    "role-given": Words("授予角色", "role given"),
    "role-taken": Words("收回角色", "role taken back"),
    "people-loaded": Words("装入人员", "people loaded"),
    "rule-chosen": Words("选定规则", "rule chosen"),
    "pack-saved": Words("保存事项包", "pack saved"),
    "pack-on": Words("启用事项包", "pack switched on"),
    "pseudonym-key-new": Words("换假名密钥", "pseudonym key renewed"),
    "pseudonym-key-lost": Words("认定假名密钥丢失", "pseudonym key given up"),
    "pack-off": Words("停用事项包", "pack switched off"),
}


def note_change(
    what: str,
    name: str,
    *,
    by: Person | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """``before`` and ``after`` hold what differs only; never a password."""
    if what not in WHAT:
        raise KeyError(what)
    Change.objects.create(
        by=by.actor if by else "", what=what, name=name, before=dict(before or {}), after=dict(after or {})
    )
