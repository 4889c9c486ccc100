"""What can be done, one module a kind of thing, each a router; :func:`routers` has them in the order of the reference."""

from __future__ import annotations

from importlib import import_module

from ninja import Router

from dajuan.web.systems import register

_MODULES = (
    "zone", "programmes", "subjects", "entries", "evidence", "sheets", "figures", "saved_views", "board", "targets", "plan", "remarks", "documents",
    "findings", "answers", "jobs", "log", "people", "organisations", "publications", "rules", "keeping", "packs", "audit",
)  # fmt: skip


def routers() -> list[Router]:
    return [*(import_module(f"{__name__}.{name}").router for name in _MODULES), *register.routers()]
