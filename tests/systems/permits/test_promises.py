"""Promises: which may be made, what comes of each, whom a breach bars and until when."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.systems.permits.project import (
    BASE,
    BUILDER,
    CODE,
    DEAL,
    DECISION,
    FIRM,
    OFFICE,
    PACK,
    PROMISE,
    QUICK,
    SIGNED,
    case,
    ledger_in,
    paper,
    promise,
    quick,
    record,
)

from dajuan.ledger.entry import Draft
from dajuan.ledger.trouble import LedgerError, RefusedError
from dajuan.ledger.zone import SETTINGS, zone_at
from dajuan.standards.permits.certificates import published, set_called
from dajuan.systems.permits import CASES
from dajuan.systems.permits.case import cases_of
from dajuan.systems.permits.issuing import happenings, noted, started
from dajuan.systems.permits.materials import facts_of, materials_in, wanted
from dajuan.systems.permits.promises import Standing, bar_on, promised, promises_of, standing
from dajuan.systems.permits.promising import (
    Asked,
    Found,
    due_of,
    found_good,
    handed_in,
    made,
    promisable,
    revoked,
    to_mend,
)
from dajuan.systems.permits.reminders import notices_due
from dajuan.systems.permits.settings import our_settings, settings_of

ON = date(2026, 3, 4)
ASKED = Asked(
    "building-permit", "drawings", "二十个工作日内补交施工图审查合格书", date(2026, 3, 31), "record", (SIGNED,)
)
OURS = our_settings()


@pytest.fixture
def materials(tmp_path):
    return materials_in(tmp_path, PACK)


def wants(materials, asked=ASKED, one=None, some=(), on=ON):
    one = one or case()
    return made(asked, one, PROMISE, materials, facts_of(one, PACK), some, on=on)


def refused(work) -> str:
    with pytest.raises(RefusedError) as told:
        work()
    assert all(one.en for one in told.value.troubles)
    return "；".join(one.zh for one in told.value.troubles)


def test_what_may_be_promised(materials):
    opened, moved = wants(materials)
    assert (opened.fields["material"], opened.fields["kind"], opened.fields["builder"]) == (
        "drawings",
        "material",
        BUILDER,
    )
    assert (moved.stage, moved.evidence) == ("made", (SIGNED,))
    whole, _ = wants(materials, ASKED._replace(material=""))
    assert whole.fields["kind"] == "item"
    assert "material" not in whole.fields


@pytest.mark.parametrize(
    ("fields", "zh"),
    [
        ({"approval": "government"}, "只有这些可以承诺：备案类企业投资项目"),
        ({"hazardous": True}, "不能承诺：涉及危险化学品"),
        ({"kind": "housing"}, "不能承诺：房地产项目"),
    ],
)
def test_which_cases_may_not(materials, fields, zh):
    assert zh in refused(lambda: wants(materials, one=case(**fields)))


def test_a_case_of_which_too_little_is_known_may_not_yet(materials):
    facts = {key: value for key, value in facts_of(case(), PACK).items() if key != "hazardous"}
    assert "先填审批件的 hazardous" in refused(lambda: made(ASKED, case(), PROMISE, materials, facts, (), on=ON))


@pytest.mark.parametrize(
    ("asked", "zh"),
    [
        (ASKED._replace(material="contractor"), "施工合同不能容缺承诺"),
        (ASKED._replace(material="nothing"), "没有材料“nothing”"),
        (ASKED._replace(certificate="title"), "没有材料“drawings”"),
        (ASKED._replace(certificate="passport", material=""), "没有证“passport”"),
        (ASKED._replace(due_on=date(2026, 3, 3)), "兑现期限 2026-03-03 已经过了（今天 2026-03-04）"),
        (ASKED._replace(content=" "), "写明承诺什么"),
        (ASKED._replace(evidence=()), "要附告知承诺书"),
    ],
)
def test_which_promises_may_not(materials, asked, zh):
    assert zh in refused(lambda: wants(materials, asked))


def test_what_is_offered_may_be_promised(materials):
    """Each missing material that may wait, and all of a certificate at once; what is promised already is not offered."""
    some, certificates = [promise(due_on="2026-03-01")], set_called("standard").certificates

    def offers(one, *promises):
        facts, every = facts_of(one, PACK), [it.key for it in certificates]
        rows = wanted(one, materials, every, facts, promised(one.code, materials, promises, ON))
        return [(it.certificate.key, [of.code for of in it.materials]) for it in promisable(rows, certificates, facts)]

    assert offers(case()) == [("title", ["deed-tax"]), ("building-permit", ["drawings"])]
    assert offers(case(), *some) == [("title", ["deed-tax"])]
    poor = offers(case(region_assessed=False))
    assert ("building-permit", ["drawings", "energy-review", "water-soil"]) in poor
    assert offers(case(hazardous=True)) == []
    for certificate, codes in poor:
        asked = ASKED._replace(certificate=certificate, material=codes[0] if len(codes) == 1 else "")
        assert len(wants(materials, asked, case(region_assessed=False))) == 2


def test_when_it_is_due_is_the_lists(materials):
    days = OURS.clock.days
    assert due_of("building-permit", "drawings", materials, days, ON) == days.after(ON, 20)
    assert due_of("building-permit", "", materials, days, ON) == days.after(ON, 30)
    assert due_of("title", "", materials, days, ON) == days.after(ON, 20)


def test_the_same_is_not_promised_twice(materials):
    assert f"施工图审查合格书已有承诺 {PROMISE}" in refused(lambda: wants(materials, some=[promise()]))
    assert len(wants(materials, some=[promise("met")])) == 2


BROKEN = {"suspended_until": "2026-08-10"}


def test_a_breach_bars_its_builder_until_the_day(materials):
    some = [promise("revoked", since="2026-02-10", case_="SP-2025-009", code="CN-2025-009", **BROKEN)]
    said = refused(lambda: wants(materials, some=some))
    assert f"{BUILDER} 因承诺 CN-2025-009 被撤销（2026-02-10），到 2026-08-10 为止不能再承诺" in said
    after = ASKED._replace(due_on=date(2026, 9, 1))
    assert "到 2026-08-10" in refused(lambda: wants(materials, after, some=some, on=date(2026, 8, 10)))
    assert wants(materials, after, some=some, on=date(2026, 8, 11))
    assert wants(materials, some=some, one=case(builder="云岭二号制造有限公司"))
    assert bar_on(date(2026, 2, 9), BUILDER, "", some) is None


def test_a_promise_that_came_in_by_another_way_while_barred_is_void():
    revoked_ = promise("revoked", since="2026-02-10", code="CN-2025-009", **BROKEN)
    assert standing(promise(), [revoked_, promise()], ON, 10) is Standing.VOID
    assert standing(promise(on="2026-02-09"), [revoked_, promise(on="2026-02-09")], ON, 10) is Standing.OPEN


@pytest.mark.parametrize(
    ("one", "on", "stands"),
    [
        (promise(), "2026-03-20", Standing.OPEN),
        (promise(), "2026-03-21", Standing.SOON),
        (promise(), "2026-03-31", Standing.SOON),
        (promise(), "2026-04-01", Standing.OVERDUE),
        (promise("handed-in"), "2026-03-31", Standing.TO_CHECK),
        (promise("handed-in"), "2026-04-09", Standing.TO_CHECK),
        (promise("mending", mend_by="2026-04-20"), "2026-04-10", Standing.MENDING),
        (promise("mending", mend_by="2026-04-20"), "2026-04-21", Standing.OVERDUE),
        (promise("met", result="met"), "2026-05-01", Standing.KEPT),
        (promise("met", result="late"), "2026-05-01", Standing.LATE),
        (promise("revoked"), "2026-05-01", Standing.REVOKED),
    ],
)
def test_how_a_promise_stands(one, on, stands):
    assert standing(one, [one], date.fromisoformat(on), 10) is stands


def test_what_comes_of_a_check():
    assert found_good(promise("handed-in"), Found(date(2026, 3, 31))).fields == {
        "result": "met",
        "verified-on": "2026-03-31",
    }
    # The day on which it came in says it, not that on which the office looked.
    assert found_good(promise("handed-in", since="2026-03-31"), Found(date(2026, 4, 9))).fields["result"] == "met"
    assert found_good(promise("handed-in", since="2026-04-01"), Found(date(2026, 4, 9))).fields["result"] == "late"
    assert found_good(promise(), Found(date(2026, 4, 1))).fields["result"] == "late"
    assert found_good(promise("handed-in", mend_by="2026-03-20"), Found(ON)).fields["result"] == "late"
    mend = to_mend(promise(), Found(date(2026, 4, 2), "未交", mend_by=date(2026, 4, 20)))
    assert (mend.stage, mend.fields["result"], mend.fields["mend-by"]) == ("mending", "unmet", "2026-04-20")
    assert "整改期限要晚于核查日期" in refused(lambda: to_mend(promise(), Found(ON, "未交", mend_by=ON)))
    gone = revoked(promise(), Found(date(2026, 8, 31), "材料不实", untrue=True, on_record=True, evidence=(DECISION,)))
    assert gone.fields == {
        "result": "untrue",
        "suspended-until": "2027-02-28",
        "on-record": True,
        "verified-on": "2026-08-31",
    }
    assert "暂停到的日子要晚于" in refused(lambda: revoked(promise(), Found(ON, suspended_until=ON)))
    for work in (found_good, to_mend, revoked):
        assert "已有结论" in refused(lambda work=work: work(promise("met"), Found(ON, mend_by=date(2027, 1, 1))))


def test_a_life_in_the_ledger(tmp_path, materials):
    """Promised, handed in, found good by another; who entered it may not."""
    ledger = ledger_in(tmp_path / "zone")
    base = {"programme": CASES, "subject": CODE, "effective_on": date(2026, 3, 2)}
    record(ledger, [
        Draft(**base, kind="opened", fields=BASE | {"basement": True}, links={"enterprise": f"enterprise-register/{FIRM}"}),
        Draft(**base, kind="moved", stage="accepted"),
    ])  # fmt: skip
    (one,) = cases_of(ledger)
    assert one.enterprise == FIRM
    record(ledger, made(ASKED, one, PROMISE, materials, facts_of(one, PACK), promises_of(ledger), on=ON))
    (own,) = promises_of(ledger)
    drawings = next(it for it in materials if it.code == "drawings")
    assert "要附：施工图审查合格书" in refused(lambda: handed_in(own, ON, [], material=drawings))
    record(ledger, handed_in(own, ON, [paper("施工图审查合格书")], material=drawings))
    assert cases_of(ledger)[0].papers == {"施工图审查合格书"}
    (own,) = promises_of(ledger)
    with pytest.raises(RefusedError):
        record(ledger, [found_good(own, Found(ON))])
    record(ledger, [found_good(own, Found(ON))], actor="政务服务中心 苗")
    assert promises_of(ledger)[0].stage == "met"
    assert promises_of(ledger, as_of=date(2026, 3, 3)) == []


def test_the_last_certificate_moves_the_case_on(tmp_path):
    ledger, what = ledger_in(tmp_path / "zone"), happenings()
    base = {"programme": CASES, "subject": CODE, "effective_on": date(2026, 3, 2)}
    record(ledger, [Draft(**base, kind="opened", fields=BASE), Draft(**base, kind="moved", stage="accepted")])
    for field, said in QUICK.items():
        key = {"contract-at": "contract"}.get(field, field)
        (one,) = cases_of(ledger)
        record(ledger, noted(one, what[key], datetime.fromisoformat(said), OURS, on=ON))
    (one,) = cases_of(ledger)
    assert (one.stage, one.fields["hours-to-issue"], one.fields["in-a-day"]) == ("issued", 750, True)
    record(ledger, [started(one, ON, OURS, evidence=[paper("开工报告")])])
    assert cases_of(ledger)[0].fields["at-once"] is True


def test_no_way_of_recording_issues_a_case_without_its_certificates(tmp_path):
    ledger = ledger_in(tmp_path / "zone")
    base = {"programme": CASES, "subject": CODE, "effective_on": date(2026, 3, 2)}
    record(ledger, [
        Draft(**base, kind="opened", fields=BASE),
        Draft(**base, kind="moved", stage="accepted"),
        Draft(**base, kind="moved", stage="dealt", fields={"contract-at": "2026-03-02 09:30"}),
    ])  # fmt: skip
    issued = Draft(**base, kind="moved", stage="issued", fields={"hours-to-issue": 100, "in-a-day": True})
    said = refused(lambda: record(ledger, [issued]))
    assert "进入“四证齐发”要先有发施工许可" in said


def test_every_set_has_the_certificates_that_the_pack_asks_for():
    asked = [one for one in PACK.stages["issued"].needs.fields if one.endswith("-issued")]
    assert len(asked) == 3
    for one in published().sets.values():
        assert set(asked) <= {it.issued for it in one.certificates}


def test_a_deal_after_its_certificates_moves_the_case_on_too(tmp_path):
    """模拟审批: all is issued before, and the contract is what was missing."""
    ledger, what = ledger_in(tmp_path / "zone"), happenings()
    base = {"programme": CASES, "subject": CODE, "effective_on": date(2026, 3, 1)}
    record(ledger, [
        Draft(**base, kind="opened", fields=BASE),
        Draft(**base, kind="moved", stage="accepted"),
        Draft(**base, kind="stated", fields={key: "2026-02-27 10:00" for key in QUICK if key.endswith("issued")}),
    ])  # fmt: skip
    (one,) = cases_of(ledger)
    record(ledger, noted(one, what["contract"], datetime.fromisoformat(DEAL), OURS, on=ON))
    (one,) = cases_of(ledger)
    assert (one.stage, one.fields["hours-to-issue"], one.fields["in-a-day"]) == ("issued", 0, True)


@pytest.mark.parametrize(
    ("key", "at", "zh"),
    [
        ("title-issued", "2026-03-03 15:00", "这一时刻已登记为 2026-03-03 14:00"),
        ("design-reply-issued", "2026-03-05 09:00", "还没有到"),
        ("works-permit-issued", "2026-03-03 10:00", "早于申请 2026-03-03 11:00"),
    ],
)
def test_moments_that_cannot_be(key, at, zh):
    one = quick() if key != "works-permit-issued" else case(works_permit_applied="2026-03-03 11:00")
    assert zh in refused(lambda: noted(one, happenings()[key], datetime.fromisoformat(at), OURS, on=ON))


@pytest.mark.parametrize(
    ("delivered", "at_once"), [("2026-03-03 09:00", True), ("2026-03-02 09:00", False), ("", True)]
)
def test_started_on_land_day(delivered, at_once):
    land = {"delivered_at": delivered} if delivered else {"contract_at": DEAL}
    assert started(quick(**land), ON, OURS).fields == {"at-once": at_once}


def test_who_is_reminded(tmp_path):
    folder = tmp_path / "zone"
    ledger, own = ledger_in(folder), ASKED._replace(due_on=date(2026, 3, 31))
    record(ledger, made(own, case(), PROMISE, materials_in(tmp_path, PACK), facts_of(case(), PACK), (), on=ON))
    zone = zone_at(folder)
    assert notices_due(zone, ledger, date(2026, 3, 20)) == []
    (soon,) = notices_due(zone, ledger, date(2026, 3, 21))
    assert (soon.to, soon.reason, soon.target) == (OFFICE, "promise-due", PROMISE)
    first, again, later = (notices_due(zone, ledger, date(2026, 4, on))[0] for on in (1, 2, 9))
    assert first.reason == "promise-overdue"
    assert first.key == again.key != later.key
    assert "应于 2026-03-31 前补交" in first.text.zh
    assert "【告知承诺·逾期】" in first.subject.zh


def test_the_office_is_reminded_of_what_it_has_not_checked(tmp_path):
    """Its builder has done what was promised: that is no breach, however long nobody looks."""
    ledger = ledger_in(tmp_path / "zone")
    record(ledger, made(ASKED, case(), PROMISE, materials_in(tmp_path, PACK), facts_of(case(), PACK), (), on=ON))
    (own,) = promises_of(ledger)
    record(ledger, handed_in(own, ON, [paper("施工图审查合格书")], material=None))
    zone = zone_at(tmp_path / "zone")
    assert notices_due(zone, ledger, date(2026, 3, 10)) == []
    (waits,) = notices_due(zone, ledger, date(2026, 3, 11))
    assert (waits.to, waits.reason) == (OFFICE, "promise-waits")
    assert "施工图审查合格书 已于 2026-03-04 补交，5 个工作日没有核查" in waits.text.zh
    (later,) = notices_due(zone, ledger, date(2026, 4, 9))
    assert later.reason == "promise-waits"
    assert later.key != waits.key


@pytest.mark.parametrize(
    ("said", "zh"),
    [
        ('certificates = "five"', "没有四证“five”；有 standard、taizhou"),
        ('deal = "later"', "deal 只能是 contract、delivery"),
        ('office_hours = "9-5"', "“9-5”不是一段时间"),
        ("at_once_days = -1", "at_once_days 应是 0 以上的整数"),
        ("colour = 1", "里没有 colour 这一项"),
    ],
)
def test_settings_that_cannot_be(said, zh, tmp_path):
    folder = tmp_path / "zone"
    ledger_in(folder)
    path = folder / SETTINGS
    path.write_text(f"{path.read_text('utf-8')}\n[permits]\n{said}\n", "utf-8")
    with pytest.raises(LedgerError, match="permits") as told:
        settings_of(zone_at(folder))
    assert zh in told.value.zh
    assert told.value.en
