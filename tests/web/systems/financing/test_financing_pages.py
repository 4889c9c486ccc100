"""Pages of financing, for the firm, the bank and the office."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.web.financed import BANK, OTHER_BANK, OURS, THEIRS
from tests.web.little_zone import FIRM, OTHER_FIRM

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.systems.financing.applications import APPLICATIONS
from dajuan.systems.financing.consent import CONSENTS, MEMBERS, code_of
from dajuan.web.administration.models import Viewed
from dajuan.web.people.models import Organisation
from dajuan.web.people.viewers import viewer_of_person

HOME = "/systems/financing/"
FIRMS, DOSSIER = f"{HOME}firms/{FIRM}/", f"{HOME}firms/{FIRM}/dossier/"
PAGES = {
    "office": ("", "?year=2025", "applications/", f"applications/{OURS}/", f"firms/{FIRM}/", f"firms/{FIRM}/?amount=300&months=12",
               f"firms/{FIRM}/dossier/", "products/", "products/loan/", "funds/", "funds/M1/", "funds/S1/"),
    "firm": (f"applications/{THEIRS}/", f"firms/{FIRM}/", f"firms/{FIRM}/?amount=300&months=12&guarantees=credit", f"firms/{FIRM}/dossier/", "products/"),
    "bank": ("", f"applications/{OURS}/", "products/", "products/loan/", f"firms/{FIRM}/dossier/"),
}  # fmt: skip


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code, answer.content.decode()[:2000])
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("username", PAGES)
def test_every_page_opens(username, language, as_):
    client = as_(username)
    client.cookies["language"] = language
    for address in PAGES[username]:
        text_of(client, HOME + address)


# The firm ---------------------------------------------------------------------------------------------------------


def test_a_firm_sees_every_term_of_a_product_as_met_not_met_or_not_known(as_):
    text = text_of(as_("firm"), f"{FIRMS}?amount=300&months=48&guarantees=credit")
    assert "科创贷" in text
    for said in ("7391.73万元", "48个月", "6个月—36个月", "不符合", "符合"):
        assert said in text
    assert "权重由本系统自定" in text


@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ("amount=", "没有填", "is missing"),
        ("amount=很多&months=12", "申请金额", "Asked for"),
        ("amount=300&months=-1", "期限（月）", "Months"),
        ("amount=300&months=12&guarantees=gold", "没有这种担保方式：gold", "no such guarantee: gold"),
    ],
)
def test_a_need_that_cannot_be_read_is_told_in_both_languages(query, zh, en, as_):
    client = as_("firm")
    answer = client.get(f"{FIRMS}?{query}")
    assert (answer.status_code, zh in answer.content.decode()) == (422, True)
    client.cookies["language"] = "en"
    assert en in client.get(f"{FIRMS}?{query}").content.decode()


def test_a_firm_applies_once_however_often_the_form_is_sent_and_takes_it_back(as_, financed):
    client, size = as_("firm"), financed.size()
    sent = {"amount": "120", "months": "12", "product": "loan", "purpose": "买设备", "key": "k1"}
    first, again = (client.post(f"{FIRMS}apply/", sent) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert financed.size() == size + 2
    code = first.headers["Location"].rstrip("/").rpartition("/")[2]
    row = financed.subjects().one(APPLICATIONS, code)
    assert (row.fields["institution"], row.fields["amount"], row.stage) == ("云岭银行", 120_000_000, "applied")
    refused = client.post(f"{HOME}applications/{code}/withdraw/", {"note": " "})
    assert (refused.status_code, "写明为什么撤回" in refused.content.decode()) == (422, True)
    client.post(f"{HOME}applications/{code}/withdraw/", {"note": "不需要了"})
    assert financed.subjects().one(APPLICATIONS, code).stage == "withdrawn"


def test_nobody_applies_or_consents_in_another_firm_s_name(as_, financed):
    size = financed.size()
    sent = {"amount": "120", "months": "12", "items": ["tax"], "institution": BANK, "until": "2026-01-01", "note": "x"}
    for username, firm in (("firm", OTHER_FIRM), ("bank", FIRM), ("leader", FIRM), ("office", FIRM)):
        for deed in ("apply", "consent", "consent/withdraw"):
            assert as_(username).post(f"{HOME}firms/{firm}/{deed}/", sent).status_code in {403, 404}, (username, deed)
    assert financed.size() == size


# Consent ----------------------------------------------------------------------------------------------------------


def test_consent_opens_an_item_to_that_bank_and_withdrawing_shuts_it_at_once(as_, financed):
    firm, bank = as_("firm"), as_("bank")
    assert "7,391.73" not in text_of(bank, DOSSIER)
    sent = {"institution": BANK, "items": ["operation"], "until": "2025-12-31", "note": "续授信"}
    firm.post(f"{FIRMS}consent/", sent)
    assert "7,391.73万元" in text_of(bank, DOSSIER)
    firm.post(f"{FIRMS}consent/withdraw/", sent)
    for asked in ("", "?as_of=2025-06-30"):
        assert "7,391.73" not in text_of(bank, DOSSIER + asked)
    row = financed.subjects().one(CONSENTS, code_of(BANK, "operation", FIRM))
    assert row.stage == "withdrawn"


def test_what_runs_out_is_shut_and_can_be_given_another_day(as_, financed, monkeypatch):
    bank = as_("bank")
    assert "3,847" not in text_of(bank, DOSSIER), "staff ended in September"
    as_("firm").post(f"{FIRMS}consent/", {"institution": BANK, "items": ["staff"], "until": "2025-12-31", "note": "续"})
    assert "3,847" in text_of(bank, DOSSIER)
    monkeypatch.setattr("dajuan.web.served.Served.today", lambda self: date(2026, 1, 1))
    assert "3,847" not in text_of(bank, DOSSIER)


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        ({"until": "2025-10-14"}, "已经过了", "is past"),
        ({"until": "明天"}, "有效期至", "until"),
        ({"items": []}, "没有勾选数据项", "no data item was ticked"),
        ({"items": ["cash"]}, "没有数据项“cash”", "no data item 'cash'"),
        ({"institution": "91410100MA0000093D"}, "会员里没有这家金融机构", "is a member"),
        ({"note": ""}, "写明授权的用途", "say what it is for"),
    ],
)
def test_a_consent_that_is_wrong_is_refused_in_both_languages(change, zh, en, as_, financed):
    size, client = financed.size(), as_("firm")
    sent = {"institution": BANK, "items": ["tax"], "until": "2025-12-31", "note": "授信"} | change
    answer = client.post(f"{FIRMS}consent/", sent)
    assert (answer.status_code, zh in answer.content.decode()) == (422, True)
    client.cookies["language"] = "en"
    assert en in client.post(f"{FIRMS}consent/", sent).content.decode().replace("&#x27;", "'")
    assert financed.size() == size


def test_a_bank_asks_and_the_firm_is_told(as_, financed):
    bank, firm = as_("bank"), as_("firm")
    bank.post(f"{HOME}applications/{OURS}/ask/", {"items": ["research", "tax"], "note": "评审"})
    assert financed.subjects().one(CONSENTS, code_of(BANK, "research", FIRM)).stage == "asked"
    assert financed.subjects().one(CONSENTS, code_of(BANK, "tax", FIRM)).stage == "given", "not asked for again"
    assert "请求 1 项" in text_of(firm, FIRMS)
    again = bank.post(f"{HOME}applications/{OURS}/ask/", {"items": ["research"], "note": "评审"})
    assert again.status_code == 422
    assert bank.post(f"{HOME}applications/{THEIRS}/ask/", {"items": ["credit"], "note": "x"}).status_code == 404


def test_every_look_is_noted_and_the_firm_sees_it_and_its_own_is_none(as_):
    assert "还没有人看过" in text_of(as_("firm"), FIRMS)
    text_of(as_("firm"), DOSSIER)
    assert not Viewed.objects.exists()
    text_of(as_("bank"), DOSSIER)
    assert [(one.by, one.what, one.key) for one in Viewed.objects.all()] == [("云岭银行 冯", "dossier", f"{FIRM} tax")]
    shown = text_of(as_("firm"), FIRMS)
    assert "云岭银行 冯" in shown
    assert "还没有人看过" not in shown


# The bank ---------------------------------------------------------------------------------------------------------


def test_a_bank_moves_what_was_applied_to_it_and_nothing_else(as_, financed):
    bank = as_("bank")
    assert bank.get("/").headers["Location"] == HOME
    move = "/programmes/financing-applications/subjects/{}/move/?stage=matched&next=" + HOME
    form = text_of(bank, move.format(OURS))
    assert "云岭一号科技有限公司" not in form, "nor names of other organisations to pick from"
    sent = {"stage": "matched", "on": "2025-09-03", "seen": f"{financed.size()}"}
    sent |= {"f.product": "loan", "f.institution": "云岭银行"}
    done = bank.post(move.format(OURS), sent | {"key": "m"})
    assert done.headers.get("Location") == HOME, re.findall('"error.*', done.content.decode())
    assert financed.subjects().one(APPLICATIONS, OURS).stage == "matched"
    assert bank.post(move.format(THEIRS), sent | {"key": "n"}).status_code == 404


def test_a_bank_sees_no_firm_that_has_nothing_to_do_with_it(as_):
    assert as_("bank").get(f"{HOME}firms/{OTHER_FIRM}/dossier/").status_code == 404


def test_a_branch_of_a_bank_is_the_bank_and_one_that_left_is_still_a_bank(as_, people, financed):
    branch = Organisation.objects.create(name="云岭银行科技支行", parent=people["bank"].organisation)
    people["bank"].organisation = branch
    left = Draft(programme=MEMBERS, subject=BANK, kind="moved", stage="left", effective_on=date(2025, 10, 1), note="x")
    append(financed.ledger, [left], actor="财政金融局 潘")
    viewer = viewer_of_person(people["bank"])
    assert viewer.institution == (BANK, "云岭银行")
    assert {"云岭银行", "云岭银行科技支行"} == set().union(*viewer.reach.values())


# The office -------------------------------------------------------------------------------------------------------


def test_the_office_sees_the_funnel_approved_against_drawn_and_funds_counted_once(as_):
    text = text_of(as_("office"), HOME)
    for said in ("613万元", "300万元", "望岭银行", "没有同名单位"):
        assert said in text
    funds = text_of(as_("office"), f"{HOME}funds/")
    for said in ("80万元", "160万元", "云岭母基金 → 云岭子基金"):
        assert said in funds
    assert OTHER_BANK not in funds
