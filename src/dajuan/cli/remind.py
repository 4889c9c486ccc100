"""``dajuan remind``: who is told what today, and why; told once on each channel, or only shown."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime

from dajuan.answers.notices.clock import WallClock
from dajuan.answers.notices.notice import REASONS, Notice
from dajuan.answers.notices.outcome import Foreseen, Report
from dajuan.answers.notices.reasons import Planned, plan_notices
from dajuan.answers.notices.record import NAME, Record
from dajuan.answers.notices.sending import channels_of, foresee, send
from dajuan.answers.notices.settings import Settings, settings_of
from dajuan.answers.reminders import watched
from dajuan.cli import FOUND
from dajuan.cli.board import board_asked
from dajuan.cli.ledger_arguments import TEXT_FORMATS
from dajuan.cli.ledger_words import folded
from dajuan.cli.printing import chosen_format, columns, put
from dajuan.cli.progress import progress_on_stderr
from dajuan.cli.zone import opened
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.outputs.contract import json_text
from dajuan.programmes.pack import Language
from dajuan.standards.working_days import china, said_unknown
from dajuan.systems.reminders import notices_due


def run(options: Namespace) -> int:
    with opened(options) as (zone, ledger):
        settings = settings_of(zone)
        made = board_asked(options, zone, ledger, late=True)
        others = notices_due(zone, ledger, made.as_of)
    plan = plan_notices(watched(made, settings.office), made.as_of, settings.timing, china().or_weekends())
    plan = plan._replace(notices=(*plan.notices, *others))
    if plan.guessed:
        unknown = said_unknown(plan.guessed)
        print(f"dajuan: {unknown[options.lang == 'en']}", file=sys.stderr)
    clock = WallClock(zone.timezone)
    style = chosen_format(options.format, options.output, "text", TEXT_FORMATS)
    if options.dry_run:
        found = foresee(plan.notices, record=_record_if_any(zone), settings=settings, now=clock.now(), calendar=china())
        put(json_text([_foreseen(one) for one in found]) if style == "json" else _shown(plan, found, options.lang), options.output)  # fmt: skip
        return 0
    if options.as_of:
        raise LedgerError(
            "--as-of 只和 --dry-run 一起用：过去的一天不能再通知",
            "--as-of goes with --dry-run: nobody is told of a past day",
        )
    report = _sent(zone, settings, plan, clock)
    put(json_text(_object(report)) if style == "json" else _told(report, options.lang), options.output)
    return FOUND if report.failed or report.unsure or report.nobody else 0


def _record_if_any(zone: Zone) -> Record | None:
    """A dry run makes no file."""
    path = zone.folder / NAME
    return Record(path) if path.exists() else None


def _sent(zone: Zone, settings: Settings, plan: Planned, clock: WallClock) -> Report:
    channels = channels_of(settings, zone.folder, clock)
    record = Record(zone.folder / NAME)
    with progress_on_stderr("通知 notices") as progress:
        return send(
            plan.notices,
            record=record,
            settings=settings,
            channels=channels,
            clock=clock,
            calendar=china(),
            complete=True,
            progress=progress,
        )


def _foreseen(one: Foreseen) -> dict[str, object]:
    return {**_notice(one.notice), "channel": one.channel, "contact": one.contact, "address": one.address, "state": one.state, "at": one.at.isoformat()}  # fmt: skip


def _notice(one: Notice) -> dict[str, object]:
    return {
        "to": one.to,
        "reason": one.reason,
        "target": one.target,
        "subject": {"zh": one.subject.zh, "en": one.subject.en},
        "text": {"zh": one.text.zh, "en": one.text.en},
        "key": one.key,
    }


def _object(report: Report) -> dict[str, object]:
    return {
        "sent": [{**_notice(one.notice), "channel": one.channel, "at": one.at.isoformat()} for one in report.sent],
        "held": [{**_notice(one.notice), "channel": one.channel, "until": one.until.isoformat(), "why": one.why._asdict()} for one in report.held],
        "failed": [{**_notice(one.notice), "channel": one.channel, "tries": one.tries, "again_at": one.again_at.isoformat() if one.again_at else None, "why": one.why._asdict()} for one in report.failed],
        "unsure": [{**_notice(one.notice), "channel": one.channel, "since": one.since.isoformat(), "why": one.why._asdict()} for one in report.unsure],
        "nobody": [{**_notice(one.notice), "office": one.office, "why": one.why._asdict()} for one in report.nobody],
        "told_before": report.told_before,
        "withdrawn": report.withdrawn,
    }  # fmt: skip


# For people ------------------------------------------------------------------------------------------------------


def _shown(plan: Planned, found: Sequence[Foreseen], language: Language) -> str:
    zh = language == "zh"
    if not plan.notices:
        return "今天没有要通知的\n" if zh else "nobody is to be told anything today\n"
    lines: list[str] = []
    to = None
    for one in sorted(found, key=lambda one: (one.notice.to, one.notice.target)):
        if one.notice.to != to:
            to = one.notice.to
            lines += ["", f"{to}（{one.channel} {one.address}）" if zh else f"{to} ({one.channel} {one.address})"]
        reason = REASONS[one.notice.reason]
        words = one.notice.text.zh if zh else one.notice.text.en
        when = _when(one, language)
        lines += folded(f"[{reason.zh if zh else reason.en}] {words}{when}", columns(), "  ")
    lines += ["", f"共 {len(plan.notices)} 条" if zh else f"{len(plan.notices)} notices"]
    return "\n".join(lines).lstrip("\n") + "\n"


def _when(one: Foreseen, language: Language) -> str:
    if one.state == "sent":
        return "（已通知）" if language == "zh" else " (told already)"
    if one.state == "unsure":
        return "（不知送到没有，等人确认）" if language == "zh" else " (unsure: a person has to say)"
    return ""


def _told(report: Report, language: Language) -> str:
    return "\n".join(_lines(report, language)) + "\n"


def _lines(report: Report, language: Language) -> Iterator[str]:
    zh = language == "zh"
    yield (
        f"通知了 {len(report.sent)} 条，此前已通知 {report.told_before} 条，暂缓 {len(report.held)} 条，撤下 {report.withdrawn} 条"
        if zh
        else f"{len(report.sent)} sent, {report.told_before} told before, {len(report.held)} held back, {report.withdrawn} withdrawn"
    )
    for held in report.held:
        yield from _one(held.notice, held.why.zh if zh else held.why.en, _until(held.until, language), language)
    for failed in report.failed:
        again = _until(failed.again_at, language) if failed.again_at else ("不再重试" if zh else "given up")
        yield from _one(failed.notice, failed.why.zh if zh else failed.why.en, again, language)
    for unsure in report.unsure:
        yield from _one(unsure.notice, unsure.why.zh if zh else unsure.why.en, "", language)
    for nobody in report.nobody:
        yield from _one(nobody.notice, nobody.why.zh if zh else nobody.why.en, "", language)


def _one(notice: Notice, why: str, more: str, language: Language) -> Iterator[str]:
    subject = notice.subject.zh if language == "zh" else notice.subject.en
    yield from folded(f"{notice.to} {subject}：{why}{f'；{more}' if more else ''}", columns(), "  ")


def _until(moment: datetime, language: Language) -> str:
    shown = moment.strftime("%m-%d %H:%M")
    return f"{shown} 再试" if language == "zh" else f"again at {shown}"
