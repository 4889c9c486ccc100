"""A rule: its code, name, severity, manual and function; and the registry, which is the folders themselves."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from dajuan.checks.finding import Finding, Severity
from dajuan.claims.claim import Reading

FAMILIES = ("reading", "quantities", "counts", "arithmetic", "consistency", "time", "targets", "follow_up", "wording")
"""Folders of this package, in the order of their codes: RD QU CT AR CO TM TG FU WD."""

Check = Callable[[Reading], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check. A rule's module defines ``CODE``, ``NAME``, ``SEVERITY``, ``ZH`` and ``EN`` (one-line summaries),
    optionally ``DEFAULT = False`` (off unless selected), and ``check(reading)``; its docstring is the manual."""

    code: str
    name: str
    severity: Severity
    zh: str
    en: str
    default: bool
    manual: str
    check: Check


def rule_of(module: ModuleType) -> Rule:
    return Rule(
        code=module.CODE,
        name=module.NAME,
        severity=module.SEVERITY,
        zh=module.ZH,
        en=module.EN,
        default=getattr(module, "DEFAULT", True),
        manual=module.__doc__ or "",
        check=module.check,
    )


@cache
def rules() -> dict[str, Rule]:
    """Every rule by code, in code order. A rule exists because its file stands in a family's folder."""
    found = []
    for family in FAMILIES:
        package = importlib.import_module(f"dajuan.checks.{family}")
        for module in pkgutil.iter_modules(package.__path__):
            if not module.name.startswith("_"):
                found.append(rule_of(importlib.import_module(f"dajuan.checks.{family}.{module.name}")))
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}
