"""What the API of talent takes and gives. No shape but :class:`IdentityOut` holds a name in full."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Field, Schema

from dajuan.web.api.cursors import Paging
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said

Heads = Annotated[int, Field(ge=0, le=10_000_000)]


class PeopleAsked(Asked, Paging):
    kind: str = ""
    grade: str = ""
    year: str = ""
    enterprise: str = ""
    team: str = ""
    stage: str = ""


class TalentTitleOut(Schema):
    code: str
    kind: str
    grade: str
    class_: str = Field(alias="class")
    document: str
    enterprise: str
    stage: str
    since: date | None
    until: date | None
    in_force: bool


class TalentOut(Schema):
    code: str
    name: str = Field(description="遮掩 / masked")
    number: str = Field(description="遮掩 / masked")
    stage: str
    since: date
    enterprise: str
    teams: list[str]
    titles: list[TalentTitleOut]
    erased: bool = Field(description="身份按请求删除 / the identity was erased on request")


class TalentsOut(Schema):
    items: list[TalentOut]
    next: str | None


class TalentCounts(Schema):
    """How many; each person once in each part."""

    everybody: int
    several: int = Field(description="有两类以上认定的 / with titles of several kinds")
    in_teams: int
    kinds: dict[str, int]
    grades: dict[str, int]
    years: dict[str, int]
    firms: dict[str, int] = Field(description="只给看得到这些人的 / for whoever may see the people")


class DocumentIn(Schema):
    document: str = Field("", max_length=40, description="identity-card, passport, hong-kong-macao, taiwan")
    number: str = Field(max_length=40)


class FoundOut(Schema):
    code: str | None


class IdentityOut(Schema):
    name: str
    document: str
    number: str


class EraseWhyIn(Schema):
    why: Annotated[Line, Field(min_length=1, max_length=200)]


class RosterNote(Schema):
    place: str
    words: Said


class RosterOut(Schema):
    recorded: bool
    new_people: int
    known_people: int
    new_titles: int
    changed_titles: int
    same_titles: int
    notes: list[RosterNote]


class CityIn(Schema):
    kind: Line
    city: Annotated[int, Field(ge=0, le=10**12)]
    source: Annotated[Line, Field(max_length=200)]
    on: Day


class ShareOut(Schema):
    kind: str
    zone: int
    city: int
    share: str | None = Field(description="分数 / a fraction, 120/4800")
    on: date
    source: str
    by: str
    seq: int


class SharesOut(Schema):
    items: list[ShareOut]


class EndedOut(Schema):
    entries: int


class TeamOut(Schema):
    code: str
    name: str
    stage: str
    members: list[str] = Field(description="您看得到的成员 / the members that you may see")


class TeamsOut(Schema):
    items: list[TeamOut]


class KeyOut(Schema):
    id: str
    since: str
    state: str
    codes: int
    identities: int


class KeysOut(Schema):
    items: list[KeyOut]


class GiveUpIn(Schema):
    key: Annotated[str, Field(max_length=8)]


class YearAsked(Asked):
    year: int = Field(0, ge=0, le=2100, description="0：今年 / this year")


class MonthIn(Schema):
    year: int = Field(ge=2000, le=2100)
    month: int = Field(ge=1, le=12)
    heads: dict[str, Heads]


class TargetsIn(Schema):
    year: int = Field(ge=2000, le=2100)
    targets: dict[str, Heads]


class JobsMeasure(Schema):
    key: str
    months: list[int | None]
    done: int
    target: int | None


class JobsOffice(Schema):
    code: str
    name: str
    months: dict[str, list[int | None]]
    targets: dict[str, int | None]


class JobsOut(Schema):
    year: int
    measures: list[JobsMeasure]
    offices: list[JobsOffice]
