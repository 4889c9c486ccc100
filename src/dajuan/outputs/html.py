"""A reading with its findings → the document itself, marked: one HTML file that asks for nothing from outside."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib.resources import files
from pathlib import PurePath
from string import Template
from typing import Any

from dajuan.checks.coverage import Coverage, Judged, Standing
from dajuan.checks.finding import Finding
from dajuan.checks.rule import Rule
from dajuan.claims.claim import Claim, Reading
from dajuan.outputs import marked_parts as parts
from dajuan.outputs.contract import json_text
from dajuan.outputs.covered import standings
from dajuan.outputs.marked_text import Marks, Paragraph, paragraphs
from dajuan.outputs.policy import policy_of
from dajuan.outputs.words import BASES, HELD, QUALIFIERS, ROLES, amount, period_words


def marked_page(
    reading: Reading,
    findings: Sequence[Finding],
    rules: Mapping[str, Rule],
    *,
    language: str = "zh",
    coverage: Coverage | None = None,
) -> str:
    """The whole page. Both languages are in it; ``language`` is the one it opens in."""
    styles, script = _asset("marked.css"), _asset("scripts/marked.js")
    title = reading.document.title or PurePath(reading.document.source).stem or "答卷"
    page = Template(_asset("marked.html")).substitute(
        policy=policy_of(styles, script),
        styles=styles,
        script=script,
        language=parts.LANGUAGES[language],
        ui=language,
        title=escape(title),
        source=escape(PurePath(reading.document.source).name or "-"),
        state="checked" if findings else "clean" if rules else "read",
        facts=facts(reading),
        score=(score(findings) if rules else "") + parts.held(coverage),
        strip=parts.strip(reading, findings),
        legend=parts.legend(reading) + parts.held_legend(coverage),
        chips=parts.chips(findings),
        contents=parts.contents(reading, findings),
        text=text_rows(reading, findings, rules, standings(coverage)),
        manuals=parts.manuals(findings, rules),
        data=_data(reading, coverage),
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def _asset(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def facts(reading: Reading) -> str:
    """Date, length, how many claims of which kind, how many promises without a number."""
    document = reading.document
    roles = Counter(claim.role for claim in reading.claims)
    wordless = sum(1 for one in reading.commitments if not one.claims)
    length = sum(1 for character in document.text if not character.isspace())
    day = document.published
    zh = [f"{day.year}年{day.month}月{day.day}日"] if day else []
    en = [day.isoformat()] if day else []
    zh += [f"{length:,} 字", f"{len(reading.claims)} 个数：已完成 {roles['result']}，承诺 {roles['target']}"]
    en += [
        f"{length:,} characters",
        f"{len(reading.claims)} claims: {roles['result']} done, {roles['target']} promised",
    ]
    if wordless:
        zh.append(f"没有数的承诺 {wordless} 项")
        en.append(f"{wordless} promises without a number")
    return parts.both(" · ".join(zh), " · ".join(en))


def score(findings: Sequence[Finding]) -> str:
    if not findings:
        return f'<p class="clean">{parts.both("没有发现", "Nothing found")}</p>'
    return f'<p class="score"><b>{len(findings)}</b>{parts.both("处发现", "findings")}</p>'


def text_rows(
    reading: Reading,
    findings: Sequence[Finding],
    rules: Mapping[str, Rule],
    held: Mapping[str, Standing],
    *,
    foot: Callable[[Finding], str] = lambda finding: "",
) -> str:
    """Every paragraph with its notes after it: without a script, and on a narrow screen, that is how it reads.
    ``foot`` is what the pages of the application let one do about a finding, as HTML."""
    told = paragraphs(reading)
    blocks = sorted((block for paragraph in told for block in paragraph.blocks), key=lambda block: block.start)
    marks = Marks(reading, findings, blocks, held)
    notes = _notes_by_paragraph(told, findings)
    headings = {section.start: place for place, section in enumerate(reading.document.sections)}
    text, rows, page = reading.document.text, [], 0
    for place, paragraph in enumerate(told):
        box = paragraph.blocks[0].box
        turned = box.page if box and box.page != page and (page or box.page > 1) else 0
        page = box.page if box else page
        aside = "".join(
            parts.note(number, findings[number - 1], text, rules.get(findings[number - 1].code), foot)
            for number in notes.get(place, ())
        )
        aside = f'<aside class="notes">{aside}</aside>' if aside else ""
        rows.append(f'<div class="row">{_paragraph(paragraph, marks, headings, turned)}{aside}</div>')
    return "\n".join(rows)


def _notes_by_paragraph(told: Sequence[Paragraph], findings: Sequence[Finding]) -> dict[int, list[int]]:
    """Paragraph → numbers of the findings whose words begin in it, or in the gap after it."""
    order = sorted(range(len(told)), key=lambda place: told[place].start)
    starts = [told[place].start for place in order]
    notes: dict[int, list[int]] = {}
    for number, finding in enumerate(findings, 1):
        place = order[max(bisect_right(starts, finding.start) - 1, 0)] if order else 0
        notes.setdefault(place, []).append(number)
    return notes


def _paragraph(paragraph: Paragraph, marks: Marks, headings: Mapping[int, int], page: int) -> str:
    leaf = f'<span class="leaf">{page}</span>' if page else ""
    if paragraph.kind == "cell":
        return _table(paragraph, marks)
    words = "".join(_doubtful(marks.html(block), block.doubt) for block in paragraph.blocks)
    if paragraph.kind == "heading":
        name = headings.get(paragraph.start)
        if name is None:
            return f'<h1 class="title">{leaf}{words}</h1>'
        tag = f"h{min(max(paragraph.level, 1), 4) + 1}"
        return f'<{tag} id="s{name}">{leaf}{words}</{tag}>'
    return f'<p class="{escape(paragraph.kind)}">{leaf}{words}</p>'


def _doubtful(words: str, doubt: str) -> str:
    return f'<span class="doubt" title="{escape(doubt)}">{words}</span>' if doubt else words


def _table(paragraph: Paragraph, marks: Marks) -> str:
    """Cells in rows: a new row begins where a line ends between two cells."""
    rows: list[list[str]] = [[]]
    before = paragraph.blocks[0]
    for block in paragraph.blocks:
        if "\n" in marks.text[before.end : block.start]:
            rows.append([])
        rows[-1].append(f"<td>{marks.html(block)}</td>")
        before = block
    head, *rest = ["".join(row) for row in rows]
    head = head.replace("<td>", "<th>").replace("</td>", "</th>") if rest else head
    body = "".join(f"<tr>{row}</tr>" for row in rest)
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def card_data(reading: Reading, coverage: Coverage | None) -> dict[str, Any]:
    """What the cards tell of each claim."""
    names = {claim.id: claim.indicator for claim in reading.claims}
    held = {one.claim.id: one for one in coverage.judged} if coverage else {}
    return {
        "claims": {claim.id: _card(claim, names) | _held(held.get(claim.id)) for claim in reading.claims},
        "roles": ROLES,
        "bases": BASES,
        "qualifiers": QUALIFIERS,
    }


def _data(reading: Reading, coverage: Coverage | None) -> str:
    """The same as JSON that cannot end the script element it stands in."""
    return (
        json_text(card_data(reading, coverage), one_line=True)
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _held(one: Judged | None) -> dict[str, Any]:
    """What the ledger says of a claim, in both languages."""
    if one is None:
        return {}
    zh, en = (HELD[one.standing][language] for language in ("zh", "en"))
    return {"held": [f"{zh}：{one.fact.zh}", f"{en}: {one.fact.en}"] if one.fact else [zh, en]}


def _card(claim: Claim, names: Mapping[str, str]) -> dict[str, Any]:
    card = {
        "indicator": claim.indicator,
        "value": amount(claim),
        "text": "".join(claim.text.split()),
        "period": [period_words(claim.period, "zh"), period_words(claim.period, "en")],
        "deadline": claim.deadline.isoformat() if claim.deadline else "",
        "basis": claim.basis,
        "role": claim.role,
        "qualifier": claim.qualifier,
        "cumulative": claim.cumulative,
        "scope": claim.scope,
        "whole": names.get(claim.part_of or "", ""),
        "entities": "、".join(claim.entities),
    }
    return {key: value for key, value in card.items() if value and value != ["", ""]}
