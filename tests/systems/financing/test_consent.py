"""Consent for a day: given, withdrawn, expired, of another bank; as the ledger has it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.read import state_of_subject
from dajuan.ledger.trouble import RefusedError
from dajuan.ledger.zone import make_zone
from dajuan.subjects.subjects import Subjects
from dajuan.systems.financing.applications import APPLICATIONS, application, applied, funnel
from dajuan.systems.financing.consent import (
    CONSENTS,
    MEMBERS,
    Case,
    consents_of,
    given,
    institutions,
    items,
    withdrawn,
)
from dajuan.systems.financing.products import PRODUCTS

FIRM, BANK, OTHER = "91410100MA0000001X", "91410100MA00000021", "91410000170001401D"
GIVEN, NOW = date(2026, 3, 1), datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def place(tmp_path):
    on = ("enterprise-register", MEMBERS, PRODUCTS, APPLICATIONS, CONSENTS)
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=on, simulated=True)
    ledger = ledger_of(zone)
    subjects = Subjects(ledger, zone.derived)

    def record(*drafts):
        append(ledger, drafts, actor="财政金融局 潘", now=NOW)
        subjects.follow()

    for code, name in ((BANK, "云岭银行"), (OTHER, "望岭银行")):
        fields = {"name": name, "kind": "institution"}
        record(
            Draft(programme=MEMBERS, subject=code, kind="opened", effective_on=GIVEN, fields=fields),
            Draft(programme=MEMBERS, subject=code, kind="moved", stage="joined", effective_on=GIVEN),
        )
    yield ledger, subjects, record
    subjects.close()
    ledger.store.close()


def cases(subjects, on, *, as_of=None):
    found = consents_of(subjects, FIRM, institutions(subjects), on, as_of=as_of)
    return {(one.institution, one.item): one.case for one in found}


def test_it_holds_from_the_day_it_was_given_to_its_last_day_for_that_bank_and_that_item_alone(place):
    _, subjects, record = place
    record(*given(FIRM, (BANK, "云岭银行"), "tax", until=date(2026, 4, 30), on=GIVEN, note="企业授权", case=Case.NEVER))
    for day, case in (
        (date(2026, 2, 28), Case.NEVER), (GIVEN, Case.VALID), (date(2026, 4, 30), Case.VALID), (date(2026, 5, 1), Case.EXPIRED),
    ):  # fmt: skip
        assert cases(subjects, day)["云岭银行", "tax"] is case, day
    valid = [key for key, case in cases(subjects, GIVEN).items() if case is Case.VALID]
    assert valid == [("云岭银行", "tax")]


def test_withdrawn_it_does_not_hold_and_can_be_given_again(place):
    _, subjects, record = place
    first = given(FIRM, (BANK, "云岭银行"), "tax", until=date(2026, 12, 31), on=GIVEN, note="企业授权", case=Case.NEVER)
    record(*first)
    record(withdrawn(first[0].subject, on=date(2026, 4, 1), note="企业收回"))
    assert cases(subjects, date(2026, 4, 1))["云岭银行", "tax"] is Case.WITHDRAWN
    assert cases(subjects, date(2026, 3, 15), as_of=date(2026, 3, 15))["云岭银行", "tax"] is Case.VALID
    record(
        *given(
            FIRM,
            (BANK, "云岭银行"),
            "tax",
            until=date(2026, 9, 1),
            on=date(2026, 5, 1),
            note="再授权",
            case=Case.WITHDRAWN,
        )
    )
    assert cases(subjects, date(2026, 5, 1))["云岭银行", "tax"] is Case.VALID


def test_the_items_are_those_of_the_pack_and_their_fields_those_of_the_register(place):
    ledger = place[0]
    assert set(items()) == {one.key for one in ledger.programmes[CONSENTS].fields["item"].choices}
    assert {field for fields in items().values() for field in fields} <= set(
        ledger.programmes["enterprise-register"].fields
    )


def proof(kind):
    return (Evidence(name=f"{kind}.pdf", address="https://example.org/a.pdf", kind=kind),)


def test_nothing_is_drawn_above_what_was_approved_and_the_refusal_has_both_numbers(place):
    ledger, _, record = place
    drafts = applied(
        FIRM, {"amount": 500_000_00, "product": "financing-products/loan", "institution": "云岭银行"}, [], GIVEN
    )
    code = drafts[0].subject
    record(*drafts)

    def move(stage, day, fields=None, kind=""):
        return Draft(programme=APPLICATIONS, subject=code, kind="moved", stage=stage, effective_on=day,
                     fields=fields or {}, evidence=proof(kind) if kind else ())  # fmt: skip

    record(move("matched", date(2026, 3, 2)), move("approved", date(2026, 3, 9), {"approved": 400_000_00}, "授信批复"))
    with pytest.raises(RefusedError, match=r"累计放款 40.01万元，超过授信金额 40万元"):
        record(move("drawn", date(2026, 3, 11), {"drawn": 400_100_00}, "放款凭证"))
    record(move("drawn", date(2026, 3, 11), {"drawn": 400_000_00}, "放款凭证"))
    with pytest.raises(RefusedError, match="超过授信金额 30万元"):
        record(
            Draft(
                programme=APPLICATIONS,
                subject=code,
                kind="stated",
                effective_on=date(2026, 3, 12),
                fields={"approved": 300_000_00},
            )
        )
    found = funnel([application(code, state_of_subject(ledger, programme=APPLICATIONS, subject=code))])
    assert found.reached == {"applied": 1, "matched": 1, "approved": 1, "drawn": 1, "repaid": 0}
    assert (found.sums["approved"], found.sums["drawn"]) == (400_000_00, 400_000_00)


def test_a_second_application_of_a_day_has_the_next_number():
    first = applied(FIRM, {"amount": 1}, [], GIVEN)[0].subject
    assert applied(FIRM, {"amount": 1}, [first], GIVEN)[0].subject == f"20260301.{FIRM}.2"
