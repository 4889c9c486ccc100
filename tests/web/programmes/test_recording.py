"""Forms: what is typed gets into the ledger or comes back with what is wrong beside it; who may do what."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import find
from hypothesis import strategies as st
from tests.web.little_zone import FIRM
from tests.web.programmes.conftest import HOUSING, PROJECTS, draft

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import entries_of_subject, size_of, state_of_subject
from dajuan.programmes.find import find_programmes
from dajuan.programmes.pack import Programme
from dajuan.programmes.values import read_value
from dajuan.programmes.values.subject_code import CREDIT_CODE
from dajuan.web.people.models import Grant, Organisation
from dajuan.web.programmes.pack_files import switch
from dajuan.web.served import served

EVIL = "<script>alert(1)</script>"
PACKS = find_programmes().programmes


def of(code: str, programme: str = HOUSING) -> str:
    return f"/programmes/{programme}/subjects/{code}/"


def state(code: str, programme: str = HOUSING):
    return state_of_subject(served().ledger, programme=programme, subject=code)


def opened(client, address: str) -> dict[str, str]:
    """The fields of a form as the browser would send them back."""
    text = client.get(address).content.decode()
    found = dict(re.findall(r'<input[^>]*name="([^"]+)" value="([^"]*)"', text))
    found |= dict(re.findall(r'<input class="form-control" id="[^"]*" name="([^"]+)" value="([^"]*)"', text))
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', text, re.S):
        picked = re.search(r'value="([^"]*)" selected', body)
        found[name] = picked[1] if picked else ""
    for name, body in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', text, re.S):
        found[name] = body.replace("&quot;", '"')
    found.pop("language", None)
    return {name: value for name, value in found.items() if not name.startswith("file.")}


def file(name: str = "证明.pdf", data: bytes = b"%PDF-1.4 evidence") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


def test_a_subject_is_opened_with_values_as_offices_type_them(as_, owned):
    client, address = as_("reporter"), f"/programmes/{HOUSING}/new/"
    typed = opened(client, address) | {
        "code": "Ｅ－401", "on": "2024年6月18日", "f.name": "新楼", "f.developer": "云岭置业（集团）", "f.homes": "1,200套",
        "f.area": "30000平方米", "f.whitelisted": "yes", "f.cause": "debt", "f.lead-department": "住房保障中心",
    }  # fmt: skip
    answer = client.post(address, typed)
    assert answer.status_code == 302, answer.content.decode()
    levels = state("E-401").levels()
    assert levels["homes"].value == 1200
    assert levels["area"].value == 3_000_000
    assert levels["homes"].on == date(2024, 6, 18)
    assert levels["whitelisted"].value is True
    ((_, entry),) = entries_of_subject(served().ledger, programme=HOUSING, subject="E-401")
    assert entry.actor == "住房保障中心 王"
    assert entry.written == {"area": "30000平方米"}


def test_a_reporter_opens_subjects_of_his_own_organisation_only(as_, owned):
    client, address = as_("reporter"), f"/programmes/{HOUSING}/new/"
    typed = opened(client, address) | {"code": "E-402", "f.name": "新楼", "f.developer": "甲", "f.lead-department": "经济发展局"}  # fmt: skip
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "只能为自己负责的单位建档" in answer.content.decode()
    assert state("E-402").opened is None


def test_mistakes_stand_beside_their_blanks_with_what_was_typed(as_, owned):
    client, address = as_("reporter"), of("E-101") + "state/"
    answer = client.post(address, opened(client, address) | {"f.homes": "很多", "on": "昨天", "f.plan": EVIL})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="很多"' in text
    assert 'value="昨天"' in text
    assert "&lt;script&gt;" in text
    assert EVIL not in text
    assert text.count('aria-invalid="true"') == 2
    assert 'href="#in-f-homes"' in text


def test_the_same_mistakes_are_told_in_english(as_, owned):
    client, address = as_("reporter"), of("E-101") + "state/"
    client.cookies["language"] = "en"
    text = client.post(address, opened(client, address) | {"f.due-on": "someday"}).content.decode()
    assert "is not a date" in text


def test_only_what_was_touched_is_recorded(as_, owned):
    client, address = as_("reporter"), of("E-101") + "state/"
    client.post(address, opened(client, address) | {"f.homes": "210", "on": "2025-09-01"})
    _, last = entries_of_subject(served().ledger, programme=HOUSING, subject="E-101")[-1]
    assert last.fields == {"homes": 210}


def test_emptying_a_blank_withdraws_nothing(as_, owned):
    client, address = as_("reporter"), of("E-101") + "state/"
    answer = client.post(address, opened(client, address) | {"f.homes": ""})
    assert answer.status_code == 422
    assert "清空不等于撤回" in answer.content.decode()


def test_a_form_sent_twice_is_recorded_once(as_, owned):
    client, address = as_("reporter"), of("E-101") + "state/"
    typed = opened(client, address) | {"f.homes": "210"}
    assert client.post(address, typed).status_code == 302
    size = size_of(served().ledger)
    assert client.post(address, typed).status_code == 302
    assert size_of(served().ledger) == size


def test_who_was_slower_is_told_and_nothing_is_overwritten(as_, owned):
    client, address = as_("reporter"), of("E-101") + "state/"
    typed = opened(client, address) | {"f.homes": "210"}
    append(served().ledger, [draft(HOUSING, "E-101", "stated", "2025-09-02", fields={"homes": 205, "buildings": 4})], actor="督查室 何")  # fmt: skip
    answer = client.post(address, typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "别人刚写了新记录" in text
    assert "现在是 205" in text
    seen = re.search(r'name="seen" value="(\d+)"', text)[1]
    again = typed | {"seen": seen, "f.buildings": "4", "on": "2025-09-03"}
    assert client.post(address, again).status_code == 302
    _, last = entries_of_subject(served().ledger, programme=HOUSING, subject="E-101")[-1]
    assert last.fields == {"homes": 210}


def test_a_move_asks_for_what_its_stage_needs(as_, owned):
    client, address = as_("reporter"), of("E-101") + "move/?stage=building"
    text = client.get(address).content.decode()
    assert "复工确认书" in text
    typed = opened(client, address) | {"on": "2025-08-01"}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "要有佐证：复工确认书" in answer.content.decode()
    assert state("E-101").stage.value == "listed"
    answer = client.post(address, typed | {"file.0": file()})
    assert answer.status_code == 302
    held = state("E-101").stage
    assert (held.value, held.on) == ("building", date(2025, 8, 1))


def test_a_file_that_came_with_a_form_to_be_mended_need_not_come_again(as_, owned):
    client, address = as_("reporter"), of("E-101") + "move/?stage=building"
    answer = client.post(address, opened(client, address) | {"on": "哪天", "file.0": file()})
    text = answer.content.decode()
    assert "证明.pdf" in text
    token = re.search(r'name="kept" value="([^"]+)"', text)[1]
    done = client.post(address, opened(client, address) | {"on": "2025-08-01", "kept": token})
    assert done.status_code == 302
    assert "复工确认书" in state("E-101").evidence_kinds()


def test_a_file_of_somebody_else_cannot_be_claimed(as_, owned):
    client, address = as_("reporter"), of("E-101") + "move/?stage=building"
    text = client.post(address, opened(client, address) | {"on": "哪天", "file.0": file()}).content.decode()
    token = re.search(r'name="kept" value="([^"]+)"', text)[1]
    other, theirs = as_("neighbour"), of("E-201") + "attach/"
    answer = other.post(theirs, opened(other, theirs) | {"kept": token})
    assert answer.status_code == 422


def test_a_stage_that_may_not_follow_is_refused(as_, owned):
    client, address = as_("reporter"), of("E-101") + "move/?stage=titled"
    answer = client.post(address, opened(client, address) | {"on": "2025-08-01"})
    assert answer.status_code == 422
    assert "阶段次序不对" in answer.content.decode()


def test_amounts_are_reported_by_period(as_, owned):
    client, address = as_("reporter"), of("P-1", PROJECTS) + "measure/"
    answer = client.post(address, opened(client, address) | {"period": "2025年7月", "f.invested": "0.02亿元"})
    assert answer.status_code == 302, answer.content.decode()
    held = state("P-1", PROJECTS).flow("invested", date(2025, 7, 31))
    assert held.value == 200 * 10**6
    again = client.post(address, opened(client, address) | {"period": "2025-07", "f.invested": "300"})
    assert again.status_code == 422
    assert "已记过" in again.content.decode()


def test_an_entry_is_corrected_withdrawn_and_verified(as_, owned):
    seq = state("E-101").opened
    client, address = as_("reporter"), of("E-101") + f"{seq}/correct/"
    typed = opened(client, address)
    assert typed["f.homes"] == "200"
    assert client.post(address, typed).status_code == 422  # nothing was changed
    assert client.post(address, typed | {"f.homes": "220", "note": "笔误"}).status_code == 302
    assert state("E-101").levels()["homes"].value == 220
    assert seq in state("E-101").dead
    text = client.get(of("E-101")).content.decode()
    assert "由第" in text
    assert 'class="is-withdrawn"' in text

    moved = state("E-101").stage.seq
    reviewer, check = as_("reviewer"), of("E-101") + f"{moved}/verify/"
    assert reviewer.post(check, opened(reviewer, check)).status_code == 302
    assert state("E-101").is_verified(moved)

    address = of("E-101") + f"{moved}/withdraw/"
    assert client.post(address, opened(client, address) | {"note": "没有纳入"}).status_code == 302
    assert state("E-101").stage is None


def test_nobody_verifies_his_own_entry(as_, owned):
    seq = state("E-101").opened
    office = as_("office")
    append(served().ledger, [draft(HOUSING, "E-101", "stated", "2025-09-02", fields={"homes": 205})], actor="督查室 何")
    own = state("E-101").level("homes").seq
    address = of("E-101") + f"{own}/verify/"
    assert office.post(address, opened(office, address)).status_code == 422
    address = of("E-101") + f"{seq}/verify/"
    assert office.post(address, opened(office, address)).status_code == 302


def test_links_lead_both_ways(as_, owned):
    from tests.web.little_zone import FIRM

    client, address = as_("reporter"), of("P-1", PROJECTS) + "link/"
    assert client.post(address, opened(client, address) | {"link.enterprise": FIRM}).status_code == 302
    office = as_("office")
    assert f"/programmes/enterprise-register/subjects/{FIRM}/" in office.get(of("P-1", PROJECTS)).content.decode()
    assert "云岭二期" in office.get(of(FIRM, "enterprise-register")).content.decode()


ROLES = ("office", "reporter", "neighbour", "reviewer", "leader", "auditor", "administrator", "firm")
MAY = {
    "new": {"reporter": 200, "neighbour": 200},
    "state": {"reporter": 200},
    "measure": {"reporter": 200},
    "attach": {"reporter": 200},
    "link": {"reporter": 200},
    "move/?stage=listed": {"reporter": 200},
    "withdraw": {"reporter": 200},
    "correct": {"reporter": 200},
    "verify": {"office": 200, "reviewer": 200},
}
"""Who gets a form for E-101, the reporter's. The neighbour does not see it; an enterprise sees none of this."""


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", MAY)
def test_the_matrix_of_roles_and_deeds(role, deed, as_, owned):
    client = as_(role)
    if deed == "new":
        address, hidden = f"/programmes/{HOUSING}/new/", 403
    elif deed in {"withdraw", "correct", "verify"}:
        address, hidden = of("E-101") + f"{state('E-101').opened}/{deed}/", 404
    else:
        address, hidden = of("E-101") + (deed if "?" in deed else f"{deed}/"), 404
    unseen = {"neighbour": hidden, "firm": 403}.get(role, 403)
    expected = MAY[deed].get(role, unseen)
    assert client.get(address).status_code == expected
    if expected != 200:
        size = size_of(served().ledger)
        assert client.post(address, {"on": "2025-09-01", "f.homes": "1", "stage": "listed"}).status_code == expected
        assert size_of(served().ledger) == size


