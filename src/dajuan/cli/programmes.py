"""``dajuan programmes``: what is followed here, and what each programme declares."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dajuan.cli.ledger_arguments import TEXT_FORMATS
from dajuan.cli.ledger_words import folded
from dajuan.cli.printing import chosen_format, columns, put
from dajuan.cli.zone import programme_of, zone_if_any
from dajuan.ledger.zone import Zone
from dajuan.outputs.contract import json_text
from dajuan.outputs.width import pad, width
from dajuan.programmes.definitions import definition_in_words, needs_in_words
from dajuan.programmes.find import Found, find_programmes
from dajuan.programmes.indicator_units import indicator_unit
from dajuan.programmes.pack import Field, Indicator, Language, Link, Name, Programme, Stage
from dajuan.programmes.plain import plain_pack
from dajuan.programmes.type_names import TYPE_NAMES


def run(options: Namespace) -> int:
    zone = zone_if_any(options)
    found = find_programmes(zone.packs_folder if zone else None)
    style = chosen_format(options.format, options.output, "text", TEXT_FORMATS)
    if options.code:
        one = programme_of(found.programmes, options.code)
        told = json_text(_object(one)) if style == "json" else "\n".join(_page(one, options.lang)) + "\n"
    elif style == "json":
        on = zone.on if zone else ()
        told = json_text([_object(one) | {"on": code in on} for code, one in found.programmes.items()])
    else:
        told = _list(found, zone, options.lang)
    put(told, options.output)
    for trouble in found.troubles:
        print(f"dajuan: {trouble}", file=sys.stderr)
    return 1 if found.troubles else 0


def _object(programme: Programme) -> dict[str, Any]:
    """The pack in the shape of its YAML, with each definition in words beside it."""
    plain = plain_pack(programme)
    plain["source"] = programme.source
    for key, one in programme.indicators.items():
        unit = indicator_unit(one)
        plain["indicators"][key]["base_unit"] = unit.base if unit else ""
        plain["indicators"][key]["definition"] = {
            "zh": definition_in_words(programme, one, "zh"),
            "en": definition_in_words(programme, one, "en"),
        }
    return plain


def _list(found: Found, zone: Zone | None, language: Language) -> str:
    zh = language == "zh"
    lines = []
    wide = max((len(code) for code in found.programmes), default=0)
    for code, one in found.programmes.items():
        mark = "" if zone is None else ("✓ " if code in zone.on else "· ")
        counts = (
            f"{len(one.fields)} 个字段、{len(one.stages)} 个阶段、{len(one.indicators)} 个指标"
            if zh
            else f"{len(one.fields)} fields, {len(one.stages)} stages, {len(one.indicators)} indicators"
        )
        lines.append(f"{mark}{code:{wide}}  {one.name.said(language)}  {counts}")
    if zone is not None:
        on = f"✓ 在 {zone.folder / 'dajuan.toml'} 中启用" if zh else f"✓ switched on in {zone.folder / 'dajuan.toml'}"
        lines += ["", on]
    lines.append("dajuan programmes 代码：看一个事项的全部定义" if zh else "dajuan programmes CODE shows all of one")
    return "\n".join(lines) + "\n"


def _page(programme: Programme, language: Language) -> Iterator[str]:
    zh, wide = language == "zh", columns()
    version = f"第 {programme.version} 版" if zh else f"version {programme.version}"
    yield f"{programme.name.said(language)} {programme.code} · {version}"
    source = Path(programme.source)
    yield f"{'来源' if zh else 'From'} {source}"
    if programme.hint:
        yield from folded(programme.hint.said(language), wide)
    rule = programme.code_rule or ("不限" if zh else "any")
    subject = programme.subject.name.said(language)
    yield f"对象：{subject}；编号 {rule}" if zh else f"Subject: {subject}; code {rule}"
    if programme.owners:
        owners = [programme.fields[key].name.said(language) for key in programme.owners]
        yield f"责任单位：{'、'.join(owners)}" if zh else f"Answered for by: {', '.join(owners)}"
    sections = {
        ("字段", "Fields"): {key: _field(one, programme, language) for key, one in programme.fields.items()},
        ("关联", "Links"): {key: _link(one, language) for key, one in programme.links.items()},
        ("阶段", "Stages"): {key: _stage(one, programme, language) for key, one in programme.stages.items()},
        ("指标", "Indicators"): {
            key: _indicator(one, programme, language) for key, one in programme.indicators.items()
        },
    }
    for heading, rows in sections.items():
        if rows:
            yield from ("", heading[0] if zh else heading[1])
            yield from _rows(rows, wide)


def _rows(rows: Mapping[str, str], wide: int) -> Iterator[str]:
    """Keys to the left, what they mean beside them, continued under itself."""
    left = min(max(map(width, rows)), 26)
    for key, told in rows.items():
        lines = list(folded(told, wide, " " * (left + 4)))
        if width(key) > left:
            yield f"  {key}"
        else:
            lines[0] = f"  {pad(key, left)}  {lines[0].lstrip()}"
        yield from lines


def _joined(parts: list[str], name: Name, hint: Name | None, unconfirmed: bool, language: Language) -> str:
    zh = language == "zh"
    said = [part for part in parts if part]
    if unconfirmed:
        said.append("未经公开文件证实" if zh else "not confirmed by a published text")
    told = (name.said(language) + ("：" if zh else ": ") if said else name.said(language)) + (
        "；" if zh else "; "
    ).join(said)
    return f"{told}。{hint.said('zh')}" if hint and zh else f"{told}. {hint.said('en')}" if hint else told


def _field(field: Field, programme: Programme, language: Language) -> str:
    zh = language == "zh"
    kind = TYPE_NAMES[field.type].said(language)
    parts = [f"{kind}（{field.unit}）" if zh and field.unit else f"{kind}, {field.unit}" if field.unit else kind]
    if field.flow:
        parts.append("按期的量" if zh else "amount of a period")
    if field.required:
        parts.append("必填" if zh else "required")
    if field.unique:
        parts.append("不许重复" if zh else "unique")
    if field.at_most:
        bound = programme.fields[field.at_most].name
        parts.append(f"不超过{bound.zh}" if zh else f"at most {bound.said('en').lower()}")
    if field.to:
        parts.append(f"→ {field.to}")
    if field.choices:
        parts.append(("、" if zh else ", ").join(f"{one.name.said(language)} {one.key}" for one in field.choices))
    return _joined(parts, field.name, field.hint, field.unconfirmed, language)


def _link(link: Link, language: Language) -> str:
    many = ("可多个" if language == "zh" else "several") if link.many else ""
    return _joined([f"→ {link.to}", many], link.name, link.hint, False, language)


def _stage(stage: Stage, programme: Programme, language: Language) -> str:
    zh = language == "zh"
    comma = "、" if zh else ", "
    parts = needs_in_words(programme, stage, language)
    if stage.side:
        parts.append("旁支，随时可进" if zh else "off the way: may be entered at any time")
    if len(stage.after) > 1:
        named = [programme.stages[key].name.said(language) for key in stage.after]
        parts.append(f"可跟在 {comma.join(named)} 之后" if zh else f"after {comma.join(named)}")
    if stage.final:
        parts.append("终点" if zh else "final")
    return _joined(parts, stage.name, stage.hint, stage.unconfirmed, language)


def _indicator(one: Indicator, programme: Programme, language: Language) -> str:
    unit = f"（{one.unit}）" if language == "zh" and one.unit else f" ({one.unit})" if one.unit else ""
    better = ("越小越好" if language == "zh" else "less is better") if one.direction == "down" else ""
    name = Name(f"{one.name.zh}{unit}", f"{one.name.said('en')}{unit}")
    return _joined([definition_in_words(programme, one, language), better], name, one.hint, one.unconfirmed, language)
