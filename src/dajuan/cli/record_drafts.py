"""What was typed after ``dajuan record`` → drafts for the ledger: values read, evidence kept, what was left out filled in."""

from __future__ import annotations

import re
from argparse import Namespace
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dajuan.cli.nearest import did_you_mean, nearest
from dajuan.cli.zone import day_of, today_in
from dajuan.figures.period import PeriodError, period_of
from dajuan.ledger.entry import Draft, Evidence, Kind, Value, corrected
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_at, size_of, state_of_subject
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.programmes.pack import Field, Programme, Stage
from dajuan.programmes.values import ValueTrouble, read_subject_code, read_value
from dajuan.programmes.values.show import says_all

_RANGE = re.compile(r"(\d+)(?:\s*[-–—~～:]\s*(\d+))?\Z")


@dataclass(slots=True)
class Wish:
    """The drafts, and what was taken for granted on the way: said in Chinese and in English."""

    drafts: list[Draft]
    notes: list[tuple[str, str]] = field(default_factory=list)
    seen: int | None = None
    """The log's size when what is to be corrected was looked up."""


@dataclass(slots=True)
class _Typed:
    """The words after the programme, taken apart."""

    code: str = ""
    stage: Stage | None = None
    values: dict[str, Value] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    """Fields that a correction takes out: ``homes=``."""


def drafts_of(options: Namespace, zone: Zone, ledger: Ledger, programme: Programme) -> Wish:
    typed = _typed(options.words, programme)
    links = dict(_link(said, programme) for said in options.link)
    if options.verify or options.withdraw:
        return _about(options, zone, ledger, programme, typed)
    if not typed.code:
        raise LedgerError(
            f"没有写{programme.subject.name.zh}的编号",
            f"the code of the {programme.subject.name.said('en').lower()} is missing",
        )
    if options.replaces is not None:
        return _correction(options, zone, ledger, programme, typed, links)
    return _new(options, zone, ledger, programme, typed, links)


def _new(
    options: Namespace, zone: Zone, ledger: Ledger, programme: Programme, typed: _Typed, links: dict[str, str]
) -> Wish:
    notes: list[tuple[str, str]] = []
    flows = {key for key in typed.values if programme.fields[key].flow}
    levels = typed.values.keys() - flows
    _refuse_mixed(options, programme, typed, flows, levels)
    evidence = _evidence(options, zone, ledger, programme, typed, notes)
    on = _day(options, zone, flows=bool(flows))
    shared = {"programme": programme.code, "subject": typed.code, "effective_on": on, "note": options.note}
    drafts: list[Draft] = []

    def draft(kind: str, keys: set[str], **more: object) -> None:
        # What came with the command goes with its first entry, so that nothing is said twice.
        first = {} if drafts else {"evidence": evidence, "links": links}
        drafts.append(
            Draft(**shared, **first, kind=kind, key=_key(options.key, len(drafts)), **_values(typed, keys), **more)  # type: ignore[arg-type]
        )

    if options.open:
        draft("opened", levels)
        levels = set()
    if typed.stage:
        draft("moved", levels, stage=typed.stage.key)
    elif levels or options.stated:
        draft("stated", levels)
    if flows or options.measured:
        draft("measured", flows)
    if not drafts and links:
        draft("linked", set())
    if not drafts and evidence:
        draft("attached", set())
    if not drafts:
        raise LedgerError(
            f"没有写记什么：写阶段（{'、'.join(programme.stages)}）、字段=值、--open、--link 或 --evidence",
            f"nothing to record: give a stage ({', '.join(programme.stages)}), FIELD=VALUE, --open, --link or --evidence",
        )
    return Wish(drafts, notes)


def _key(given: str, place: int) -> str:
    return given if not given or not place else f"{given}#{place}"


def _values(typed: _Typed, keys: set[str]) -> dict[str, dict[str, Value] | dict[str, str]]:
    """In the order typed."""
    return {
        "fields": {key: value for key, value in typed.values.items() if key in keys},
        "written": {key: text for key, text in typed.written.items() if key in keys},
    }


def _refuse_mixed(options: Namespace, programme: Programme, typed: _Typed, flows: set[str], levels: set[str]) -> None:
    wrong = flows if options.stated else levels if options.measured else set()
    if not wrong:
        return
    names = [programme.fields[key].name for key in sorted(wrong)]
    zh, en = "、".join(one.zh for one in names), ", ".join(one.said("en") for one in names)
    if options.stated:
        raise LedgerError(
            f"{zh}是按期的量：去掉 --stated，或用 --measured",
            f"{en}: an amount of a period; leave out --stated, or say --measured",
        )
    raise LedgerError(
        f"{zh}是水平数：去掉 --measured，或用 --stated", f"{en}: a level; leave out --measured, or say --stated"
    )


