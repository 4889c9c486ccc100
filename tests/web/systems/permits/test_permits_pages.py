"""Pages of permits and their API: where the day is lost, what a case lacks, promises made, handed in, checked by another."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.systems.permits.conftest import BROKEN, DONE, OPEN, PROMISE

from dajuan.ledger.read import state_of_subject
from dajuan.systems.permits import CASES, PROMISES
from dajuan.systems.permits.materials import FILE
from dajuan.web.served import served

ROOM, API = "/systems/permits", "/api/v1/permits"
PAPER = {"name": "p.pdf", "address": "https://example.org/p.pdf"}


def text_of(client, address, status=200):
    answer = client.get(f"{ROOM}/{address}")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("p.pdf", b"%PDF-1.4 made up", content_type="application/pdf")


def post(client, address, status=302, **typed):
    answer = client.post(f"{ROOM}/{address}", typed)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def send(client, address, status=201, key="", **told):
    headers = {"idempotency-key": key} if key else {}
    answer = client.post(f"{API}/{address}", told, content_type="application/json", headers=headers)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.json()


def row(programme, code):
    return served().subjects().one(programme, code)


def papers(code):
    state = state_of_subject(served().ledger, programme=CASES, subject=code)
    return [one for some in state.evidence().values() for one in some]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(language, as_, permitting):
    client = as_("office")
    client.cookies["language"] = language
    for address in (
        "",
        "rules/",
        "promises/",
        "promises/?standing=revoked",
        f"promises/{PROMISE}/",
        f"cases/{OPEN}/",
        f"cases/{DONE}/",
    ):
        text_of(client, address)


def test_where_the_day_is_lost(as_, permitting):
    page = text_of(as_("office"), "")
    assert "2025-09" in page
    assert "件四证已齐" in page
    assert "智能装备产业园" in page  # still under way
    told = as_("office").get(f"{API}/hours").json()
    (month, whole) = told["items"]
    assert (month["month"], month["cases"], month["in_a_day"], month["worked_median"]) == ("2025-09", 1, 1, 7.5)
    assert sum(one["waiting"] + one["handling"] for one in month["links"]) == pytest.approx(7.5)
    assert (whole["month"], told["open"]) == ("", 1)


def test_what_a_case_lacks_is_told(as_, permitting):
    told = as_("office").get(f"{API}/cases/{OPEN}").json()
    standings = {one["material"]: one["standing"] for one in told["materials"]}
    assert (standings["drawings"], standings["contractor"], standings["licence"], standings["land-approved"]) == (
        "promised", "missing", "shared", "issued",
    )  # fmt: skip
    assert told["promises"] == [PROMISE]


def test_a_certificate_is_noted_and_what_cannot_be_comes_back(as_, permitting):
    clerk = as_("reporter")
    said = post(clerk, f"cases/{OPEN}/moment/", 422, what="title-issued", at="2025-10-10 10:30")
    assert "发证 2025-10-10 10:30 早于申请 2025-10-10 11:00" in said
    assert "没有写到几点几分" in post(clerk, f"cases/{OPEN}/moment/", 422, what="title-issued", at="2025-10-10")
    assert "还没有到" in post(clerk, f"cases/{OPEN}/moment/", 422, what="title-issued", at="2025-10-16 09:00")
    post(clerk, f"cases/{OPEN}/moment/", what="title-issued", at="2025-10-11T09:30", evidence=upload())
    assert row(CASES, OPEN).fields["title-issued"] == "2025-10-11 09:30"
    assert {one.kind for one in papers(OPEN)} == {"不动产权证书"}
    for what, at in (("works-permit-issued", "2025-10-13 10:00"), ("building-permit-issued", "2025-10-14 10:00")):
        post(clerk, f"cases/{OPEN}/moment/", what=what, at=at)
    assert (row(CASES, OPEN).stage, row(CASES, OPEN).fields["in-a-day"]) == ("issued", False)
    post(clerk, f"cases/{OPEN}/start/", on="2025-10-15")
    assert (row(CASES, OPEN).stage, row(CASES, OPEN).fields["at-once"]) == ("started", False)


def test_a_paper_comes_in_by_the_desk_or_the_firm_and_by_nobody_else(as_, permitting):
    post(as_("firm"), f"cases/{OPEN}/paper/", material="contractor", evidence=upload())
    assert "缺 " in text_of(as_("firm"), f"cases/{OPEN}/")
    assert {one.kind for one in papers(OPEN)} == {"施工合同"}
    post(as_("neighbour"), f"cases/{OPEN}/paper/", 404, material="funds", evidence=upload())
    post(as_("auditor"), f"cases/{OPEN}/paper/", 403, material="funds", evidence=upload())
    assert "清单里没有材料“gold”" in post(as_("reporter"), f"cases/{OPEN}/paper/", 422, material="gold")


def test_an_enterprise_sees_its_own_case_only(as_, permitting):
    firm = as_("firm")
    assert "智能装备产业园" in text_of(firm, f"cases/{OPEN}/")
    text_of(firm, f"cases/{DONE}/", 404)
    text_of(firm, "", 403)
    assert [one["code"] for one in firm.get(f"{API}/cases").json()["items"]] == [OPEN]


def test_a_promise_is_made_once_handed_in_and_checked_by_another(as_, permitting):
    clerk = as_("reporter")
    assert "deed-tax" in text_of(clerk, f"cases/{OPEN}/")
    told = {
        "certificate": "title",
        "material": "deed-tax",
        "content": "二十日内补交",
        "due_on": "2025-11-10",
        "evidence": [PAPER],
    }
    (code, again) = (send(clerk, f"cases/{OPEN}/promises", key="k1", **told)["code"] for _ in range(2))
    assert code == again == "CN-2025-003"
    post(clerk, f"promises/{code}/hand-in/", evidence=upload())
    assert {one.kind for one in papers(OPEN)} == {"契税完税凭证"}
    post(clerk, f"promises/{code}/check/", 403, outcome="kept")
    post(as_("office"), f"promises/{code}/check/", outcome="kept", on="2025-10-15")
    assert (row(PROMISES, code).stage, row(PROMISES, code).fields["result"]) == ("met", "met")


def test_a_revocation_bars_the_builder_on_every_way(as_, permitting):
    client = as_("office")
    said = post(client, f"promises/{PROMISE}/check/", 422, outcome="mend", note="未交", mend_by="2025-10-01")
    assert "整改期限要晚于核查日期" in said
    assert "撤销决定书" in post(client, f"promises/{PROMISE}/check/", 422, outcome="revoke", note="不实", untrue="1")
    post(client, f"promises/{PROMISE}/check/", outcome="revoke", note="不实", untrue="1", evidence=upload())
    assert row(PROMISES, PROMISE).fields["suspended-until"] == "2026-04-15"
    told = {
        "certificate": "title",
        "material": "deed-tax",
        "content": "补交",
        "due_on": "2025-11-10",
        "evidence": [PAPER],
    }
    refused = send(as_("reporter"), f"cases/{OPEN}/promises", 422, **told)
    assert "到 2026-04-15 为止不能再承诺" in str(refused)
    assert "may not promise until 2026-04-15" in str(refused)
    assert "不能再承诺" in text_of(client, f"cases/{OPEN}/")
    assert "云岭二号制造有限公司 到 2026-03-25" in text_of(client, "promises/")


def test_a_certificate_that_rests_on_a_revoked_promise_is_pointed_out(as_, permitting):
    assert "凭它发的证要重新审" in text_of(as_("office"), f"cases/{DONE}/")
    assert "凭它发的证要重新审" not in text_of(as_("office"), f"cases/{OPEN}/")


def test_a_zones_own_list_that_cannot_be_read_is_told(as_, permitting):
    (served().folder / FILE).write_text("materials: [{code: x}]", "utf-8")
    answer = as_("office").get(f"{ROOM}/cases/{OPEN}/")
    assert answer.status_code >= 400
    assert FILE in answer.content.decode()


def test_the_figures_of_the_answer_sheet(as_, permitting):
    page = text_of(as_("office"), "")
    for key in ("cases-in-a-day", "days-to-issue", "promises-revoked"):
        assert f"/records/lineage/{PROMISES if key.startswith('promises') else CASES}/{key}/" in page
    assert BROKEN in text_of(as_("office"), "promises/?standing=revoked")


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, permitting):
    seen = page("reporter", language=language, size=size)
    for name, address in {
        "permits": "",
        "case": f"cases/{OPEN}/",
        "promise": f"promises/{PROMISE}/",
        "rules": "rules/",
    }.items():
        seen.goto(f"{ROOM}/{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"permits-{name}")
