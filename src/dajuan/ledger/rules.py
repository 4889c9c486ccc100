"""What may be appended: one draft held to its programme and to what its subject is by now.

Pure: :func:`judge` looks at values only. Each rule is a function that yields :class:`Trouble`; a draft with none may be
appended. The subject's state is taken as it would be after the draft, so that a correction or a withdrawal in the
middle of a subject's life is held to the same order of stages as a new move.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dajuan.ledger.bounds import newly_above
from dajuan.ledger.entry import KINDS, LARGEST, Draft
from dajuan.ledger.state import State
from dajuan.ledger.trouble import Trouble
from dajuan.programmes.pack import Field, Programme, Stage
from dajuan.programmes.values.canonical import is_canonical
from dajuan.programmes.values.show import show_value
from dajuan.programmes.values.subject_code import read_subject_code
from dajuan.programmes.values.trouble import ValueTrouble


class Case(NamedTuple):
    """One draft before the judge: ``row`` is its place among the drafts handed in."""

    programme: Programme
    state: State
    draft: Draft
    actor: str
    today: date
    row: int = 0

    def wrong(self, code: str, zh: str, en: str, field: str = "") -> Trouble:
        subject = self.draft.subject
        return Trouble(
            code, f"{subject}：{zh}" if subject else zh, f"{subject}: {en}" if subject else en, self.row, field
        )


def judge(case: Case) -> list[Trouble]:
    """Everything wrong with a draft; an empty list lets it in."""
    draft = case.draft
    if draft.kind not in KINDS or draft.kind == "declared":
        return [case.wrong("kind", f"没有“{draft.kind}”这种记录", f"there is no entry of kind '{draft.kind}'")]
    troubles = [*_date(case), *_replaced(case)]
    if draft.kind in {"verified", "withdrawn"}:
        return [*troubles, *_about(case), *_order_after(case), *_bounds(case)]
    troubles += [*_subject(case), *_fields(case), *_links(case), *_bounds(case)]
    if draft.kind == "moved":
        troubles += [*_stage(case)]
    if draft.kind == "measured":
        troubles += [*_repeated_flow(case)]
    return troubles


def _date(case: Case) -> Iterator[Trouble]:
    if case.draft.effective_on > case.today:
        yield case.wrong(
            "future",
            f"日期 {case.draft.effective_on} 还没有到（今天 {case.today}）",
            f"{case.draft.effective_on} has not come yet (today is {case.today})",
            "date",
        )


def _replaced(case: Case) -> Iterator[Trouble]:
    replaces, kind = case.draft.replaces, case.draft.kind
    if replaces is None:
        return
    entry = case.state.entries.get(replaces)
    if entry is None or entry.subject != case.draft.subject:
        gone = "已被撤回或更正" if replaces in case.state.dead else "不是它的记录"
        yield case.wrong(
            "replaces",
            f"要更正的第 {replaces} 条{gone}",
            f"entry {replaces}, which this would correct, "
            + ("was withdrawn or corrected before" if replaces in case.state.dead else "is not about it"),
        )
    elif entry.kind != kind:
        yield case.wrong(
            "replaces",
            f"第 {replaces} 条是 {entry.kind}，不能用 {kind} 更正：先撤回，再另记",
            f"entry {replaces} is '{entry.kind}' and cannot be corrected by '{kind}': withdraw it, then record anew",
        )


def _about(case: Case) -> Iterator[Trouble]:
    about, state = case.draft.about, case.state
    if about is None or about[0] > about[1] or about[0] < 0:
        yield case.wrong("about", "没有写明针对哪几条记录", "it does not say which entries it is about")
        return
    if not case.draft.subject:
        return  # Of a whole programme: the ledger itself looks at the range, which no one subject's state holds.
    meant = {seq: entry for seq, entry in state.entries.items() if about[0] <= seq <= about[1]}
    if not meant:
        yield case.wrong(
            "about",
            f"第 {about[0]}–{about[1]} 条里没有它的、现在有效的记录",
            f"none of entries {about[0]} to {about[1]} is about it and counts",
        )
    elif case.draft.kind == "verified" and all(entry.actor == case.actor for entry in meant.values()):
        yield case.wrong(
            "own-work", "不能复核自己的记录：请另一个人来", "nobody verifies his own entries: ask another person"
        )


def _subject(case: Case) -> Iterator[Trouble]:
    draft, state = case.draft, case.state
    opened = state.opened
    if draft.kind == "opened":
        if opened is not None and opened != draft.replaces:
            yield case.wrong(
                "subject-exists", f"已经建档（第 {opened} 条）", f"it is in the programme already (entry {opened})"
            )
        yield from _code(case)
    elif opened is None:
        name = case.programme.subject.name
        yield case.wrong(
            "unknown-subject",
            f"没有这个{name.zh}：代码写错了，或要先建档",
            f"no such {name.said('en')}: its code is mistyped, or it has to be opened first",
        )


def _code(case: Case) -> Iterator[Trouble]:
    code = case.draft.subject
    try:
        right = read_subject_code(case.programme, code)
    except ValueTrouble as trouble:
        yield case.wrong("code", trouble.zh, trouble.en, "code")
        return
    if right != code or "/" in code or len(code) > 100 or not code.isprintable():
        yield case.wrong(
            "code", f"代码应写作 {right[:100]}，不含斜线", f"its code is written {right[:100]}, with no slash", "code"
        )


def _fields(case: Case) -> Iterator[Trouble]:
    draft, programme = case.draft, case.programme
    flows = draft.kind == "measured"
    for key, value in draft.fields.items():
        field = programme.fields.get(key)
        if field is None:
            yield case.wrong("field", f"没有“{key}”这个字段", f"there is no field '{key}'", key)
        elif field.flow != flows:
            yield _level_or_flow(case, field)
        elif not is_canonical(field, value) or (type(value) is int and abs(value) > LARGEST):
            yield case.wrong(
                "value",
                f"{field.name.zh}的值 {value!r} 不是{field.type}的规范写法",
                f"{value!r} is not the canonical form of '{key}' ({field.type})",
                key,
            )
    if draft.kind in {"measured", "stated"} and not draft.fields:
        yield case.wrong("empty", "没有写任何字段", "it holds no field")
    if draft.kind == "opened":
        for field in programme.fields.values():
            if field.required and not field.flow and field.key not in draft.fields:
                yield case.wrong("required", f"缺{field.name.zh}", f"'{field.key}' is missing", field.key)


def _level_or_flow(case: Case, field: Field) -> Trouble:
    name = field.name.zh
    if field.flow:
        return case.wrong(
            "flow",
            f"{name}是时期数，要按时期用 measured 记",
            f"'{field.key}' is the amount of a period: record it as 'measured'",
            field.key,
        )
    return case.wrong(
        "flow",
        f"{name}是时点数，用 stated 记，不用 measured",
        f"'{field.key}' is a level: record it as 'stated'",
        field.key,
    )


def _links(case: Case) -> Iterator[Trouble]:
    for relation, other in case.draft.links.items():
        link = case.programme.links.get(relation)
        if link is None:
            yield case.wrong("link", f"没有“{relation}”这种关联", f"there is no relation '{relation}'", relation)
        elif not other.startswith(f"{link.to}/"):
            yield case.wrong(
                "link",
                f"{link.name.zh}应写作 {link.to}/代码，现为 {other}",
                f"'{relation}' is written {link.to}/CODE, not {other}",
                relation,
            )
    if case.draft.kind == "linked" and not case.draft.links:
        yield case.wrong("empty", "没有写关联到谁", "it does not say what it is linked to")


def _repeated_flow(case: Case) -> Iterator[Trouble]:
    for key in case.draft.fields:
        held = case.state.flow(key, case.draft.effective_on)
        if held is not None and held.seq != case.draft.replaces:
            name = case.programme.fields[key].name.zh if key in case.programme.fields else key
            yield case.wrong(
                "repeated",
                f"{name}截至 {case.draft.effective_on} 这一期已记过（第 {held.seq} 条）：要改就更正它",
                f"'{key}' of the period to {case.draft.effective_on} is recorded (entry {held.seq}): correct that one",
                key,
            )


def _stage(case: Case) -> Iterator[Trouble]:
    draft, programme = case.draft, case.programme
    stage = programme.stages.get(draft.stage)
    if stage is None:
        stages = "、".join(f"{one.name.zh}({key})" for key, one in programme.stages.items())
        yield case.wrong(
            "stage",
            f"没有“{draft.stage}”这个阶段；有：{stages}",
            f"there is no stage '{draft.stage}'; there are {', '.join(programme.stages)}",
            "stage",
        )
        return
    yield from _order_after(case)
    kinds = {one.kind for one in draft.evidence} | case.state.evidence_kinds()
    for kind in stage.needs.evidence:
        if kind not in kinds:
            yield case.wrong(
                "evidence",
                f"进入“{stage.name.zh}”要有佐证：{kind}",
                f"'{stage.key}' needs evidence: {kind}",
                "evidence",
            )
    for key in stage.needs.fields:
        if key not in draft.fields and case.state.level(key) is None:
            field = programme.fields[key]
            yield case.wrong(
                "needs", f"进入“{stage.name.zh}”要先有{field.name.zh}", f"'{stage.key}' needs '{key}'", key
            )
    yield from _wanted_values(case, stage)
    yield from _another_person(case, stage)
    if stage.needs.note and not draft.note.strip():
        yield case.wrong(
            "note", f"进入“{stage.name.zh}”要写明理由", f"'{stage.key}' needs a note that says why", "note"
        )


def _wanted_values(case: Case, stage: Stage) -> Iterator[Trouble]:
    """A field that the stage wants to be one of these: nobody closes what was found wanting."""
    for one in stage.needs.where:
        held = case.state.level(one.field)
        value = case.draft.fields.get(one.field, held.value if held is not None else None)
        if value in one.values:
            continue
        field = case.programme.fields[one.field]
        wanted = "或".join(show_value(field, want) for want in one.values)
        is_zh = f"现为{show_value(field, value)}" if value is not None else "现未填"
        yield case.wrong(
            "needs",
            f"进入“{stage.name.zh}”要{field.name.zh}是{wanted}，{is_zh}",
            f"'{stage.key}' needs '{one.field}' to be {' or '.join(map(str, one.values))};"
            f" it is {'not filled in' if value is None else value}",
            one.field,
        )


def _another_person(case: Case, stage: Stage) -> Iterator[Trouble]:
    """Nobody judges what he has handed in himself."""
    for key in stage.needs.other_than:
        held = case.state.last_move(key)
        if held is not None and case.state.entries[held.seq].actor == case.actor:
            name = case.programme.stages[key].name
            yield case.wrong(
                "own-work",
                f"“{name.zh}”是 {case.actor} 办的（第 {held.seq} 条），“{stage.name.zh}”要另一个人来",
                f"{case.actor} moved it to '{key}' (entry {held.seq}): '{stage.key}' is for another person",
                "stage",
            )


def _bounds(case: Case) -> Iterator[Trouble]:
    for field, level, bound in newly_above(case.programme, case.state, case.draft, _gone(case)):
        other = case.programme.fields[field.at_most]
        has, most = show_value(field, level), show_value(other, bound) if bound is not None else "—"
        yield case.wrong(
            "at-most",
            f"{field.name.zh} {has}，超过{other.name.zh} {most}",
            f"'{field.key}' {has} exceeds '{other.key}' {most}",
            field.key,
        )


class _Step(NamedTuple):
    on: date
    seq: int
    stage: str


def _order_after(case: Case) -> Iterator[Trouble]:
    """The order of stages as it would be with the draft in; a step that was out of order before is not its fault."""
    before, gone = _steps(case.state, set()), _gone(case)
    if case.draft.kind != "moved" and not gone:
        return
    after = _steps(case.state, gone)
    if case.draft.kind == "moved":
        after = sorted([*after, _Step(case.draft.effective_on, LARGEST, case.draft.stage)])
    known = _broken(case.programme, before)
    for earlier, later in _broken(case.programme, after) - known:
        stages = case.programme.stages
        to = stages[later]
        need = "、".join(stages[key].name.zh for key in to.after) or "没有前一阶段"
        was = stages[earlier].name.zh if earlier else "尚无阶段"
        yield case.wrong(
            "stage-order",
            f"阶段次序不对：{was} → {to.name.zh}（其前应为：{need}）",
            f"stages out of order: '{earlier or 'none'}' to '{later}', which follows {', '.join(to.after) or 'nothing'}",
            "stage",
        )


def _gone(case: Case) -> set[int]:
    """The entries that do not count any more once the draft is in."""
    draft = case.draft
    first, last = draft.about if draft.kind == "withdrawn" and draft.about else (1, 0)
    return {seq for seq in case.state.entries if seq == draft.replaces or first <= seq <= last}


def _steps(state: State, gone: set[int]) -> list[_Step]:
    return sorted(
        _Step(entry.effective_on, seq, entry.stage)
        for seq, entry in state.entries.items()
        if entry.kind == "moved" and seq not in gone
    )


def _broken(programme: Programme, steps: list[_Step]) -> set[tuple[str, str]]:
    """The steps that a programme does not allow.

    A side stage may be entered from any unless it names those it follows, and left for where the subject was or may
    go; a final stage is not left.
    """
    broken, main, was = set[tuple[str, str]](), "", ""
    for step in steps:
        stage = programme.stages.get(step.stage)
        if stage is None:
            continue
        if not _is_allowed(programme, was, main, stage):
            left = was and programme.stages[was].final
            broken.add((was if left else main, stage.key))
        main, was = main if stage.side else stage.key, stage.key
    return broken


def may_follow(programme: Programme, came: Iterable[str]) -> tuple[str, ...]:
    """The stages that a subject may be moved to next, in the pack's order. ``came``: those it was moved to, in order of
    time; where it is in no side stage, the last of them is enough."""
    main = was = ""
    for key in came:
        if key in programme.stages:
            main, was = main if programme.stages[key].side else key, key
    stages = programme.stages.items()
    return tuple(key for key, one in stages if key != was and _is_allowed(programme, was, main, one))


def _is_allowed(programme: Programme, was: str, main: str, stage: Stage) -> bool:
    if was and programme.stages[was].final:
        return False
    if stage.side:
        return not stage.after or main in stage.after
    return _may_follow(programme, was, main, stage)


def _may_follow(programme: Programme, was: str, main: str, stage: Stage) -> bool:
    came_back = was in programme.stages and programme.stages[was].side and stage.key == main
    return came_back or main in stage.after or (not main and not stage.after)
