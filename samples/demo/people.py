"""``people.toml``: the tree of organisations, and everybody who wrote an entry or is to sign in, with their roles.

``[[organisations]]``  code, name, short, parent (a code; none of the root)
``[[people]]``         name, username, organisation (a code), title, grants (role and at: a code), enterprise (a credit
                       code, or empty), demo (offered at sign-in) and then about.zh and about.en

Whoever wrote entries stands in them as "organisation's name, space, person's name".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from samples.plan_year.people import reporter

HERE = Path(__file__).parent
ENTERPRISES = "enterprises"
_HEAD = "# 演示用的单位和人员，全是虚构。Made up for the demonstration: organisations, people, their roles.\n"
_SELF = (
    "企业：只看自己的登记、项目和办理情况，按期报数。",
    "Enterprise: sees its own registration, projects and cases, and nobody else's.",
)


@dataclass(frozen=True)
class Organisation:
    code: str
    name: str
    short: str
    parent: str


@dataclass(frozen=True)
class Person:
    name: str
    username: str
    organisation: Organisation
    title: str
    grants: tuple[tuple[str, str], ...] = ()
    """Role and the code of the organisation that it holds at."""
    enterprise: str = ""
    about: tuple[str, str] = ("", "")

    @property
    def actor(self) -> str:
        return f"{self.organisation.name} {self.name}"


def organisations() -> list[Organisation]:
    return [Organisation(*row) for row in _rows("organisations.tsv", 4)]


_REPORTS = "填报人"


def people(actors: Iterable[str]) -> list[Person]:
    """Those of ``people.tsv``, and of the others who wrote entries each as a reporter of their organisation.

    Raises :class:`KeyError` for an organisation that is not in the tree.
    """
    by_name = {one.name: one for one in organisations()}
    found: dict[str, Person] = {}
    for name, said, username, title, roles, at, zh, en in _rows("people.tsv", 8):
        who = reporter(name).split()[1] if said == "reporter" else said
        grants = tuple((role, at) for role in roles.split())
        person = Person(who, username, by_name[name], title, grants, about=(zh, en))
        found[person.actor] = person
    for actor in sorted(set(actors) - set(found)):
        name, _, who = actor.partition(" ")
        organisation = by_name[name]
        grants = (("see", organisation.code), ("report", organisation.code))
        many = sum(one.organisation == organisation and one.title == _REPORTS for one in found.values())
        username = f"{organisation.code}-reporter{f'-{many + 1}' if many else ''}"
        found[actor] = Person(who, username, organisation, _REPORTS, grants)
    return list(found.values())


def of_enterprises(firms: Sequence[tuple[str, str]]) -> tuple[list[Organisation], list[Person]]:
    """An organisation and an account for each enterprise: credit code and name. The first is offered at sign-in."""
    own = [Organisation(f"enterprise-{nth}", name, name, ENTERPRISES) for nth, (_, name) in enumerate(firms, 1)]
    accounts = [
        Person(surname, one.code, one, "联系人", (), code, _SELF if one is own[0] else ("", ""))
        for one, (code, _), surname in zip(own, firms, "许蒋", strict=False)
    ]
    return own, accounts


def toml(tree: Iterable[Organisation], everybody: Iterable[Person]) -> str:
    blocks = [_block("organisations", {"code": one.code, "name": one.name, "short": one.short, "parent": one.parent}) for one in tree]  # fmt: skip
    blocks += [_block("people", _said(one)) for one in everybody]
    return _HEAD + "\n".join(blocks)


def _said(one: Person) -> dict[str, object]:
    said: dict[str, object] = {
        "name": one.name, "username": one.username, "organisation": one.organisation.code, "title": one.title,
        "grants": one.grants, "enterprise": one.enterprise,
    }  # fmt: skip
    return said | ({"demo": True, "about": one.about} if one.about[0] else {})


def _block(table: str, said: Mapping[str, object]) -> str:
    return "\n".join([f"[[{table}]]", *(f"{key} = {_written(key, value)}" for key, value in said.items()), ""])


def _written(key: str, value: object) -> str:
    """JSON's strings and true are TOML's too."""
    if key == "grants":
        assert isinstance(value, tuple)
        return "[" + ", ".join(f'{{role = "{role}", at = "{at}"}}' for role, at in value) + "]"
    if key == "about":
        assert isinstance(value, tuple)
        return "{" + ", ".join(f"{language} = {json.dumps(words, ensure_ascii=False)}" for language, words in zip(("zh", "en"), value, strict=True)) + "}"  # fmt: skip
    return json.dumps(value, ensure_ascii=False)


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield (line.split("\t") + [""] * columns)[:columns]
