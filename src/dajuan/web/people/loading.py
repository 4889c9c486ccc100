"""People and organisations from one file (``people.toml``): all of it goes in, or nothing with what is wrong.

[[organisations]]  name, parent (the zone itself has none), credit_code (of an enterprise)
[[people]]         username, name, organisation, title, email, grants = [{role = "report", at = "规划建设局"}],
                   demo = true with about_zh and about_en for the one-click sign-in of a simulated zone
"""

from __future__ import annotations

import secrets
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.roles import roles
from dajuan.web.people.models import Grant, Organisation, Person

_OF_PERSON = {"username", "name", "organisation", "title", "email", "grants", "demo", "about_zh", "about_en"}
_OF_ORGANISATION = {"name", "parent", "credit_code"}


class Loaded(NamedTuple):
    organisations: int
    people: int
    passwords: dict[str, str]
    """Of people who are new and no part of a demo: username → the first password, shown once."""


def load_people(path: Path) -> Loaded:
    """Add and update; nobody who is not in the file is touched. Raises :class:`LedgerError` with every mistake."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LedgerError(f"{path} 读不懂：{error}", f"{path} cannot be read: {error}") from error
    organisations, people = table.get("organisations", []), table.get("people", [])
    if wrong := _mistakes(organisations, people):
        zh, en = "；".join(one[0] for one in wrong), "; ".join(one[1] for one in wrong)
        raise LedgerError(f"{path}：{zh}", f"{path}: {en}")
    with transaction.atomic():
        for row in organisations:
            _organisation(row)
        passwords = {row["username"]: made for row in people if (made := _person(row))}
    return Loaded(len(organisations), len(people), passwords)


def _mistakes(organisations: list[dict[str, Any]], people: list[dict[str, Any]]) -> list[tuple[str, str]]:
    known = {str(row.get("name", "")) for row in organisations} | set(
        Organisation.objects.values_list("name", flat=True)
    )
    wrong: list[tuple[str, str]] = []
    for place, row in enumerate(organisations, 1):
        zh, en = f"第 {place} 个单位", f"organisation {place}"
        wrong += _unknown(row, _OF_ORGANISATION, zh, en)
        if not row.get("name"):
            wrong.append((f"{zh}没有 name", f"{en} has no name"))
        if row.get("parent") and row["parent"] not in known:
            wrong.append((f"{zh}的上级“{row['parent']}”不在单位里", f"{en}: no organisation '{row['parent']}'"))
    for row in people:
        zh = en = str(row.get("username", "?"))
        wrong += _unknown(row, _OF_PERSON, zh, en)
        wrong += [
            (f"{zh} 缺 {key}", f"{en} lacks {key}") for key in ("username", "name", "organisation") if not row.get(key)
        ]
        places = [row.get("organisation"), *(grant.get("at") for grant in row.get("grants", []))]
        wrong += [
            (f"{zh} 的单位“{at}”不在单位里", f"{en}: no organisation '{at}'") for at in places if at and at not in known
        ]
        wrong += [
            (f"{zh} 的角色“{grant.get('role')}”不认得；有 {'、'.join(roles())}", f"{en}: no role '{grant.get('role')}'")
            for grant in row.get("grants", [])
            if grant.get("role") not in roles()
        ]
    return wrong


def _unknown(row: dict[str, Any], known: set[str], zh: str, en: str) -> list[tuple[str, str]]:
    return [
        (f"{zh}有不认得的 {key}（可用 {'、'.join(sorted(known))}）", f"{en} has an unknown {key}")
        for key in sorted(set(row) - known)
    ]


def _organisation(row: dict[str, Any]) -> None:
    parent = Organisation.objects.get_or_create(name=row["parent"])[0] if row.get("parent") else None
    Organisation.objects.update_or_create(
        name=row["name"], defaults={"parent": parent, "credit_code": row.get("credit_code", "")}
    )


def _person(row: dict[str, Any]) -> str:
    """Returns the first password of somebody new."""
    organisation = Organisation.objects.get(name=row["organisation"])
    fields = {
        "name": row["name"],
        "organisation": organisation,
        **{key: row.get(key, "") for key in ("title", "email", "about_zh", "about_en")},
        "demo": bool(row.get("demo", False)),
    }
    person = Person.objects.filter(username=row["username"]).first()
    made = ""
    if person is None:
        made = "" if fields["demo"] else secrets.token_urlsafe(9)
        person = Person.objects.create_user(row["username"], made or None, **fields)
    else:
        for key, value in fields.items():
            setattr(person, key, value)
        person.save()
    for grant in row.get("grants", []):
        Grant.objects.get_or_create(
            person=person, role=grant["role"], organisation=Organisation.objects.get(name=grant["at"])
        )
    return made
