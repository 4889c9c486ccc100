"""What the operations do, as a programme would go about it: record with evidence, report a target, hand in a workbook,
have a document read, compose and sign the answer."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client

from dajuan.ledger import offline
from dajuan.web.people.models import Grant, Organisation

ESTATE = {
    "programme": "housing-delivery",
    "subject": "E-900",
    "kind": "opened",
    "effective_on": "2025-03-01",
    "fields": {"name": "新盘", "developer": "云岭置业", "homes": "90套"},
}


def named(text: str, name: str):
    file = BytesIO(text.encode())
    file.name = name
    return file


@pytest.fixture
def reporter(asks, people):
    Grant.objects.create(person=people["reporter"], role="report", organisation=Organisation.objects.get(parent=None))
    return asks("reporter")


def test_a_batch_opens_a_subject_and_moves_it(reporter):
    told = {
        "drafts": [
            ESTATE,
            {"programme": "housing-delivery", "subject": "E-900", "kind": "moved", "stage": "listed",
             "effective_on": "2025-03-02"},
        ]
    }  # fmt: skip
    done = reporter.post("/entries", told).json()
    assert done["added"] == 2
    one = reporter.get("/programmes/housing-delivery/subjects/E-900").json()
    assert (one["stage"], one["fields"]["homes"]) == ("listed", 90)
    assert [each["seq"] for each in reporter.get("/programmes/housing-delivery/subjects/E-900/entries").json()["items"]] == done["seqs"]  # fmt: skip


def test_a_dry_run_writes_nothing(reporter):
    assert reporter.post("/entries", {"drafts": [ESTATE], "dry_run": True}).status_code == 200
    assert reporter.get("/programmes/housing-delivery/subjects/E-900").status_code == 404


def test_all_or_none_and_each_trouble_names_its_row_and_field(reporter):
    wrong = ESTATE | {"subject": "E-901", "fields": {"name": "缺套数", "developer": "云岭置业", "homes": "九十个"}}
    answer = reporter.post("/entries", {"drafts": [ESTATE, wrong]})
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["row"], error["field"]) == (1, "homes")
    assert error["zh"]
    assert error["en"]
    assert reporter.get("/programmes/housing-delivery/subjects/E-900").status_code == 404


def test_somebody_was_quicker(reporter, asks):
    reporter.post("/entries", {"drafts": [ESTATE]})
    seen = reporter.get("/programmes/housing-delivery/subjects/E-900").json()["seen"]
    state = ESTATE | {"kind": "stated", "fields": {"homes": 91}}
    assert reporter.post("/entries", {"drafts": [state], "seen": seen}).status_code == 201
    late = reporter.post("/entries", {"drafts": [state | {"fields": {"homes": 92}}], "seen": seen})
    assert late.status_code == 409
    assert late.json()["errors"][0]["code"] == "conflict"


def test_evidence_is_uploaded_named_in_an_entry_and_handed_out(reporter, asks):
    kept = reporter.send("/evidence", file=named("竣工验收", "备案表.txt"), kind="竣工验收备案表").json()
    reporter.post("/entries", {"drafts": [ESTATE]})
    told = {
        "programme": "housing-delivery", "subject": "E-900", "kind": "attached", "effective_on": "2025-03-05",
        "evidence": [{"sha256": kept["sha256"], "kind": "竣工验收备案表", "name": "备案表.txt"}],
    }  # fmt: skip
    assert reporter.post("/entries", {"drafts": [told]}).status_code == 201
    office = asks("office")
    about = office.get(f"/evidence/{kept['sha256']}").json()
    assert (about["condition"], about["brought_by"][0]["subject"]) == ("sound", "E-900")
    file = office.get(f"/evidence/{kept['sha256']}/file")
    assert b"".join(file.streaming_content).decode() == "竣工验收"
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_evidence_that_was_not_uploaded_is_refused(reporter):
    told = ESTATE | {"evidence": [{"sha256": "0" * 64}, {"address": "javascript:alert(1)"}]}
    assert [one["field"] for one in reporter.post("/entries", {"drafts": [told]}).json()["errors"]] == ["evidence"] * 2


def test_another_person_verifies(reporter, asks):
    [seq] = reporter.post("/entries", {"drafts": [ESTATE]}).json()["seqs"]
    told = {"programme": "housing-delivery", "subject": "E-900", "kind": "verified", "about": [seq, seq]}
    assert reporter.post("/entries", {"drafts": [told]}).status_code == 403
    assert asks("reviewer").post("/entries", {"drafts": [told]}).status_code == 201
    assert asks("office").get(f"/entries/{seq}").json()["verified_by"]


def test_the_past_as_it_was_and_as_it_was_known(asks):
    office = asks("office")
    now = office.get("/figures/housing-delivery/homes-delivered", period="2025").json()["items"][0]["value"]
    then = office.get("/figures/housing-delivery/homes-delivered", period="2025", as_of="2025-04-01").json()
    assert (now, then["items"][0]["value"]) == ("838", "300")
    before = office.get("/figures/housing-delivery/homes-delivered", period="2025", known_at="2020-01-01").json()
    assert before["items"][0]["value"] is None
    assert office.get("/programmes/housing-delivery/subjects/E-002", as_of="2025-04-01").json()["stage"] != "delivered"


def test_a_figure_leads_to_its_entries(asks):
    told = asks("office").get("/figures/housing-delivery/homes-delivered/trace", period="2025").json()
    assert told["figure"]["value"] == "838"
    assert len(told["items"]) == told["subjects"] == 3
    assert all(one["entries"] for one in told["items"])


def test_an_entrys_proof_holds_for_another_party(asks):
    proof = asks("office").get("/log/inclusion", seq=5).json()
    assert offline.check(proof, proof["verifier"], None, [])
    with pytest.raises(offline.ProofError):
        offline.check(proof | {"entry": proof["entry"].replace("2025", "2024")}, proof["verifier"], None, [])


def test_a_target_is_accepted_reported_and_reviewed(asks, people):
    office = asks("office")
    one = next(each for each in office.get("/targets", limit=100).json()["items"] if each["owner"] == "规划建设局")
    Grant.objects.create(
        person=people["reporter"], role="report", organisation=Organisation.objects.get(name="规划建设局")
    )
    reporter, code = asks("reporter"), one["code"]
    steps = {step["key"]: step["mine"] for step in reporter.get(f"/targets/{code}").json()["steps"]}
    assert steps["accepted"]
    assert reporter.post(f"/targets/{code}/to/accepted", {}).status_code == 201
    told = {"progress": "30%", "value": one["standing"]["asked"] or "", "doing": "主体施工"}
    assert reporter.post(f"/targets/{code}/report", told, key="10 月".encode().hex()).status_code == 201
    assert reporter.post(f"/targets/{code}/to/reviewed", {}).status_code == 403
    assert asks("reviewer").post(f"/targets/{code}/to/reviewed", {}).status_code == 201
    assert office.get(f"/targets/{code}").json()["stage"] == "reviewed"


def test_the_office_splits_binds_and_drops(asks):
    office = asks("office")
    rows = office.get("/targets", limit=100).json()["items"]
    one = next(each for each in rows if each["kind"] == "number" and each["asked"].startswith("≥"))
    parts = [{"owner": "规划建设局", "share": "60"}, {"owner": "经济发展局", "share": "40"}]
    done = office.post(f"/targets/{one['code']}/split", {"parts": parts})
    assert done.status_code == 201, done.content.decode()
    assert office.get(f"/targets/{one['code']}.1").json()["part_of"] == one["code"]
    unknown = office.post(f"/targets/{one['code']}/split", {"parts": [{"owner": "没有的局", "share": "100"}]})
    assert unknown.status_code == 422
    assert office.post(f"/targets/{rows[0]['code']}/bind", {"indicator": "nothing/nothing"}).status_code == 422
    assert office.post(f"/targets/{rows[1]['code']}/drop", {"why": "重复"}).status_code == 201
    assert rows[1]["code"] not in {each["code"] for each in office.get("/targets", limit=100).json()["items"]}


def test_a_workbook_goes_out_and_comes_back(reporter, asks):
    import openpyxl

    data = asks("office").get("/programmes/housing-delivery/template.xlsx").content
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = next(each for each in book if any(cell.value == "E-001" for row in each.iter_rows() for cell in row))
    place = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 300)
    place.value = 310
    out = BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "保交楼.xlsx"
    sent = reporter.send("/programmes/housing-delivery/sheets", book=out, on="2025-10-01")
    assert sent.status_code == 201, sent.content.decode()
    told = sent.json()
    assert [(one["code"], one["after"]) for one in told["changes"]] == [("E-001", "310套")]
    done = reporter.post(f"/sheets/{told['id']}/record", {})
    assert (done.status_code, done.json()["state"]) == (202, "done")
    assert reporter.get(f"/sheets/{told['id']}").json()["result"]["added"] == 1
    assert reporter.get("/programmes/housing-delivery/subjects/E-001").json()["fields"]["homes"] == 310


def test_a_document_is_read_and_two_are_compared(asks):
    office = asks("office")
    plan = office.send("/documents", file=named("# 2025年计划\n\n2025年，新建道路12公里。\n", "计划.md")).json()
    report = office.send("/documents", file=named("# 2025年报告\n\n2025年，新建道路13公里。\n", "报告.md")).json()
    reading = office.get(f"/documents/{plan['id']}/reading").json()
    assert [one["text"] for one in reading["claims"]] == ["12公里"]
    assert set(reading) >= {"document", "claims", "commitments", "findings"}
    made = office.post("/comparisons", {"plan": plan["id"], "report": report["id"]})
    assert made.status_code == 202, made.content.decode()
    assert office.get(f"/comparisons/{made.json()['id']}").json()["comparison"]
    assert office.send("/documents", file=named("", "空.docx")).status_code == 422


def test_an_answer_sheet_is_composed_signed_by_two_and_published(asks):
    office, leader = asks("office"), asks("leader")
    job = office.post("/answers", {"year": 2025, "as_of": "2025-09-30"}).json()
    assert job["state"] == "done", job
    pk = job["result"]["version"]
    assert office.post(f"/answers/{pk}/publish").status_code == 422
    assert office.post(f"/answers/{pk}/sign", {}).status_code == 200
    assert len(leader.post(f"/answers/{pk}/sign", {"note": "同意"}).json()["signatures"]) == 2
    assert leader.post(f"/answers/{pk}/publish").json()["published_at"]
    file = office.get(f"/answers/{pk}/file/docx")
    assert b"".join(file.streaming_content)[:2] == b"PK"


def test_what_is_published_is_withdrawn(asks):
    leader = asks("leader")
    made = leader.post("/publications", {"year": 2025, "as_of": "2025-09-30"}).json()
    assert leader.post("/publications", {"year": 2025, "as_of": "2025-12-31"}).status_code == 422
    assert leader.post(f"/publications/{made['id']}/withdraw").json()["withdrawn_at"]


def test_a_remark_calls_a_person_and_is_said_once(asks, people):
    office = asks("office")
    one = next(each for each in office.get("/targets", limit=100).json()["items"] if each["owner"] == "经济发展局")
    told = {"text": "@经济发展局 李 请月底前报数"}
    for _ in range(2):
        assert office.post(f"/targets/{one['code']}/remarks", told, key="r").status_code == 201
    [remark] = asks("neighbour").get(f"/targets/{one['code']}/remarks").json()["items"]
    assert (remark["by"], remark["text"]) == ("督查室 何", told["text"])
    assert people["neighbour"].mentions.count() == 1


def gone(asking, address: str) -> int:
    return asking.client.delete(f"/api/v1{address}", headers=asking.headers).status_code


def test_its_author_says_a_remark_otherwise_and_takes_it_back(asks):
    office, leader = asks("office"), asks("leader")
    code = office.get("/targets", limit=1).json()["items"][0]["code"]
    at = f"/targets/{code}/remarks/{office.post(f'/targets/{code}/remarks', {'text': '请月底前报数'}).json()['id']}"
    assert leader.post(at, {"text": "不必"}).status_code == 403
    edited = office.post(at, {"text": "请月中前报数"}).json()
    assert (edited["text"], bool(edited["edited_at"])) == ("请月中前报数", True)
    assert leader.post(f"{at}/withdraw").status_code == 403
    assert office.post(f"{at}/withdraw").json()["text"] is None
    assert office.post(at, {"text": "再改"}).status_code == 404


def test_a_finding_is_let_stand_with_a_reason_and_reopened(asks):
    office, neighbour = asks("office"), asks("neighbour")
    wrong = "# 2025年计划\n\n2025年，风电装机规模达到5万千瓦时。\n"
    at = f"/documents/{office.send('/documents', file=named(wrong, '计划.md')).json()['id']}"
    [one, *_] = office.get(f"{at}/findings").json()["items"]
    assert one["let_stand"] is None
    assert office.post(f"{at}/findings/{one['key']}/let-stand", {"reason": " "}).status_code == 422
    stands = f"{at}/findings/{one['key']}/let-stand"
    assert neighbour.post(stands, {"reason": "无妨"}).status_code == 404
    told = office.post(stands, {"reason": "原文如此，已核实"}).json()["items"][0]["let_stand"]
    assert told == {"reason": "原文如此，已核实", "by": "督查室 何", "on": "2025-10-15"}
    assert one["finding"] not in office.get(f"{at}/reading").json()["findings"]
    assert office.post(f"{at}/findings/{one['key']}/reopen").json()["items"][0]["let_stand"] is None
    assert office.post(f"{at}/findings/QU101-0-1/reopen").status_code == 404
    assert office.post(f"{at}/read").status_code == 202


def test_a_plans_promises_become_targets_once(asks):
    office = asks("office")
    plan = "# 云岭高新区2025年工作计划\n\n## 2025年目标\n\n2025年，计划新建道路12公里，力争新建公园3个。\n"
    at = f"/documents/{office.send('/documents', file=named(plan, '补充.md')).json()['id']}"
    told = office.get(f"{at}/promises").json()
    assert (told["year"], told["adds"]) == (2025, True)
    keys = [one["key"] for one in told["items"]]
    assert len(keys) == 2
    assert office.post(f"{at}/targets", {"chosen": keys}).status_code == 422, "the year has a plan"
    assert office.post(f"{at}/targets", {"chosen": ["nothing"], "more": True}).status_code == 422
    job = office.post(f"{at}/targets", {"chosen": keys[:1], "more": True}).json()
    assert (job["state"], job["result"]["added"]) == ("done", 1)
    taken, left = office.get(f"{at}/promises").json()["items"]
    assert taken["target"]
    assert left["target"] is None
    assert asks("reporter").get(f"{at}/promises").status_code == 403


def test_what_was_sent_or_drafted_is_left_again(asks, reporter):
    office = asks("office")
    sides = [
        office.send("/documents", file=named(f"# 2025年{what}\n\n2025年，新建道路12公里。\n", f"{what}.md")).json()[
            "id"
        ]
        for what in ("计划", "报告")
    ]
    made = office.post("/comparisons", dict(zip(("plan", "report"), sides, strict=True))).json()
    assert gone(asks("reporter"), f"/comparisons/{made['id']}") == 404
    assert (gone(office, f"/comparisons/{made['id']}"), gone(office, f"/comparisons/{made['id']}")) == (204, 404)
    book = BytesIO(office.get("/programmes/housing-delivery/template.xlsx").content)
    book.name = "保交楼.xlsx"
    sent = reporter.send("/programmes/housing-delivery/sheets", book=book).json()
    assert gone(office, f"/sheets/{sent['id']}") == 404, "it is its sender's"
    assert (gone(reporter, f"/sheets/{sent['id']}"), gone(reporter, f"/sheets/{sent['id']}")) == (204, 404)
    drafts = [office.post("/answers", {"year": 2025, "as_of": "2025-09-30"}).json()["result"]["version"] for _ in "12"]
    office.post(f"/answers/{drafts[0]}/sign", {})
    assert [office.post(f"/answers/{pk}/discard").status_code for pk in drafts] == [409, 204]
    assert [one["id"] for one in office.get("/answers").json()["items"]] == drafts[:1]


# Pages about the API ---------------------------------------------------------------------------------------------


def test_a_token_is_made_shown_once_and_revoked(as_):
    client = as_("office")
    page = client.post("/api/v1/tokens/", {"name": "夜间同步", "scopes": ["see", "plan"], "days": "30"})
    secret = page.content.decode().partition("data-secret>")[2].partition("<")[0]
    assert secret.startswith("djt_")
    assert secret not in client.get("/api/v1/tokens/").content.decode()
    asked = {"authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/zone", headers=asked).json()["you"]["may"] == ["see", "plan"]
    pk = (
        client.get("/api/v1/tokens/")
        .content.decode()
        .partition("/tokens/")[2]
        .partition("/revoke")[0]
        .rsplit("/", 1)[-1]
    )
    client.post(f"/api/v1/tokens/{pk}/revoke/")
    assert Client().get("/api/v1/zone", headers=asked).status_code == 401


def test_nobody_gives_a_token_what_they_may_not(as_):
    page = as_("reporter").post("/api/v1/tokens/", {"name": "越权", "scopes": ["administer"], "days": "30"})
    assert page.status_code == 422
    assert "djt_" not in page.content.decode()


def test_a_token_of_another_is_not_ones_to_revoke(as_, people):
    from dajuan.web.access.roles import Action
    from dajuan.web.api.tokens import make_token

    made, _ = make_token(people["office"], name="别人的", scopes=[Action.SEE], days=1)
    assert as_("leader").post(f"/api/v1/tokens/{made.pk}/revoke/").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_reference_lists_every_operation_and_asks_nothing_from_outside(people, language):
    client = Client()
    client.cookies["language"] = language
    page = client.get("/api/v1/reference/").content.decode()
    for operation in ("entries.record", "subjects.subjects", "plan.split"):
        assert f'id="{operation}"' in page
    assert "https://" not in page
    assert " style=" not in page
    assert ("Sent" if language == "en" else "断线重发") in page or "sent again" in page
