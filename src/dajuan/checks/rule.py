"""A rule: its code, name, severity, manual and function; and the registry, which is the folders themselves."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from dajuan.checks.finding import Finding, Severity

FAMILIES = (
    "reading", "quantities", "counts", "arithmetic", "consistency", "time", "targets", "follow_up", "wording", "ledger",
)  # fmt: skip
"""Folders of this package, in the order of their codes: RD QU CT AR CO TM TG FU WD LG."""

Check = Callable[..., Iterable[Finding]]
"""``check(reading)``, with ``**options`` for a rule that has OPTIONS; ``check(reading, coverage)`` for one that needs a
backing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One check. A rule's module defines ``CODE``, ``NAME``, ``SEVERITY``, ``ZH`` and ``EN`` (one-line summaries),
    optionally ``DEFAULT = False`` (off unless selected) and ``OPTIONS`` (keyword arguments of ``check``, hyphens for
    underscores, with their defaults, which ``[tool.dajuan.rules.CODE]`` may set), ``NEEDS_BACKING = True`` (runs only
    where a ledger's figures are handed in), and ``check(reading)``; its docstring is the manual."""

    code: str
    name: str
    severity: Severity
    zh: str
    en: str
    default: bool
    manual: str
    check: Check
    options: Mapping[str, Any]
    needs_backing: bool = False


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
        options=getattr(module, "OPTIONS", {}),
        needs_backing=getattr(module, "NEEDS_BACKING", False),
    )


@cache
def rules() -> dict[str, Rule]:
    """Every rule by code, in code order. A rule exists because its file stands in a family's folder."""
    found = []
    for family in FAMILIES:
        package = importlib.import_module(f"dajuan.checks.{family}")
        for module in pkgutil.iter_modules(package.__path__):
            if module.name.startswith("_"):
                continue
            found.append(rule_of(importlib.import_module(f"dajuan.checks.{family}.{module.name}")))
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}


def matching(selectors: Iterable[str], codes: Iterable[str]) -> set[str]:
    """The codes that a selector names: a code (``QU101``), a beginning of codes (``QU``, ``CT2``), or ``ALL``."""
    wanted = {selector.strip().upper() for selector in selectors}
    return {code for code in codes if any(one == "ALL" or code.startswith(one) for one in wanted if one)}
