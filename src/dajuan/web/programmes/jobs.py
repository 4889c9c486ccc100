"""Recording a workbook takes longer than a page may: a hundred thousand rows are some seconds."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from dajuan.ledger.sheets.rejected import rejected_workbook
from dajuan.outputs.atomic import write_whole
from dajuan.programmes.pack import Language
from dajuan.web.jobs.kinds import job
from dajuan.web.jobs.work import Work
from dajuan.web.people.viewers import viewer_of_person
from dajuan.web.programmes.models import Upload
from dajuan.web.programmes.uploads import REJECTED, looked_at, uploads_folder
from dajuan.web.words import Words


@job("import-sheet", Words("导入表格", "Import a workbook"))
def import_sheet(work: Work, *, upload: str, partial: bool, language: Language) -> dict[str, Any]:
    """Done again by another worker it adds nothing that is there: the import compares with the ledger."""
    one = Upload.objects.select_related("by").get(pk=upload)
    work.progress(0, 0, Words("核对每一行，然后写入", "Every row is checked, then they are recorded"))
    # The rights are those that the sender has by now, not those of when it was sent.
    done = looked_at(one, viewer_of_person(one.by), partial=partial, dry_run=False)
    rejected = bool(done.troubles) and any(places for _, _, places in done.rejected.sheets)
    if rejected:
        write_whole(one.folder(uploads_folder()) / REJECTED, rejected_workbook(done.rejected, done.troubles, language))
    one.result = {
        "added": done.added,
        "size": done.size,
        "counts": done.counts,
        "partial": partial,
        "rejected": rejected,
        "troubles": [[trouble.place, trouble.zh, trouble.en] for trouble in done.troubles[:500]],
        "wrong": len(done.troubles),
    }
    one.save(update_fields=["result"])
    return {"url": reverse("programmes:upload", args=(one.pk,))}
