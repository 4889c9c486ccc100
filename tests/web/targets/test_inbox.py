"""What waits for whom, the number beside it, the month's table, and remarks that call somebody."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.targets.conftest import assigned, brought_to, entries, form_of, target

from dajuan.web.served import served
from dajuan.web.targets.models import Mention, Remark


def count(text: str) -> int:
    found = re.search(r'我的待办 <span class="count">(\d+)</span>', text)
    return int(found[1]) if found else 0


@pytest.mark.parametrize(
    ("stage", "username", "heading"),
    [
        ("assigned", "reporter", "待签收"),
        ("accepted", "reporter", "待填报"),
        ("sent-back", "reporter", "退回我的"),
        ("reported", "reviewer", "待审核"),
        ("done", "reviewer", "待销号"),
        ("extension-asked", "leader", "待批延期"),
        ("disputed", "leader", "待答复异议"),
    ],
)
def test_a_stage_waits_for_somebody_and_for_nobody_else(desk, stage, username, heading):
    code = brought_to(stage)
    mine = desk(username).text("/targets/inbox/")
    assert heading in mine
    assert f"/targets/{code}/" in mine
    assert count(mine) >= 1
    for other in {"reporter", "reviewer", "leader", "auditor"} - {username}:
        assert heading not in desk(other).text("/targets/inbox/")


def test_an_empty_inbox_says_so(desk):
    text = desk("auditor").text("/targets/inbox/")
    assert "没有等您办的事" in text
    assert count(text) == 0


def test_the_office_sees_what_is_grey(desk):
    assert "灰灯" in desk("office").text("/targets/inbox/")


def test_what_was_told_to_the_end_of_last_month_no_longer_waits(desk):
    code = brought_to("accepted")
    reporter = desk("reporter")
    assert f"/targets/{code}/to/reported/" in reporter.text("/targets/inbox/")
    before = count(reporter.text("/targets/inbox/"))
    reporter.send(f"/targets/{code}/to/reported/", reported="3", on="2025-09-30")
    after = reporter.text("/targets/inbox/")
    assert f"/targets/{code}/to/reported/" not in after
    assert count(after) == before - 1


# The month's table ----------------------------------------------------------------------------------------------


@pytest.fixture
def two(people):
    return [brought_to("accepted", code) for code in ("2025-054", "2025-055")]


def table(reporter, codes, **typed):
    """The table as it stands with what is typed into its rows."""
    form = form_of(reporter.open("/targets/report/"))
    return {**form, "code": codes, **typed}


def test_many_are_reported_in_one_table(desk, two):
    reporter = desk("reporter")
    typed = {
        "2025-054-reported": "3",
        "2025-055-reported": "12",
        "2025-055-doing": "十二个小区完工",
        "2025-055-papers": SimpleUploadedFile("单.pdf", b"%PDF-1"),
    }
    answer = reporter.client.post("/targets/report/", table(reporter, two, **typed))
    assert answer.status_code == 302
    assert [target(code).reported[-1].text for code in two] == ["3条", "12个"]
    assert [target(code).stage for code in two] == ["reported", "reported"]
    assert target("2025-055").evidence[-1][1].name == "单.pdf"


def test_rows_left_empty_are_not_reported(desk, two):
    reporter = desk("reporter")
    reporter.client.post("/targets/report/", table(reporter, two, **{"2025-054-reported": "3"}))
    assert [target(code).stage for code in two] == ["reported", "accepted"]


def test_one_wrong_row_keeps_all_out_and_all_that_was_typed(desk, two):
    reporter, before = desk("reporter"), served().size()
    typed = {"2025-054-reported": "3", "2025-055-reported": "12亿元", "2025-055-doing": "十二个小区完工"}
    answer = reporter.client.post("/targets/report/", table(reporter, two, **typed))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert served().size() == before
    assert text.index("不能换算") > text.index("2025-055-reported") - 200
    assert all(words in text for words in ('value="3"', 'value="12亿元"', "十二个小区完工"))


def test_the_table_sent_twice_is_recorded_once(desk, two):
    reporter = desk("reporter")
    sent = table(reporter, two, **{"2025-054-reported": "3"})
    reporter.client.post("/targets/report/", sent)
    before = len(entries("2025-054"))
    assert reporter.client.post("/targets/report/", sent).status_code == 302
    assert len(entries("2025-054")) == before


def test_nobody_reports_of_anothers_targets_in_the_table(desk, two):
    neighbour, before = desk("neighbour"), served().size()
    answer = neighbour.client.post(
        "/targets/report/",
        {"key": "k", "seen": before, "code": two, "2025-054-reported": "3", "2025-054-on": "2025-09-30"},
    )
    assert answer.status_code == 422
    assert served().size() == before


# Remarks ---------------------------------------------------------------------------------------------------------


def test_a_remark_calls_an_organisation_into_its_inbox(desk):
    code = assigned()
    desk("office").send_remark(code, "@住房保障中心 请补佐证")
    reporter = desk("reporter")
    before = count(reporter.text("/targets/inbox/"))
    assert "请补佐证" in reporter.text("/targets/inbox/")
    reporter.open(f"/targets/{code}/")
    after = reporter.text("/targets/inbox/")
    assert "请补佐证" not in after
    assert count(after) == before - 1


def test_a_person_is_called_alone(desk, people):
    desk("office").send_remark(assigned(), "@督查室 程 请看")
    assert [one.person for one in Mention.objects.all()] == [people["reviewer"]]


def test_who_may_not_see_the_target_is_not_told(desk):
    """A target of somebody else's: its name would be told by calling."""
    answer = desk("office").send_remark("2025-001", "@住房保障中心 王 请看", follow=True)
    assert "看不到" in answer.content.decode()
    assert not Mention.objects.exists()


def test_a_remark_is_changed_and_withdrawn_by_its_author_alone(desk):
    code = assigned()
    reporter = desk("reporter")
    reporter.send_remark(code, "说错了")
    remark = Remark.objects.get()
    at = f"/targets/{code}/remarks/{remark.pk}/"
    assert desk("office").open(at).status_code == 403
    reporter.client.post(at, form_of(reporter.open(at)) | {"text": "说对了"})
    assert "改过" in reporter.text(f"/targets/{code}/")
    assert "说对了" in reporter.text(f"/targets/{code}/")
    assert desk("office").client.post(f"{at}withdraw/").status_code == 403
    reporter.client.post(f"{at}withdraw/")
    assert "说对了" not in reporter.text(f"/targets/{code}/")


def test_a_remark_sent_twice_is_said_once(desk):
    code = assigned()
    for _ in range(2):
        desk("reporter").client.post(f"/targets/{code}/remarks/", {"key": "one", "text": "一次"})
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("username", ["auditor", "administrator", "firm"])
def test_who_may_not_talk_is_refused(desk, username):
    answer = desk(username).client.post(f"/targets/{assigned()}/remarks/", {"key": "k", "text": "话"})
    assert answer.status_code == 403
    assert not Remark.objects.exists()
