"""From a plan to targets, and from promises to their answers."""

from __future__ import annotations

import json

from tests.web.reader.conftest import WRONG

from dajuan.answers.read import targets
from dajuan.web.jobs.models import Job
from dajuan.web.reader.models import Comparison
from dajuan.web.served import served

NEXT = "samples/yunling-2026.docx"


def _keys(client, row):
    return [key for _, key, code in client.get(f"/reader/{row.pk}/targets/").context["rows"] if not code]


def test_chosen_promises_become_targets_by_the_one_who_chose(upload, as_):
    client, row = as_("office"), upload("office", NEXT)
    keys = _keys(client, row)
    client.post(f"/reader/{row.pk}/targets/", {"chosen": keys[:3]})
    made = targets(served().ledger, year=2026)
    assert len(made) == 3
    assert {one.stage for one in made} == {"proposed"}
    assert made[0].evidence[0][1].name == "yunling-2026.docx"
    assert len(_keys(client, row)) == len(keys) - 3
    client.post(f"/reader/{row.pk}/targets/", {"chosen": keys[:5]})
    assert len(targets(served().ledger, year=2026)) == 5


def test_a_year_that_has_a_plan_asks_before_it_adds(upload, as_):
    client = as_("office")
    row = upload("office", "补充.txt", "2025年工作安排\n\n2025年，全区新开工保障性住房300套，新建公园3个。\n")
    [key, *_] = _keys(client, row)
    before = len(targets(served().ledger, year=2025))
    assert client.post(f"/reader/{row.pk}/targets/", {"chosen": key}).status_code == 422
    client.post(f"/reader/{row.pk}/targets/", {"chosen": key, "more": "1"})
    assert len(targets(served().ledger, year=2025)) == before + 1


def test_nothing_chosen_is_said(upload, as_):
    row = upload("office", NEXT)
    assert as_("office").post(f"/reader/{row.pk}/targets/").status_code == 422


def test_targets_are_for_those_who_plan(upload, as_):
    row = upload("reporter", NEXT)
    assert as_("reporter").get(f"/reader/{row.pk}/targets/").status_code == 403
    assert as_("reporter").post(f"/reader/{row.pk}/targets/", {"chosen": "x"}).status_code == 403
    assert not targets(served().ledger, year=2026)


def test_two_documents_are_compared(upload, as_):
    plan, report = upload("reporter", "samples/yunling-2025.md"), upload("reporter", NEXT)
    client = as_("reporter")
    client.post("/reader/compare/", {"plan": str(plan.pk), "report": str(report.pk)})
    row = Comparison.objects.get()
    assert sum(row.counts.values()) > 10
    text = client.get(f"/reader/compare/{row.pk}/").content.decode()
    assert 'class="verdict"' in text
    assert "style=" not in text
    for kind in ("comparison.xlsx", "comparison.html", "comparison.json"):
        answer = client.get(f"/reader/compare/{row.pk}/{kind}")
        assert answer["Content-Disposition"].startswith("attachment")
    assert json.loads(client.get(f"/reader/compare/{row.pk}/comparison.json").content)["counts"] == row.counts
    assert as_("neighbour").get(f"/reader/compare/{row.pk}/").status_code == 404
    assert as_("auditor").post(f"/reader/compare/{row.pk}/delete/").status_code == 403
    client.post(f"/reader/compare/{row.pk}/delete/")
    assert not Comparison.objects.exists()


def test_the_ledger_is_a_side(upload, as_):
    plan, report = upload("office", "samples/yunling-2025.md"), upload("office", NEXT)
    client = as_("office")
    client.post("/reader/compare/", {"plan": "ledger-2025", "report": str(report.pk)})
    client.post("/reader/compare/", {"plan": str(plan.pk), "report": "ledger"})
    assert [bool(one.counts) for one in Comparison.objects.all()] == [True, True], Job.objects.values("zh")


def test_one_who_sees_a_part_does_not_compare_with_the_ledger(upload, as_):
    report = upload("reporter", NEXT)
    assert (
        as_("reporter").post("/reader/compare/", {"plan": "ledger-2025", "report": str(report.pk)}).status_code == 422
    )


def test_another_persons_document_is_not_compared(upload, as_):
    plan, report = upload("office", "samples/yunling-2025.md"), upload("reporter", "报告.txt", WRONG)
    answer = as_("reporter").post("/reader/compare/", {"plan": str(plan.pk), "report": str(report.pk)})
    assert answer.status_code == 422
    assert not Comparison.objects.exists()
