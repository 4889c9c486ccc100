"""图: charts as SVG, plain shapes and words, coloured by attributes (which a page's own styles may overrule by class).

For documents that take no SVG, or whose text it would mingle with, :func:`pictures` makes PNG of them, through typst.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import accumulate

from dajuan.answers.sheet.content import BarChart, Chart, CourseChart, Point, Verdict
from dajuan.answers.sheet.sentences import Sentences
from dajuan.answers.sheet.verdict import ORDER

COLOURS: dict[Verdict, str] = {
    "met": "#2f7350",
    "on_schedule": "#6fa584",
    "slightly_behind": "#b4cfa4",
    "behind": "#e0b154",
    "partly": "#d98a3d",
    "missed": "#b5301f",
    "not_due": "#d8d3c7",
    "unmeasured": "#8d8678",
}
_ON_DARK = frozenset({"met", "missed", "unmeasured"})
_FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, SimHei, sans-serif"
WIDTH = 640
_LABEL, _ROW, _BAR = 168, 26, 15
_LONGEST = 13
DOTS = 220
"""An inch, of a PNG."""


def svg_of(chart: Chart, sentences: Sentences) -> str:
    return _bars(chart, sentences) if isinstance(chart, BarChart) else _course(chart)


def _svg(height: int, parts: Sequence[str], told: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-label="{escape(told)}" font-family="{_FONT}" font-size="12">'
        f"{''.join(parts)}</svg>"
    )


def _words(x: float, y: float, text: str, *, anchor: str = "start", fill: str = "#22201c", kind: str = "ink") -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}">{escape(text)}</text>'


# How each area did ------------------------------------------------------------------------------------------------


def _bars(chart: BarChart, sentences: Sentences) -> str:
    """Lengths to the scale of the fullest area, so that an area of two targets does not look like one of twenty."""
    most = max((sum(count for _, count in bar.counts) for bar in chart.bars), default=1)
    step = (WIDTH - _LABEL - 36) / most
    parts: list[str] = []
    for row, bar in enumerate(chart.bars):
        y = 6 + row * _ROW
        parts.append(_words(_LABEL - 8, y + _BAR - 3, _short(bar.label), anchor="end"))
        ends = list(accumulate(count for _, count in bar.counts))
        for (verdict, count), end in zip(bar.counts, ends, strict=True):
            parts.append(_piece(verdict, count, _LABEL + step * (end - count), y, step * count))
        parts.append(_words(_LABEL + step * (ends[-1] if ends else 0) + 6, y + _BAR - 3, str(ends[-1] if ends else 0)))
    foot = 6 + len(chart.bars) * _ROW + 12
    shown = [one for one in ORDER if any(verdict == one for bar in chart.bars for verdict, _ in bar.counts)]
    parts += _legend(shown, sentences, foot)
    return _svg(foot + 18 * (1 + (len(shown) - 1) // 5), parts, chart.told)


def _piece(verdict: Verdict, count: int, x: float, y: float, wide: float) -> str:
    fill = "#ffffff" if verdict in _ON_DARK else "#22201c"
    label = _words(x + wide / 2, y + _BAR - 3.5, str(count), anchor="middle", fill=fill, kind="on") if wide > 13 else ""
    return f'<rect class="{verdict}" x="{x:.2f}" y="{y}" width="{max(wide - 1, 0.5):.2f}" height="{_BAR}" fill="{COLOURS[verdict]}"/>{label}'


def _legend(shown: Sequence[Verdict], sentences: Sentences, y: int) -> list[str]:
    parts = []
    for place, one in enumerate(shown):
        x, top = _LABEL + 92 * (place % 5), y + 18 * (place // 5)
        parts.append(f'<rect class="{one}" x="{x}" y="{top - 9}" width="10" height="10" fill="{COLOURS[one]}"/>')
        parts.append(_words(x + 14, top, sentences.name(one)))
    return parts


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


# The course of a target -------------------------------------------------------------------------------------------

_LEFT, _TOP, _HIGH = 48, 14, 150
_WIDE = WIDTH - _LEFT - 60


def _course(chart: CourseChart) -> str:
    year = chart.due[-1].day.year if chart.due else chart.done[-1].day.year
    top = max(1.0, *(point.share for point in (*chart.due, *chart.done))) * 1.05
    low = min(0.0, *(point.share for point in chart.done))

    def at(point: Point) -> tuple[float, float]:
        gone = (point.day - date(year, 1, 1)).days + 1
        return _LEFT + _WIDE * gone / 366, _TOP + _HIGH * (top - point.share) / (top - low)

    parts = [_level(share, at(Point(date(year, 1, 1), share))[1]) for share in (0.0, 0.5, 1.0) if low <= share <= top]
    for month in (3, 6, 9, 12):
        x, _ = at(Point(date(year, month, 28), 0))
        parts.append(_words(x, _TOP + _HIGH + 18, f"{month}月", anchor="middle", fill="#6f6a60", kind="soft"))
    parts.append(_line([at(point) for point in chart.due], "due", "#8d8678", "5 4"))
    places = [at(point) for point in chart.done]
    parts.append(_line(places, "done", "#b5301f"))
    parts += [f'<circle class="done" cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#b5301f"/>' for x, y in places]
    foot = _TOP + _HIGH + 38
    parts += [
        _line([(_LEFT, foot - 4), (_LEFT + 26, foot - 4)], "done", "#b5301f"),
        _words(_LEFT + 32, foot, "累计完成率"),
        _line([(_LEFT + 130, foot - 4), (_LEFT + 156, foot - 4)], "due", "#8d8678", "5 4"),
        _words(_LEFT + 162, foot, "序时进度"),
    ]
    return _svg(foot + 8, parts, chart.told)


def _level(share: float, y: float) -> str:
    line = f'<line class="rule" x1="{_LEFT}" x2="{_LEFT + _WIDE}" y1="{y:.1f}" y2="{y:.1f}" stroke="#d8d3c7" stroke-width="0.8"/>'
    return line + _words(_LEFT - 8, y + 4, f"{share * 100:g}%", anchor="end", fill="#6f6a60", kind="soft")


def _line(points: Sequence[tuple[float, float]], kind: str, stroke: str, dashes: str = "") -> str:
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline class="{kind}" points="{told}" fill="none" stroke="{stroke}" stroke-width="2"{dashed}/>'


# Through typst ----------------------------------------------------------------------------------------------------


def pictures(charts: Sequence[Chart], sentences: Sentences) -> list[bytes]:
    """Each chart as PNG: a picture adds no word to a document's text."""
    if not charts:
        return []
    from typst import Compiler

    drawn = {f"c{place}": svg_of(chart, sentences) for place, chart in enumerate(charts)}
    pages = "\n#pagebreak()\n".join(f'#image(bytes(sys.inputs.{name}), format: "svg")' for name in drawn)
    source = f"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n{pages}\n"
    made = Compiler(source.encode(), sys_inputs=drawn).compile(format="png", ppi=DOTS)
    return made if isinstance(made, list) else [made or b""]
