"""Looking things up in templates: a field whose key has a hyphen, the name of a node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from dajuan.systems.chains.chain import Node

register = template.Library()


@register.filter
def get(values: Mapping[str, Any], key: str) -> Any:
    return values.get(key, "")


@register.filter
def name_of(nodes: Mapping[str, Node], code: str) -> str:
    """Of a node elsewhere its code."""
    return nodes[code].name if code in nodes else code
