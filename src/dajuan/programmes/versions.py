"""A pack from one version to the next: what of the entries a change would orphan.

Adding is always fine. What entries use may not be taken away, nor come to mean something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dajuan.programmes.pack import Field, Name, Programme
from dajuan.programmes.text import pack_text
from dajuan.programmes.units import same_base
from dajuan.programmes.values.quantities import unit_for


class Use(NamedTuple):
    """How many entries stand on one part of a programme: a field, a stage or a link, and for a choice its value."""

    part: str
    """``field``, ``stage``, ``link`` or ``choice``."""
    key: str
    entries: int
    value: str = ""
    """Of a choice field: the choice that these entries hold."""


class Orphan(NamedTuple):
    """One change that may not be made while entries stand on what it changes."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


def orphans(old: Programme, new: Programme, uses: Iterable[Use]) -> list[Orphan]:
    """What of ``uses``, written under ``old``, the pack ``new`` would leave without its meaning. Empty: it may be used."""
    found: list[Orphan] = []
    if old.code != new.code:
        found.append(
            Orphan(
                f"代码由 {old.code} 改成 {new.code}：那是另一个事项",
                f"the code {old.code} became {new.code}: that is another programme",
            )
        )
    for use in sorted(one for one in uses if one.entries > 0):
        found.extend(_of_use(old, new, use))
    if pack_text(old) != pack_text(new) and new.version <= old.version:
        found.append(
            Orphan(
                f"内容变了而版本仍是 {new.version}；把 version 改成 {old.version + 1}",
                f"the pack changed while its version is {new.version}; set version: {old.version + 1}",
            )
        )
    return found


def _of_use(old: Programme, new: Programme, use: Use) -> Iterator[Orphan]:
    if use.part == "stage":
        if use.key not in new.stages:
            yield _gone(use, Name("阶段", "stage"), old.stages.keys(), new.stages.keys())
    elif use.part == "link":
        yield from _link(old, new, use)
    elif use.key not in new.fields:
        if use.part == "field":
            yield _gone(use, Name("字段", "field"), old.fields.keys(), new.fields.keys())
    elif use.part == "choice":
        if use.value not in {one.key for one in new.fields[use.key].choices}:
            yield Orphan(
                f"字段 {use.key} 去掉了选项 {use.value}，有 {use.entries} 条记录用着它；留下它，改 name 就能改叫法",
                f"the field {use.key} lost the choice {use.value}, which {use.entries} entries hold; keep it, its name may change",
            )
    elif use.key in old.fields:
        yield from _changed(old.fields[use.key], new.fields[use.key], use)


def _gone(use: Use, what: Name, before: Iterable[str], after: Iterable[str]) -> Orphan:
    """Removed, or renamed: then the new keys say what it may be called now."""
    fresh = [key for key in after if key not in set(before)]
    renamed = "、".join(fresh), ", ".join(fresh)
    zh = f"（新增了 {renamed[0]}：若是改名，代码不能改，改 name 就行）" if fresh else ""
    en = f" (new: {renamed[1]}; if that is its new name, keep the key and change its name)" if fresh else ""
    return Orphan(
        f"{what.zh} {use.key} 没有了，有 {use.entries} 条记录会失去着落{zh}；把它留下",
        f"the {what.en} {use.key} is gone, which would orphan {use.entries} entries{en}; keep it",
    )


def _link(old: Programme, new: Programme, use: Use) -> Iterator[Orphan]:
    if use.key not in new.links:
        yield _gone(use, Name("关联", "link"), old.links.keys(), new.links.keys())
    elif use.key in old.links and old.links[use.key].to != new.links[use.key].to:
        before, after = old.links[use.key].to, new.links[use.key].to
        yield Orphan(
            f"关联 {use.key} 由指向 {before} 改成 {after}，有 {use.entries} 条记录指着 {before}；另加一个关联",
            f"the link {use.key} pointed to {before}, now to {after}, while {use.entries} entries point to {before}; add another link",
        )


def _changed(old: Field, new: Field, use: Use) -> Iterator[Orphan]:
    for zh, en, before, after in _meanings(old, new):
        if before != after:
            yield Orphan(
                f"字段 {use.key} 的{zh}由 {before} 改成 {after}，有 {use.entries} 条记录是按旧的记的；"
                f"留下旧字段，另加一个（如 {use.key}-2）",
                f"the {en} of field {use.key} was {before} and is {after}, while {use.entries} entries were written under the "
                f"old one; keep it and add another (such as {use.key}-2)",
            )


def _meanings(old: Field, new: Field) -> Iterator[tuple[str, str, Any, Any]]:
    """All that the stored integers and words mean; a unit may change as long as its base does not."""
    yield "类型", "type", old.type, new.type
    if old.type != new.type:
        return
    if old.is_quantity:
        one, other = unit_for(old.type, old.unit), unit_for(new.type, new.unit)
        if not same_base(one, other):
            yield "单位", "unit", old.unit, new.unit
        yield "精度（scale）", "scale", old.scale, new.scale
        words: Mapping[bool, str] = {True: "按期的量 flow", False: "水平数 level"}
        yield "性质", "kind", words[old.flow], words[new.flow]
    yield "指向", "target", old.to or "任意 any", new.to or "任意 any"
