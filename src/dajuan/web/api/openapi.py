"""What is said of every operation alike: its language, its idempotency key, and the problems it may answer with."""

from __future__ import annotations

from typing import Any

from dajuan.web.api.once import HEADER, LONGEST
from dajuan.web.layout.problems import KINDS, PROBLEM

_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "field", "row", "zh", "en"],
                "properties": {
                    "code": {"type": "string"},
                    "field": {"type": ["string", "null"]},
                    "row": {"type": "integer"},
                    "zh": {"type": "string"},
                    "en": {"type": "string"},
                },
            },
        },
    },
}
_LANG = {
    "name": "lang",
    "in": "query",
    "required": False,
    "schema": {"type": "string", "enum": ["zh", "en"]},
    "description": "detail 的语言 / the language of detail",
}
_KEY = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": LONGEST, "pattern": "^[!-~]+$"},
    "description": "同一个键再来一次，不再做，答复相同 / sent again, nothing is done again and the answer is the same",
}
_OF_ALL = (401, 403, 404, 422, 429, 500, 503)
_OF_WRITES = (400, 409, 413)


def completed(schema: dict[str, Any]) -> dict[str, Any]:
    """The document with these added."""
    schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = _PROBLEM
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            _complete(operation, writes=method != "get")
    return schema


def _complete(operation: dict[str, Any], *, writes: bool) -> None:
    operation["parameters"] = [*operation.get("parameters", []), _LANG, *([_KEY] if writes else [])]
    told = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in sorted((*_OF_ALL, *(_OF_WRITES if writes else ()))):
        operation["responses"].setdefault(
            status, {"description": f"{KINDS[status].title.zh} {KINDS[status].title.en}", "content": told}
        )
