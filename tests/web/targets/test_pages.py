"""The list, one target's page and the export: what is shown to whom, and as of when."""

from __future__ import annotations

import csv
import io

from tests.web.targets.conftest import assigned, brought_to, target

from dajuan.answers.plan import settle
from dajuan.web.served import served


def test_the_office_sees_all_and_a_reporter_only_its_own(desk):
    mine, others = assigned(), "2025-031"
    everything, own = desk("office").text("/targets/"), desk("reporter").text("/targets/")
    assert f"/targets/{mine}/" in everything
    assert f"/targets/{others}/" in everything
    assert f"/targets/{mine}/" in own
    assert f"/targets/{others}/" not in own


def test_what_is_not_somebodys_to_see_is_not_there(desk):
    assert desk("reporter").open("/targets/2025-031/").status_code == 404
    assert desk("firm").open("/targets/2025-031/").status_code == 403
    assert desk("office").open("/targets/2025-999/").status_code == 404


def test_filters_stand_in_the_address(desk):
    code = assigned()
    office = desk("office")
    assert f"/targets/{code}/" in office.text("/targets/?owner=住房保障中心")
    assert f"/targets/{code}/" not in office.text("/targets/?owner=规划建设局")
    assert f"/targets/{code}/" in office.text(f"/targets/?text={target(code).name[:4]}&stage=assigned&sort=deadline")
    assert "没有符合的目标" in office.text("/targets/?text=没有这样的目标")


def test_the_export_is_what_is_shown_and_runs_nothing(desk):
    code = assigned(name="=HYPERLINK(1)")
    answer = desk("office").open(f"/targets/targets.csv?text={code}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["code"] for row in rows] == [code]
    assert rows[0]["name"].startswith("'=")
    assert desk("office").open("/targets/targets.xlsx").content[:2] == b"PK"


def test_a_past_day_shows_what_was_so_then_and_offers_nothing(desk):
    code = brought_to("reported")
    reviewer = desk("reviewer")
    assert "/to/reviewed/" in reviewer.text(f"/targets/{code}/")
    past = reviewer.text(f"/targets/{code}/?as_of=2025-01-25")
    assert "/to/reviewed/" not in past
    assert "已报送" not in past.split("记录")[-1]
    assert reviewer.open(f"/targets/{code}/to/reviewed/?as_of=2025-01-25").status_code == 422
    before = served().size()
    assert reviewer.client.post(f"/targets/{code}/to/reviewed/?as_of=2025-01-25", {}).status_code == 422
    assert served().size() == before


def test_a_value_that_was_lowered_is_told_with_what_it_was(desk):
    code = brought_to("accepted")
    settle(served().ledger, [code], actor="督查室 何", on=served().today(), changes={"value": "4条"})
    text = desk("reporter").text(f"/targets/{code}/")
    assert "立项时的目标值" in text
    assert "签收时的目标值" in text


def test_the_promise_leads_to_its_words_in_the_plan_for_who_has_read_it(desk, people):
    from django.utils import timezone

    from dajuan.web.reader.models import Document

    code = assigned()
    assert "在计划文件里看这句话" not in desk("office").text(f"/targets/{code}/")
    Document.objects.create(
        sha256=target(code).source.sha256, name="计划.md", size=1, by=people["office"], read_at=timezone.now()
    )
    text = desk("office").text(f"/targets/{code}/")
    assert "在计划文件里看这句话" in text
    assert "#:~:text=" in text


def test_the_page_speaks_english(desk):
    code = assigned()
    reporter = desk("reporter")
    reporter.client.post("/language/", {"language": "en", "next": "/"})
    text = reporter.text(f"/targets/{code}/")
    assert "Where it stands" in text
    assert "Accept" in text


def test_the_list_of_a_zone_is_asked_for_few_times(desk, django_assert_max_num_queries):
    office = desk("office")
    office.open("/targets/")
    with django_assert_max_num_queries(8):
        office.open("/targets/")
