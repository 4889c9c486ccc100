"""What an entry says, in words: what happened to its subject, and its values as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dajuan.ledger.entry import Entry
from dajuan.programmes.pack import Language, Programme
from dajuan.programmes.values.show import tell_value

_KINDS: Mapping[str, tuple[str, str]] = {
    "opened": ("建档", "opened"),
    "moved": ("到达", "reached"),
    "measured": ("按期填报", "measured"),
    "stated": ("填报", "stated"),
    "linked": ("关联", "linked"),
    "attached": ("附佐证", "evidence"),
    "verified": ("复核", "verified"),
    "withdrawn": ("撤回", "withdrew"),
    "declared": ("启用事项版本", "programme declared, version"),
}


def happened(entry: Entry, programme: Programme | None, language: Language) -> str:
    """``到达“交付”，应交付套数 216套`` — what one entry says, in a line."""
    parts = [_kind(entry, programme, language), *values_said(entry, programme, language)]
    parts += [f"{_link_name(relation, programme, language)} → {other}" for relation, other in entry.links.items()]
    told = ("，" if language == "zh" else ", ").join(part for part in parts if part)
    if entry.replaces is None:
        return told
    return f"更正第 {entry.replaces} 条：{told}" if language == "zh" else f"correcting entry {entry.replaces}: {told}"


def _kind(entry: Entry, programme: Programme | None, language: Language) -> str:
    zh, en = _KINDS[entry.kind]
    if entry.kind == "moved":
        stage = programme.stages.get(entry.stage) if programme else None
        name = stage.name.said(language) if stage else entry.stage
        return f"{zh}“{name}”" if language == "zh" else f"{en} “{name}”"
    if entry.kind in {"verified", "withdrawn"} and entry.about:
        return (
            f"{zh}{entries_said(*entry.about, 'zh')}"
            if language == "zh"
            else f"{en} {entries_said(*entry.about, 'en')}"
        )
    if entry.kind == "declared":
        return f"{zh} {entry.version}" if language == "zh" else f"{en} {entry.version}"
    return zh if language == "zh" else en


def values_said(entry: Entry, programme: Programme | None, language: Language) -> Iterator[str]:
    """``应交付套数 216套``, field by field; of a field that the pack no longer has, as stored."""
    if entry.kind == "declared":
        return
    order = list(programme.fields) if programme else []
    for key in sorted(entry.fields, key=lambda key: order.index(key) if key in order else len(order)):
        value = entry.fields[key]
        field = programme.fields.get(key) if programme else None
        if field is None:
            yield f"{key} {value}"
            continue
        written = f"（{entry.written[key]}）" if key in entry.written else ""
        yield f"{field.name.said(language)} {tell_value(field, value, language)}{written}"


def _link_name(relation: str, programme: Programme | None, language: Language) -> str:
    link = programme.links.get(relation) if programme else None
    return link.name.said(language) if link else relation


def entries_said(first: int, last: int, language: Language) -> str:
    if language == "zh":
        return f"第 {first} 条" if first == last else f"第 {first}–{last} 条"
    return f"entry {first}" if first == last else f"entries {first} to {last}"
