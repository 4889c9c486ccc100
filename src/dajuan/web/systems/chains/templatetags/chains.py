"""Looking things up in templates: a field whose key has a hyphen, the name of a node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from dajuan.web.systems.chains.shown import name_of

register = template.Library()
register.filter(name_of)


@register.filter
def get(values: Mapping[str, Any], key: str) -> Any:
    return values.get(key, "")
