"""各领域: what became of every promise, area by area in the plan's order; parts and milestones under their whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dajuan.answers.sheet.charts import courses
from dajuan.answers.sheet.content import Key, NoteMark, Number, Paragraph, Run, Runs, Section, Words, target_anchor
from dajuan.answers.sheet.said import day_said
from dajuan.answers.sheet.sentences import Sentences
from dajuan.answers.sheet.telling import Counts, Told, chinese
from dajuan.answers.target import Target


def area_sections(all_told: Sequence[Told], sentences: Sentences) -> Iterator[Section]:
    """A section of the second level for each area of work."""
    areas: dict[str, list[Told]] = {}
    for one in all_told:
        areas.setdefault(one.standing.target.area, []).append(one)
    drawn = courses(all_told, sentences)
    for number, (area, some) in enumerate(areas.items(), 1):
        counts = Counts([one for one in some if not one.standing.level], area, sentences)
        blocks = [Paragraph(sentences.framed("area_counted", all=counts.all(), verdicts=counts.verdicts()))]
        blocks += _items(some, sentences)
        charts = [drawn[one.code] for one in some if one.code in drawn]
        title = area or text_of_frame(sentences, "no_area")
        yield Section(f"（{chinese(number)}）{title}", 2, (*blocks, *charts), f"a-{number}")


def text_of_frame(sentences: Sentences, key: str) -> str:
    return "".join(run.text for run in sentences.framed(key))


def _items(some: Sequence[Told], sentences: Sentences) -> Iterator[Paragraph]:
    number = part = 0
    for one in some:
        if one.standing.level:
            part += 1
            head: Runs = (Words(f"（{part}）"), *_part_name(one, some))
        else:
            number, part = number + 1, 0
            head = (Words(f"{number}. "), *one.slots["name"])
        kind = "part" if one.standing.level else "item"
        yield Paragraph((*head, Words("："), *item(one, sentences)), kind, target_anchor(one.code))  # type: ignore[arg-type]


def _part_name(one: Told, some: Sequence[Told]) -> Runs:
    """A part that bears its whole's name is called by its owner alone."""
    if _called_by_owner(one.standing.target, [other.standing.target for other in some]):
        return (Words(one.standing.target.owner, strong=True),)
    return one.slots["name"]


def _called_by_owner(part: Target, known: Iterable[Target]) -> bool:
    whole = next((other for other in known if other.code == part.part_of), None)
    return whole is not None and part.owner != "" and part.name in {whole.name, f"{whole.name}（{part.owner}）"}


def item(one: Told, sentences: Sentences) -> Runs:
    """The sentence of a target, what was changed of it, who answers for it, and its note."""
    target = one.standing.target
    runs: list[Run] = list(sentences.sentence(one.case, one.slots))
    if target.kind != "milestone" and one.verdict != "not_due" and (target.due.month, target.due.day) != (12, 31):
        runs += sentences.framed("early", deadline=one.slots["deadline"])
    runs += changes(one, sentences)
    if target.owner and not one.standing.level:
        runs += sentences.framed("owner", owner=one.slots.get("owner", ()))
    return (*runs, NoteMark(one.note))


def changes(one: Told, sentences: Sentences) -> Runs:
    """What was asked before, beside what is asked now."""
    target = one.standing.target
    runs: list[Run] = []
    before = original_value(one)
    if before:
        number: Runs = (Number(before, Key(target.code, "asked-before")),)
        runs += sentences.framed("value_changed", before=number, asked=one.slots.get("asked", ()))
    if target.accepted_deadline is not None:
        then: Runs = (Number(day_said(target.accepted_deadline), Key(target.code, "deadline-before")),)
        runs += sentences.framed("deadline_changed", before=then, deadline=one.slots["deadline"])
    return tuple(runs)


def original_value(one: Told) -> str:
    """The value it was set with, or else accepted with, where it is another now."""
    target = one.standing.target
    said = target.set_value or target.accepted_value
    return said.text if said else ""
