"""Role × page × method, over every address there is: nobody opens what his role does not, and no page forgot to ask."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.web.little_zone import PEOPLE
from tests.web.security.addresses import ALL, GUARDED, PUBLIC, Address, made_up

from dajuan.web.access.roles import Action, roles

NAMES = {one.name: one for one in ALL}
ROLES = {username: {role for role, _ in grants} for username, (_, _, grants) in PEOPLE.items()}
WHOLE = {username: {role for role, at in grants if at == "云岭高新区"} for username, (_, _, grants) in PEOPLE.items()}
by_name = pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
guarded = pytest.mark.parametrize("one", GUARDED, ids=lambda one: one.name)


def test_every_page_says_what_it_needs_or_is_in_the_list_of_public_ones():
    assert {one.name for one in ALL if not one.needs} == set(PUBLIC)
    assert len(GUARDED) > 60


def may(username: str, one: Address) -> bool:
    """What the roles' table says of the page as such."""
    if one.needs == "own":
        return True
    if username == "firm":
        return one.enterprises and one.needs in {Action.SEE, Action.EXPORT}
    held = (WHOLE if one.everywhere else ROLES)[username]
    return any(one.needs in roles()[role].may for role in held)


@guarded
def test_a_stranger_is_sent_to_sign_in(people, one):
    for method in ("get", "post"):
        answer = getattr(Client(), method)(made_up(one))
        if answer.status_code == 405:
            continue
        assert answer.status_code == 302, (method, answer.status_code)
        assert answer.headers["Location"].startswith("/sign-in/")


@guarded
@pytest.mark.parametrize("username", PEOPLE)
def test_a_role_opens_what_it_may_and_nothing_else(as_, one, username):
    client, answers = as_(username), []
    for method in ("get", "post"):
        answer = getattr(client, method)(made_up(one))
        if answer.status_code == 405:
            continue
        answers.append(answer.status_code)
        assert answer.status_code < 500
        assert not answer.headers.get("Location", "").startswith("/sign-in/")
        if not may(username, one):
            assert answer.status_code in {403, 404}, (method, answer.status_code)
    assert answers, "it takes one method or the other"


@by_name
def test_no_form_is_taken_without_its_token(people, one):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["office"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(made_up(one), {"any": "thing"}).status_code in {403, 405}, "and nothing was done"


CSP = "default-src 'none'"
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=|javascript:", re.I
)


@by_name
@pytest.mark.parametrize("username", ["", "office", "administrator"])
def test_every_answer_carries_its_headers(as_, people, one, username):
    client = as_(username) if username else Client()
    answer = client.get(made_up(one))
    headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert CSP in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    if headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        assert not (found := INLINE.search(answer.content.decode())), found and found.group()


@guarded
def test_what_is_for_who_is_signed_in_is_kept_by_no_cache_between(as_, one):
    answer = as_("office").get(made_up(one))
    told = answer.headers.get("Cache-Control", "")
    assert "public" not in told
    assert "private" in told or "no-store" in told or answer.status_code == 405
