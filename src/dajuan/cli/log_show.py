"""``dajuan log show``: the latest entries, all about one subject, or one entry whole."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping

from dajuan.cli.ledger_arguments import TEXT_FORMATS
from dajuan.cli.ledger_words import evidence_said, folded, recorded_said
from dajuan.cli.printing import chosen_format, columns, put
from dajuan.cli.zone import opened
from dajuan.ledger.entry import Entry, canonical, leaf_hash
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_at, entries_between, entries_of_subject, size_of, state_of_subject
from dajuan.ledger.state import State
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.outputs.contract import json_text
from dajuan.outputs.entry_words import happened
from dajuan.programmes.pack import Language


def show(options: Namespace) -> int:
    with opened(options) as (zone, ledger):
        style = chosen_format(options.format, options.output, "text", TEXT_FORMATS)
        found, states = _found(options, ledger)
        if style == "json":
            told = json_text([_object(seq, entry) for seq, entry in found])
        elif options.what and len(found) == 1 and options.what.isdigit():
            told = "\n".join(_whole(zone, ledger, *found[0], options.lang)) + "\n"
        else:
            told = "\n".join(_lines(zone, ledger, found, states, options.lang)) + "\n"
        put(told, options.output)
    return 0


_Found = list[tuple[int, Entry]]


def _found(options: Namespace, ledger: Ledger) -> tuple[_Found, Mapping[tuple[str, str], State]]:
    if not options.what:
        size = size_of(ledger)
        return list(entries_between(ledger, start=max(0, size - options.last))), {}
    if options.what.isdigit() and (found := entries_at(ledger, seqs=[int(options.what)])):
        return found, {}
    found, states = [], {}
    for programme in ledger.programmes:
        some = entries_of_subject(ledger, programme=programme, subject=options.what)
        if some:
            found += some
            states[programme, options.what] = state_of_subject(ledger, programme=programme, subject=options.what)
    if not found:
        raise LedgerError(
            f"没有编号为 {options.what} 的对象，也没有第 {options.what} 条；日志有 {size_of(ledger):,} 条",
            f"there is no subject and no entry {options.what}; the log has {size_of(ledger):,} entries",
        )
    return sorted(found), states


def _object(seq: int, entry: Entry) -> dict[str, object]:
    data = canonical(entry)
    return {"seq": seq, "leaf": leaf_hash(data).hex(), **json.loads(data)}


def _lines(
    zone: Zone, ledger: Ledger, found: _Found, states: Mapping[tuple[str, str], State], language: Language
) -> Iterator[str]:
    if not found:
        yield "日志是空的" if language == "zh" else "the log is empty"
    for seq, entry in found:
        programme = ledger.programmes.get(entry.programme)
        who = " ".join(part for part in (entry.programme, entry.subject) if part)
        told = happened(entry, programme, language)
        mark = _standing(seq, entry, states.get((entry.programme, entry.subject)), language)
        recorded = recorded_said(entry, zone)
        by = f"{recorded} {entry.actor} 记" if language == "zh" else f"recorded {recorded} by {entry.actor}"
        stop = "；" if language == "zh" else "; "
        line = f"{seq}  {entry.effective_on}  {who}  {stop.join(part for part in (told, by, mark) if part)}"
        yield from _hanging(line, len(str(seq)) + 2)


def _hanging(line: str, indent: int) -> Iterable[str]:
    first, *rest = folded(line, columns(), " " * indent)
    return [first.lstrip(), *rest]


def _standing(seq: int, entry: Entry, state: State | None, language: Language) -> str:
    """Whether it still counts, and whether another person has looked at it."""
    if state is None or entry.kind in {"verified", "withdrawn"}:
        return ""
    if seq in state.dead:
        return "已被撤回或更正" if language == "zh" else "withdrawn or corrected"
    if state.is_verified(seq):
        return "已复核" if language == "zh" else "verified"
    return ""


def _whole(zone: Zone, ledger: Ledger, seq: int, entry: Entry, language: Language) -> Iterator[str]:
    yield from _lines(zone, ledger, [(seq, entry)], {}, language)
    for one in entry.evidence:
        condition = zone.evidence().condition(one.sha256) if one.sha256 else ""
        said = {"sound": ("完好", "sound"), "lost": ("丢失", "lost"), "altered": ("被改动", "altered")}.get(condition)
        yield f"  {evidence_said(one, language)}{' · ' + said[language == 'en'] if said else ''}"
    if entry.note:
        yield f"  {entry.note}"
    data = canonical(entry)
    yield f"  {'叶散列' if language == 'zh' else 'leaf'} {leaf_hash(data).hex()}"
    yield f"  {data.decode()}"
