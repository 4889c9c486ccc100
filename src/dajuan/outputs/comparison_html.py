"""A comparison → one page that asks nothing of the network: each promise beside its answer, both in their own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path, PurePath

from dajuan.claims.claim import Reading
from dajuan.comparison.comparison import Answer, Answered, Comparison
from dajuan.outputs.comparison_rows import counts, one_line
from dajuan.outputs.comparison_table import SIGNS, called_missed, pairing_note, parts
from dajuan.outputs.places import Places, Sentences
from dajuan.outputs.words import VERDICTS

_FOLDER = Path(__file__).parent
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_WIDE, _MIDDLE, _HALF = 240, 120, 110
"""The gap's drawing, in its own units: the promise stands in the middle."""
_AROUND = 60
"""Characters of context on each side of a quote; a sentence may be longer than anyone reads."""


def comparison_page(comparison: Comparison, *, language: str = "zh") -> str:
    """The whole page. Both languages are in it; the switch only changes which is shown."""
    page = _Page(comparison)
    css = (_FOLDER / "comparison.css").read_text(encoding="utf-8")
    script = (_FOLDER / "scripts" / "comparison.js").read_text(encoding="utf-8")
    lang = "en" if language == "en" else "zh-CN"
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(_title(comparison, language))}</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
        f"{page.head()}\n<main>\n{page.parts()}</main>\n{_footer()}\n<script>\n{script}</script>\n</body>\n</html>\n"
    )


def comparison_body(comparison: Comparison) -> str:
    """What of it stands inside a page of the application, in both languages: filters, notes, the promises."""
    page = _Page(comparison)
    return f"{page.filters()}\n{page.notes()}{page.parts()}"


def _title(comparison: Comparison, language: str) -> str:
    year = comparison.plan.plan_year
    if language == "en":
        return f"What became of the promises for {year or 'the year'}"
    return f"{year or '当'}年的承诺，兑现了多少"


def both(zh: str, en: str) -> str:
    """Words in both languages, already escaped."""
    return f'<span class="zh">{zh}</span><span class="en" lang="en">{en}</span>'


