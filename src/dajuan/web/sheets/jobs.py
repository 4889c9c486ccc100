"""Composing takes seconds: it is a job."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.urls import reverse

from dajuan.answers.sheet.stamp import Style
from dajuan.web.jobs.kinds import Work, job
from dajuan.web.moment import Moment
from dajuan.web.people.models import Person
from dajuan.web.sheets.composing import compose, kept_since
from dajuan.web.sheets.models import Version
from dajuan.web.words import Words


@job("compose-sheet", Words("写答卷", "Composing an answer sheet"))
def compose_sheet(
    work: Work, *, year: int, as_of: str, size: int, verified: bool, style: str, note: str, person: int
) -> dict[str, Any]:
    asked = {"year": year, "as_of": date.fromisoformat(as_of), "size": size, "verified": verified, "style": style}
    if had := kept_since(work.job.created_at, by=person, note=note, **asked):
        return _fruit(had)
    made = compose(
        year,
        Moment(as_of=date.fromisoformat(as_of), size=size, verified=verified),
        cast(Style, style),
        by=Person.objects.get(pk=person),
        note=note,
        tell=work.progress,
    )
    return _fruit(made)


def _fruit(made: Version) -> dict[str, Any]:
    return {"url": reverse("sheets:one", args=[made.pk]), "version": made.pk}
