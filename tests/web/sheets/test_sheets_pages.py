"""From composing to the public page: a version never changes, two people sign, then it may be published."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.answers import life

from dajuan.web.sheets.models import Version

FORM = {"year": "2025", "as_of": "2025-09-30", "style": "plain", "note": "三季度"}


@pytest.fixture
def version(as_):
    as_("office").post("/sheets/", FORM)
    return Version.objects.get()


def at(version, what=""):
    return f"/sheets/{version.pk}/{what}"


def test_the_office_composes_and_everybody_with_the_whole_zone_in_view_reads(as_, version):
    text = as_("auditor").get(at(version)).content.decode()
    assert "三季度" in text
    assert "还要 2 人签发" in text
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>")):
        assert b"".join(as_("auditor").get(at(version, f"file.{form}")).streaming_content).startswith(begins)


def test_the_same_question_gives_the_same_files(as_, version):
    as_("office").post("/sheets/", FORM)
    newest = Version.objects.latest("pk")
    assert newest.pk != version.pk
    assert (newest.files, newest.lines) == (version.files, version.lines)
    assert "两稿一字不差" in as_("office").get(at(version, f"compare/{newest.pk}/")).content.decode()


def test_the_page_of_a_sheet_keeps_to_the_policy_it_carries(as_, version):
    answer = as_("office").get(at(version, "file.html"))
    assert "script-src 'sha256-" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_two_people_sign_before_it_is_published(as_, version):
    as_("leader").post(at(version, "sign/"), {"note": "同意"})
    as_("leader").post(at(version, "sign/"))
    as_("leader").post(at(version, "publish/"))
    assert Version.objects.get().published_at is None
    as_("office").post(at(version, "sign/"))
    as_("leader").post(at(version, "publish/"))
    assert Version.objects.get().is_public


@pytest.fixture
def published(as_, version):
    for username in ("leader", "office"):
        as_(username).post(at(version, "sign/"))
    as_("leader").post(at(version, "publish/"))
    return version


def test_a_published_sheet_is_had_by_anybody_and_a_draft_by_nobody(as_, published):
    as_("office").post("/sheets/", FORM | {"as_of": "2025-06-30"})
    draft = Version.objects.latest("pk")
    assert "2025 年答卷" in Client().get("/public/").content.decode()
    assert Client().get(f"/public/sheets/{published.pk}/answer.pdf").content.startswith(b"%PDF-")
    assert Client().get(f"/public/sheets/{draft.pk}/answer.pdf").status_code == 404
    assert Client().get(f"/public/sheets/{published.pk}/answer.html").status_code == 404


def test_no_person_is_named_in_what_is_published(published):
    whole = "\n".join(published.lines)
    for name in (life.OWNER, life.REVIEWER, life.OFFICE, "督查室 何"):
        assert name not in whole


def test_a_withdrawn_sheet_is_gone(as_, published):
    as_("leader").post(at(published, "withdraw/"))
    assert Client().get(f"/public/sheets/{published.pk}/answer.pdf").status_code == 404


def test_what_was_signed_is_not_discarded(as_, version):
    as_("leader").post(at(version, "sign/"))
    as_("office").post(at(version, "discard/"))
    assert Version.objects.get().discarded_at is None


@pytest.mark.parametrize(
    ("username", "what"),
    [
        *((who, "sign/") for who in ("reporter", "reviewer", "auditor", "administrator", "firm")),
        *((who, "publish/") for who in ("reporter", "reviewer", "auditor", "administrator", "firm")),
        *((who, "discard/") for who in ("reporter", "reviewer", "auditor", "administrator", "firm")),
    ],
)
def test_others_neither_sign_nor_publish_nor_discard(as_, version, username, what):
    assert as_(username).post(at(version, what)).status_code == 403


@pytest.mark.parametrize("username", ["reporter", "firm"])
def test_who_sees_a_part_of_the_zone_sees_no_sheet_of_all_of_it(as_, version, username):
    assert as_(username).get(at(version)).status_code == 403
    assert as_(username).get(at(version, "file.pdf")).status_code == 403