class _Page:
    """Holds where things stand in both documents while the page is written."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.plan, self.report = _Side(comparison.plan), _Side(comparison.report)

    def head(self) -> str:
        title = both(escape(_title(self.comparison, "zh")), escape(_title(self.comparison, "en")))
        files = f"{escape(_file(self.comparison.plan))} → {escape(_file(self.comparison.report))}"
        return (
            f'<header>\n<button class="lang" type="button">{both("English", "中文")}</button>\n<h1>{title}</h1>\n'
            f'<p class="files">{files}</p>\n{self._tally()}\n{self.filters()}\n{self.notes()}</header>'
        )

    def _tally(self) -> str:
        told = counts(self.comparison)
        bars = "".join(
            f'<i class="tone-{verdict}" style="flex:{count}" title="{VERDICTS[verdict]["zh"]} {count}"></i>'
            for verdict, count in told.items()
        )
        return f'<div class="tally" aria-hidden="true">{bars}</div>'

    def filters(self) -> str:
        buttons = "".join(
            f'<button type="button" class="tone-{verdict}" data-verdict="{verdict}" aria-pressed="true">'
            f"{_verdict(verdict)}<b>{count}</b></button>"
            for verdict, count in counts(self.comparison).items()
        )
        return f'<div class="filters" role="group" aria-label="结论 verdict">{buttons}</div>'

    def notes(self) -> str:
        """What must be known first: years that do not meet, shortfalls called a success."""
        return self._years() + self._called()

    def parts(self) -> str:
        """The main targets, other promises with a number, promises without one."""
        main, numbers, deeds = parts(self.comparison)
        return (
            self.part("主要预期目标", "Main targets", main)
            + self.part("其他有数的承诺", "Other promises with a number", numbers)
            + self.part("没有数字的承诺", "Promises without a number", deeds)
        )

    def _years(self) -> str:
        zh, en = pairing_note(self.comparison, "zh"), pairing_note(self.comparison, "en")
        return f'<p class="called">{both(escape(zh), escape(en))}</p>\n' if zh else ""

    def _called(self) -> str:
        missed = called_missed(self.comparison)
        if not missed:
            return ""
        start, end = self.comparison.success_claims[0]
        quote = escape(one_line(self.comparison.report.document.text[start:end]))
        names = "、".join(f"<strong>{escape(one.promise.indicator)}</strong>" for one in missed)
        zh = f"报告说<q>{quote}</q>，而{names}没有达到承诺。"
        en = f"The report says <q>{quote}</q>, yet these fell short: {names}."
        return f'<p class="called">{both(zh, en)}</p>\n'

    def part(self, zh: str, en: str, answers: Sequence[Answer]) -> str:
        """One part of the page; promises without any answer are folded away below those that have one."""
        if not answers:
            return ""
        main = answers[0].promise.main
        shown = [one for one in answers if one.answer is not None or main]
        silent = [one for one in answers if one.answer is None and not main]
        about = _told(answers)
        cards = "".join(self._card(one) for one in shown)
        return f'<section>\n<h2>{both(zh, en)}</h2>\n<p class="about">{about}</p>\n{cards}{self._silent(silent)}</section>\n'

    def _silent(self, answers: Sequence[Answer]) -> str:
        if not answers:
            return ""
        rows = "".join(
            f'<li data-verdict="{one.verdict}">{escape(one_line(one.promise.text))}'
            f"<small>{escape(self.plan.where(one.promise.start, one.promise.section))}</small></li>\n"
            for one in answers
        )
        summary = both(f"没有找到回答的 {len(answers)} 项", f"{len(answers)} without an answer")
        return f'<details><summary>{summary}</summary>\n<ul class="rows">\n{rows}</ul></details>\n'

    def _card(self, one: Answer) -> str:
        flag = f'<span class="flag">{both("报告称已完成", "called a success")}</span>' if one.called_success else ""
        return (
            f'<article class="tone-{one.verdict}" data-verdict="{one.verdict}">\n'
            f'<div class="judged"><span class="verdict">{_verdict(one.verdict)}</span>'
            f'<span class="name">{escape(one.promise.indicator or one_line(one.promise.text))}</span>{flag}</div>\n'
            f'<p class="why">{both(escape(one.zh), escape(one.en))}</p>\n{_gap(one)}'
            f'<div class="parties">{self._promise(one)}{self._answer(one.answer)}</div>\n{self._others(one.others)}</article>\n'
        )

    def _promise(self, one: Answer) -> str:
        quote = self.plan.quote(one.promise.start, one.promise.end)
        where = escape(self.plan.where(one.promise.start, one.promise.section))
        return _side(both("承诺", "promised"), quote, where)

    def _answer(self, answered: Answered | None) -> str:
        who = both("回答", "answered")
        if answered is None:
            return _side(who, f'<span class="none">{both("没有找到", "nothing found")}</span>', "")
        return _side(who, self.report.quote(answered.start, answered.end), escape(self.report.where(answered.start)))

    def _others(self, others: Sequence[Answered]) -> str:
        if not others:
            return ""
        rows = "".join(
            f"<li>{self.report.quote(one.start, one.end)}<small>{escape(self.report.where(one.start))}</small></li>"
            for one in others
        )
        summary = both(f"还有 {len(others)} 处说到它", f"{len(others)} more places")
        return f'<details class="others"><summary>{summary}</summary><ul class="rows">{rows}</ul></details>\n'


class _Side:
    """One document: its quotes with the words around them, and where they stand."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.document.text
        self.places = Places(reading.document)
        self.sentences = Sentences(reading)

    def quote(self, start: int, end: int) -> str:
        """The words marked in their sentence, cut where it is long."""
        first, last = self.sentences.around(start, end)
        left, right = max(first, start - _AROUND), min(last, end + _AROUND)
        before = ("…" if left > first else "") + self.text[left:start]
        after = self.text[end:right] + ("…" if right < last else "")
        return f"{_words(before)}<mark>{_words(self.text[start:end])}</mark>{_words(after)}"

    def where(self, offset: int, section: Sequence[str] = ()) -> str:
        """Section › section · page or line."""
        titles = " › ".join(section or self.places.sections(offset))
        page = self.places.page(offset)
        spot = f"第{page}页 p. {page}" if page else f"第{self.places.line_and_column(offset)[0]}行"
        return " · ".join(filter(None, (titles, spot)))


