"""接口目录 services: the operations of the API, as its OpenAPI document has them, by what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dajuan.standards.words import Words

GENERAL = "general"
"""Operations that serve every programme alike."""


class Operation(NamedTuple):
    key: str
    method: str
    path: str
    name: Words


class Served(NamedTuple):
    """What a system's operations are about."""

    name: Words
    programmes: tuple[str, ...]


class Service(NamedTuple):
    key: str
    name: Words
    operations: tuple[Operation, ...]
    programmes: tuple[str, ...]

    @property
    def path(self) -> str:
        """What all of its operations begin with."""
        first, *others = ([part for part in one.path.split("/") if part] for one in self.operations)
        same = [part for at, part in enumerate(first) if all(other[at : at + 1] == [part] for other in others)]
        return "/" + "/".join(part for part in same if not part.startswith("{"))


def services(document: Mapping[str, Any], systems: Mapping[str, Served], programmes: tuple[str, ...]) -> list[Service]:
    """``systems``: by the word that their operations' identifiers begin with; all others serve all ``programmes``."""
    found: dict[str, list[Operation]] = {}
    for path, operations in document["paths"].items():
        for method, one in operations.items():
            key = str(one["operationId"])
            system = key.partition(".")[0]
            made = Operation(key, method.upper(), path, _both(one.get("summary", "")))
            found.setdefault(system if system in systems else GENERAL, []).append(made)
    return [
        Service(
            key,
            systems.get(key, Served(_GENERAL, ())).name,
            tuple(some),
            systems[key].programmes if key in systems else programmes,
        )
        for key, some in found.items()
    ]


_GENERAL = Words(
    "通用接口：事项、对象、记录、指标、目标、文件",
    "In general: programmes, subjects, entries, figures, targets, documents",
)


def _both(text: str) -> Words:
    """``中文 / English``, as summaries are written."""
    zh, slash, en = text.partition(" / ")
    return Words(zh.strip(), en.strip() if slash else zh.strip())
