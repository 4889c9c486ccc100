"""What one target's page shows: the promise, its way, how far it is, what was recorded, what may be done."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from secrets import token_urlsafe
from typing import Any, NamedTuple
from urllib.parse import quote

from dajuan.answers.board import Board, Standing
from dajuan.answers.board_rows import outlook_said, reached_said, value_asked
from dajuan.answers.course import Course, course_of
from dajuan.answers.suggestions import Suggested
from dajuan.answers.target import PROGRAMME, Target
from dajuan.answers.wording import percent_said
from dajuan.figures.figure import rounded
from dajuan.ledger.entry import Entry, Evidence
from dajuan.ledger.read import entries_of_subject
from dajuan.outputs.entry_words import happened
from dajuan.programmes.pack import Programme
from dajuan.web.access.documents import may_see_document
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_target
from dajuan.web.layout.lights import light_name
from dajuan.web.moment import Moment
from dajuan.web.reader.models import Document
from dajuan.web.served import served
from dajuan.web.targets.office import suggested_for
from dajuan.web.targets.remarks import RemarkForm, remarks_of
from dajuan.web.targets.request import Found
from dajuan.web.targets.rows import Line, lines_of, rows_to_show
from dajuan.web.targets.steps import Step, may_correct, may_take_back, steps_of
from dajuan.web.words import Words, spoken, words_of

_BY = {
    Action.RECORD: Words("牵头单位", "its owner"),
    Action.VERIFY: Words("审核人（不是报送的人）", "a reviewer (not who reported)"),
    Action.PLAN: Words("督查室", "the supervision office"),
}


class At(NamedTuple):
    """A stage on the way: when it was reached and by whom."""

    name: Words
    on: date | None
    actor: str
    now: bool
    side: bool
    note: str


class Told(NamedTuple):
    """An entry in the timeline."""

    seq: int
    on: date
    recorded_at: str
    actor: str
    words: str
    note: str
    evidence: tuple[Evidence, ...]
    gone: bool
    verified: bool
    back: bool
    """Whether this viewer may take it back."""
    correct: bool


class Month(NamedTuple):
    """A row of the chart's table."""

    label: str
    actual: str
    due: str


def shown(found: Found, board: Board | None, viewer: Viewer, moment: Moment, as_of: date) -> dict[str, Any]:
    target, programme = found.target, found.programme
    standing = next((one for one in board.standings if one.target.code == target.code), None) if board else None
    steps = steps_of(target, found.state, programme, viewer, served().today())
    may = [one for one in steps if one.mine and not moment.is_past]
    context: dict[str, Any] = {
        "target": target,
        "asked": value_asked(target),
        "reached": reached_said(standing) if standing and standing.measured.value is not None else "",
        "standing": standing,
        "light": light_name(standing.light.colour) if standing else None,
        "done": percent_said(standing.light.done) if standing and standing.light.done is not None else "",
        "due": percent_said(standing.light.due) if standing and standing.light.due is not None else "",
        "outlook": outlook_said(standing, spoken()) if standing else "",
        "notes": [Words(*one) for one in (standing.notes if standing else target.troubles)],
        "kind": _choice(programme, "kind", target.kind),
        "way": _way(found),
        "steps": [one for one in may if one.main],
        "beside": [one for one in may if not one.main],
        "next": [(one, _by(one, target)) for one in steps if one.main],
        "barred": [one.why_not for one in steps if one.why_not is not None],
        "parts": rows_to_show(_parts(found, board, viewer), programme, as_of, moment),
        "whole": _whole(found, viewer),
        "entries": _timeline(found, viewer, moment, as_of),
        "remarks": remarks_of(target.code),
        "may_comment": viewer.may(Action.COMMENT, thing_of_target(target)) and not moment.is_past,
        "remark_form": RemarkForm(initial={"key": token_urlsafe(18)}),
        "suggested": _suggested(found, viewer, moment),
        "plan": _plan_read(target, viewer),
    }
    if standing is not None and standing.measured.months:
        context |= _chart(standing, course_of(standing, as_of), as_of)
    return context


def _choice(programme: Programme, field: str, key: str) -> Words:
    choices = programme.fields[field].choices
    return next((words_of(one.name) for one in choices if one.key == key), Words(key, key))


def _by(step: Step, target: Target) -> Words:
    who = _BY.get(step.action, Words("", ""))
    if step.action is Action.RECORD and target.owner:
        return Words(f"{who.zh} {target.owner}", f"{who.en}, {target.owner}")
    return who


def _way(found: Found) -> list[At]:
    """The stages on the way in the pack's order, with side stages that were passed after the last one reached."""
    state, stages = found.state, found.programme.stages
    moves = {str(held.value): held for held in sorted(state.moves(), key=lambda held: held[1:])}
    way = []
    for key, stage in stages.items():
        if stage.side and key not in moves:
            continue
        held = moves.get(key)
        entry = state.entries[held.seq] if held else None
        way.append(
            At(
                words_of(stage.name),
                held.on if held else None,
                entry.actor if entry else "",
                key == found.target.stage,
                stage.side,
                entry.note if entry and key == found.target.stage else "",
            )
        )
    return way


def _parts(found: Found, board: Board | None, viewer: Viewer) -> list[Line]:
    parts = [one for one in found.known.parts(found.target.code) if one.stage != "dropped"]
    return lines_of(parts, board, viewer)


