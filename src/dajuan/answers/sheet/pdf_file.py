"""答卷 → PDF, set by typst: bookmarks, links from numbers to their notes, the stamp in its metadata; the same bytes each time.

Fonts are those of the machine, in the order of ``layout.toml``; another machine's may give other bytes, never other text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from dajuan.answers.sheet.content import (
    BarChart,
    Block,
    Chart,
    CourseChart,
    Link,
    NoteMark,
    Number,
    Paragraph,
    Quote,
    Run,
    Runs,
    Sheet,
    Table,
    Words,
)
from dajuan.answers.sheet.drawing import pictures
from dajuan.answers.sheet.layout import Layout, layout
from dajuan.answers.sheet.missing import writers_part
from dajuan.answers.sheet.sentences import Sentences
from dajuan.answers.sheet.signature import organisation_indent, title_lines
from dajuan.answers.sheet.stamp import stamp_line
from dajuan.ledger.zone import SIMULATED_ZH


def pdf_bytes(sheet: Sheet, sentences: Sentences) -> bytes:
    typst = writers_part("typst")
    charts = [block for block in sheet.blocks() if isinstance(block, BarChart | CourseChart)]
    drawn = dict(zip(map(id, charts), pictures(charts, sentences), strict=True))
    told = json.dumps(_sheet(sheet, drawn), ensure_ascii=False)
    source = (files(__package__) / "sheet.typ").read_bytes()
    day = sheet.known_on
    made = typst.Compiler(source, sys_inputs={"sheet": told}).compile(
        format="pdf", timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC)
    )
    return bytes(made)


def _sheet(sheet: Sheet, drawn: Mapping[int, bytes]) -> dict[str, Any]:
    look = layout(sheet.stamp.style)
    day = sheet.known_on
    return {
        "title": sheet.title,
        "title_lines": list(title_lines(sheet, look)),
        "zone": sheet.zone,
        "stamp": stamp_line(sheet.stamp),
        "keywords": [SIMULATED_ZH] if sheet.simulated else [],
        "simulated": sheet.simulated,
        "label": SIMULATED_ZH,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "sign": organisation_indent(sheet),
        "layout": _layout(look),
        "opening": [_paragraph(sheet, one) for one in sheet.opening],
        "sections": [
            {
                "title": section.title,
                "level": section.level,
                "anchor": section.anchor,
                "blocks": [_block(sheet, block, drawn) for block in section.blocks],
            }
            for section in sheet.sections
        ],
    }


def _layout(look: Layout) -> dict[str, Any]:
    fonts = {role: list(names) for role, names in look.fonts.items()}
    return {
        "margins": dict(look.margins),
        "pitch": look.pitch,
        "indent": look.indent,
        "sizes": dict(look.sizes),
        "tracking": round(look.tracking, 4),
        "fonts": fonts | {"page": ["宋体", "SimSun", "FandolSong", "Noto Serif CJK SC"]},
        "page_rules": look.page_rules,
    }


def _block(sheet: Sheet, block: Block, drawn: Mapping[int, bytes]) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return _paragraph(sheet, block)
    if isinstance(block, Table):
        return {
            "type": "table",
            "columns": [{"title": one.title, "share": one.share, "end": one.end} for one in block.columns],
            "rows": [[_runs(sheet, cell) for cell in row] for row in block.rows],
        }
    return _picture(block, drawn)


def _picture(chart: Chart, drawn: Mapping[int, bytes]) -> dict[str, Any]:
    return {"type": "picture", "title": chart.title, "told": chart.told, "png": list(drawn[id(chart)])}


def _paragraph(sheet: Sheet, one: Paragraph) -> dict[str, Any]:
    return {"type": "paragraph", "kind": one.kind, "anchor": one.anchor, "runs": _runs(sheet, one.runs)}


def _runs(sheet: Sheet, runs: Runs) -> list[list[str]]:
    return [_run(sheet, one) for one in runs]


def _run(sheet: Sheet, one: Run) -> list[str]:
    match one:
        case Words(text, strong):
            return ["strong" if strong else "words", text, ""]
        case Number(text, key):
            return ["number", text, sheet.place_of(key)]
        case Quote(text, _):
            return ["words", text, ""]
        case Link(text, to):
            return ["link", text, to]
        case NoteMark():
            return ["mark", one.text, one.to]
