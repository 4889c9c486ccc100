"""Requests through the pages: the whole way with two people, what is refused, and who sees and does what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.little_zone import FIRM, OTHER_FIRM
from tests.web.systems.requests.conftest import DEPARTMENT, NAMED, PHONE

from dajuan.web.administration.models import Viewed
from dajuan.web.served import served
from dajuan.web.systems.requests.found import book
from dajuan.web.systems.requests.models import Contact

ROOM = "/systems/requests"
PAGES = ("", "board/", "ladder/", "alike/", "numbers/", "rules/", "visits/")


def page(client, address):
    answer = client.get(f"{ROOM}/{address}")
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def answered(ask, take, **typed):
    code = ask(**typed)
    assert take("clerk", code, "assign", department=DEPARTMENT) == 302
    assert take("neighbour", code, "handle", note="已联系供电所") == 302
    assert take("neighbour", code, "answer", note="四月起双回路供电") == 302
    return code


def test_the_whole_way(ask, take, stage_of, as_):
    code = answered(ask, take, enterprise=FIRM)
    assert take("visitor", code, "visit", satisfaction="satisfied", by="phone") == 302
    assert take("visitor", code, "close") == 302
    assert stage_of(code) == "closed"
    said = page(as_("clerk"), f"one/{code}/")
    for words in ("云岭一号科技有限公司", "四月起双回路供电", "按时", "办结"):
        assert words in said


def test_who_handled_does_not_close(ask, take, stage_of, people, asking):
    from dajuan.web.people.models import Grant, Organisation

    Grant.objects.create(
        person=people["neighbour"], role="review", organisation=Organisation.objects.get(name=DEPARTMENT)
    )
    code = answered(ask, take)
    assert take("neighbour", code, "visit", satisfaction="satisfied", by="phone") == 422
    assert take("visitor", code, "visit", satisfaction="satisfied", by="phone") == 302
    assert take("neighbour", code, "close") == 422
    assert stage_of(code) == "visited"


def test_not_satisfied_is_opened_again(ask, take, stage_of):
    code = answered(ask, take)
    assert take("visitor", code, "visit", satisfaction="dissatisfied", by="phone") == 422
    assert take("visitor", code, "visit", satisfaction="dissatisfied", by="phone", note="仍在停电") == 302
    assert stage_of(code) == "reopened"
    assert take("visitor", code, "close") == 422


def test_each_does_his_own_only(ask, take, stage_of):
    code = ask()
    assert take("neighbour", code, "assign", department=DEPARTMENT) in {403, 404}
    assert take("auditor", code, "assign", department=DEPARTMENT) in {403, 404}
    assert take("clerk", code, "assign", department=DEPARTMENT) == 302
    assert take("clerk", code, "handle", note="代办") == 403
    assert take("reporter", code, "handle", note="代办") == 404
    assert take("firm", code, "withdraw", note="不办了") in {403, 404}
    assert stage_of(code) == "assigned"


def test_a_department_that_is_mistyped_is_refused_in_words(ask, as_):
    answer = as_("clerk").post(f"{ROOM}/one/{ask()}/assign/", {"department": "经发局"})
    assert answer.status_code == 422
    assert "没有这个单位：经发局" in answer.content.decode()


def test_what_is_wrong_with_a_step_stands_beside_its_blank(ask, take, as_):
    code = ask()
    said = (
        as_("clerk")
        .post(f"{ROOM}/one/{code}/assign/", {"department": DEPARTMENT, "helpers": "发改局"})
        .content.decode()
    )
    assert '<p class="error" id="assign-helpers-e">没有这个单位：发改局</p>' in said
    assert 'id="assign-department-e"' not in said
    assert take("clerk", code, "assign", department=DEPARTMENT) == 302
    take("neighbour", code, "handle", note="已办")
    take("neighbour", code, "answer", note="已改造")
    typed = {"satisfaction": "satisfied", "by": "letter"}
    assert 'id="visit-by-e"' in as_("visitor").post(f"{ROOM}/one/{code}/visit/", typed).content.decode()


def test_what_is_wrong_stands_beside_its_blank_and_what_was_typed_stays(asking, as_):
    answer = as_("clerk").post(f"{ROOM}/new/", {"what": "停电", "enterprise": "91410100MA000000", "contact": "赵"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="f-enterprise-e"' in said
    assert ">\n停电<" in said


def test_sent_twice_it_is_recorded_once(ask, take):
    code = ask(key="k1")
    assert ask(key="k1") == code
    assert len(book().cases()) == 1
    for _ in range(2):
        assert take("clerk", code, "assign", department=DEPARTMENT, key="k2") == 302
    assert take("clerk", code, "assign", department=DEPARTMENT, key="k3") == 422


def test_somebody_was_quicker(ask, take, as_):
    code = ask()
    assert take("clerk", code, "assign", department=DEPARTMENT, seen="1") == 422
    assert take("clerk", code, "assign", department=DEPARTMENT) == 302


def test_a_phone_note_fills_the_form_in(asking, as_):
    note = f"云岭一号科技有限公司{NAMED[0]}经理{PHONE}来电，反映厂区门口路灯坏了一个月"
    said = as_("clerk").post(f"{ROOM}/new/", {"read": "1", "phone-note": note}).content.decode()
    assert f'value="{FIRM}"' in said
    assert f'value="{PHONE}"' in said
    assert ">\n厂区门口路灯坏了一个月<" in said


def test_what_may_have_been_asked_before_is_shown_first(ask, as_):
    code = ask(enterprise=FIRM)
    typed = {"what": "厂区还是每周停电两次，请恢复供电", "enterprise": FIRM, "kind": "help"}
    said = as_("clerk").post(f"{ROOM}/new/", typed).content.decode()
    assert "可能已经提过" in said
    assert code in said
    assert len(book().cases()) == 1


def test_merging_keeps_both(ask, take, stage_of, as_):
    first, second = ask(enterprise=FIRM), ask(enterprise=OTHER_FIRM)
    assert first in page(as_("clerk"), "alike/")
    assert take("clerk", second, "merge", into=first, note="同一件事") == 302
    assert (stage_of(first), stage_of(second)) == ("received", "merged")
    assert second in page(as_("clerk"), f"one/{first}/")


def test_an_enterprise_asks_adds_papers_rates_and_takes_back(ask, take, stage_of, as_):
    code = ask("firm", enterprise=OTHER_FIRM)  # whatever it types, it asks for itself
    assert book().cases()[code].enterprise == FIRM
    firm = as_("firm")
    assert code in page(firm, "mine/")
    assert page(firm, f"one/{code}/")
    papers = {"evidence": SimpleUploadedFile("合同.txt", "用电合同".encode()), "note": "补合同"}
    assert firm.post(f"{ROOM}/one/{code}/papers/", papers).status_code == 302
    take("clerk", code, "assign", department=DEPARTMENT)
    take("neighbour", code, "handle", note="已办")
    take("neighbour", code, "answer", note="已改造")
    assert take("firm", code, "rate", satisfaction="mostly") == 302
    assert stage_of(code) == "visited"
    other = ask("firm", what="想咨询职工子女入学")
    assert take("firm", other, "withdraw", note="已清楚") == 302
    assert stage_of(other) == "retracted"


def test_an_enterprise_sees_its_own_and_nothing_else(ask, as_):
    own, other = ask(enterprise=FIRM), ask(enterprise=OTHER_FIRM)
    firm = as_("firm")
    assert firm.get(f"{ROOM}/one/{own}/").status_code == 200
    assert firm.get(f"{ROOM}/one/{other}/").status_code == 404
    assert firm.get(f"{ROOM}/enterprise/{OTHER_FIRM}/").status_code == 404
    assert other not in page(firm, "mine/")
    for address in ("board/", "ladder/", "alike/", "numbers/", "rules/"):
        assert firm.get(f"{ROOM}/{address}").status_code == 403, address


def test_the_contact_is_for_who_handles_it_and_that_is_noted(ask, take, as_):
    code = ask(contact=NAMED, phone=PHONE, enterprise=FIRM)
    take("clerk", code, "assign", department=DEPARTMENT)
    assert Contact.objects.get(code=code).phone == PHONE
    for username, may in (
        ("clerk", True),
        ("neighbour", True),
        ("visitor", True),
        ("leader", False),
        ("auditor", False),
        ("firm", True),
    ):
        answer = as_(username).post(f"{ROOM}/one/{code}/contact/")
        assert (answer.status_code == 200 and PHONE in answer.content.decode()) == may, username
        assert PHONE not in as_(username).get(f"{ROOM}/one/{code}/").content.decode()
    assert Viewed.objects.filter(what="contact", key=code).count() == 4


@pytest.mark.parametrize("username", ["clerk", "neighbour", "leader", "office"])
def test_every_page_opens_and_says_the_numbers(ask, take, as_, username):
    code = answered(ask, take, enterprise=FIRM)
    take("visitor", code, "visit", satisfaction="satisfied", by="phone")
    ask()
    client = as_(username)
    for address in PAGES:
        page(client, address)
    said = page(client, "numbers/?list=in_time&by=kind")
    assert code in said
    assert "100.0 %" in said


def test_a_page_as_of_a_day(ask, as_):
    code, clerk, today = ask(), as_("clerk"), served().today()
    ask()
    said = page(clerk, f"one/{code}/?as_of={today}")
    assert code in said
    assert 'id="next"' not in said  # nothing is recorded from a past page
    assert clerk.get(f"{ROOM}/one/{code}/?as_of={today - timedelta(days=1)}").status_code == 404  # it had not come in


def test_numbers_of_a_period_that_cannot_be_read(ask, as_):
    ask()
    assert "error" in page(as_("clerk"), "numbers/?period=someday")


def test_where_it_is_not_switched_on_it_says_how(little, people, as_):
    answer = as_("office").get(f"{ROOM}/")
    assert answer.status_code == 422
    assert "没有启用 enterprise-requests" in answer.content.decode()
