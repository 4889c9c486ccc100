"""Runs take seconds over thousands of firms: they are jobs."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

from django.urls import reverse

from dajuan.indices.choices import Choices
from dajuan.indices.sensitivity import Sensitivity, sensitivity
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, keyed
from dajuan.ledger.read import is_recorded
from dajuan.systems.growth import record, schemes
from dajuan.systems.growth.run import Asked, run
from dajuan.systems.growth.trouble import GrowthError
from dajuan.web.jobs.kinds import Work, job
from dajuan.web.served import served
from dajuan.web.systems.growth.held import held, run_called
from dajuan.web.words import Words

SENSITIVITY = "敏感性分析"
"""The kind of evidence that holds what a run's sensitivity came to."""
_STEPS = Words("各种取法下重新排名", "ranking again under other choices")


@job("growth-run", Words("测算成长指数", "Computing the growth index"))
def compute(work: Work, *, scheme: str, year: int, as_of: str, size: int, actor: str) -> dict[str, Any]:
    """Done again by another worker it records nothing twice: the job's own key is on its entries."""
    here, key = served(), f"growth-run/{work.job.pk}"
    version = next((one for one in schemes.versions(here.ledger) if one.code == scheme), None)
    if version is None:
        raise GrowthError(f"没有方案 {scheme}", f"there is no scheme {scheme}")
    work.progress(0, 0, Words("读取企业的年度数据", "reading the firms' yearly facts"))
    asked = Asked(schemes.scheme_of(here.zone.evidence(), version), year, date.fromisoformat(as_of), size)
    ran = run(here.subjects(), here.programmes, asked, tell=lambda done, of: work.progress(done, of, _STEPS))
    known = record.runs(here.ledger)
    if not is_recorded(here.ledger, key=key):
        drafts = record.drafts_of(here.zone.evidence(), ran, scheme, on=here.today(), known=known)
        append(here.ledger, keyed(drafts, key), actor=actor)
        return {"url": reverse("growth:run", args=[drafts[0].subject]), "run": drafts[0].subject}
    return {"url": reverse("growth:runs")}


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
    return {"url": reverse("growth:run", args=[run]), "run": run, "same": found.same, "sha256": found.sha256}


@job("growth-sensitivity", Words("成长指数敏感性分析", "Sensitivity of the growth index"))
def work_out(work: Work, *, run: str, actor: str) -> dict[str, Any]:
    here, one, key = served(), run_called(run), f"growth-sensitivity/{work.job.pk}"
    found = sensitivity(Choices(held(one).made), tell=lambda done, of: work.progress(done, of, _STEPS))
    data = json.dumps(told(found), ensure_ascii=False, indent=1, sort_keys=True).encode()
    kept = here.zone.evidence().keep_stream(io.BytesIO(data), name=f"sensitivity-{run}.json", kind=SENSITIVITY)
    draft = Draft(
        programme=record.PROGRAMME, subject=run, kind="attached", effective_on=here.today(), evidence=(kept,), key=key
    )
    append(here.ledger, [draft], actor=actor)
    return {"url": f"{reverse('growth:uncertainty')}?run={run}", "run": run}


def told(found: Sensitivity) -> dict[str, Any]:
    """As it is kept: digits enough to draw, not those that differ from machine to machine."""
    return {
        "runs": found.runs,
        "mean": round(found.mean, 4),
        "shares": [
            {
                "factor": one.kind,
                "first": round(one.first, 4),
                "first_off": round(one.first_off, 4),
                "total": round(one.total, 4),
                "total_off": round(one.total_off, 4),
            }
            for one in found.shares
        ],
    }
