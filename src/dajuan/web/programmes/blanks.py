"""The blanks of a form, each made from what a pack declares: its label, how it is filled in, what was typed, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dajuan.ledger.entry import Evidence
from dajuan.programmes.pack import Field, Link, Programme, Value
from dajuan.programmes.values import show_value
from dajuan.programmes.values.subject_code import CREDIT_CODE
from dajuan.web.programmes.asking import Option
from dajuan.web.words import Words, spoken

LONG = frozenset({"text", "geometry"})
_EXAMPLES: Mapping[str, Words] = {
    "date": Words("如 2024-06-18 或 2024年6月18日", "such as 2024-06-18 or 2024年6月18日"),
    "month": Words("如 2024-06 或 2024年6月", "such as 2024-06 or 2024年6月"),
    "moment": Words("如 2024-06-18 14:30", "such as 2024-06-18 14:30"),
    "organisation": Words("写全称", "its full name"),
    "credit-code": Words("18 位统一社会信用代码", "18 characters"),
    "amount": Words("连单位写，如 230亿元、80%", "with its unit, such as 230亿元 or 80%"),
    "geometry": Words("GeoJSON，CGCS2000 经纬度", "GeoJSON, CGCS2000 degrees"),
    "reference": Words("编号", "its code"),
}


@dataclass(slots=True)
class Blank:
    """``name`` is that of its control; ``options`` to pick from, else it is typed."""

    name: str
    label: str
    typed: str = ""
    options: list[Option] = field(default_factory=list)
    required: bool = False
    hint: str = ""
    unit: str = ""
    long: bool = False
    wide: bool = False
    organisations: bool = False
    unconfirmed: bool = False
    trouble: Words | None = None
    now: str = ""
    """What the ledger says by now, where that is no longer what the form showed."""

    @property
    def id(self) -> str:
        return "in-" + self.name.replace(".", "-")

    def pick(self) -> None:
        """Mark the option that was typed."""
        self.options = [one._replace(chosen=one.value == self.typed) for one in self.options]


def blank_of(one: Field, value: Value | None, *, required: bool = False) -> Blank:
    """The blank of a field, filled in with a value as it would be typed."""
    hint = one.hint.said(spoken()) if one.hint else ""
    typed = "" if value is None else _typed(one, value)
    blank = Blank(
        f"f.{one.key}",
        one.name.said(spoken()),
        typed,
        required=required,
        hint=hint or (str(_EXAMPLES[one.type]) if one.type in _EXAMPLES else _of_quantity(one)),
        unit=one.unit,
        long=one.type in LONG and one.key != "name",
        organisations=one.type == "organisation",
        unconfirmed=one.unconfirmed,
    )
    if one.type == "flag":
        blank.options = [Option("yes", str(Words("是", "Yes")), False), Option("no", str(Words("否", "No")), False)]
    elif one.choices:
        blank.options = [Option(choice.key, choice.name.said(spoken()), False) for choice in one.choices]
    blank.pick()
    return blank


def _typed(one: Field, value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if one.type == "choice":
        return str(value)
    return show_value(one, value, "zh", with_unit=False)


def _of_quantity(one: Field) -> str:
    if not one.is_quantity or not one.unit:
        return ""
    return str(
        Words(
            f"光写数就是{one.unit}；也可带别的单位写", f"a plain number is in {one.unit}; another unit may be written"
        )
    )


def link_blank(one: Link, typed: str = "") -> Blank:
    hint = one.hint.said(spoken()) if one.hint else str(Words("对方的编号", "the other one's code"))
    return Blank(f"link.{one.key}", one.name.said(spoken()), typed, hint=hint)


def code_blank(programme: Programme, typed: str = "") -> Blank:
    subject = programme.subject.name
    if programme.code_rule == CREDIT_CODE:
        label, hint = Words("统一社会信用代码", "Unified social credit code"), Words("18 位", "18 characters")
    else:
        label = Words(f"{subject.zh}编号", f"Code of the {(subject.en or subject.zh).lower()}")
        rule = programme.code_rule
        hint = Words(f"形如 {rule}", f"like {rule}") if rule else Words("定了就不改", "it does not change later")
    return Blank("code", str(label), typed, required=True, hint=str(hint))


@dataclass(slots=True)
class Proof:
    """A blank for files: of one kind that is needed, or of any (``kind`` ""). ``had``: evidence of this kind is there."""

    name: str
    kind: str
    needed: bool = False
    had: bool = False
    trouble: Words | None = None


@dataclass(slots=True)
class Kept:
    """A file that has come in with a form which then had to be mended: handed back with the next try."""

    token: str
    evidence: Evidence


@dataclass(slots=True)
class Form:
    """A whole form."""

    deed: str
    title: Words
    button: Words
    blanks: list[Blank]
    key: str
    """Idempotency key: sent twice, it is recorded once."""
    seen: int
    """The log's size when the form was made."""
    proofs: list[Proof] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    troubles: list[Words] = field(default_factory=list)
    """What is wrong with no blank in particular."""
    about: str = ""
    conflict: bool = False
    takes_files: bool = True

    @property
    def is_right(self) -> bool:
        return not self.troubles and not self.wrong

    @property
    def wrong(self) -> list[Blank | Proof]:
        every: list[Blank | Proof] = [*self.blanks, *self.proofs]
        return [one for one in every if one.trouble]

    def blank(self, name: str) -> Blank | None:
        return next((one for one in self.blanks if one.name == name), None)

    def tell(self, name: str, trouble: Words) -> None:
        """Beside the blank that it is about, or over the form where there is none; the first of a blank stands."""
        if name == "evidence" and self.proofs:
            place: Blank | Proof = next(
                (one for one in self.proofs if one.kind and one.kind in trouble.zh), self.proofs[-1]
            )
        else:
            found = self.blank(name)
            if found is None:
                self.troubles.append(trouble)
                return
            place = found
        if place.trouble is None:
            place.trouble = trouble
        else:
            self.troubles.append(trouble)
