"""What comes in: by a form, by a phone note; what is masked; what is wrong is named by row and field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.systems.requests.life import FIRM, OFFICE

from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.find import find_programmes
from dajuan.systems.masking import masked_name, masked_phone, masked_text
from dajuan.systems.requests import PROGRAMME
from dajuan.systems.requests.intake import Contact, next_number, read_request, request_code
from dajuan.systems.requests.phone_note import read_phone_note, title_of

PACK = find_programmes().programmes[PROGRAMME]


def read(**typed):
    return read_request({"what": "停电", **typed}, PACK, office=OFFICE, firm_of=lambda code: None)


def test_a_request_and_its_contact_part_ways():
    request = read(what="请联系赵建国，电话13812345678，厂区停电。", contact="赵建国", phone="138-1234-5678")
    assert request.contact == Contact("赵建国", "138-1234-5678")
    said = " ".join(map(str, request.fields.values()))
    assert "赵建国" not in said
    assert "12345678" not in said.replace(" ", "").replace("-", "")
    assert request.fields["contact"] == "赵**"
    assert request.fields["phone"] == "138****5678"
    assert request.fields["name"] == "请联系赵**，电话138****5678"


def test_what_is_wrong_is_named_by_row_and_field():
    typed = {"what": "", "kind": "牢骚", "enterprise": FIRM, "department": "市场监管局", "office": "财政金融局"}
    with pytest.raises(RefusedError) as caught:
        read_request(typed, PACK, office=OFFICE, firm_of=lambda code: None, row=3)
    assert {(one.row, one.field) for one in caught.value.troubles} == {
        (3, "what"), (3, "kind"), (3, "enterprise"), (3, "department"), (3, "office"),
    }  # fmt: skip
    assert all(one.zh and one.en for one in caught.value.troubles)


@pytest.mark.parametrize(
    ("text", "firm", "contact", "phone", "kind", "field"),
    [
        ("宏远机械许经理13812345678来电，反映厂区门口路灯坏了一个月", "宏远机械", "许经理", "13812345678", "help", "utilities"),
        ("云岭一号科技有限公司 联系人：赵建国 0371-66889900 咨询奖补资金什么时候兑现", "云岭一号科技有限公司", "赵建国", "0371-66889900", "consultation", "policy"),
        ("匿名投诉某科室吃拿卡要", "", "", "", "complaint", "other"),
        ("停产了，请马上派人", "", "", "", "help", "other"),
    ],
)  # fmt: skip
def test_a_phone_note(text, firm, contact, phone, kind, field):
    note = read_phone_note(text)
    assert (note.firm, note.contact, note.phone, note.kind, note.field) == (firm, contact, phone, kind, field)
    assert note.what
    assert phone not in note.what or not phone


def test_an_urgent_one_is_heard():
    assert read_phone_note("停产了，请马上派人").grade == "urgent"


def test_a_matter_in_a_line():
    assert title_of("厂区门口路灯坏了一个月，晚上职工下班不安全。请修。") == "厂区门口路灯坏了一个月"
    assert len(title_of("长" * 200)) <= 30


@pytest.mark.parametrize(
    ("name", "masked"), [("许建国", "许**"), ("许经理", "许经理"), ("欧阳建国", "欧***"), ("赵大明经理", "赵**经理"), ("李", "李*"), ("", "")]
)  # fmt: skip
def test_names(name, masked):
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("+86 138 1234 5678", "138****5678"),
        ("0371-66889900", "0371-******00"),
        ("身份证41010119900101123X", "身份证410101************"),
        ("zhao.jg@yunling.example", "***@yunling.example"),
        ("91410100MA0000001X", "91410100MA0000001X"),  # a credit code names a firm
        ("914403001922038216", "914403001922038216"),
        ("合同金额 12345678901 元", "合同金额 12345678901 元"),  # no mobile number begins so
    ],
)
def test_numbers(text, masked):
    assert masked_text(text) == masked


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(st.sampled_from("厂区停电，请联系 电话:"), max_size=20)
)
def test_no_mobile_number_is_left(phone, words):
    assert phone not in masked_text(f"{words}{phone}{words}")
    assert phone[3:7] not in masked_phone(phone)[3:7]
    assert masked_text(masked_text(f"{words}{phone}")) == masked_text(f"{words}{phone}")


def test_codes_count_up_within_a_year():
    codes = {request_code(2025, 7), request_code(2025, 12), request_code(2024, 99)}
    assert next_number(codes, 2025) == 13
    assert next_number(codes, 2026) == 1
