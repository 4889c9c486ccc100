"""Forms that record: every step once, a double click, somebody who was quicker, what was typed kept, files, XSS."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.answers import life
from tests.web.targets.conftest import assigned, brought_to, entries, form_of, state, target

from dajuan.web.served import served

XSS = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
PAPER = b"%PDF-1.4 paper"


def paper(name="报表.pdf", data=PAPER):
    return SimpleUploadedFile(name, data)


def at(code, step):
    return f"/targets/{code}/to/{step}/"


def plan(code, step):
    return f"/targets/{code}/plan/{step}/"


def test_a_life_from_acceptance_to_close_out(desk):
    code = assigned()
    reporter, reviewer = desk("reporter"), desk("reviewer")
    reporter.send(at(code, "accepted"))
    reporter.send(at(code, "reported"), reported="3", doing="三条已通", papers=paper())
    assert target(code).stage == "reported"
    assert target(code).reported[-1].text == "3条"
    assert target(code).evidence[-1][1].name == "报表.pdf"
    reviewer.send(at(code, "sent-back"), note="缺验收单")
    assert "缺验收单" in reporter.text(f"/targets/{code}/")
    reporter.send(at(code, "reported"), reported="5条", papers=[paper("一.pdf", b"%PDF-1"), paper("二.pdf", b"%PDF-2")])
    for step in ("reviewed", "done", "closed"):
        assert reviewer.send(at(code, step)).status_code == 302
    assert target(code).stage == "closed"
    assert {one.name for _, one in target(code).evidence} >= {"一.pdf", "二.pdf"}


def test_a_figure_of_an_earlier_day_stands_on_that_day(desk):
    code = brought_to("accepted")
    desk("reporter").send(at(code, "reported"), reported="2", on="2025-09-30")
    assert [(one.text, one.on) for one in target(code).reported] == [("2条", date(2025, 9, 30))]
    assert (target(code).stage, target(code).stage_on) == ("reported", date(2025, 10, 15))


def test_figures_may_be_told_without_handing_them_in(desk):
    code = brought_to("reported")
    desk("reporter").send(at(code, "reported"), reported="4", on="2025-09-30")
    assert target(code).reported[-1].text == "4条"
    assert [one.stage for _, one in entries(code)].count("reported") == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"reported": "三亿元"}, "不能换算"),
        ({"reported": "许多"}, "许多"),
        ({"reported": "", "doing": ""}, "还没有报过数"),
        ({"reported": "3", "on": "2025-10-16"}, "还没有到"),
        ({"reported": "3", "papers": SimpleUploadedFile("空.pdf", b"")}, "空"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(desk, typed, told):
    code = brought_to("accepted")
    before = served().size()
    answer = desk("reporter").send(at(code, "reported"), **{"doing": "正在办", **typed})
    text = answer.content.decode()
    assert answer.status_code in (200, 422)
    assert told in text
    assert served().size() == before
    assert typed.get("doing", "正在办") in text


def test_a_file_need_not_be_chosen_again(desk):
    code = brought_to("accepted")
    reporter = desk("reporter")
    refused = reporter.send(at(code, "reported"), reported="3元", papers=paper())
    assert "已收下" in refused.content.decode()
    again = reporter.client.post(at(code, "reported"), form_of(refused) | {"reported": "3"})
    assert again.status_code == 302
    assert target(code).evidence[-1][1].name == "报表.pdf"


def test_nobody_slips_in_evidence_that_was_not_taken_in(desk):
    code = brought_to("accepted")
    desk("reporter").send(at(code, "reported"), reported="3", kept="W3sic2hhMjU2IjoiYSJ9XQ:forged")
    assert all(one.name != "" for _, one in target(code).evidence)
    assert len(target(code).evidence) == 1  # The plan alone.


def test_a_double_click_records_once(desk):
    code = assigned()
    reporter = desk("reporter")
    form = form_of(reporter.open(at(code, "accepted")))
    before = len(entries(code))
    assert reporter.client.post(at(code, "accepted"), form).status_code == 302
    assert reporter.client.post(at(code, "accepted"), form).status_code == 302
    assert len(entries(code)) == before + 1


def test_the_office_splitting_twice_by_a_double_click_splits_once(desk):
    office = desk("office")
    code = assigned()
    form = form_of(office.open(plan(code, "split")))
    form |= {"owner-0": "规划建设局", "share-0": "3", "owner-1": "经济发展局", "share-1": "2"}
    for _ in range(2):
        assert office.client.post(plan(code, "split"), form).status_code == 302
    assert "已经交过" in office.text(f"/targets/{code}/")
    assert [target(f"{code}.{n}").value.text for n in (1, 2)] == ["3条", "2条"]
    assert f"{code}.3" not in office.text(f"/targets/{code}/")


def test_the_same_form_with_other_words_is_not_recorded_and_says_so(desk):
    code = brought_to("accepted")
    reporter = desk("reporter")
    form = form_of(reporter.open(at(code, "reported")))
    reporter.client.post(at(code, "reported"), form | {"reported": "3"})
    reporter.client.post(at(code, "reported"), form | {"reported": "4"})
    assert "已经交过" in reporter.text(f"/targets/{code}/")
    assert target(code).reported[-1].text == "3条"


def test_whoever_was_quicker_is_named_and_what_was_typed_is_kept(desk):
    code = brought_to("accepted")
    reporter = desk("reporter")
    form = form_of(reporter.open(at(code, "reported")))
    life.state(served().ledger, code, "2025-10-01", "督查室 何", leader="周")
    answer = reporter.client.post(at(code, "reported"), form | {"reported": "3", "doing": "三条已通"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "督查室 何" in text
    assert "三条已通" in text
    assert target(code).reported == ()
    assert reporter.client.post(at(code, "reported"), form_of(answer)).status_code == 302
    assert target(code).reported[-1].text == "3条"


def test_an_entry_is_corrected_and_withdrawn_by_who_made_it(desk):
    code = brought_to("accepted")
    reporter = desk("reporter")
    reporter.send(at(code, "reported"), reported="30", on="2025-09-30")
    seq = target(code).reported[-1].seq
    reporter.send(f"/targets/{code}/entries/{seq}/correct/", reported="3条", why="多写了一个零")
    assert target(code).reported[-1].text == "3条"
    assert seq in state(code).dead
    assert "is-withdrawn" in reporter.text(f"/targets/{code}/")
    moved = target(code).last
    newest = max(held.seq for held in state(code).moves())
    assert desk("reviewer").open(f"/targets/{code}/entries/{newest}/withdraw/").status_code == 403
    reporter.send(f"/targets/{code}/entries/{newest}/withdraw/", why="报错了")
    assert target(code).stage == "accepted"
    assert target(code).last > moved


def test_how_a_target_came_in_cannot_be_taken_back(desk):
    code = assigned()
    opened = state(code).opened
    assert desk("office").open(f"/targets/{code}/entries/{opened}/withdraw/").status_code == 403


# The office --------------------------------------------------------------------------------------------------------


def test_the_office_changes_what_is_asked(desk):
    code = brought_to("accepted")
    assert desk("leader").send(plan(code, "change"), value="6条", deadline="2025-11-30").status_code == 302
    assert (target(code).value.text, target(code).due, target(code).set_value.text) == (
        "6条",
        date(2025, 11, 30),
        "5条",
    )


def test_an_owner_whom_nobody_knows_is_refused(desk):
    answer = desk("office").send(plan(assigned(), "change"), owner="没有这个局")
    assert "没有单位" in answer.content.decode()


def test_parts_that_do_not_add_up_are_told_by_how_much(desk):
    code = assigned()
    answer = desk("office").send(plan(code, "split"), **{"owner-0": "规划建设局", "share-0": "3条"})
    assert "少了 2条" in answer.content.decode()
    assert 'value="3条"' in answer.content.decode()


def test_milestones_are_added(desk):
    code = assigned()
    desk("office").send(
        plan(code, "milestones"), **{"name-0": "主线贯通", "due-0": "2025-06-30", "weight-0": "60", "name-1": "通车", "due-1": "2025-09-30"}
    )  # fmt: skip
    assert (target(f"{code}.1").name, target(f"{code}.2").due) == ("主线贯通", date(2025, 9, 30))


def test_a_dispute_is_answered_with_a_smaller_value(desk):
    code = brought_to("disputed")
    desk("office").send(plan(code, "answer-dispute"), value="4条", why="核过基数")
    assert (target(code).stage, target(code).value.text) == ("assigned", "4条")


@pytest.mark.parametrize(("granted", "due"), [("yes", date(2025, 12, 20)), ("no", date(2025, 12, 31))])
def test_an_extension_is_decided(desk, granted, due):
    code = brought_to("extension-asked")
    desk("office").send(plan(code, "decide-extension"), granted=granted, why="专题会定")
    assert (target(code).stage, target(code).due) == ("accepted", due)


def test_a_suggestion_is_accepted_with_its_reason(desk):
    office = desk("office")
    text = office.text(plan("2025-053", "bind"))
    assert "housing-delivery/estates-delivered" in text
    office.send(plan("2025-053", "bind"))
    assert str(target("2025-053").binding) == "housing-delivery/estates-delivered"
    assert "交付" in state("2025-053").entries[target("2025-053").last].note


def test_a_binding_that_leads_nowhere_is_refused(desk):
    answer = desk("office").send(plan("2025-053", "bind"), chosen="", other="housing-delivery/nothing")
    assert answer.status_code == 422
    assert target("2025-053").binding is None


def test_targets_are_merged_and_dropped(desk):
    office = desk("office")
    office.send(plan("2025-054", "merge"), into="2025-055")
    assert (target("2025-054").stage, target("2025-054").note) == ("dropped", "并入 2025-055")
    office.send(plan("2025-056", "drop"), why="不是任务")
    assert target("2025-056").note == "不是任务"


def test_many_are_assigned_at_once_after_a_look(desk):
    office = desk("office")
    codes = ["2025-031", "2025-032"]
    shown = office.client.post("/targets/many/", {"act": "assign", "chosen": codes})
    assert shown.status_code == 200
    sent = form_of(shown) | {"chosen": codes, "owner": "住房保障中心"}
    assert office.client.post("/targets/many/", sent).status_code == 302
    assert [target(code).owner for code in codes] == ["住房保障中心"] * 2


def test_many_are_bound_and_dropped(desk):
    office = desk("office")
    shown = office.client.post("/targets/many/", {"act": "bind", "chosen": ["2025-053", "2025-054"]})
    assert "没有合适的指标" in shown.content.decode()
    office.client.post("/targets/many/", form_of(shown) | {"chosen": ["2025-053", "2025-054"]})
    assert target("2025-053").binding is not None
    shown = office.client.post("/targets/many/", {"act": "drop", "chosen": ["2025-060"]})
    office.client.post("/targets/many/", form_of(shown) | {"chosen": ["2025-060"], "why": "不是任务"})
    assert target("2025-060").stage == "dropped"


@pytest.mark.parametrize("username", ["reporter", "neighbour", "reviewer", "auditor", "administrator", "firm"])
def test_only_who_plans_settles(desk, username):
    code = assigned()
    before = served().size()
    for step in ("set", "change", "bind", "split", "milestones", "merge", "drop", "answer-dispute", "decide-extension"):
        assert desk(username).client.post(plan(code, step), {"key": "k", "seen": before}).status_code in (403, 404)
    assert desk(username).client.post("/targets/many/", {"act": "set", "chosen": [code]}).status_code == 403
    assert served().size() == before


def test_nothing_that_is_typed_runs(desk):
    """Text in every field, as it comes back on the page and in the form that was refused."""
    code = assigned(name=XSS, area=XSS, leader=XSS, curve=XSS)
    reporter, office = desk("reporter"), desk("office")
    reporter.send(at(code, "accepted"), note=XSS)
    reporter.send(at(code, "reported"), reported="1", doing=XSS, file_kind=XSS[:50], papers=paper(f"{XSS[:20]}.pdf"))
    reporter.send_remark(code, XSS)
    desk("reviewer").send(at(code, "sent-back"), note=XSS)
    refused = reporter.send(at(code, "reported"), reported=XSS, doing=XSS)
    pages = [
        refused.content.decode(),
        *(
            reporter.text(address)
            for address in (f"/targets/{code}/", "/targets/", "/targets/inbox/", "/targets/report/")
        ),
        office.text(f"/targets/?text={XSS}&area={XSS}"),
        office.text(plan(code, "change")),
    ]
    for text in pages:
        assert "<script>alert(1)" not in text
        assert "<img src=x" not in text
    assert "&lt;script&gt;" in pages[1]
