"""The list of targets as rows: filtered and sorted by what stands in the address, its export the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from dajuan.answers.board import Board, Standing
from dajuan.answers.board_rows import COLUMNS, reached_said, rows_of, value_asked
from dajuan.answers.target import Target
from dajuan.answers.wording import percent_said
from dajuan.outputs.rows import Cell, Column
from dajuan.programmes.pack import Language, Programme
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_target
from dajuan.web.layout.lights import COLOURS, light_name
from dajuan.web.moment import Moment, year_shown
from dajuan.web.words import Words, words_of


class Asked(NamedTuple):
    """What the address asks for."""

    year: int
    area: str = ""
    owner: str = ""
    light: str = ""
    stage: str = ""
    kind: str = ""
    text: str = ""
    mine: bool = False
    sort: str = ""


class Row(NamedTuple):
    """One target in the list, in words."""

    code: str
    address: str
    """Of its page, at the moment that is shown."""
    name: str
    level: int
    whole: str
    """The code of what it is a part of, where that is not the row above."""
    colour: str
    light: str
    why: Words
    asked: str
    reached: str
    done: str
    done_share: float
    due: str
    due_share: float
    deadline: date
    late: bool
    owner: str
    stage: Words
    area: str


def asked_of(query: QueryDict, years: Sequence[int], today: date) -> Asked:
    """Filters that the address names; a year that has no plan is the latest that has."""
    year = year_shown(query.get("year", ""), years, today) if years else today.year
    words = {
        key: query.get(key, "").strip()[:200] for key in ("area", "owner", "light", "stage", "kind", "text", "sort")
    }
    return Asked(year, **words, mine=query.get("mine") == "1")


class Line(NamedTuple):
    """A target with how it stands; one that is proposed or dropped stands nowhere."""

    target: Target
    standing: Standing | None

    @property
    def colour(self) -> str:
        return self.standing.light.colour if self.standing else ""


def lines_of(known: Iterable[Target], board: Board | None, viewer: Viewer, action: Action = Action.SEE) -> list[Line]:
    """All that this viewer may see, in the plan's order, parts after their whole."""
    standings = {one.target.code: one for one in board.standings} if board else {}
    return [Line(one, standings.get(one.code)) for one in known if viewer.may(action, thing_of_target(one))]


def chosen(lines: Sequence[Line], asked: Asked, viewer: Viewer) -> list[Line]:
    tests: list[Callable[[Line], bool]] = []
    if asked.area:
        tests.append(lambda one: one.target.area == asked.area)
    if asked.owner:
        tests.append(lambda one: asked.owner in (one.target.owner, *one.target.co_owners))
    if asked.light:
        tests.append(lambda one: one.colour == asked.light)
    tests.append(
        (lambda one: one.target.stage == asked.stage) if asked.stage else (lambda one: one.target.stage != "dropped")
    )
    if asked.kind:
        tests.append(lambda one: one.target.kind == asked.kind)
    if asked.mine:
        tests.append(lambda one: viewer.organisation in (one.target.owner, *one.target.co_owners))
    if words := asked.text.casefold().split():
        tests.append(lambda one: all(_says(one.target, word) for word in words))
    found = [one for one in lines if all(test(one) for test in tests)]
    return sorted(found, key=_SORTS[asked.sort]) if asked.sort in _SORTS else found


def _says(one: Target, word: str) -> bool:
    return any(word in text.casefold() for text in (one.code, one.name, one.words, one.area, one.owner))


def _gap(one: Line) -> Fraction:
    gap = one.standing.light.gap if one.standing else None
    return gap if gap is not None else Fraction(10**6)


_SORTS: dict[str, Callable[[Line], tuple[object, ...]]] = {
    "light": lambda one: (COLOURS.index(one.colour) if one.colour in COLOURS else len(COLOURS), _gap(one)),
    "gap": lambda one: (_gap(one),),
    "deadline": lambda one: (one.target.due,),
    "owner": lambda one: (one.target.owner or "\uffff",),
}
SORTS = (
    ("", Words("计划次序", "As in the plan")),
    ("light", Words("先看红灯", "Red first")),
    ("gap", Words("差得最多在前", "Furthest behind first")),
    ("deadline", Words("先到期在前", "Due first")),
    ("owner", Words("按单位", "By owner")),
)


def rows_to_show(lines: Sequence[Line], programme: Programme, as_of: date, moment: Moment) -> list[Row]:
    above: set[str] = set()
    rows = []
    for one in lines:
        rows.append(_row(one, programme, as_of, above, moment))
        above.add(one.target.code)
    return rows


def _row(line: Line, programme: Programme, as_of: date, above: set[str], moment: Moment) -> Row:
    one, standing = line.target, line.standing
    stage = programme.stages.get(one.stage)
    light = standing.light if standing else None
    return Row(
        one.code,
        moment.on(reverse("targets:one", args=[one.code])),
        one.name,
        one.code.count("."),
        "" if not one.part_of or one.part_of in above else one.part_of,
        light.colour if light else "",
        str(light_name(light.colour)) if light else "",
        Words(light.zh, light.en) if light else Words("", ""),
        value_asked(one),
        reached_said(standing) if standing and standing.measured.value is not None else "",
        *_share(light.done if light else None),
        *_share(light.due if light else None),
        one.due,
        not one.over and one.due < as_of and one.stage not in ("proposed", "dropped"),
        one.owner,
        words_of(stage.name) if stage else Words(one.stage, one.stage),
        one.area,
    )


def _share(share: Fraction | None) -> tuple[str, float]:
    if share is None:
        return "", -1.0
    return percent_said(share), float(min(max(share, Fraction(0)), Fraction(1)))


# Choices ---------------------------------------------------------------------------------------------------------


class Choices(NamedTuple):
    areas: list[str]
    owners: list[str]
    stages: list[tuple[str, Words]]
    kinds: list[tuple[str, Words]]
    lights: list[tuple[str, Words, int]]


def choices_of(lines: Sequence[Line], programme: Programme) -> Choices:
    """What can be filtered by: what there is."""
    stages = {one.target.stage for one in lines}
    kinds = {one.target.kind for one in lines}
    counts = {colour: sum(one.colour == colour for one in lines) for colour in COLOURS}
    return Choices(
        list(dict.fromkeys(one.target.area for one in lines if one.target.area)),
        sorted({one.target.owner for one in lines if one.target.owner}),
        [(key, words_of(one.name)) for key, one in programme.stages.items() if key in stages],
        [(one.key, words_of(one.name)) for one in programme.fields["kind"].choices if one.key in kinds],
        [(colour, light_name(colour), counts[colour]) for colour in COLOURS if counts[colour]],
    )


# Export ----------------------------------------------------------------------------------------------------------

EXPORTED = (*COLUMNS, Column("stage", "阶段", "stage", "text", 10))


def exported(lines: Sequence[Line], programme: Programme, language: Language) -> Iterable[tuple[Cell, ...]]:
    """The rows that are shown; of one that stands nowhere what it asks."""
    for one in lines:
        stage = programme.stages.get(one.target.stage)
        told = stage.name.said(language) if stage else one.target.stage
        if one.standing is not None:
            yield (*next(iter(rows_of([one.standing], language))), told)
        else:
            yield (*(_bare(one.target, column) for column in COLUMNS), told)


def _bare(one: Target, column: Column) -> Cell:
    known: dict[str, Cell] = {
        "code": one.code, "name": one.name, "area": one.area, "owner": one.owner, "asked": value_asked(one),
        "deadline": one.due, "heard": one.heard_on,
    }  # fmt: skip
    return known.get(column.name)
