"""People and organisations from one file (``people.toml``): all of it goes in, or nothing with what is wrong.

[[organisations]]  name; code (for use within the file), short, parent (by code or name; the zone itself has none)
[[people]]         username, name, organisation, title, email, grants = [{role = "report", at = "规划建设局"}],
                   enterprise (the credit code of an enterprise's own account),
                   demo = true with about = {zh, en} for the one-click sign-in of a simulated zone
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tomlkit
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from dajuan.ledger.trouble import LedgerError
from dajuan.web.access.roles import roles
from dajuan.web.people.changes import note_change
from dajuan.web.people.enrolment import NO_ROLES, same_name
from dajuan.web.people.models import Grant, Organisation, Person, handed_out_password

_OF_PERSON = {"username", "name", "organisation", "title", "email", "grants", "enterprise", "demo", "about"}
_OF_ORGANISATION = {"code", "name", "short", "parent"}
_MOST = 2 << 20
"""Bytes of a file that somebody sends."""
Row = Mapping[str, Any]
Mistake = tuple[str, str]


class Loaded(NamedTuple):
    organisations: int
    people: int
    passwords: dict[str, str]
    """Of people who are new and no part of a demo: username → the first password, shown once."""


def load_people(path: Path) -> Loaded:
    """Add and update; nobody who is not in the file is touched. Raises :class:`LedgerError` with every mistake."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LedgerError(f"{path} 读不懂：{error}", f"{path} cannot be read: {error}") from error
    return _load(data, str(path))


def load_sent(file: UploadedFile[bytes] | None, *, by: Person) -> Loaded:
    """The same of a file that somebody sends, and it is kept that they did."""
    if file is None or (file.size or 0) > _MOST:
        raise LedgerError("没有选文件，或超过 2 MB", "no file was chosen, or it is over 2 MB")
    said = str(file.name)
    with transaction.atomic():
        loaded = _load(file.read(), said)
        note_change("people-loaded", said[:160], by=by, after={"people": loaded.people})
    return loaded