def test_the_generic_forms_settle_no_plan(as_, owned):
    targets = served().subjects().page("targets", limit=1).rows
    address = of(targets[0].code, "targets")
    leader = as_("leader").get(address + "state/").content.decode()
    assert 'name="f.deadline"' in leader
    assert as_("reporter").get(address + "state/").status_code in {403, 404}


WORD = {"text": "试", "organisation": "云岭公司", "date": "2025-01-05", "flag": "是", "credit-code": FIRM}
"""What may stand in a cell of such a field."""


def made_up(pack: Programme) -> Draft:
    """A subject of any pack, with what its fields have to have."""
    code = FIRM if pack.code_rule == CREDIT_CODE else "X-1"
    if pack.code_rule not in ("", CREDIT_CODE):
        code = find(st.from_regex(pack.code_rule, fullmatch=True), lambda one: one.isascii())
    fields = {}
    for one in (each for each in pack.fields.values() if each.required and not each.flow):
        said = one.choices[0].key if one.choices else f"{one.to}/X-1" if one.to else WORD.get(one.type, "1")
        fields[one.key] = read_value(one, said)
    return draft(pack.code, code, "opened", "2025-01-05", fields=fields)


@pytest.mark.parametrize("programme", [code for code, one in PACKS.items() if one.stages])
def test_every_stage_of_every_pack_has_its_form(programme, as_, people):
    pack, leader = PACKS[programme], people["leader"]
    for role in ("report", "review"):
        Grant.objects.create(person=leader, role=role, organisation=Organisation.objects.get(name="云岭高新区"))
    switch(served().zone, programme, on=True, by=leader)
    served().look()
    subject = made_up(pack)
    if not served().subjects().one(programme, subject.subject):
        append(served().ledger, [subject], actor="王")
    for key, stage in pack.stages.items():
        answer = as_("leader").get(of(subject.subject, programme) + f"move/?stage={key}")
        assert answer.status_code == 200, key
        text = answer.content.decode()
        assert stage.name.zh in text, key
        for kind in stage.needs.evidence:
            assert kind in text, key
        for field in stage.needs.fields:
            assert f'name="f.{field}"' in text, key
        assert ("理由" in text) == stage.needs.note, key