def _whole(found: Found, viewer: Viewer) -> Target | None:
    whole = found.known.targets.get(found.target.part_of)
    return whole if whole is not None and viewer.may(Action.SEE, thing_of_target(whole)) else None


def _plan_read(target: Target, viewer: Viewer) -> str:
    """Where the plan stands open at the promise's words, if this viewer has it among the documents read; else ""."""
    if target.source is None:
        return ""
    documents = Document.objects.filter(sha256=target.source.sha256, read_at__isnull=False).select_related("by")
    seen = next((one for one in documents if may_see_document(viewer, one.by.actor)), None)
    return f"{seen.get_absolute_url()}#:~:text={quote(target.words)}" if seen else ""


def _suggested(found: Found, viewer: Viewer, moment: Moment) -> Suggested | None:
    may = viewer.may(Action.PLAN, thing_of_target(found.target)) and not moment.is_past
    return suggested_for(found) if may and found.target.kind == "number" and found.target.binding is None else None


def _timeline(found: Found, viewer: Viewer, moment: Moment, as_of: date) -> list[Told]:
    """All that was recorded, the newest first; as known at a moment, what was recorded by then."""
    entries = entries_of_subject(found.known.ledger, programme=PROGRAMME, subject=found.target.code)
    until = moment.as_of
    seen = [
        (seq, entry)
        for seq, entry in entries
        if seq < found.known.size and (until is None or entry.effective_on <= until)
    ]
    return [_told(seq, entry, found, viewer, moment) for seq, entry in reversed(seen)]


def _told(seq: int, entry: Entry, found: Found, viewer: Viewer, moment: Moment) -> Told:
    back = not moment.is_past and may_take_back(seq, found.target, found.state, found.programme, viewer)
    return Told(
        seq,
        entry.effective_on,
        entry.recorded_at,
        entry.actor,
        happened(entry, found.programme, spoken()),
        entry.note,
        entry.evidence,
        seq in found.state.dead,
        found.state.is_verified(seq),
        back,
        back and may_correct(entry),
    )


# The chart -------------------------------------------------------------------------------------------------------


def _chart(one: Standing, course: Course, as_of: date) -> dict[str, Any]:
    factor, unit = _unit(one)

    def said(value: Fraction | float | None) -> str | None:
        return None if value is None else f"{rounded(Fraction(value) / factor, 4).normalize():f}"

    at = [f"{point.on:%Y-%m}" for point in course.points]
    lines = [
        {"name": str(Words("实际", "Actual")), "role": "actual", "values": [said(p.actual) for p in course.points]}
    ]
    if any(point.due is not None for point in course.points):
        lines.append(
            {"name": str(Words("序时", "Schedule")), "role": "schedule", "values": [said(p.due) for p in course.points]}
        )
    if course.goal is not None:
        lines.append({"name": str(Words("目标", "Target")), "role": "target", "values": [said(course.goal)] * len(at)})
    chart: dict[str, Any] = {"kind": "line", "unit": unit, "at": at, "lines": lines, "about": str(_about(one))}
    if as_of.year == one.target.year:
        chart["now"] = f"{as_of:%Y-%m}"
    forecast_row = ""
    if (fan := _fan(course)) is not None:
        named = {key: [said(value) for value in values] for key, values in fan.items()}
        chart["forecast"] = {"name": str(Words("预测", "Forecast")), **named}
        ends = {key: values[-1] for key, values in named.items()}
        forecast_row = str(
            Words(
                f"{ends['values']}（80%：{ends['low80']}–{ends['high80']}；95%：{ends['low95']}–{ends['high95']}）",
                f"{ends['values']} (80 %: {ends['low80']} to {ends['high80']}; 95 %: {ends['low95']} to {ends['high95']})",
            )
        )
    months = [
        Month(f"{p.on:%Y-%m}", said(p.actual) or "", said(p.due) or "")
        for p in course.points
        if p.on <= as_of or p.due is not None
    ]
    return {"chart": chart, "months": months, "forecast_row": forecast_row, "unit": unit, "goal": said(course.goal)}


def _unit(one: Standing) -> tuple[Fraction, str]:
    if one.target.value is None:
        return Fraction(1, 100), "%"
    unit = one.target.value.amount.unit
    return Fraction(unit.factor), unit.written


def _about(one: Standing) -> Words:
    name = one.target.name
    return Words(f"{name}：{one.light.zh}", f"{name}: {one.light.en}")


def _fan(course: Course) -> dict[str, list[float | None]] | None:
    """From the last month with a value to the year's end, where the interval is; straight between, to guide the eye."""
    ahead, last = course.ahead, course.last
    if ahead is None or ahead.value is None or ahead.likely is None or ahead.nearly_sure is None or not 0 <= last < 11:
        return None
    start = float(course.points[last].actual or 0)
    ends = {
        "values": ahead.value,
        "low80": ahead.likely.low,
        "high80": ahead.likely.high,
        "low95": ahead.nearly_sure.low,
        "high95": ahead.nearly_sure.high,
    }
    steps = 11 - last
    return {
        key: [None if month < last else start + (end - start) * (month - last) / steps for month in range(12)]
        for key, end in ends.items()
    }
