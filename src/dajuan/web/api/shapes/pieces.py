"""What several shapes share: words in both languages, the moment asked about, text without control characters."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeAlias

from ninja import Field, Schema
from pydantic import AfterValidator

from dajuan.ledger.trouble import Trouble
from dajuan.web.layout.problems import ProblemError
from dajuan.web.moment import Moment, moment_of
from dajuan.web.served import served


def without_controls(text: str) -> str:
    if any(ord(one) < 32 and one not in "\n\t" for one in text):
        raise ValueError("holds control characters")
    return text


Text: TypeAlias = Annotated[str, AfterValidator(without_controls), Field(max_length=10_000)]
Line: TypeAlias = Annotated[str, AfterValidator(without_controls), Field(max_length=500)]
Day: TypeAlias = Annotated[date, Field(ge=date(1900, 1, 1), le=date(9998, 12, 31))]
Pk: TypeAlias = Annotated[int, Field(ge=1, le=2**53 - 1)]


class Said(Schema):
    """The same in Chinese and English."""

    zh: str
    en: str


class Asked(Schema):
    as_of: Day | None = Field(None, description="截至哪天 / leaves out what came into effect later")
    known_at: str = Field(
        "",
        pattern=r"^(\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?)?$",
        description="当时知道什么：2026-07-05 或 2026-07-05T18:00 / leaves out what was recorded later",
    )
    verified: bool = Field(False, description="只计他人复核过的 / only what another person has verified")

    def moment(self) -> Moment:
        if not self.known_at:
            return Moment(as_of=self.as_of, verified=self.verified)
        # As a page reads it: a day alone means its end.
        read = moment_of({"known_at": self.known_at}, lambda at: served().size_at(at))
        if read.troubles:
            raise ProblemError(422, read.troubles[0], [Trouble("moment", *read.troubles[0], field="known_at")])
        return Moment(self.as_of, read.known_at, self.verified, read.size)
