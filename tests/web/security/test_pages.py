"""Role × page × method, over every address there is: nobody opens what his role does not, and no page forgot to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.web.financed import PEOPLE
from tests.web.security.addresses import ALL, GUARDED, PUBLIC, Address, made_up

from dajuan.web.access.roles import Action, roles

ROLES = {username: {role for role, _ in grants} for username, (_, _, grants) in PEOPLE.items()}
WHOLE = {username: {role for role, at in grants if at == "云岭高新区"} for username, (_, _, grants) in PEOPLE.items()}


def test_every_page_says_what_it_needs_or_is_in_the_list_of_public_ones():
    assert {one.name for one in ALL if not one.needs} == set(PUBLIC)
    assert len(GUARDED) > 60


def may(username: str, one: Address) -> bool:
    """What the roles' table says of the page as such."""
    if one.needs == "own":
        return True
    if username == "firm":
        return one.enterprises and bool({Action.SEE, Action.EXPORT} & set(one.needs))
    if username == "bank":  # Whatever its roles.
        return (
            one.institutions
            and not one.everywhere
            and bool({Action.SEE, Action.EXPORT, Action.RECORD} & set(one.needs))
        )
    held = (WHOLE if one.everywhere else ROLES)[username]
    return any(set(one.needs) & roles()[role].may for role in held)


def asked(client: Client, one: Address) -> Iterator[tuple[str, Any]]:
    """What the address answers to each method that it takes."""
    answers = [(method, getattr(client, method)(made_up(one))) for method in ("get", "post")]
    taken = [(method, answer) for method, answer in answers if answer.status_code != 405]
    assert taken, f"{one.name} takes one method or the other"
    yield from taken


def test_a_stranger_is_sent_to_sign_in(people):
    let_in = [
        (one.name, method, answer.status_code)
        for one in GUARDED
        for method, answer in asked(Client(), one)
        if answer.status_code != 302 or not answer.headers["Location"].startswith("/sign-in/")
    ]
    assert let_in == []


@pytest.mark.parametrize("username", PEOPLE)
def test_a_role_opens_what_it_may_and_nothing_else(as_, username):
    wrong, refused, opened = [], 0, 0
    for one in GUARDED:
        for method, answer in asked(as_(username), one):
            known = not answer.headers.get("Location", "").startswith("/sign-in/")
            right = may(username, one)
            refused, opened = refused + (not right), opened + right
            if answer.status_code >= 500 or not known or (not right and answer.status_code not in {403, 404}):
                wrong.append((one.name, method, answer.status_code))
    assert wrong == []
    assert opened > 5
    assert refused > 5


def test_no_form_is_taken_without_its_token(people):
    taken = []
    for one in ALL:
        client = Client(enforce_csrf_checks=True)
        client.force_login(people["office"], backend="django.contrib.auth.backends.ModelBackend")
        status = client.post(made_up(one), {"any": "thing"}).status_code
        if status not in {403, 405}:
            taken.append((one.name, status))
    assert taken == []


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=|javascript:", re.I
)


@pytest.mark.parametrize("username", ["", "office", "administrator", "firm"])
def test_every_answer_carries_its_headers(as_, people, username):
    wrong = []
    for one in ALL:
        answer = (as_(username) if username else Client()).get(made_up(one))
        policy = answer.headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy or "frame-ancestors 'none'" not in policy:
            wrong.append((one.name, policy))
        wrong += [(one.name, key) for key, value in HEADERS.items() if answer.headers.get(key) != value]
        if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            wrong += [(one.name, found.group()) for found in INLINE.finditer(answer.content.decode())]
    assert wrong == []


def test_what_is_for_who_is_signed_in_is_kept_by_no_cache(as_):
    kept = []
    for one in GUARDED:
        answer = as_("office").get(made_up(one))
        told = answer.headers.get("Cache-Control", "")
        if answer.status_code == 200 and ("public" in told or not {"private", "no-store"} & set(told.split(", "))):
            kept.append((one.name, told))
    assert kept == []
