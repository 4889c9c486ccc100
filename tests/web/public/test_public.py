"""The public page: what was published and nothing else, the same for everybody, until it is withdrawn."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from tests.answers import life

from dajuan.ledger.ledger import ledger_of
from dajuan.web.public.models import Publication

FORM = {"year": "2025", "as_of": "2025-09-30", "note": "季度公开"}


@pytest.fixture
def published(as_):
    as_("leader").post("/public/manage/", FORM)
    return Publication.objects.get()


def test_nothing_is_public_before_somebody_publishes_it(people):
    assert "还没有公开的内容" in Client().get("/public/").content.decode()


def test_anybody_sees_what_was_published_in_both_languages(published):
    text = Client().get("/public/").content.decode()
    assert "2025 年的目标与答案" in text
    assert "季度公开" in text
    assert "Targets and answers of 2025" in Client().get("/public/en/").content.decode()


def test_what_is_recorded_later_does_not_change_it(little, published):
    before = Client().get("/public/").content
    ledger = ledger_of(little)
    life.state(ledger, "T-55", "2025-06-30", reported="6个")
    ledger.store.close()
    assert Client().get("/public/").content == before


def test_it_may_be_cached_and_is_known_by_its_tag(published):
    first = Client().get("/public/")
    assert first["Cache-Control"] == "public, max-age=300"
    assert "Vary" not in first or "Cookie" not in first["Vary"]
    assert not first.cookies
    again = Client().get("/public/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_a_withdrawal_changes_the_tag_and_hides_it(as_, published):
    first = Client().get(f"/public/{published.pk}/")
    as_("leader").post(f"/public/manage/{published.pk}/withdraw/")
    again = Client().get(f"/public/{published.pk}/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 404


@pytest.mark.parametrize("username", ["reporter", "reviewer", "auditor", "administrator", "firm"])
def test_only_leaders_publish(as_, username):
    assert as_(username).post("/public/manage/", FORM).status_code == 403
    assert not Publication.objects.exists()


def test_no_day_to_come_is_published(as_):
    answer = as_("leader").post("/public/manage/", FORM | {"as_of": "2026-01-01"})
    assert "还没有到 2026-01-01" in answer.content.decode()


def test_nobody_is_named(published):
    whole = b"".join(
        Client().get(f"/public/{published.pk}/{end}").content for end in ("", "targets.csv", "targets.json")
    ).decode()
    assert "规划建设局" in whole
    for actor in (life.OWNER, life.REVIEWER, life.OFFICE, "督查室 何", "管委会 周"):
        assert actor not in whole


def test_the_same_as_open_data(published):
    listed = Client().get(f"/public/{published.pk}/targets.json").json()
    rows = list(
        csv.reader(io.StringIO(Client().get(f"/public/{published.pk}/targets.csv").content.decode("utf-8-sig")))
    )
    assert len(rows) - 1 == len(listed["targets"]) > 50
    assert {one["code"] for one in listed["targets"]} == {row[0] for row in rows[1:]}
    assert all(one["definition"]["en"] for one in listed["indicators"])
