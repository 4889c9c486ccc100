"""Every kind of page of records × every role: what is not in reach is not there, whoever knows its address."""

from __future__ import annotations

import pytest
from tests.answers.life import code_of
from tests.web.little_zone import FIRM, OTHER_FIRM, PEOPLE
from tests.web.lively import BOUND, OTHERS, entry_of

from dajuan.ledger.read import entries_of_subject
from dajuan.web.served import served

EVERYWHERE = {"office", "reviewer", "leader", "auditor", "administrator"}
SEEN_BY = {
    "own estate": {*EVERYWHERE, "reporter"},
    "entry of the own estate": {*EVERYWHERE, "reporter"},
    "its bytes": {*EVERYWHERE, "reporter"},
    "its proof": {*EVERYWHERE, "reporter"},
    "file of the own estate": {*EVERYWHERE, "reporter"},
    "nobody's estate": EVERYWHERE,
    "entry of nobody's estate": EVERYWHERE,
    "file of nobody's estate": EVERYWHERE,
    "target of the own": {*EVERYWHERE, "reporter"},
    "target of the neighbour": {*EVERYWHERE, "neighbour"},
    "firm": {*EVERYWHERE, "firm"},
    "entry of the firm": {*EVERYWHERE, "firm"},
    "other firm": EVERYWHERE,
    "entry of the other firm": EVERYWHERE,
    "entry of a programme": EVERYWHERE,
}


@pytest.fixture
def addresses(lively) -> dict[str, str]:
    ledger = served().ledger

    def opened(code: str) -> int:
        return entries_of_subject(ledger, programme="enterprise-register", subject=code)[0][0]

    own, others = entry_of(ledger, "E-001", "attached"), entry_of(ledger, "E-003", "attached")
    return {
        "own estate": "of/housing-delivery/E-001/",
        "entry of the own estate": f"entry/{own}/",
        "its bytes": f"entry/{own}/entry.json",
        "its proof": f"entry/{own}/proof.json",
        "file of the own estate": f"evidence/{lively['pdf'].sha256}/file",
        "nobody's estate": "of/housing-delivery/E-003/",
        "entry of nobody's estate": f"entry/{others}/",
        "file of nobody's estate": f"evidence/{lively['others'].sha256}/",
        "target of the own": f"target/{code_of(ledger, BOUND)}/",
        "target of the neighbour": f"target/{code_of(ledger, OTHERS)}/",
        "firm": f"of/enterprise-register/{FIRM}/",
        "entry of the firm": f"entry/{opened(FIRM)}/",
        "other firm": f"of/enterprise-register/{OTHER_FIRM}/",
        "entry of the other firm": f"entry/{opened(OTHER_FIRM)}/",
        "entry of a programme": "entry/0/",
    }


@pytest.mark.parametrize("username", PEOPLE)
def test_each_sees_what_is_theirs(addresses, as_, username):
    client = as_(username)
    found = {what: client.get(f"/records/{path}").status_code for what, path in addresses.items()}
    hidden = {403, 404} if username == "firm" else {404}
    wrong = {
        what: status
        for what, status in found.items()
        if (status == 200) != (username in SEEN_BY[what]) or (status != 200 and status not in hidden)
    }
    assert wrong == {}
    assert set(addresses) == set(SEEN_BY)


def test_strangers_are_sent_to_sign_in(addresses, people, client):
    assert {client.get(f"/records/{path}").status_code for path in addresses.values()} == {302}
