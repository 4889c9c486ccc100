"""Which systems this installation has, and where each shows a subject."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from django.urls import reverse
from ninja import Router

from dajuan.web.words import Words

_HERE = Path(__file__).parent


class Group(NamedTuple):
    """Systems that one page lists."""

    key: str
    """Its file here."""
    name: Words


ENTERPRISES = Group("enterprises", Words("产业与企业", "Industry and firms"))
TERRITORY = Group("territory", Words("土地与城市", "Land and city"))


class System(NamedTuple):
    key: str
    """Its folder, its app."""
    group: Group
    name: Words
    about: Words
    home: str
    subjects: Mapping[str, str]
    """Programme → the view that shows one of its subjects; takes the subject's code."""


class Seen(NamedTuple):
    """A subject's page in a system."""

    name: Words
    address: str


@cache
def systems() -> tuple[System, ...]:
    """Those listed whose folder is there, group by group."""
    return (*_listed(ENTERPRISES), *_listed(TERRITORY))


def systems_of(group: Group) -> tuple[System, ...]:
    return tuple(one for one in systems() if one.group == group)


def _listed(group: Group) -> tuple[System, ...]:
    listed = tomllib.loads((_HERE / f"{group.key}.toml").read_text(encoding="utf-8"))
    return tuple(
        System(
            key,
            group,
            Words(one["zh"], one["en"]),
            Words(one["about_zh"], one["about_en"]),
            one["home"],
            one.get("subjects", {}),
        )
        for key, one in listed.items()
        if find_spec(f"{__package__}.{key}")
    )


def places_of(programme: str, code: str) -> list[Seen]:
    """Where else a subject is shown."""
    return [
        Seen(one.name, reverse(one.subjects[programme], args=[code])) for one in systems() if programme in one.subjects
    ]


def routers() -> list[Router]:
    """The API of every system that has one."""
    modules = [f"{__package__}.{one.key}.operations" for one in systems()]
    return [import_module(name).router for name in modules if find_spec(name)]
