"""What takes longer than a page may: a backup, an audit of the whole log, telling people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from dajuan.backups.backup import backup
from dajuan.backups.folder import BACKUPS
from dajuan.backups.rotation import name_at
from dajuan.ledger.audit import audit
from dajuan.ledger.kept import notes_in
from dajuan.web.administration.telling import tell
from dajuan.web.jobs.kinds import job
from dajuan.web.jobs.models import Job, State
from dajuan.web.jobs.work import Work
from dajuan.web.served import served
from dajuan.web.words import Words

_SHOWN = 200
"""Faults of a log that are shown; the command line tells all."""


def last_of(kind: str) -> Job | None:
    """The newest of a kind that came to an end."""
    return Job.objects.filter(kind=kind, state__in=[State.DONE, State.FAILED]).order_by("-created_at").first()


@job("make-backup", Words("备份整个园区", "Back the zone up"))
def make_backup(work: Work, *, keys: bool) -> dict[str, Any]:
    zone, now = served().zone, datetime.now(UTC)
    folder = zone.folder / BACKUPS
    folder.mkdir(exist_ok=True)
    done = backup(
        zone, folder / name_at(zone.code, now), keys=keys, now=now, progress=lambda at, of: work.progress(at, of)
    )
    return {"url": reverse("administration:backups"), "name": done.path.name, "unsound": list(done.unsound)[:_SHOWN]}


@job("verify-log", Words("核验整本日志", "Verify the whole log"))
def verify_log(work: Work) -> dict[str, Any]:
    here = served()
    zone = here.zone
    with here.ledger.store.reading() as reader:
        found = audit(
            reader,
            zone.evidence(),
            notes_in(zone.checkpoints),
            zone.verifier(),
            lambda at, of: work.progress(at, of),
        )
    return {
        "url": reverse("administration:checkpoints"),
        "entries": found.entries,
        "evidence": found.evidence,
        "checkpoints": found.checkpoints,
        "root": found.root.hex(),
        "many": len(found.faults),
        "faults": [{"where": one.where, "zh": one.zh, "en": one.en} for one in found.faults[:_SHOWN]],
    }


@job("send-notices", Words("发通知", "Send notices"), repeats=False)
def send_notices(work: Work) -> dict[str, Any]:
    report = tell(served())
    counts = {
        "sent": len(report.sent), "held": len(report.held), "failed": len(report.failed), "unsure": len(report.unsure),
        "nobody": len(report.nobody),
    }  # fmt: skip
    return {"url": reverse("administration:notices"), **counts}
