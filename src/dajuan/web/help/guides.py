"""``guides.toml``: what each role does first."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.words import Words


class Step(NamedTuple):
    words: Words
    view: str
    """The page where it is done."""


class Guide(NamedTuple):
    key: str
    name: Words
    about: Words
    action: Action | None
    """Who may do this is the reader meant; None: a guest."""
    guest: str
    """``enterprise`` or ``institution``; "": somebody of the zone."""
    steps: tuple[Step, ...]

    def is_for(self, viewer: Viewer) -> bool:
        """Whether it is of this viewer's work."""
        if self.action is None:
            return bool(viewer.enterprise if self.guest == "enterprise" else viewer.institution)
        return not viewer.is_guest and viewer.may(self.action)


@cache
def guides() -> tuple[Guide, ...]:
    text = Path(__file__).with_name("guides.toml").read_text(encoding="utf-8")
    return tuple(_guide(key, told) for key, told in tomllib.loads(text).items())


def guides_for(viewer: Viewer) -> list[Guide]:
    """Staff may read them all; a guest its own."""
    return [one for one in guides() if not viewer.is_guest or one.is_for(viewer)]


def _guide(key: str, told: dict[str, Any]) -> Guide:
    return Guide(
        key,
        Words(**told["name"]),
        Words(**told["about"]),
        Action(told["may"]) if "may" in told else None,
        told.get("guest", ""),
        tuple(Step(Words(one["zh"], one["en"]), one["view"]) for one in told["steps"]),
    )
