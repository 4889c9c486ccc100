"""Walking a list page by page gives the whole list, each item once, whatever the size of a page."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dajuan.web.people.models import Grant, Organisation

LISTS = {
    "/programmes/targets/subjects": "code",
    "/programmes/targets/subjects?sort=-stage_on": "code",
    "/programmes/targets/subjects?sort=owner": "code",
    "/programmes/housing-delivery/subjects/E-001/entries": "seq",
    "/entries": "seq",
    "/entries?programme=housing-delivery": "seq",
    "/targets": "code",
    "/targets?sort=deadline": "code",
}


def walked(asking, address, limit):
    found, after = [], ""
    while True:
        mark = "&" if "?" in address else "?"
        page = asking.client.get(f"/api/v1{address}{mark}limit={limit}&after={after}", headers=asking.headers).json()
        assert len(page["items"]) <= limit
        found += page["items"]
        if page["next"] is None:
            return found
        after = page["next"]


@pytest.mark.parametrize("address", LISTS)
def test_a_walk_is_the_whole_list(asks, address):
    office, key = asks("office"), LISTS[address]
    whole = [one[key] for one in walked(office, address, 1000)]
    assert whole
    assert len(set(whole)) == len(whole)

    @settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.integers(1, 60))
    def holds(limit):
        assert [one[key] for one in walked(office, address, max(limit, len(whole) // 12))] == whole

    holds()


def test_a_walk_of_what_is_ones_own_skips_the_rest(asks):
    firm = asks("firm")
    assert {one["subject"] for one in walked(firm, "/entries", 2)} == {"91410100MA0000001X"}


def test_what_comes_in_meanwhile_moves_nothing(asks, people):
    Grant.objects.create(person=people["reporter"], role="report", organisation=Organisation.objects.get(parent=None))
    office, reporter = asks("office"), asks("reporter")
    first = office.get("/programmes/housing-delivery/subjects", limit=2).json()
    told = {
        "programme": "housing-delivery", "subject": "E-000", "kind": "opened", "effective_on": "2025-01-01",
        "fields": {"name": "早到的", "developer": "云岭置业", "homes": 1},
    }  # fmt: skip
    assert reporter.post("/entries", {"drafts": [told]}).status_code == 201
    rest = office.get("/programmes/housing-delivery/subjects", after=first["next"]).json()
    assert [one["code"] for one in [*first["items"], *rest["items"]]] == ["E-001", "E-002", "E-003"]


@pytest.mark.parametrize("place", [["entries", "x"], ["entries", -1], ["entries", {}], ["targets", 3], [], {}, "x", 3])
@pytest.mark.parametrize("address", ["/entries", "/targets", "/jobs", "/programmes/targets/subjects"])
def test_a_cursor_of_another_make_is_refused(asks, address, place):
    forged = base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")
    answer = asks("office").get(address, after=forged)
    assert answer.status_code == 422, answer.content.decode()
