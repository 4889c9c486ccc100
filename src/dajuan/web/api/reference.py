"""The OpenAPI document as a page's rows: operations by kind of thing, with what each takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dajuan.web.api.api import api
from dajuan.web.layout.problems import KINDS, Kind
from dajuan.web.words import Words

_GROUPS: Mapping[str, Words] = {
    "zone": Words("园区", "The zone"),
    "programmes": Words("事项", "Programmes"),
    "subjects": Words("对象", "Subjects"),
    "entries": Words("记录", "Entries"),
    "evidence": Words("佐证", "Evidence"),
    "sheets": Words("表格", "Sheets"),
    "figures": Words("指标", "Figures"),
    "board": Words("看板", "The board"),
    "targets": Words("目标", "Targets"),
    "documents": Words("文件", "Documents"),
    "answers": Words("答卷", "Answer sheets"),
    "jobs": Words("后台任务", "Jobs"),
    "log": Words("日志", "The log"),
    "people": Words("人员与单位", "People and organisations"),
    "publications": Words("公开", "Publications"),
    "administration": Words("系统管理", "Administration"),
}


class Row(NamedTuple):
    name: str
    kind: str
    required: bool
    about: Words


class Operation(NamedTuple):
    key: str
    method: str
    path: str
    summary: Words
    about: Words
    parameters: list[Row]
    body: list[Row]
    answer: list[Row]
    status: str


class Group(NamedTuple):
    key: str
    name: Words
    operations: list[Operation]


def groups() -> list[Group]:
    schema = api.get_openapi_schema()
    found: dict[str, list[Operation]] = {}
    for path, operations in schema["paths"].items():
        for method, one in operations.items():
            tag = (one.get("tags") or ["zone"])[0]
            found.setdefault(tag, []).append(_operation(schema, path, method, one))
    return [Group(key, name, found[key]) for key, name in _GROUPS.items() if key in found]


def problems() -> list[tuple[int, Kind]]:
    return sorted(KINDS.items())


def _operation(schema: Any, path: str, method: str, one: dict[str, Any]) -> Operation:
    status, answer = next((str(key), value) for key, value in one["responses"].items() if str(key).startswith("2"))
    content: dict[str, Any] = next(iter(answer.get("content", {}).values()), {})
    body: dict[str, Any] = next(iter(one.get("requestBody", {}).get("content", {}).values()), {})
    return Operation(
        one["operationId"],
        method.upper(),
        path,
        _both(one.get("summary", "")),
        _both(one.get("description", "")),
        [
            Row(each["name"], _kind(schema, each["schema"]), each.get("required", False), _about(each))
            for each in one.get("parameters", [])
        ],
        _rows(schema, body.get("schema", {})),
        _rows(schema, content.get("schema", {})),
        status,
    )


def _both(text: str) -> Words:
    """``中文 / English``, as summaries and descriptions are written."""
    zh, slash, en = text.partition(" / ")
    return Words(zh.strip(), en.strip() if slash else zh.strip())


def _about(one: Mapping[str, Any]) -> Words:
    return _both(one.get("description") or one.get("schema", {}).get("description", ""))


def _rows(schema: Any, shape: dict[str, Any]) -> list[Row]:
    shape = _found(schema, shape)
    required = set(shape.get("required", ()))
    return [
        Row(name, _kind(schema, one), name in required, _both(one.get("description", "")))
        for name, one in shape.get("properties", {}).items()
    ]


def _found(schema: Any, shape: dict[str, Any]) -> dict[str, Any]:
    reference = shape.get("$ref", "")
    return schema["components"]["schemas"][reference.rpartition("/")[2]] if reference else shape


def _kind(schema: Any, shape: dict[str, Any]) -> str:
    """``string``, ``Entry[]``, ``integer | null``."""
    if "$ref" in shape:
        return str(shape["$ref"]).rpartition("/")[2]
    if some := shape.get("anyOf") or shape.get("allOf"):
        return " | ".join(dict.fromkeys(_kind(schema, one) for one in some))
    if "enum" in shape:
        return " | ".join(map(str, shape["enum"]))
    kind = shape.get("type", "any")
    if kind == "array":
        return f"{_kind(schema, shape.get('items', {}))}[]"
    return shape.get("format", kind) if isinstance(kind, str) else " | ".join(kind)
