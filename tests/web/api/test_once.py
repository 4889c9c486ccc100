"""A write that comes again: nothing is done twice, the answer is the same, and another body under the key is refused."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dajuan.ledger.read import size_of
from dajuan.web.api.models import Answered
from dajuan.web.public.models import Publication
from dajuan.web.served import served


@pytest.fixture
def reporter(asks, people):
    from dajuan.web.people.models import Grant, Organisation

    Grant.objects.create(person=people["reporter"], role="report", organisation=Organisation.objects.get(parent=None))
    return asks("reporter")


def estate(code, homes=90):
    return {
        "programme": "housing-delivery",
        "subject": code,
        "kind": "opened",
        "effective_on": "2025-03-01",
        "fields": {"name": f"{code} 号楼盘", "developer": "云岭置业", "homes": homes},
    }


def test_the_same_again_gives_the_same_answer_and_adds_nothing(reporter):
    told = {"drafts": [estate("E-901"), estate("E-902")]}
    first = reporter.post("/entries", told, key="一月".encode().hex())
    assert first.status_code == 201, first.content.decode()
    size = size_of(served().ledger)
    again = reporter.post("/entries", told, key="一月".encode().hex())
    assert (again.status_code, again.json()) == (201, first.json())
    assert size_of(served().ledger) == size
    assert first.json()["added"] == 2


def test_another_body_under_the_same_key_is_refused(reporter):
    assert reporter.post("/entries", {"drafts": [estate("E-901")]}, key="k").status_code == 201
    other = reporter.post("/entries", {"drafts": [estate("E-901", homes=91)]}, key="k")
    assert other.status_code == 422
    assert "k" in other.json()["detail"]
    elsewhere = reporter.send("/evidence", file=BytesIO(b"x"), key="k")
    assert elsewhere.status_code == 422


def test_a_key_is_ones_own(reporter, asks):
    assert reporter.post("/entries", {"drafts": [estate("E-901")]}, key="k").status_code == 201
    office = asks("office")
    assert office.post("/targets/2025-001/drop", {"why": "重复"}, key="k").status_code == 201


def test_what_was_refused_leaves_its_key_free(reporter):
    wrong = {"drafts": [estate("E-901") | {"fields": {"homes": 90}}]}
    assert reporter.post("/entries", wrong, key="k").status_code == 422
    assert reporter.post("/entries", {"drafts": [estate("E-901")]}, key="k").status_code == 201


def test_an_answer_that_was_lost_with_the_server_writes_nothing_twice(reporter):
    told = {"drafts": [estate("E-901"), estate("E-902")]}
    first = reporter.post("/entries", told, key="k").json()
    Answered.objects.all().delete()
    again = reporter.post("/entries", told, key="k").json()
    assert again["seqs"] == first["seqs"]
    assert again["added"] == 0


def test_one_that_is_under_way_is_not_begun_again(reporter):
    told = {"drafts": [estate("E-901")]}
    reporter.post("/entries", told, key="k")
    Answered.objects.update(status=None, answer=None)
    assert reporter.post("/entries", told, key="k").status_code == 409


def test_a_publication_is_made_once(asks):
    leader, told = asks("leader"), {"year": 2025, "as_of": "2025-09-30", "note": "季度公开"}
    first, again = (leader.post("/publications", told, key="q3") for _ in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("key", ["", "with space", "汉字", "x" * 101])
def test_a_key_is_visible_ascii(reporter, key):
    answer = reporter.client.post(
        "/api/v1/log/checkpoints", headers=reporter.headers | {"idempotency-key": key.encode().decode("latin-1")}
    )
    assert answer.status_code in {403, 422}


# Any order of sending and sending again ---------------------------------------------------------------------------


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(sent=st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3)), min_size=1, max_size=8), run=st.uuids())
def test_however_often_it_is_sent_each_key_writes_once(reporter, sent, run):
    """Of each key the first body is written; the same again is the same, another is refused."""
    ledger, first, answers = served().ledger, {}, {}
    before = size_of(ledger)
    for key, homes in sent:
        told = {"drafts": [estate(f"{run.hex[:12]}-{key}", homes)]}
        answer = reporter.post("/entries", told, key=f"{run.hex}-{key}")
        if first.setdefault(key, homes) == homes:
            assert answer.status_code == 201, answer.content.decode()
            assert answers.setdefault(key, answer.json()) == answer.json()
        else:
            assert answer.status_code == 422
    assert size_of(ledger) - before == len(first)
