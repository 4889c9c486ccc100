"""Pages of safety and their API: where it is hot, one hazard step by step, a recheck by another than who mended it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.systems.safety.hazards import paper
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.little_zone import FIRM, switch

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.systems.safety import CAMPAIGNS, HAZARDS
from dajuan.web.served import served

ROOM, API = "/systems/safety", "/api/v1/safety"
LATE, NEW, MENDED, CAMPAIGN = "YH-2025-0001", "YH-2025-0002", "YH-2025-0003", "ZX-2025-01"
DEPARTMENT = "住房保障中心"


def on(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


def moved(code: str, stage: str, day: str, programme: str = HAZARDS, **more) -> Draft:
    return Draft(programme=programme, subject=code, kind="moved", stage=stage, effective_on=on(day), **more)


def opened(code: str, day: str, *, links: dict[str, str] | None = None, **fields) -> Draft:
    said = {
        "name": "安全出口锁闭", "unit": "云岭一号科技有限公司", "street": "云河办事处", "department": DEPARTMENT, "sector": "fire",
        "grade": "general",
    }  # fmt: skip
    return Draft(
        programme=HAZARDS, subject=code, kind="opened", effective_on=on(day), fields=said | fields, links=links or {}
    )


@pytest.fixture
def hazardous(little):
    """As of 15 October 2025: one overdue and major, one just found, one mended that waits to be rechecked."""
    here = switch(on=(HAZARDS, CAMPAIGNS))
    linked = {"enterprise": f"enterprise-register/{FIRM}", "campaign": f"{CAMPAIGNS}/{CAMPAIGN}"}
    campaign = {"name": "冬季消防专项整治", "department": "督查室", "from": "2025-07-01"}
    drafts = [
        Draft(programme=CAMPAIGNS, subject=CAMPAIGN, kind="opened", effective_on=on("07-01"), fields=campaign),
        moved(CAMPAIGN, "planned", "07-01", CAMPAIGNS, evidence=(paper("整治方案"),)),
        moved(CAMPAIGN, "running", "07-02", CAMPAIGNS),
        opened(LATE, "08-01", links=linked, grade="major", name="危化品仓库与宿舍同楼", sector="chemicals"),
        moved(LATE, "found", "08-01"),
        moved(LATE, "notified", "08-02", fields={"due-on": "2025-10-01"}, evidence=(paper("责令限期整改通知书"),)),
        opened(NEW, "10-15", street="望岭办事处"),
        moved(NEW, "found", "10-15"),
        opened(MENDED, "10-08"),
        moved(MENDED, "found", "10-08"),
        moved(MENDED, "notified", "10-08", fields={"due-on": "2025-10-15"}, evidence=(paper("责令限期整改通知书"),)),
        moved(MENDED, "mended", "10-13", fields={"mender": "赵", "in-time": True}, evidence=(paper("整改材料"),)),
    ]  # fmt: skip
    append(here.ledger, drafts, actor=f"{DEPARTMENT} 王", now=datetime(2025, 10, 15, tzinfo=UTC))
    return here


def text_of(client, address, status=200):
    answer = client.get(f"{ROOM}/{address}")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def upload():
    return SimpleUploadedFile("p.pdf", b"%PDF-1.4 made up", content_type="application/pdf")


def post(client, code, step, status=302, **typed):
    answer = client.post(f"{ROOM}/hazards/{code}/{step}/", typed)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def stage_of(code):
    return served().subjects().one(HAZARDS, code).stage


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(language, as_, hazardous):
    client = as_("office")
    client.cookies["language"] = language
    for address in ("", "rules/", "?light=red", f"?campaign={CAMPAIGN}", f"hazards/{LATE}/", f"hazards/{NEW}/"):
        text_of(client, address)


def test_where_it_is_hot(as_, hazardous):
    page = text_of(as_("office"), "")
    assert "逾期 1" in page
    assert "冬季消防专项整治" in page
    told = as_("office").get(f"{API}/heat").json()
    assert (told["open"], told["overdue"], told["major"]) == (3, 1, 1)
    assert {(one["sector"], one["street"]): one["open"] for one in told["items"]} == {
        ("chemicals", "云河办事处"): 1, ("fire", "云河办事处"): 1, ("fire", "望岭办事处"): 1,
    }  # fmt: skip
    only = as_("office").get(f"{API}/hazards?light=red").json()["items"]
    assert [(one["code"], one["over"], one["rung"]) for one in only] == [(LATE, 14, "raised")]
    assert "锁闭" not in text_of(as_("office"), "?sector=chemicals")


def test_from_being_found_to_being_closed(as_, hazardous):
    clerk, other = as_("reporter"), as_("office")
    said = post(clerk, NEW, "notify", 422, due_on="2025-12-31", evidence=upload())
    assert "整改期限 2025-12-31 不在 2025-10-15 到 2025-10-22 之间" in said
    post(clerk, NEW, "notify", evidence=upload())
    assert "登记整改：没有填" in post(clerk, NEW, "mend", 422, evidence=upload())
    post(clerk, NEW, "mend", person="赵", evidence=upload())
    post(clerk, NEW, "pass", 403, person="方", evidence=upload())
    assert "赵 是整改责任人" in post(other, NEW, "pass", 422, person="赵", evidence=upload())
    post(other, NEW, "fail", person="何", note="仍有杂物")
    assert stage_of(NEW) == "returned"
    post(clerk, NEW, "mend", person="赵", evidence=upload())
    post(other, NEW, "pass", person="何", evidence=upload())
    post(other, NEW, "close")
    assert stage_of(NEW) == "closed"
    assert "现在不能这样办" in post(other, NEW, "close", 422)


def test_by_api_a_step_is_taken_once(as_, hazardous):
    body = {"person": "何", "evidence": [{"name": "p.pdf", "address": "https://example.org/p.pdf"}]}
    for _ in range(2):
        answer = as_("office").post(
            f"{API}/hazards/{MENDED}/pass", body, content_type="application/json", headers={"idempotency-key": "k"}
        )
        assert answer.status_code == 201, answer.content
    assert as_("office").get(f"{API}/hazards/{MENDED}").json()["steps"] == ["close"]
    assert as_("neighbour").get(f"{API}/hazards/{MENDED}").status_code == 404
    assert as_("office").post(f"{API}/hazards/{MENDED}/burn", {}, content_type="application/json").status_code == 404
    days = {"days": 99, "note": "材料紧缺"}
    refused = as_("office").post(f"{API}/hazards/{LATE}/extend", days, content_type="application/json")
    assert (refused.status_code, "延期合计最多 60 天" in refused.content.decode()) == (422, True)


def test_an_enterprise_sees_its_own(as_, hazardous):
    firm = as_("firm")
    assert "危化品仓库" in text_of(firm, f"hazards/{LATE}/")
    text_of(firm, f"hazards/{MENDED}/", 404)
    text_of(firm, "", 403)
    assert [one["code"] for one in firm.get(f"{API}/hazards").json()["items"]] == [LATE]


def test_another_department_sees_and_does_nothing(as_, hazardous):
    text_of(as_("neighbour"), f"hazards/{NEW}/", 404)
    assert as_("neighbour").post(f"{ROOM}/hazards/{NEW}/notify/", {}).status_code == 404


def test_the_limits_are_told_with_their_label(as_, hazardous):
    assert "我们的约定" in text_of(as_("office"), "rules/")
    told = as_("office").get(f"{API}/rules").json()
    assert (told["limits"], told["mark"], told["working_days"]) == ({"general": 7, "major": 60}, "ours", False)


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, hazardous):
    seen = page("office", language=language, size=size)
    for name, address in {"safety": "", "hazard": f"hazards/{LATE}/", "rules": "rules/"}.items():
        seen.goto(f"{ROOM}/{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"safety-{name}")