# What was typed --------------------------------------------------------------------------------------------------


def _typed(words: list[str], programme: Programme) -> _Typed:
    typed, plain = _Typed(), []
    for word in words:
        name, sign, raw = word.replace("＝", "=", 1).partition("=")
        if not sign:
            plain.append(word)
            continue
        known = _field(programme, name.strip())
        if not raw.strip():
            typed.dropped.add(known.key)
            continue
        typed.values[known.key] = _value(known, raw)
        if known.is_quantity and not says_all(known, typed.values[known.key], raw):
            typed.written[known.key] = raw.strip()
    if len(plain) > 2:
        raise LedgerError(
            f"“{plain[2]}”多了：先写编号，再写阶段；值写作 字段=值",
            f"'{plain[2]}' is one word too many: the code, then the stage; values as FIELD=VALUE",
        )
    try:
        typed.code = read_subject_code(programme, plain[0]) if plain else ""
    except ValueTrouble as error:
        raise LedgerError(error.zh, error.en) from error
    typed.stage = _stage(programme, plain[1]) if len(plain) == 2 else None
    return typed


def _value(known: Field, raw: str) -> Value:
    given = raw
    if known.type == "geometry" and raw.startswith("@"):
        try:
            given = Path(raw[1:]).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise LedgerError(f"{raw[1:]} 读不出：{error}", f"{raw[1:]} cannot be read: {error}") from error
    try:
        return read_value(known, given)
    except ValueTrouble as error:
        raise LedgerError(f"{known.name.zh}：{error.zh}", f"{known.key}: {error.en}") from error


def _field(programme: Programme, said: str) -> Field:
    for one in programme.fields.values():
        if said in {one.key, one.name.zh, one.name.en}:
            return one
    names = {name: one.key for one in programme.fields.values() for name in (one.key, one.name.zh, one.name.en) if name}
    raise _unknown(said, names, ("字段", "field"), programme.fields)


def _stage(programme: Programme, said: str) -> Stage:
    for one in programme.stages.values():
        if said in {one.key, one.name.zh, one.name.en}:
            return one
    names = {name: one.key for one in programme.stages.values() for name in (one.key, one.name.zh, one.name.en) if name}
    raise _unknown(said, names, ("阶段", "stage"), programme.stages)


def _unknown(said: str, names: dict[str, str], what: tuple[str, str], keys: object) -> LedgerError:
    zh, en = did_you_mean(list(dict.fromkeys(names[one] for one in nearest(said, names))))
    listed = [str(key) for key in keys]  # type: ignore[attr-defined]
    return LedgerError(
        f"没有{what[0]}“{said}”{zh or '；有：' + '、'.join(listed)}",
        f"there is no {what[1]} '{said}'{en or '; there are ' + ', '.join(listed)}",
    )


def _link(said: str, programme: Programme) -> tuple[str, str]:
    name, sign, other = said.partition("=")
    for one in programme.links.values():
        if sign and other.strip() and name.strip() in {one.key, one.name.zh, one.name.en}:
            other = other.strip()
            return one.key, other if "/" in other else f"{one.to}/{other}"
    listed = "、".join(f"{one.key}（{one.name.zh}）" for one in programme.links.values()) or "（无）"
    raise LedgerError(
        f"--link 写作 关联=编号，不是 {said}；关联有：{listed}",
        f"--link takes REL=CODE, not {said}; relations: {', '.join(programme.links) or 'none'}",
    )


def _day(options: Namespace, zone: Zone, *, flows: bool) -> date:
    if options.period and options.on:
        raise LedgerError("--on 和 --period 只写一个", "give --on or --period, not both")
    if options.period:
        try:
            return period_of(options.period).end
        except PeriodError as error:
            raise LedgerError(error.zh, error.en) from error
    if options.on:
        return day_of(options.on, "--on")
    if flows:
        raise LedgerError(
            "按期的量要写明哪一期：--period 2024-06（或 --on 期末那天）",
            "an amount of a period says which: --period 2024-06 (or --on its last day)",
        )
    return today_in(zone)


# Evidence --------------------------------------------------------------------------------------------------------


