"""An official rule as a page in Markdown: its versions, its table in the law's own order, what is a restatement or unconfirmed."""

from __future__ import annotations

from collections.abc import Iterator

from dajuan.standards.rules.listing import RuleLine, rule_lines
from dajuan.standards.rules.rule import Rule, Source, Version
from dajuan.standards.rules.scoring import Part, Table
from dajuan.standards.words import Words, amount

_MARKS = {
    "seen": Words("见到原文", "seen"),
    "copy": Words("据转载", "a restatement"),
    "memory": Words("未核实", "unconfirmed"),
}
_JOINED = {"all": "", "any": "（任一 any）", "": ""}
_UNCONFIRMED = "（未核实，不作数 unconfirmed, does not count）"


def standard_page(rule: Rule) -> str:
    lines = [f"# {rule.name.zh} {rule.name.en}", "", f"`{rule.key}` · {rule.about.zh}", "", rule.about.en, ""]
    for version in reversed(rule.versions):
        lines += _version(version)
    return "\n".join(lines)


def _version(version: Version) -> Iterator[str]:
    first = f"{version.first}{'（未核实 unconfirmed）' if version.first_unconfirmed else ''}"
    yield from (
        f"## {version.title.zh}",
        "",
        version.title.en,
        "",
        f"施行 In force {first} — {version.last or '今 now'}",
        "",
    )
    if version.note.zh:
        yield from (version.note.zh, "", version.note.en, "")
    yield from (*(f"- {_source(one)}" for one in version.sources), "")
    yield from ("| 条款 Clause | 条件 | Condition |", "| --- | --- | --- |")
    yield from map(_row, rule_lines(version.requires))
    yield ""
    if version.table:
        yield from (*_table(version.table), "")
    if version.unconfirmed:
        yield from ("未核实，没有写进规则 Unconfirmed, not in the rule:", "")
        yield from (*(f"- {one.zh} {one.en}" for one in version.unconfirmed), "")


def _source(one: Source) -> str:
    mark = _MARKS[one.mark]
    return f"{_cell(one.text)}（{mark.zh} {mark.en}）{f'<{one.address}>' if one.address else ''}"


def _row(line: RuleLine) -> str:
    deep = "&emsp;" * line.depth
    zh, en = _cell(line.words.zh), _cell(line.words.en)
    about = (f"：{_cell(line.about.zh)}", f": {_cell(line.about.en)}") if line.about.zh else ("", "")
    tags = _JOINED[line.joins] + (_UNCONFIRMED if line.unconfirmed else "")
    return f"| {_cell(line.clause)} | {deep}{zh}{about[0]}{tags} | {deep}{en}{about[1]} |"


def _table(table: Table) -> Iterator[str]:
    yield from ("| 指标 Indicator | 分档 Bands | 满分 Most |", "| --- | --- | --- |")
    for group in table.groups:
        yield f"| **{_cell(group.name.zh)}** {_cell(group.name.en)} | {_cell(group.clause)} | {amount(group.most, '')} |"
        yield from map(_part, group.parts)


def _part(part: Part) -> str:
    bands = "<br>".join(_cell(one.zh) for one in part.points.table)
    tag = _UNCONFIRMED if part.unconfirmed else ""
    return f"| &emsp;{_cell(part.name.zh)}{tag} {_cell(part.name.en)} | {bands} | {amount(part.most, '')} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
