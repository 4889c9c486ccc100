"""The panels of a sheet's page: of a target the plan's words and the entries its figure rests on; of a count what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from dajuan.answers.sheet.content import Sheet, target_anchor
from dajuan.answers.sheet.lineage import Fact, Lineage
from dajuan.answers.sheet.said import day_said
from dajuan.ledger.entry import Evidence
from dajuan.outputs.marked_parts import both


def panels(sheet: Sheet) -> Iterator[str]:
    for code, lineage in sheet.lineages.items():
        yield _panel(lineage_anchor(code), target_anchor(code), _of_target(sheet, code, lineage))
    for place, key in enumerate(sheet.counted):
        yield _panel(f"c-{place}", "text", _of_count(sheet, key))


def lineage_anchor(code: str) -> str:
    return f"l-{code}"


def _panel(anchor: str, back: str, content: str) -> str:
    return (
        f'<aside class="lineage" id="{escape(anchor)}" role="dialog" tabindex="-1" aria-label="来历 Lineage">'
        f'<a class="close" href="#{escape(back)}" aria-label="关闭 Close">×</a>{content}</aside>'
    )


def _of_target(sheet: Sheet, code: str, lineage: Lineage) -> str:
    name = sheet.names.get(code, "")
    words = sheet.words.get(code)
    head = f'<h4 lang="zh-CN">{escape(name)}</h4><p class="code">{escape(code)}</p>'
    said = f'<blockquote lang="zh-CN">{escape(words.text)}</blockquote>' if words and words.text else ""
    rows = (
        [_row("计划文件 SHA-256", "Plan, SHA-256", f"<code>{escape(words.sha256)}</code>")]
        if words and words.sha256
        else []
    )
    if lineage.source:
        rows.append(_row("指标", "Indicator", f"{escape(lineage.source)}<code>{escape(lineage.indicator)}</code>"))
    rows += [
        _row("记录", "Entries", str(len(lineage.entries))),
        _row("佐证", "Evidence", str(lineage.evidence)),
        _row("经他人复核", "Verified by another", str(lineage.verified)),
    ]
    return f"{head}{said}<dl>{''.join(rows)}</dl>{_parts(sheet, code)}{_facts(lineage)}"


def _row(zh: str, en: str, value: str) -> str:
    return f"<dt>{both(zh, en)}</dt><dd>{value}</dd>"


def _parts(sheet: Sheet, code: str) -> str:
    """A whole leads on to its parts."""
    parts = [one for one in sheet.lineages if one.startswith(f"{code}.") and one.count(".") == code.count(".") + 1]
    return _links(sheet, parts) if parts else ""


def _links(sheet: Sheet, codes: list[str]) -> str:
    rows = "".join(
        f'<li><a class="go" href="#{lineage_anchor(code)}">{escape(code)}</a> <span lang="zh-CN">{escape(sheet.names.get(code, ""))}</span></li>'
        for code in codes
    )
    return f"<ul>{rows}</ul>"


def _facts(lineage: Lineage) -> str:
    if lineage.ruled:
        told = both(
            "由规则按各对象当时的全部字段判定，不逐条列出。", "Decided by a rule over all fields: no entries to list."
        )
        return f'<p class="none">{told}</p>'
    if not lineage.entries:
        return f'<p class="none">{both("台账没有相关记录。", "Nothing was recorded.")}</p>'
    left = len(lineage.entries) - len(lineage.facts)
    more = (
        f'<p class="none">{both(f"另有较早的 {left} 条未列出。", f"{left} earlier entries are not listed.")}</p>'
        if left
        else ""
    )
    return f"<ol>{''.join(map(_fact, reversed(lineage.facts)))}</ol>{more}"


def _fact(one: Fact) -> str:
    mark = both("已复核", "verified") if one.verified else both("未复核", "not verified")
    files = "".join(map(_file, one.evidence))
    subject = f"{escape(one.subject)}：" if one.subject else ""
    return (
        f'<li class="{"seen" if one.verified else ""}"><b>{both(f"第 {one.seq} 条", f"entry {one.seq}")}</b> · '
        f'{day_said(one.on)} · {escape(one.actor)} · <span class="mark">{mark}</span>'
        f'<div lang="zh-CN">{subject}{escape(one.says)}</div>'
        + (f'<ul class="files">{files}</ul>' if files else "")
        + "</li>"
    )


def _file(one: Evidence) -> str:
    kind = f"（{escape(one.kind)}）" if one.kind else ""
    return f"<li>{escape(one.name)}{kind}<code>{escape(f'SHA-256 {one.sha256}' if one.sha256 else one.address)}</code></li>"


def _of_count(sheet: Sheet, key: str) -> str:
    codes = list(sheet.counted[key])
    area = key.partition("/")[0]
    head = f"<h4>{both(f'{len(codes)} 项', f'{len(codes)} targets')}</h4>" + (
        f'<p class="code">{escape(area)}</p>' if area else ""
    )
    return head + _links(sheet, codes)