def _evidence(
    options: Namespace,
    zone: Zone,
    ledger: Ledger,
    programme: Programme,
    typed: _Typed,
    notes: list[tuple[str, str]],
) -> tuple[Evidence, ...]:
    """Files are taken in before their entry is written. A file of no kind is of the one kind that the stage still lacks."""
    given = [_named(said) for said in options.evidence]
    if not given:
        return ()
    lacking: list[str] = []
    if typed.stage:
        state = state_of_subject(ledger, programme=programme.code, subject=typed.code)
        had = state.evidence_kinds() | {kind for _, kind in given}
        lacking = [kind for kind in typed.stage.needs.evidence if kind not in had]
    unsaid = [where for where, kind in given if not kind]
    if len(unsaid) == 1 and len(lacking) == 1:
        given = [(where, kind or lacking[0]) for where, kind in given]
        notes.append((f"{unsaid[0]} 作为“{lacking[0]}”", f"{unsaid[0]} is taken as '{lacking[0]}'"))
    elif unsaid and lacking:
        raise LedgerError(
            f"要写明是哪种佐证：--evidence {unsaid[0]}:{lacking[0]}（还缺：{'、'.join(lacking)}）",
            f"say which kind each is: --evidence {unsaid[0]}:{lacking[0]} (lacking: {', '.join(lacking)})",
        )
    store = zone.evidence()
    return tuple(
        Evidence(name=where, address=where, kind=kind) if _is_address(where) else store.keep(Path(where), kind=kind)
        for where, kind in given
    )


def _named(said: str) -> tuple[str, str]:
    """File or address, and kind."""
    if Path(said).exists():
        return said, ""
    where, colon, kind = said.replace("：", ":").rpartition(":")
    if not colon or "/" in kind or "\\" in kind or kind.isdigit():
        return said, ""
    return where, kind.strip()


def _is_address(where: str) -> bool:
    return where.startswith(("https://", "http://"))


# About entries that are there ------------------------------------------------------------------------------------


def _about(options: Namespace, zone: Zone, ledger: Ledger, programme: Programme, typed: _Typed) -> Wish:
    said = options.verify or options.withdraw
    found = _RANGE.match(said)
    if not found:
        raise LedgerError(f"“{said}”不是记录的编号：写 6 或 3-9", f"'{said}' names no entries: write 6 or 3-9")
    first = int(found[1])
    last = int(found[2] or first)
    subject = typed.code or (_entry(ledger, first)[1] if first == last else "")
    if typed.stage or typed.values or options.evidence or options.link:
        raise LedgerError(
            "复核和撤回只写哪几条，不带阶段、值和佐证",
            "to verify or withdraw, name entries only: no stage, values, evidence",
        )
    kind: Kind = "verified" if options.verify else "withdrawn"
    on = _day(options, zone, flows=False)
    draft = Draft(
        programme=programme.code, subject=subject, kind=kind, effective_on=on, about=(first, last), note=options.note, key=options.key
    )  # fmt: skip
    return Wish([draft])


def _entry(ledger: Ledger, seq: int) -> tuple[int, str]:
    found = entries_at(ledger, seqs=[seq])
    if not found:
        size = size_of(ledger)
        raise LedgerError(f"没有第 {seq} 条；日志有 {size} 条", f"there is no entry {seq}; the log has {size}")
    return seq, found[0][1].subject


def _correction(
    options: Namespace, zone: Zone, ledger: Ledger, programme: Programme, typed: _Typed, links: dict[str, str]
) -> Wish:
    """The entry as it was, with what was typed in its place; ``FIELD=`` takes a field out."""
    seen = size_of(ledger)
    _entry(ledger, options.replaces)
    old = entries_at(ledger, seqs=[options.replaces])[0][1]
    if (old.programme, old.subject) != (programme.code, typed.code):
        raise LedgerError(
            f"第 {options.replaces} 条说的是 {old.programme} {old.subject}，不是 {programme.code} {typed.code}",
            f"entry {options.replaces} is about {old.programme} {old.subject}, not {programme.code} {typed.code}",
        )
    notes: list[tuple[str, str]] = []
    evidence = _evidence(options, zone, ledger, programme, typed, notes)
    fields = {key: value for key, value in {**old.fields, **typed.values}.items() if key not in typed.dropped}
    draft = corrected(
        old,
        options.replaces,
        Draft(
            programme=old.programme,
            subject=old.subject,
            kind=old.kind,
            stage=typed.stage.key if typed.stage else old.stage,
            effective_on=_day(options, zone, flows=False) if options.on or options.period else old.effective_on,
            fields=fields,
            written={key: text for key, text in typed.written.items() if key in fields},
            links={**old.links, **links},
            evidence=evidence,
            note=options.note or old.note,
            key=options.key,
        ),
    )
    if draft is None:
        raise LedgerError(
            f"和第 {options.replaces} 条一样，没有可更正的",
            f"this says the same as entry {options.replaces}: nothing to correct",
        )
    return Wish([draft], notes, seen)
