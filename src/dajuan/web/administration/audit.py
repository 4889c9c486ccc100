"""谁看过什么: noted where evidence, exports and backups are handed out; read by who audits."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from dajuan.web.administration.models import Viewed
from dajuan.web.people.address import client_address
from dajuan.web.people.models import Person
from dajuan.web.words import Words

T = TypeVar("T", bound=Model)
WHAT = {
    "evidence": Words("打开佐证", "evidence opened"),
    "export": Words("导出", "export"),
    "backup": Words("下载备份", "backup downloaded"),
    "people": Words("导出人员", "people exported"),
    "document": Words("下载文件", "document downloaded"),
    "contact": Words("看联系人", "contact shown"),
    "identity": Words("看人才身份", "identity shown"),
    "identity-erased": Words("删人才身份", "identity erased"),
    "dossier": Words("看企业档案", "dossier shown"),
}


def note(request: HttpRequest, what: str, key: str) -> None:
    """Say that this was handed out to who is signed in. Call it before the bytes are sent."""
    if what not in WHAT:
        raise KeyError(what)
    person = request.user
    by = person.actor if isinstance(person, Person) else str(request.viewer.actor)  # type: ignore[attr-defined]
    Viewed.objects.create(by=by, what=what, key=key[:200], address=client_address(request) or None)


def newest(rows: QuerySet[T], *, before: int | None, most: int) -> tuple[list[T], int | None]:
    """The newest rows of a table that only grows, or those before the one with this key; and the key of the last of them
    where there are more. Walked along the key: no table is counted or read whole."""
    found = list((rows if before is None else rows.filter(pk__lt=before)).order_by("-pk")[: most + 1])
    return found[:most], found[most - 1].pk if len(found) > most else None
