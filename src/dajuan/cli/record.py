"""``dajuan record``: one fact into the ledger, with its evidence; the answer names the entry's number."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from dajuan.cli import FAILED
from dajuan.cli.ledger_arguments import TEXT_FORMATS
from dajuan.cli.ledger_words import evidence_said
from dajuan.cli.printing import chosen_format, put
from dajuan.cli.record_drafts import drafts_of
from dajuan.cli.zone import actor_of, opened, programme_of
from dajuan.ledger.append import Appended, append
from dajuan.ledger.entry import Entry, canonical
from dajuan.ledger.read import entries_at
from dajuan.ledger.trouble import RefusedError
from dajuan.outputs.contract import json_text
from dajuan.outputs.entry_words import happened
from dajuan.programmes.pack import Language, Programme


def run(options: Namespace) -> int:
    with opened(options) as (zone, ledger):
        programme = programme_of(ledger.programmes, options.programme)
        actor = actor_of(options, zone)
        wish = drafts_of(options, zone, ledger, programme)
        try:
            done = append(ledger, wish.drafts, actor=actor, seen=wish.seen)
        except RefusedError as error:
            return _refused(error, options.lang)
        for note in wish.notes:
            print(f"dajuan: {note[options.lang == 'en']}", file=sys.stderr)
        entries = entries_at(ledger, seqs=[seq for seq in done.seqs if seq is not None])
        style = chosen_format(options.format, options.output, "text", TEXT_FORMATS)
        told = (
            _object(done, entries)
            if style == "json"
            else _told(done, entries, programme, options.lang, _next(entries, programme, options.lang))
        )
        put(told, options.output)
    return 0


def _refused(error: RefusedError, language: Language) -> int:
    """Everything that is wrong, a line each; nothing was written."""
    for trouble in error.troubles:
        print(f"dajuan: {trouble.zh if language == 'zh' else trouble.en}", file=sys.stderr)
    print("dajuan: " + ("什么也没有记" if language == "zh" else "nothing was recorded"), file=sys.stderr)
    return FAILED


def _told(
    done: Appended, entries: Sequence[tuple[int, Entry]], programme: Programme, language: Language, following: list[str]
) -> str:
    zh = language == "zh"
    lines = []
    for seq, entry in entries:
        who = f"{entry.subject} " if entry.subject else ""
        lines.append(
            f"第 {seq} 条：{who}{happened(entry, programme, 'zh')}（{entry.effective_on}，{entry.actor} 记）"
            if zh
            else f"Entry {seq}: {who}{happened(entry, programme, 'en')} ({entry.effective_on}, by {entry.actor})"
        )
        lines += [f"  {evidence_said(one, language)}" for one in entry.evidence]
    if done.added < len(entries):
        lines.append("这个幂等键已记过，没有新增" if zh else "This key was recorded before; nothing was added")
    if done.clock_behind > 1:
        lines.append(
            f"本机时钟比最后一条慢 {done.clock_behind:.0f} 秒，用了最后一条的时间"
            if zh
            else f"This machine's clock is {done.clock_behind:.0f} s behind the newest entry; its time was used"
        )
    root = done.root.hex()
    lines.append(f"日志 {done.size:,} 条，根 {root[:16]}…" if zh else f"{done.size:,} entries, root {root[:16]}…")
    return "\n".join([*lines, *following]) + "\n"


def _next(entries: Sequence[tuple[int, Entry]], programme: Programme, language: Language) -> list[str]:
    """What is still to be done before it counts."""
    lines = []
    for seq, entry in entries:
        stage = programme.stages.get(entry.stage)
        if stage and stage.needs.reviewer:
            command = f"dajuan record {programme.code} --verify {seq} --by "
            lines.append(
                f"要另一个人复核后才算：{command}复核人"
                if language == "zh"
                else f"It counts once another person has verified it: {command}WHO"
            )
    only_opened = [entry for _, entry in entries if entry.kind == "opened" and entry.replaces is None]
    if only_opened and len(entries) == 1 and programme.first_stage:
        first = programme.stages[programme.first_stage]
        command = f"dajuan record {programme.code} {only_opened[0].subject} {first.key}"
        lines.append(
            f"它还没有进入任何阶段；第一个是“{first.name.zh}”：{command}"
            if language == "zh"
            else f"It is in no stage yet; the first is “{first.name.said('en')}”: {command}"
        )
    return lines


def _object(done: Appended, entries: Sequence[tuple[int, Entry]]) -> str:
    import json

    told: dict[str, Any] = {
        "entries": [{"seq": seq, **json.loads(canonical(entry))} for seq, entry in entries],
        "added": done.added,
        "size": done.size,
        "root": done.root.hex(),
    }
    return json_text(told)
