"""答卷 → one HTML file that asks for nothing from outside: every number a link to its lineage, script or none.

Both languages of what surrounds the text are in it; the text itself stays Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from string import Template

from dajuan.answers.sheet.content import (
    Block,
    Key,
    Link,
    NoteMark,
    Number,
    Paragraph,
    Quote,
    Run,
    Runs,
    Sheet,
    Table,
    Verdict,
    Words,
)
from dajuan.answers.sheet.drawing import svg_of
from dajuan.answers.sheet.html_lineage import lineage_anchor, panels
from dajuan.answers.sheet.sentences import Sentences
from dajuan.answers.sheet.stamp import stamp_line
from dajuan.answers.sheet.verdict import ORDER
from dajuan.ledger.zone import SIMULATED_EN, SIMULATED_ZH
from dajuan.outputs.marked_parts import LANGUAGES, both
from dajuan.outputs.policy import policy_of

_ENGLISH: dict[Verdict, str] = {
    "met": "met",
    "on_schedule": "on schedule",
    "slightly_behind": "slightly behind",
    "behind": "behind",
    "partly": "met in part",
    "missed": "missed",
    "not_due": "not yet due",
    "unmeasured": "cannot be measured",
}


def html_text(sheet: Sheet, sentences: Sentences, *, language: str = "zh") -> str:
    """The whole page; ``language`` is the one its surroundings open in."""
    styles, script = _asset("sheet.css"), _asset("sheet.js")
    page = _Page(sheet, sentences)
    return Template(_asset("sheet.html")).substitute(
        policy=policy_of(styles, script),
        styles=styles,
        script=script,
        language=LANGUAGES[language],
        ui=language,
        title=escape(sheet.title),
        stamp=escape(stamp_line(sheet.stamp)),
        simulated=f'<span class="simulated">{both(SIMULATED_ZH, SIMULATED_EN)}</span>' if sheet.simulated else "",
        running=f'<nav class="running" aria-hidden="true"><span>{SIMULATED_ZH}</span></nav>' if sheet.simulated else "",
        chips=page.chips(),
        contents=page.contents(),
        text="\n".join(page.text()),
        lineages="\n".join(panels(sheet)),
    )


def _asset(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


class _Page:
    def __init__(self, sheet: Sheet, sentences: Sentences) -> None:
        self.sheet, self.sentences = sheet, sentences
        self.counts = {key: f"c-{place}" for place, key in enumerate(sheet.counted)}

    # Around the text ----------------------------------------------------------------------------------------------

    def chips(self) -> str:
        """How many of each verdict, each a link to what it counts."""
        rows = [self._chip(one) for one in ORDER if f"/count/{one}" in self.counts]
        return f'<ul class="chips">{"".join(rows)}</ul>'

    def _chip(self, one: Verdict) -> str:
        key = f"/count/{one}"
        return (
            f'<li><a href="#{self.counts[key]}"><i class="{one}"></i>{both(self.sentences.name(one), _ENGLISH[one])}'
            f"<b>{len(self.sheet.counted[key])}</b></a></li>"
        )

    def contents(self) -> str:
        rows = "".join(
            f'<li class="l{one.level}"><a href="#{escape(one.anchor)}" lang="zh-CN">{escape(one.title)}</a></li>'
            for one in self.sheet.sections
        )
        return f"<ol>{rows}</ol>"

    # The text -----------------------------------------------------------------------------------------------------

    def text(self) -> Iterator[str]:
        yield f"<h1>{escape(self.sheet.title)}</h1>"
        for one in self.sheet.opening:
            yield self._paragraph(one)
        for section in self.sheet.sections:
            tag = f"h{section.level + 1}"
            yield f'<{tag} id="{escape(section.anchor)}">{escape(section.title)}</{tag}>'
            for block in section.blocks:
                yield self._block(block)

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Table):
            return self._table(block)
        return f"<figure>{svg_of(block, self.sentences)}<figcaption>{escape(block.title)}</figcaption></figure>"

    def _paragraph(self, one: Paragraph) -> str:
        place = f' id="{escape(one.anchor)}"' if one.anchor else ""
        return f'<p class="{one.kind}"{place}>{self._runs(one.runs)}</p>'

    def _table(self, one: Table) -> str:
        ends = [' class="end"' if column.end else "" for column in one.columns]
        head = "".join(
            f'<th scope="col"{end}>{escape(column.title)}</th>' for column, end in zip(one.columns, ends, strict=True)
        )
        rows = "".join(
            f"<tr>{''.join(f'<td{end}>{self._runs(cell)}</td>' for cell, end in zip(row, ends, strict=True))}</tr>"
            for row in one.rows
        )
        return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'

    def _runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, one: Run) -> str:
        match one:
            case Words(text, strong):
                return f"<b>{escape(text)}</b>" if strong else escape(text)
            case Number(text, key):
                return self._number(text, key)
            case Quote(text, key):
                return f'<span class="told" data-key="{escape(str(key))}">{escape(text)}</span>'
            case Link(text, to):
                return f'<a class="go" href="#{escape(to)}">{escape(text)}</a>'
            case NoteMark():
                return f'<sup><a href="#{one.to}">{one.text}</a></sup>'

    def _number(self, text: str, key: Key) -> str:
        to = lineage_anchor(key.of) if key.of in self.sheet.lineages else self._counted(key)
        return f'<a class="n" href="#{escape(to)}" data-key="{escape(str(key))}">{escape(text)}</a>'

    def _counted(self, key: Key) -> str:
        """A share leads where its count does."""
        counted = str(key).replace("/share/", "/count/")
        return self.counts.get(counted) or self.sheet.place_of(key)
