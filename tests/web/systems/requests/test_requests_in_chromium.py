"""Requests as people see them: in both languages, at a desk and on a phone; nothing sticks out, all of it accessible."""

from __future__ import annotations

import pytest
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.little_zone import FIRM
from tests.web.systems.requests.conftest import DEPARTMENT, NAMED, PHONE

ROOM = "/systems/requests"


@pytest.fixture
def busy(ask, take, as_):
    """A request on every kind of desk, and visits."""
    codes = [
        ask(enterprise=FIRM, contact=NAMED, phone=PHONE),
        ask(enterprise=FIRM, what="松溪路厂区每周停电两次，生产线停下", grade="urgent"),
        ask(what="咨询高新技术企业奖补资金何时拨付", kind="consultation", field="policy"),
        ask(what="厂门口路灯坏了一个月"),
    ]
    for code in codes[:3]:
        take("clerk", code, "assign", department=DEPARTMENT)
    take("neighbour", codes[0], "handle", note="已联系供电所")
    take("neighbour", codes[0], "answer", note="四月起双回路供电")
    take("neighbour", codes[2], "wait", note="请补认定证书")
    for on in ("2025-10-20", "2025-10-22"):
        as_("neighbour").post(
            f"{ROOM}/visits/new/", {"enterprise": FIRM, "on": on, "department": DEPARTMENT, "name": "产业调研", "kind": "survey"}
        )  # fmt: skip
    return codes


@EVERY_LOOK
def test_pages_of_staff(page, picture, busy, language, size):
    clerk = page("clerk", language=language, size=size)
    for name, address in {
        "inbox": "?whose=all", "one": f"one/{busy[0]}/", "new": "new/", "board": "board/", "ladder": "ladder/",
        "alike": "alike/", "numbers": "numbers/?list=received", "visits": "visits/?month=2025-10",
        "new-visit": f"visits/new/?enterprise={FIRM}&on=2025-10-28", "rules": "rules/", "enterprise": f"enterprise/{FIRM}/",
    }.items():  # fmt: skip
        clerk.goto(f"{ROOM}/{address}")
        fits(clerk)
        accessible(clerk)
        picture(clerk, name)


@EVERY_LOOK
def test_pages_of_an_enterprise(page, picture, busy, language, size):
    firm = page("firm", language=language, size=size)
    for name, address in {"mine": "mine/", "mine-one": f"one/{busy[0]}/", "mine-new": "new/"}.items():
        firm.goto(f"{ROOM}/{address}")
        fits(firm)
        accessible(firm)
        picture(firm, name)


def test_a_call_becomes_a_request_that_is_assigned(page, asking):
    clerk = page("clerk", expects=(422,))
    clerk.goto(f"{ROOM}/new/")
    clerk.get_by_label("记下的话").fill("云岭一号科技有限公司赵经理13812345678来电，反映厂区门口路灯坏了一个月")
    clerk.get_by_role("button", name="读进下表").click()
    assert clerk.get_by_label("电话", exact=True).input_value() == "13812345678"
    clerk.get_by_role("button", name="受理", exact=True).click()
    assert "已受理：SQ-2025-00001" in clerk.content()
    clerk.get_by_label("承办单位").first.fill("经发局")
    clerk.get_by_role("button", name="交办", exact=True).click()
    assert "没有这个单位：经发局" in clerk.content()
    clerk.get_by_label("承办单位").first.fill(DEPARTMENT)
    clerk.get_by_role("button", name="交办", exact=True).click()
    assert "已记下：交办" in clerk.content()
    fits(clerk)


def test_rules_are_administered(page, picture, asking):
    administrator = page("administrator")
    administrator.goto(f"{ROOM}/rules/?from=xuchang-2011#new")
    fits(administrator)
    accessible(administrator)
    picture(administrator, "rules-new")
