"""计划进台账: a plan becomes targets, and targets are settled — edited, merged, dropped, split, given milestones.

Services: each appends entries, all or none, and says what it did. ``seen`` is the log's size when the caller looked, ``key``
makes a second call with the same do nothing more. The steps that owners and reviewers take (签收, 报送, 审核, 销号) are in
``steps``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from dajuan.answers.binding import check_binding
from dajuan.answers.proposals import Proposal, proposals
from dajuan.answers.read import looked_at, parts_of, refuse_moved, refuse_without_programme, target_called, targets
from dajuan.answers.target import PROGRAMME, Binding, Source, Target
from dajuan.claims.claim import Reading
from dajuan.ledger.append import Appended, append
from dajuan.ledger.entry import Draft, Evidence, Value, keyed
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import size_of
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.values import ValueTrouble, read_value

PLAN = "计划文件"
"""The kind of evidence that a plan is."""


class Imported(NamedTuple):
    """What importing a plan did: the targets proposed, with what each leaves open."""

    year: int
    proposed: tuple[tuple[str, Proposal], ...]
    """Code and proposal, in the plan's order."""
    added: int
    """Targets that are new; the same plan a second time adds none."""
    sha256: str


def import_plan(
    ledger: Ledger,
    reading: Reading,
    path: Path,
    *,
    evidence: EvidenceStore,
    actor: str,
    on: date,
    year: int | None = None,
    more: bool = False,
    name: str = "",
    chosen: Callable[[Proposal], bool] = lambda one: True,
    now: datetime | None = None,
) -> Imported:
    """Propose a target for every promise of a plan. ``more`` adds a second document to a year that has a plan, ``name`` is
    what the file is called where its path does not say it, ``chosen`` leaves out promises that an office does not follow.

    Raises :class:`LedgerError` where the plan's year is not known, is not the one told, or has another plan already.
    """
    refuse_without_programme(ledger)
    called = path.with_name(name) if name else path
    year = _year(reading, called, year)
    kept = evidence.keep(path, kind=PLAN, name=name)
    known, seen = targets(ledger, year=year), size_of(ledger)
    same = {one.source: one.code for one in known if one.source and one.source.sha256 == kept.sha256}
    if known and not same and not more:
        raise _second_plan(known, called, year)
    found = [one for one in proposals(reading) if chosen(one)]
    if not found:
        raise LedgerError(
            f"{called}：没有读出任何承诺；确认它是{year}年的计划（工作安排、目标任务）",
            f"{called}: no promise was read in it; is it the plan of {year}?",
        )
    number = max((int(one.code.partition("-")[2].partition(".")[0]) for one in known), default=0)
    listed: list[tuple[str, Proposal]] = []
    drafts: list[Draft] = []
    for one in found:
        source = Source(kept.sha256, one.start, one.end)
        code = same.get(source)
        if code is None:
            number += 1
            code = f"{year}-{number:03}"
            drafts += _proposed(code, year, one, source, kept, on)
        listed.append((code, one))
    if drafts:
        append(ledger, drafts, actor=actor, seen=seen, now=now)
    return Imported(year, tuple(listed), len(drafts) // 2, kept.sha256)


def promised_on(reading: Reading, today: date) -> date:
    """Whenever it is imported, a plan holds from the day it was published, or from its year's first day."""
    year, published = reading.plan_year, reading.document.published
    if published and year and date(year - 1, 11, 1) <= published <= date(year, 12, 31):
        return min(published, today)
    return min(date(year, 1, 1), today) if year else today


def _year(reading: Reading, path: Path, told: int | None) -> int:
    read = reading.plan_year
    if told is None and read is None:
        raise LedgerError(
            f"{path}：看不出是哪一年的计划；用 --year 写明", f"{path}: of which year this is the plan is not told in it; say it with --year"
        )  # fmt: skip
    if told is not None and read is not None and told != read:
        raise LedgerError(
            f"{path}：这是 {read} 年的计划，不是 {told} 年的；年份写对，或改文件",
            f"{path}: this is the plan of {read}, not of {told}",
        )
    return told or read or 0


def _second_plan(known: Sequence[Target], path: Path, year: int) -> LedgerError:
    first = next((one.evidence[0][1].name for one in known if one.evidence), "?")
    return LedgerError(
        f"{year} 年已有计划（{first}，{len(known)} 项）；{path.name} 若是补充，加 --more；若是修订，改已有的目标（dajuan plan set），原值会留着",
        f"{year} has a plan already ({first}, {len(known)} targets): with --more {path.name} is added to it;"
        " to revise it change its targets (dajuan plan set), what they were is kept",
    )


def _proposed(code: str, year: int, one: Proposal, source: Source, plan: Evidence, on: date) -> list[Draft]:
    given: dict[str, Value | None] = {
        "name": one.name,
        "year": str(year),
        "kind": one.kind,
        "area": one.area or None,
        "words": one.words,
        "source": str(source),
        "value": one.value or None,
        "value-to": one.value_to or None,
        "bound": one.bound,
        "basis": one.basis or None,
        "accrues": one.accrues,
        "deadline": one.deadline.isoformat() if one.deadline else None,
        "owner": one.owner or None,
        "co-owners": "、".join(one.co_owners) or None,
    }
    return [
        Draft(programme=PROGRAMME, subject=code, kind="opened", effective_on=on, evidence=(plan,), key=f"plan/{source}",
              fields={key: value for key, value in given.items() if value is not None},
              note=one.open_question[0] if one.open_question else ""),
        Draft(programme=PROGRAMME, subject=code, kind="moved", stage="proposed", effective_on=on, key=f"plan/{source}/proposed"),
    ]  # fmt: skip


# Settling ---------------------------------------------------------------------------------------------------------


def settle(
    ledger: Ledger,
    codes: Sequence[str],
    *,
    actor: str,
    on: date,
    changes: Mapping[str, object] | None = None,
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """立项: set targets, with what is changed of all of them; those that name an owner are assigned as well (交办).

    A target that is set already is only changed: the value it had stays in the ledger and in the sheet.
    """
    known, seen = targets(ledger), looked_at(ledger, seen)
    fields = read_changes(ledger, changes or {})
    drafts: list[Draft] = []
    for said in codes:
        one = target_called(known, said)
        _check_measurable(ledger, one, fields)
        if fields:
            drafts.append(_draft(one.code, "stated", on, fields=fields))
        owner = fields.get("owner", one.owner)
        if one.stage == "proposed":
            drafts.append(_draft(one.code, "moved", on, stage="set"))
        if owner and one.stage in ("proposed", "set"):
            drafts.append(_draft(one.code, "moved", on, stage="assigned"))
    return append(ledger, keyed(drafts, key), actor=actor, seen=seen, now=now)


def read_changes(ledger: Ledger, changes: Mapping[str, object]) -> dict[str, Value]:
    """Field → canonical value."""
    programme = ledger.programmes[PROGRAMME]
    fields: dict[str, Value] = {}
    for key, raw in changes.items():
        field = programme.fields[key]
        try:
            fields[key] = read_value(field, raw)
        except ValueTrouble as trouble:
            raise LedgerError(f"{field.name.zh}：{trouble.zh}", f"{key}: {trouble.en}") from trouble
    return fields


def _check_measurable(ledger: Ledger, one: Target, fields: Mapping[str, Value]) -> None:
    """A binding has to lead to an indicator that is there, and that measures what the target is in."""
    binding = fields.get("indicator") or (str(one.binding) if one.binding and "value" in fields else "")
    if binding:
        value = fields.get("value") or (one.value.text if one.value else "")
        check_binding(ledger.programmes, str(binding), str(value))


def bind(
    ledger: Ledger,
    chosen: Mapping[str, Binding],
    *,
    why: Mapping[str, str],
    actor: str,
    on: date,
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """绑定: hold targets to indicators, each as a person chose it; ``why``: the reason of a suggestion that was accepted.

    All or none. What a target was bound to before stays in the ledger; its stage is left as it is.
    """
    known, seen = targets(ledger), looked_at(ledger, seen)
    drafts: list[Draft] = []
    for said, binding in chosen.items():
        one = target_called(known, said)
        check_binding(ledger.programmes, str(binding), one.value.text if one.value else "")
        drafts.append(_draft(one.code, "stated", on, fields={"indicator": str(binding)}, note=why.get(said, "")))
    return append(ledger, keyed(drafts, key), actor=actor, seen=seen, now=now)


def merge(
    ledger: Ledger,
    into: str,
    codes: Sequence[str],
    *,
    actor: str,
    on: date,
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """The same promise told twice: the others are dropped, each with a note that says into which."""
    known, seen = targets(ledger), looked_at(ledger, seen)
    kept = target_called(known, into)
    others = [target_called(known, said) for said in codes]
    if any(one.code == kept.code for one in others):
        raise LedgerError(f"{kept.code} 不能并入自己", f"{kept.code} cannot be merged into itself")
    drafts = [_draft(one.code, "moved", on, stage="dropped", note=f"并入 {kept.code}") for one in others]
    return append(ledger, keyed(drafts, key), actor=actor, seen=seen, now=now)


def drop(
    ledger: Ledger,
    codes: Sequence[str],
    *,
    why: str,
    actor: str,
    on: date,
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """不再跟踪: what is no target after all; it stays in the ledger, and the sheet lists it with the reason."""
    known, seen = targets(ledger), looked_at(ledger, seen)
    drafts = [_draft(target_called(known, said).code, "moved", on, stage="dropped", note=why) for said in codes]
    return append(ledger, keyed(drafts, key), actor=actor, seen=seen, now=now)


class Part(NamedTuple):
    """Whom a part goes to, and how much of the whole it is: an amount (60亿元) or a weight (60)."""

    owner: str
    said: str


def split(
    ledger: Ledger,
    said: str,
    parts: Sequence[Part],
    *,
    actor: str,
    on: date,
    uneven: bool = False,
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> tuple[Appended, Fraction]:
    """分解: one target into parts with owners. Returns by how much the parts fall short of the whole, in base units.

    Parts given as weights add up to the whole by what they are. Parts given as amounts that do not add up are refused
    with the difference told, unless ``uneven``: offices do hand down more than they were asked for (加码).
    """
    known, seen = targets(ledger), looked_at(ledger, seen)
    whole = target_called(known, said)
    refuse_moved(known, whole, seen)
    if whole.value is None:
        raise LedgerError(
            f"{whole.code} 没有目标值，不能分解数额；给它分节点（plan milestone）",
            f"{whole.code} has no value to divide: give it milestones instead",
        )
    amounts = shares_of(whole, parts)
    short = whole.value.amount.value - sum(amount for _, amount in amounts)
    if short and not uneven:
        raise _do_not_add_up(whole, short)
    first = len(parts_of(known, whole.code)) + 1
    drafts: list[Draft] = []
    for number, (part, (text, _)) in enumerate(zip(parts, amounts, strict=True), first):
        drafts += _part(whole, f"{whole.code}.{number}", part.owner, text, on)
    return append(ledger, keyed(drafts, key), actor=actor, seen=seen, now=now), short


def shares_of(whole: Target, parts: Sequence[Part]) -> list[tuple[str, Fraction]]:
    """Each part's amount as written and in base units. Weights are divided so that nothing is lost in rounding."""
    from dajuan.answers.portions import by_amount, by_weight

    assert whole.value is not None
    weights = all(part.said.strip().replace(".", "", 1).isdigit() for part in parts)
    give = by_weight if weights else by_amount
    return give(whole.value.amount, [part.said for part in parts])


def _do_not_add_up(whole: Target, short: Fraction) -> LedgerError:
    from dajuan.answers.wording import amount_said

    assert whole.value is not None
    gap = amount_said(abs(short), whole.value.amount.unit)
    zh, en = ("少", "short of") if short > 0 else ("多", "over")
    return LedgerError(
        f"各部分之和比 {whole.code} 的 {whole.value.text} {zh}了 {gap}；改对，或加 --uneven 照此分解",
        f"the parts are {gap} {en} {whole.code}'s {whole.value.text}: mend them, or say --uneven",
    )


def _part(whole: Target, code: str, owner: str, value: str, on: date) -> list[Draft]:
    fields: dict[str, Value] = {
        "name": f"{whole.name}（{owner}）", "year": str(whole.year), "kind": whole.kind, "area": whole.area,
        "value": value, "bound": whole.bound, "basis": whole.basis, "accrues": whole.accrues, "owner": owner,
        "deadline": whole.due.isoformat(),
    }  # fmt: skip
    return [
        _draft(code, "opened", on, fields=fields, links={"part-of": f"{PROGRAMME}/{whole.code}"}),
        *(_draft(code, "moved", on, stage=stage) for stage in ("proposed", "set", "assigned")),
    ]


class Milestone(NamedTuple):
    """A step on the way (节点): what is to be there, by when; ``weight`` is its share of the task, in parts of 100."""

    name: str
    due: date
    weight: Fraction | None = None


def add_milestones(
    ledger: Ledger,
    said: str,
    steps: Sequence[Milestone],
    *,
    actor: str,
    on: date,
    now: datetime | None = None,
    seen: int | None = None,
    key: str = "",
) -> Appended:
    """Give a target steps with dates; they have its owner, and each is reported and reviewed like any target."""
    known, seen = targets(ledger), looked_at(ledger, seen)
    whole = target_called(known, said)
    refuse_moved(known, whole, seen)
    first = len(parts_of(known, whole.code)) + 1
    drafts: list[Draft] = []
    for number, step in enumerate(steps, first):
        fields: dict[str, Value] = {
            "name": step.name, "year": str(whole.year), "kind": "milestone", "area": whole.area,
            "deadline": step.due.isoformat(),
        }  # fmt: skip
        if whole.owner:
            fields["owner"] = whole.owner
        if step.weight is not None:
            fields["weight"] = int(step.weight * 10**4)
        stages = ("proposed", "set", "assigned") if whole.owner else ("proposed", "set")
        code = f"{whole.code}.{number}"
        drafts.append(_draft(code, "opened", on, fields=fields, links={"part-of": f"{PROGRAMME}/{whole.code}"}))
        drafts += [_draft(code, "moved", on, stage=stage) for stage in stages]
    return append(ledger, keyed(drafts, key), actor=actor, seen=seen, now=now)


def _draft(code: str, kind: str, on: date, **more: object) -> Draft:
    return Draft(programme=PROGRAMME, subject=code, kind=kind, effective_on=on, **more)  # type: ignore[arg-type]
