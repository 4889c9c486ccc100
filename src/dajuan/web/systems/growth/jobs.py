"""Runs take seconds over thousands of firms: they are jobs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from dajuan.indices.choices import Choices
from dajuan.indices.sensitivity import sensitivity
from dajuan.ledger.append import append
from dajuan.ledger.entry import keyed
from dajuan.ledger.read import recorded_under
from dajuan.systems.growth import record, schemes
from dajuan.systems.growth.run import Asked, run
from dajuan.systems.growth.sensitivity import draft_of
from dajuan.web.jobs.kinds import Work, job
from dajuan.web.served import served
from dajuan.web.systems.growth.held import held, run_called
from dajuan.web.words import Words

_STEPS = Words("各种取法下重新排名", "ranking again under other choices")


@job("growth-run", Words("测算成长指数", "Computing the growth index"))
def compute(work: Work, *, scheme: str, year: int, as_of: str, size: int, actor: str) -> dict[str, Any]:
    """Taken up again by another worker it records nothing twice: the job's own key is on its entries."""
    here, key = served(), f"growth-run/{work.job.pk}"
    if done := recorded_under(here.ledger, key=key):
        return _recorded(done[0][1].subject)
    version = schemes.version_of(here.ledger, scheme)
    work.progress(0, 0, Words("读取企业的年度数据", "reading the firms' yearly facts"))
    asked = Asked(schemes.scheme_of(here.zone.evidence(), version), year, date.fromisoformat(as_of), size)
    ran = run(here.subjects(), here.programmes, asked, tell=lambda done, of: work.progress(done, of, _STEPS))
    drafts = record.drafts_of(here.zone.evidence(), ran, scheme, on=here.today(), known=record.runs(here.ledger))
    append(here.ledger, keyed(drafts, key), actor=actor)
    return _recorded(drafts[0].subject)


def _recorded(run: str) -> dict[str, Any]:
    return {"url": reverse("growth:run", args=[run]), "run": run}


@job("growth-again", Words("重算核对", "Doing a run again"))
def again(work: Work, *, run: str) -> dict[str, Any]:
    here, one = served(), run_called(run)
    found = record.again(
        here.ledger,
        here.subjects(),
        here.zone.evidence(),
        one,
        tell=lambda done, of: work.progress(done, of, _STEPS),
    )
    return _recorded(run) | {"same": found.same, "sha256": found.sha256}


@job("growth-sensitivity", Words("成长指数敏感性分析", "Sensitivity of the growth index"))
def work_out(work: Work, *, run: str, actor: str) -> dict[str, Any]:
    here, one, key = served(), run_called(run), f"growth-sensitivity/{work.job.pk}"
    found = sensitivity(Choices(held(one).made), tell=lambda done, of: work.progress(done, of, _STEPS))
    draft = draft_of(here.zone.evidence(), one, found, on=here.today())
    append(here.ledger, keyed([draft], key), actor=actor)
    return {"url": f"{reverse('growth:uncertainty')}?run={run}", "run": run}
