"""``dajuan plan``: a plan's promises as targets, and what an office settles of them."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from dajuan.answers.extension import answer_extension
from dajuan.answers.plan import (
    Imported,
    Milestone,
    Part,
    add_milestones,
    bind,
    drop,
    import_plan,
    merge,
    promised_on,
    settle,
    split,
)
from dajuan.answers.read import target_called, targets
from dajuan.answers.suggestions import Suggested, suggestions
from dajuan.answers.target import PROGRAMME, Binding, Target, binding_of
from dajuan.cli import FAILED, FOUND
from dajuan.cli.inputs import no_such_file, reading_of
from dajuan.cli.plan_output import bound_told, imported_told, listed
from dajuan.cli.printing import put
from dajuan.cli.zone import actor_of, day_of, opened, today_in
from dajuan.ledger.append import Appended
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.trouble import LedgerError, RefusedError
from dajuan.ledger.zone import Zone

_CHANGES = (
    "name", "area", "value", "value-to", "bound", "accrues", "baseline", "deadline", "owner", "co-owners", "leader",
    "weight", "indicator", "curve",
)  # fmt: skip
"""Options of ``plan set``, named as the fields they change."""
_STEP = re.compile(r"(?P<due>[^=]+)=(?P<name>.+?)(?:[:：](?P<weight>[0-9]+(?:\.[0-9]+)?))?")


def run(options: Namespace) -> int:
    with opened(options) as (zone, ledger):
        try:
            return _ACTIONS[options.action](options, zone, ledger)
        except RefusedError as error:
            return _refused(error, options.lang)


def _refused(error: RefusedError, language: str) -> int:
    import sys

    for trouble in error.troubles:
        print(f"dajuan: {trouble.zh if language == 'zh' else trouble.en}", file=sys.stderr)
    print("dajuan: " + ("什么也没有记" if language == "zh" else "nothing was recorded"), file=sys.stderr)
    return FAILED


def _day(options: Namespace, zone: Zone) -> date:
    return day_of(options.on, "--on") if options.on else today_in(zone)


def _import(options: Namespace, zone: Zone, ledger: Ledger) -> int:
    path = Path(options.file)
    if not path.is_file():
        raise no_such_file(path)
    reading = reading_of(options.file)
    done = import_plan(
        ledger,
        reading,
        path,
        evidence=zone.evidence(),
        actor=actor_of(options, zone),
        on=_day(options, zone) if options.on else promised_on(reading, today_in(zone)),
        year=options.year,
        more=options.more,
    )
    put(imported_told(done, options), options.output)
    return FOUND if _left_open(done) else 0


def _left_open(done: Imported) -> bool:
    return bool(done.added) and any(one.open_question for _, one in done.proposed)


def _review(options: Namespace, zone: Zone, ledger: Ledger) -> int:
    known = targets(ledger, year=options.year)
    year = options.year or max((one.year for one in known), default=None)
    chosen = [target_called(known, said, year) for said in options.codes] or [one for one in known if one.year == year]
    if options.stage:
        stage = _stage(ledger, options.stage)
        chosen = [one for one in chosen if one.stage == stage]
    suggested = suggestions(chosen, known, ledger.programmes, most=options.suggest) if options.suggest > 0 else {}
    put(listed(chosen, ledger, options, suggested), options.output)
    return 0


def _stage(ledger: Ledger, said: str) -> str:
    stages = ledger.programmes[PROGRAMME].stages
    for key, stage in stages.items():
        if said in {key, stage.name.zh, stage.name.en}:
            return key
    named = "、".join(f"{stage.name.zh}({key})" for key, stage in stages.items())
    raise LedgerError(
        f"没有“{said}”这个阶段；有：{named}", f"there is no stage '{said}'; there are {', '.join(stages)}"
    )


def _set(options: Namespace, zone: Zone, ledger: Ledger) -> int:
    given = {key: value for key in _CHANGES if (value := getattr(options, key.replace("-", "_"))) is not None}
    known = targets(ledger, year=options.year)
    if not options.codes and given:
        raise LedgerError(
            "改哪几个？写上目标编号", "which ones are to be changed? name them by their codes"
        )  # A weight given to all by a slip would be hard to take back.
    codes = options.codes or [one.code for one in known if one.stage == "proposed"]
    if not codes:
        raise LedgerError("没有待定的目标", "there is no proposed target")
    done = settle(
        ledger, _codes(known, codes, options), actor=actor_of(options, zone), on=_day(options, zone), changes=given
    )
    return _told(done, options)


def _codes(known: Sequence[Target], said: Sequence[str], options: Namespace) -> list[str]:
    return [target_called(known, one, options.year).code for one in said]


def _bind(options: Namespace, zone: Zone, ledger: Ledger) -> int:
    """The best suggestion of each target that is named, or what is written after its code."""
    known = targets(ledger)
    named = [_chosen(known, said, options.year) for said in options.codes]
    free = suggestions([one for one, told in named if told is None], known, ledger.programmes, most=1)
    chosen = {one.code: told or _accepted(one, free) for one, told in named}
    why = {code: suggested.best[0].zh for code, suggested in free.items()}
    done = bind(ledger, chosen, why=why, actor=actor_of(options, zone), on=_day(options, zone))
    put(bound_told([(one, chosen[one.code]) for one, _ in named], free, options.lang), options.output)
    return _told(done, options)


def _chosen(known: Sequence[Target], said: str, year: int | None) -> tuple[Target, Binding | None]:
    code, equals, binding = said.partition("=")
    return target_called(known, code, year), binding_of(binding) if equals else None


def _accepted(one: Target, free: Mapping[str, Suggested]) -> Binding:
    if one.binding is not None:
        raise LedgerError(
            f"{one.code} 已绑定 {one.binding}；要换，写 {one.code}=事项/指标",
            f"{one.code} is bound to {one.binding}; to change that write {one.code}=PROGRAMME/INDICATOR",
        )
    suggested = free.get(one.code)
    if suggested is None or not suggested.best:
        raise LedgerError(
            f"{one.code}（{one.name}）没有合适的指标；靠填报，或写 {one.code}=事项/指标",
            f"{one.code} has no suggestion: its figure is reported by hand, or write {one.code}=PROGRAMME/INDICATOR",
        )
    return suggested.best[0].binding


def _merge(options: Namespace, zone: Zone, ledger: Ledger) -> int:
    into, *others = _codes(targets(ledger), [options.into, *options.codes], options)
    return _told(merge(ledger, into, others, actor=actor_of(options, zone), on=_day(options, zone)), options)


def _drop(options: Namespace, zone: Zone, ledger: Ledger) -> int:
    codes = _codes(targets(ledger), options.codes, options)
    return _told(drop(ledger, codes, why=options.why, actor=actor_of(options, zone), on=_day(options, zone)), options)


def _split(options: Namespace, zone: Zone, ledger: Ledger) -> int:
    parts = [_part(said) for said in options.to]
    [code] = _codes(targets(ledger), [options.code], options)
    done, short = split(
        ledger, code, parts, actor=actor_of(options, zone), on=_day(options, zone), uneven=options.uneven
    )
    return _told(done, options) if not short else max(_told(done, options), FOUND)


def _part(said: str) -> Part:
    owner, colon, share = said.replace("：", ":").rpartition(":")
    if not colon or not owner.strip() or not share.strip():
        raise LedgerError(
            f"--to {said}：写成 单位:份额，如 科技局:60 或 科技局:60亿元",
            f"--to {said}: write WHO:SHARE, such as 科技局:60",
        )
    return Part(owner.strip(), share.strip())


def _milestone(options: Namespace, zone: Zone, ledger: Ledger) -> int:
    steps = [_step(said) for said in options.steps]
    [code] = _codes(targets(ledger), [options.code], options)
    return _told(add_milestones(ledger, code, steps, actor=actor_of(options, zone), on=_day(options, zone)), options)


def _step(said: str) -> Milestone:
    found = _STEP.fullmatch(said.strip())
    if found is None:
        raise LedgerError(
            f"“{said}”：写成 日期=名称，如 2024-06-30=主体封顶 或 2024-06-30=主体封顶:40",
            f"“{said}”: write DATE=NAME, such as 2024-06-30=主体封顶",
        )
    weight = Fraction(Decimal(found["weight"])) if found["weight"] else None
    return Milestone(found["name"].strip(), day_of(found["due"], said), weight)


def _extend(options: Namespace, zone: Zone, ledger: Ledger) -> int:
    [code] = _codes(targets(ledger), [options.code], options)
    done = answer_extension(
        ledger,
        code,
        granted=not options.refuse,
        why=options.why,
        actor=actor_of(options, zone),
        on=_day(options, zone),
    )
    return _told(done, options)


def _told(done: Appended, options: Namespace) -> int:
    seqs = [seq for seq in done.seqs if seq is not None]
    if options.lang == "en":
        told = f"{done.added} entries, {seqs[0]} to {seqs[-1]}\n" if seqs else "nothing to change\n"
    else:
        told = f"记了 {done.added} 条（第 {seqs[0]}–{seqs[-1]} 条）\n" if seqs else "没有要改的\n"
    put(told, options.output)
    return 0


_ACTIONS: Mapping[str, Callable[[Namespace, Zone, Ledger], int]] = {
    "import": _import,
    "review": _review,
    "set": _set,
    "bind": _bind,
    "merge": _merge,
    "drop": _drop,
    "split": _split,
    "milestone": _milestone,
    "extend": _extend,
}