def _load(data: bytes, said: str) -> Loaded:
    """``said``: how the mistakes call the file."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LedgerError(f"{said} 读不懂：{error}", f"{said} cannot be read: {error}") from error
    organisations, people = table.get("organisations", []), table.get("people", [])
    if not all(
        isinstance(some, list) and all(isinstance(one, dict) for one in some) for some in (organisations, people)
    ):
        zh, en = "organisations 和 people 各是一串 [[…]]", "organisations and people are lists of [[…]]"
        raise LedgerError(f"{said}：{zh}", f"{said}: {en}")
    names = _names(organisations)
    if wrong := [*_of_organisations(organisations, names), *_of_people(people, names)]:
        zh, en = "；".join(one[0] for one in wrong), "; ".join(one[1] for one in wrong)
        raise LedgerError(f"{said}：{zh}", f"{said}: {en}")
    with transaction.atomic():
        for row in organisations:
            _organisation(row, names)
        passwords = {row["username"]: made for row in people if (made := _person(row, names))}
    return Loaded(len(organisations), len(people), passwords)


def _names(organisations: Sequence[Row]) -> dict[str, str]:
    """How an organisation may be called → its name: by name, by its code in the file, those that are there already."""
    names = {name: name for name in Organisation.objects.values_list("name", flat=True)}
    for row in organisations:
        name = str(row.get("name", ""))
        names |= {name: name} | ({str(row["code"]): name} if row.get("code") else {})
    return names


def _of_organisations(organisations: Sequence[Row], names: Mapping[str, str]) -> list[Mistake]:
    wrong: list[Mistake] = []
    for place, row in enumerate(organisations, 1):
        zh, en = f"第 {place} 个单位", f"organisation {place}"
        wrong += _unknown(row, _OF_ORGANISATION, zh, en)
        if not row.get("name"):
            wrong.append((f"{zh}没有 name", f"{en} has no name"))
        if row.get("parent") and row["parent"] not in names:
            wrong.append((f"{zh}的上级“{row['parent']}”不在单位里", f"{en}: no organisation '{row['parent']}'"))
    return wrong


def _of_people(people: Sequence[Row], names: Mapping[str, str]) -> list[Mistake]:
    wrong: list[Mistake] = []
    known, actors = (set(Person.objects.values_list(key, flat=True)) for key in ("username", "actor"))
    for row in people:
        who = str(row.get("username", "?"))
        wrong += _unknown(row, _OF_PERSON, who, who)
        if row.get("enterprise") and row.get("grants"):
            wrong.append((f"{who}：{NO_ROLES.zh}", f"{who}: {NO_ROLES.en}"))
        if who not in known:  # Whoever is known keeps their actor, whatever they are called by now.
            actor = f"{names.get(row.get('organisation', ''), '')} {row.get('name', '')}"
            if actor in actors:
                zh, en = same_name(actor, str(row.get("name")))
                wrong.append((f"{who}：{zh}", f"{who}: {en}"))
            known.add(who)
            actors.add(actor)
        wrong += [
            (f"{who} 缺 {key}", f"{who} lacks {key}")
            for key in ("username", "name", "organisation")
            if not row.get(key)
        ]
        for at in (row.get("organisation"), *(grant.get("at") for grant in row.get("grants", ()))):
            if at and at not in names:
                wrong.append((f"{who} 的单位“{at}”不在单位里", f"{who}: no organisation '{at}'"))
        for grant in row.get("grants", ()):
            if grant.get("role") not in roles():
                there = "、".join(roles())
                wrong.append(
                    (f"{who} 的角色“{grant.get('role')}”不认得；有 {there}", f"{who}: no role '{grant.get('role')}'")
                )
    return wrong


def _unknown(row: Row, known: set[str], zh: str, en: str) -> list[Mistake]:
    return [
        (f"{zh}有不认得的 {key}（可用 {'、'.join(sorted(known))}）", f"{en} has an unknown {key}")
        for key in sorted(set(row) - known)
    ]


def _organisation(row: Row, names: Mapping[str, str]) -> None:
    parent = Organisation.objects.get_or_create(name=names[row["parent"]])[0] if row.get("parent") else None
    Organisation.objects.update_or_create(name=row["name"], defaults={"parent": parent, "short": row.get("short", "")})


def _person(row: Row, names: Mapping[str, str]) -> str:
    """Returns the first password of somebody new."""
    about = row.get("about", {})
    fields = {
        "name": row["name"],
        "organisation": Organisation.objects.get(name=names[row["organisation"]]),
        "title": row.get("title", ""),
        "email": row.get("email", ""),
        "enterprise": row.get("enterprise", ""),
        "demo": bool(row.get("demo", False)),
        "about_zh": about.get("zh", ""),
        "about_en": about.get("en", ""),
    }
    made = ""
    person = Person.objects.filter(username=row["username"]).first()
    if person is None:
        made = "" if fields["demo"] else handed_out_password()
        person = Person.objects.create_user(
            row["username"], made or None, handed_out_at=timezone.now() if made else None, **fields
        )
    else:
        for key, value in fields.items():
            setattr(person, key, value)
        person.save()
    for grant in row.get("grants", ()):
        at = Organisation.objects.get(name=names[grant["at"]])
        Grant.objects.get_or_create(person=person, role=grant["role"], organisation=at)
    return made


def people_as_toml() -> str:
    """Everybody, as :func:`load_people` reads it; passwords are not in it."""
    document = tomlkit.document()
    organisations, people = tomlkit.aot(), tomlkit.aot()
    for one in Organisation.objects.select_related("parent").order_by("parent_id", "name"):
        organisations.append(_table(name=one.name, short=one.short, parent=one.parent.name if one.parent else ""))
    for person in Person.objects.select_related("organisation").prefetch_related("grants__organisation"):
        row = _table(
            username=person.username,
            name=person.name,
            organisation=person.organisation.name,
            title=person.title,
            email=person.email,
            enterprise=person.enterprise,
        )
        held = [{"role": grant.role, "at": grant.organisation.name} for grant in person.grants.all()]
        if held:
            row["grants"] = held
        people.append(row)
    document["organisations"], document["people"] = organisations, people
    return tomlkit.dumps(document)


def _table(**values: str) -> Any:
    table = tomlkit.table()
    for key, value in values.items():
        if value:
            table[key] = value
    return table
