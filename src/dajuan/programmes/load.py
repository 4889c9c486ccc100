"""``read_pack``: a YAML file → a :class:`Programme`, or every one of its errors with line and column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dajuan.programmes.forms import Form, Notes
from dajuan.programmes.load_fields import field_of
from dajuan.programmes.load_indicators import Declared, indicators_of
from dajuan.programmes.load_stages import stages_of
from dajuan.programmes.pack import Field, Link, Name, Programme, Subject
from dajuan.programmes.trouble import PackError, PackTrouble
from dajuan.programmes.values.subject_code import CREDIT_CODE
from dajuan.programmes.yaml_nodes import LARGEST, Node, nodes_of

BUILT_IN = "built-in"
OWNING = ("organisation", "text")
"""Types of fields that may say who answers for a subject."""
_NESTED_REPEAT = re.compile(r"[*+}][^()]*\)[*+{]")
"""(a+)+ takes longer than anybody waits on some codes."""
_LAST_VERSION = 1_000_000


def read_pack(path: Path) -> Programme:
    """The programme of a file. Raises :class:`PackError` with all that is wrong with it."""
    try:
        data = path.read_bytes()[: LARGEST * 4 + 1]
        return parse_pack(data.decode("utf-8-sig"), str(path))
    except OSError as error:
        raise _whole(path, f"打不开：{error.strerror}", f"cannot be opened: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PackError(
            [PackTrouble(str(path), line, 1, "不是 UTF-8；另存为 UTF-8 编码", "not UTF-8; save the file as UTF-8")]
        ) from error


def _whole(path: Path, zh: str, en: str) -> PackError:
    return PackError([PackTrouble(str(path), 0, 0, zh, en)])


@lru_cache(maxsize=256)
def parse_pack(text: str, source: str = "pack.yaml") -> Programme:
    """The programme that ``text`` declares; ``source`` names it in errors. The same text is read once: a server looks at its
    packs anew whenever a setting changes, and there are some seventy of them."""
    notes = Notes(source)
    root = nodes_of(text, source)
    programme = _programme(notes, root)
    if notes.troubles or programme is None:
        raise PackError(notes.troubles)
    return programme


def _programme(notes: Notes, root: Node) -> Programme | None:
    form = Form(notes, Name("事项包", "the pack"), root, root)
    code = form.key_text("programme", required=True)
    version = form.integer("version", 1, 1, _LAST_VERSION)
    name = form.name()
    hint = form.name("hint", required=False, longest=1000)
    subject = _subject(form)
    code_rule = _code_rule(form)
    field_forms = form.forms("fields", Name("字段", "field"))
    fields = {key: field for key, one in field_forms if (field := field_of(key, one))}
    field_names = tuple(key for key, _ in field_forms)
    stages, stage_names = stages_of(form, fields, field_names)
    links = {key: link for key, one in form.forms("links", Name("关联", "link")) if (link := _link(key, one))}
    indicators = indicators_of(form, Declared(fields, field_names, stage_names))
    replaces = form.one_of("replaces", (BUILT_IN,))
    owners = _owners(form, fields, field_names)
    _bounds(form, fields, field_names)
    form.close()
    _no_key_twice(form, fields, links)
    if name is None or subject is None:
        return None
    return Programme(
        code, version, name, subject, fields, stages, links, indicators, code_rule, replaces, owners, hint, notes.source
    )


def _subject(form: Form) -> Subject | None:
    node = form.node("subject", required=True)
    if node is None:
        return None
    inner = Form(form.notes, Name("subject（对象）", "the subject"), form.rows["subject"][0], node)
    kind, name = inner.key_text("kind", required=True), inner.name()
    inner.close()
    return Subject(kind, name) if name else None


def _code_rule(form: Form) -> str:
    rule = form.text("code_rule", longest=200)
    if rule in ("", CREDIT_CODE):
        return rule
    try:
        re.compile(rule)
    except re.error as error:
        at = form.place("code_rule")
        form.notes.wrong(at, f"不是正则表达式：{error}", f"no regular expression: {error}")
        return ""
    if _NESTED_REPEAT.search(rule):
        at = form.place("code_rule")
        form.notes.wrong(
            at, "重复里套重复，会极慢；拆开写", "a repeat within a repeat can take for ever; write it flat"
        )
        return ""
    return rule


def _owners(form: Form, fields: Mapping[str, Field], names: tuple[str, ...]) -> tuple[str, ...]:
    """Fields that name organisations: one each, or as text several."""
    keys = form.known_texts("owners", Name("字段", "field"), names)
    for key in keys:
        if key in fields and fields[key].type not in OWNING:
            at, kind = form.place("owners"), fields[key].type
            form.notes.wrong(
                at,
                f"字段 {key} 是 {kind}，不写单位；owners 列 organisation 字段，或写着“甲局、乙局”的 text 字段",
                f"the field {key} is {kind} and names no organisation; owners takes organisation fields, or text such as 甲局、乙局",
            )
    return keys


def _bounds(form: Form, fields: Mapping[str, Field], names: tuple[str, ...]) -> None:
    """``at_most`` names another level that is measured alike."""
    for key, field in fields.items():
        if not field.at_most or (field.at_most in names and field.at_most not in fields):
            continue
        bound = fields.get(field.at_most)
        if (
            bound is None
            or bound.key == key
            or (bound.type, bound.scale) != (field.type, field.scale)
            or bound.flow
            or field.flow
        ):
            form.notes.wrong(
                form.place("fields"),
                f"字段 {key} 的 at_most 要写另一个同类型的水平数字段，不是 {field.at_most}",
                f"at_most of the field {key} is another level of the same type, not {field.at_most}",
            )


def _link(key: str, form: Form) -> Link | None:
    to, name, many = form.key_text("to", required=True), form.name(), form.flag("many")
    hint = form.name("hint", required=False, longest=1000)
    form.close()
    return Link(key, to, name, many, hint) if name else None


def _no_key_twice(form: Form, fields: dict[str, Field], links: dict[str, Link]) -> None:
    """Both are columns of one sheet and ways to split a figure."""
    for key in links.keys() & fields.keys():
        at = form.place("links")
        form.notes.wrong(at, f"{key} 既是字段又是关联，改一个", f"{key} is both a field and a link; rename one")
