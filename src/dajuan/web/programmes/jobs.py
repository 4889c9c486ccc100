"""Recording a workbook takes longer than a page may: a hundred thousand rows are some seconds."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from dajuan.ledger.read import recorded_under
from dajuan.ledger.sheets.plan import counted
from dajuan.ledger.sheets.rejected import rejected_workbook
from dajuan.outputs.atomic import write_whole
from dajuan.programmes.pack import Language
from dajuan.web.jobs.kinds import job
from dajuan.web.jobs.work import Work
from dajuan.web.people.viewers import viewer_of_person
from dajuan.web.programmes.models import Upload
from dajuan.web.programmes.uploads import REJECTED, key_of, looked_at, uploads_folder
from dajuan.web.served import served
from dajuan.web.words import Words


@job("import-sheet", Words("导入表格", "Import a workbook"))
def import_sheet(work: Work, *, upload: str, partial: bool, language: Language) -> dict[str, Any]:
    """Done again by another worker it adds nothing, and tells what the first had recorded: its entries bear the upload's
    key."""
    one = Upload.objects.select_related("by").get(pk=upload)
    work.progress(0, 0, Words("核对每一行，然后写入", "Every row is checked, then they are recorded"))
    ledger, key = served().ledger, key_of(one)
    earlier = recorded_under(ledger, key=key)
    # The rights are those that the sender has by now, not those of when it was sent.
    done = looked_at(one, viewer_of_person(one.by), partial=partial, dry_run=bool(earlier))
    # Nothing added may mean that another worker, taken for dead, was quicker.
    earlier = earlier or ([] if done.added else recorded_under(ledger, key=key))
    troubles = () if earlier and not partial else done.troubles
    rejected = bool(troubles) and any(places for _, _, places in done.rejected.sheets)
    if rejected:
        write_whole(one.folder(uploads_folder()) / REJECTED, rejected_workbook(done.rejected, troubles, language))
    one.result = {
        "added": len(earlier) or done.added,
        "size": earlier[-1][0] + 1 if earlier else done.size,
        "counts": counted(entry for _, entry in earlier) if earlier else done.counts,
        "partial": partial,
        "rejected": rejected,
        "troubles": [[trouble.place, trouble.zh, trouble.en] for trouble in troubles[:500]],
        "wrong": len(troubles),
    }
    one.save(update_fields=["result"])
    return {"url": reverse("programmes:upload", args=(one.pk,))}