def _words(text: str) -> str:
    return escape("".join(text.split("\n")))


def _side(who: str, quote: str, where: str) -> str:
    place = f'<p class="where">{where}</p>' if where else ""
    return f'<div class="party"><p class="who">{who}</p><p>{quote}</p>{place}</div>'


def _verdict(verdict: str) -> str:
    names = VERDICTS[verdict]  # type: ignore[index,unused-ignore]
    return f'<i class="sign" aria-hidden="true">{SIGNS[verdict]}</i>{both(names["zh"], names["en"])}'


def _told(answers: Iterable[Answer]) -> str:
    told = [one.verdict for one in answers]
    zh = " · ".join(f"{VERDICTS[v]['zh']} {told.count(v)}" for v in SIGNS if v in told)  # type: ignore[arg-type,index,unused-ignore]
    en = " · ".join(f"{VERDICTS[v]['en']} {told.count(v)}" for v in SIGNS if v in told)  # type: ignore[arg-type,index,unused-ignore]
    return both(f"{len(told)} 项：{zh}", f"{len(told)}: {en}")


def _gap(one: Answer) -> str:
    """The gap as a bar from the promise (the upright line) to the answer; a whole half is as much as was promised."""
    size = _size(one)
    if size is None or one.gap is None:
        return ""
    part = max(Decimal(-1), min(Decimal(1), one.gap / size if size else Decimal(0)))
    length = float(abs(part)) * _HALF
    left = _MIDDLE if part >= 0 else _MIDDLE - length
    share = f"{float(abs(part)) * 100:.0f}%" if abs(part) < 1 else "≥100%"
    zh, en = ("差承诺的", "short by, of the promise:") if part < 0 else ("超出承诺的", "beyond by, of the promise:")
    words = both(zh, en) if part else both("正好", "exactly:")
    return (
        f'<div class="gap"><svg viewBox="0 0 {_WIDE} 20" role="img" aria-label="{share}">'
        f'<line class="base" x1="10" y1="10" x2="{_WIDE - 10}" y2="10"/>'
        f'<rect x="{left:.1f}" y="5" width="{max(length, 1.5):.1f}" height="10" rx="2"/>'
        f'<line class="aim" x1="{_MIDDLE}" y1="1" x2="{_MIDDLE}" y2="19"/></svg>{words} {share}</div>\n'
    )


def _size(one: Answer) -> Decimal | None:
    """What the gap is drawn against: the size of the promise, or for 同步 the growth it is held to."""
    claim = one.promise.claim
    if claim is None and one.others and one.others[0].claim is not None:
        claim = one.others[0].claim
    if claim is None:
        return None
    value = claim.low if claim.low is not None else claim.high
    return abs(value) if value else None


def _file(reading: Reading) -> str:
    return PurePath(reading.document.source).name or reading.document.title or "—"


def _footer() -> str:
    zh = (
        "指标、单位、口径、范围、时期都对得上才下“未兑现”的结论；普查修订、同口径、几年合计、名义与实际不互相比。"
        "配对没有把握时写“不可比”或“没有回答”。竖线是承诺，色条是回答与它的差，占承诺的多少。"
    )
    en = (
        "Nothing is called missed unless indicator, unit, basis, scope and period all agree. "
        "The upright line is the promise, the bar how far the answer lies from it, as a share of the promise."
    )
    return f"<footer>{both(zh, en)}</footer>"
