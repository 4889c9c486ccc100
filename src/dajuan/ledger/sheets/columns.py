"""The columns of a programme's sheets: what may stand in each, how its head reads, by which heads it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dajuan.language.fold import fold
from dajuan.programmes.pack import Field, Language, Link, Programme
from dajuan.programmes.values.subject_code import CREDIT_CODE

Role = Literal["code", "field", "stage", "stage-date", "date", "month", "link", "evidence", "note", "reason"]
SHEETS: dict[Language, tuple[str, str, str]] = {"zh": ("", "时期数", "说明"), "en": ("", "Periods", "Notes")}
"""Of subjects (named as the pack names them), of periods, of explanations."""
REASON = ("退回原因", "What is wrong")


class Column(NamedTuple):
    """One column. ``key`` is the field's, the relation's or the kind of evidence; "" where there is one of its role."""

    role: Role
    zh: str
    en: str
    key: str = ""
    field: Field | None = None
    link: Link | None = None
    required: bool = False
    width: int = 14

    def head(self, language: Language) -> str:
        """``应交付套数（套）*``: the unit of a plain number, and whether it must be filled in."""
        name = self.zh if language == "zh" else self.en
        unit = self.field.unit if self.field is not None else ""
        if unit:
            name += f"（{unit}）" if language == "zh" else f" ({unit})"
        return f"{name} *" if self.required else name


def subject_columns(programme: Programme) -> list[Column]:
    """The code, every level, the stage, links, evidence by kind, the date and a note."""
    return [
        code_column(programme),
        *_levels(programme),
        *_stage_columns(programme),
        *(
            Column("link", link.name.zh, link.name.said("en"), key, link=link, width=22)
            for key, link in programme.links.items()
        ),
        *(
            Column("evidence", f"佐证：{kind}", f"Evidence: {kind}", kind, width=22)
            for kind in kinds_of_evidence(programme)
        ),
        Column("evidence", "其他佐证", "Other evidence", "", width=22),
        Column("date", "数据日期", "Values as of", width=12),
        Column("note", "备注", "Note", width=24),
    ]


def period_columns(programme: Programme) -> list[Column]:
    """The code, the month and every flow; none where the programme has no flows."""
    flows = [
        Column("field", one.name.zh, one.name.said("en"), one.key, one) for one in programme.fields.values() if one.flow
    ]
    if not flows:
        return []
    return [
        code_column(programme),
        Column("month", "月份", "Month", required=True, width=11),
        *flows,
        Column("evidence", "佐证", "Evidence", "", width=22),
        Column("note", "备注", "Note", width=24),
    ]


def code_column(programme: Programme) -> Column:
    if programme.code_rule == CREDIT_CODE:
        return Column("code", "统一社会信用代码", "Credit code", required=True, width=22)
    return Column("code", f"{programme.subject.name.zh}编号", "Code", required=True, width=14)


def _levels(programme: Programme) -> Iterator[Column]:
    for one in programme.fields.values():
        if not one.flow:
            wide = one.type in {"text", "organisation", "reference", "geometry"}
            yield Column(
                "field", one.name.zh, one.name.said("en"), one.key, one, required=one.required, width=24 if wide else 14
            )


def _stage_columns(programme: Programme) -> list[Column]:
    if not programme.stages:
        return []
    return [Column("stage", "阶段", "Stage", width=16), Column("stage-date", "阶段日期", "Stage reached on", width=12)]


def kinds_of_evidence(programme: Programme) -> list[str]:
    return list(dict.fromkeys(kind for stage in programme.stages.values() for kind in stage.needs.evidence))


_ALIASES: dict[Role, tuple[str, ...]] = {
    "code": ("编号", "代码", "编码", "code", "id"),
    "stage": ("当前阶段", "所处阶段", "stage"),
    "stage-date": ("阶段时间", "到达日期", "stage-date"),
    "date": ("日期", "截至日期", "as of", "date"),
    "month": ("时期", "所属月份", "period", "month"),
    "note": ("说明", "note", "remarks"),
    "reason": REASON,
}
_BRACKETS = str.maketrans("（）：＊［］【】", "():*()()")
_ENDING = re.compile(r"(.+)[(]([^()]+)[)]")


def names_of(columns: list[Column]) -> dict[str, Column]:
    """Every head by which a column is known, as :func:`plain_head` writes it. A field's own name comes first."""
    names: dict[str, Column] = {}
    for column in columns:
        for name in (column.zh, column.en, column.key):
            if name:
                names.setdefault(plain_head(name), column)
    for column in columns:
        if column.role != "evidence" or column.key:
            for name in _ALIASES.get(column.role, ()):
                names.setdefault(plain_head(name), column)
    return names


def plain_head(text: object) -> str:
    """A head without what people vary: full width, spaces, line breaks, case, the mark of a required column."""
    return tidy_head(text).casefold()


def tidy_head(text: object) -> str:
    """The same with its letters as they are: MW is not mW."""
    return re.sub(r"\s+", "", fold(str(text)).translate(_BRACKETS)).strip("*:")


def without_unit(head: str) -> tuple[str, str]:
    """``应交付套数(套)`` → ``应交付套数``, ``套``; no unit where there are no brackets at its end."""
    found = _ENDING.fullmatch(head)
    return (found[1], found[2]) if found else (head, "")
