"""Who gets in: tokens, their scopes and their end; the session with its CSRF token; how fast; and what goes wrong."""

from __future__ import annotations

import errno
import json
import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from tests.web.api.conftest import API, Asking

from dajuan.web.access.roles import Action
from dajuan.web.api.models import Token
from dajuan.web.api.tokens import make_token
from dajuan.web.served import Served, served

PROBLEM = "application/problem+json"
OPENED = {
    "drafts": [
        {
            "programme": "housing-delivery",
            "subject": "E-900",
            "kind": "opened",
            "effective_on": "2025-03-01",
            "fields": {"name": "新盘", "developer": "云岭置业", "homes": 90},
        }
    ]
}


def test_a_token_acts_for_its_person(asks):
    told = asks("office").get("/zone").json()
    assert told["you"]["actor"] == "督查室 何"
    assert "plan" in told["you"]["may"]


def test_only_the_hash_of_a_token_is_kept(people):
    made, secret = make_token(people["office"], name="夜间同步", scopes=[Action.SEE], days=30)
    assert secret.startswith("djt_")
    kept = json.dumps(list(Token.objects.values()), default=str)
    assert secret not in kept
    assert secret.removeprefix("djt_") not in kept
    assert made.expires_at > timezone.now() + timedelta(days=29)


def test_a_strangers_request_is_refused(people):
    answer = Asking().get("/zone")
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, PROBLEM)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("secret", ["djt_wrong", "nothing", "djt_" + "a" * 43])
def test_a_token_that_is_none_opens_nothing_even_beside_a_session(as_, secret):
    asking = Asking(secret, as_("office"))
    assert asking.get("/zone").status_code == 401


@pytest.mark.parametrize(
    "end",
    [
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"revoked_at": timezone.now()},
    ],
    ids=["expired", "revoked"],
)
def test_a_token_ends(people, asks, end):
    office = asks("office")
    assert office.get("/zone").status_code == 200
    Token.objects.update(**end)
    assert office.get("/zone").status_code == 401


def test_a_token_ends_with_its_person(people, asks):
    office = asks("office")
    people["office"].is_active = False
    people["office"].save()
    assert office.get("/zone").status_code == 401


def test_a_token_does_what_its_scopes_say_and_no_more(asks):
    reader = asks("leader", [Action.SEE])
    assert reader.get("/targets/2025-001").status_code == 200
    assert reader.get("/publications").status_code == 403
    assert reader.post("/targets/2025-001/drop", {"why": "不做了"}).status_code == 403


def test_a_token_gives_no_right_that_its_person_lacks(asks):
    neighbour = asks("neighbour", tuple(Action))
    assert neighbour.post("/targets/2025-001/drop", {"why": "不做了"}).status_code in {403, 404}
    assert neighbour.get("/publications").status_code == 403


def test_an_enterprises_token_without_see_sees_nothing(asks):
    assert asks("firm", [Action.EXPORT]).get("/programmes").status_code == 403
    assert asks("firm", [Action.SEE]).get("/programmes").status_code == 200


def test_when_a_token_was_used_is_kept_to_the_minute(asks):
    office = asks("office")
    office.get("/zone")
    first = Token.objects.get().last_used_at
    office.get("/zone")
    assert first is not None
    assert Token.objects.get().last_used_at == first


# Pages' own scripts ----------------------------------------------------------------------------------------------


def _signed_in(person) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_session_reads_without_more(people):
    assert Asking(client=_signed_in(people["office"])).get("/zone").status_code == 200


def test_a_session_writes_with_its_csrf_token_only(people):
    client = _signed_in(people["office"])
    client.cookies["csrftoken"] = "a" * 32
    asking = Asking(client=client)
    answer = asking.post("/log/checkpoints")
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, PROBLEM)
    assert asking.post("/targets/2025-001/drop", {"why": "重复"}, **{"x-csrftoken": "a" * 32}).status_code == 201


# Too fast, and what goes wrong ------------------------------------------------------------------------------------


def test_who_asks_too_fast_is_told_when_to_come_back(asks, monkeypatch):
    object.__setattr__(served().options, "api_per_minute", 3)
    monkeypatch.setattr("dajuan.web.api.door.time.time", lambda: 60_000_010)
    office, leader = asks("office"), asks("leader")
    answers = [office.get("/zone") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["Content-Type"] == PROBLEM
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert leader.get("/zone").status_code == 200, "another token has its own count"


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/nothing-of-the-kind", 404),
        ("get", "/programmes/nothing", 404),
        ("get", "/programmes/housing-delivery/subjects/E-404", 404),
        ("get", "/entries/999999", 404),
        ("put", "/zone", 405),
        ("get", "/programmes/housing-delivery/subjects?limit=0", 422),
        ("get", "/programmes/housing-delivery/subjects?after=x", 422),
        ("get", "/programmes/housing-delivery/subjects?sort=nothing", 422),
        ("get", "/programmes/housing-delivery/subjects?f.homes.from=很多", 422),
        ("get", "/programmes?as_of=yesterday", 422),
        ("get", "/programmes?known_at=2026-13-01", 422),
        ("get", "/zone?lang=fr", 422),
    ],
)
def test_whatever_goes_wrong_is_a_problem(asks, method, address, status):
    office = asks("office")
    answer = getattr(office.client, method)(API + address, headers=office.headers)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == PROBLEM
    told = answer.json()
    assert told["status"] == status
    assert told["type"].startswith("/api/v1/reference/#")
    assert told["title"]
    assert told["detail"]


def test_json_that_is_none_is_a_problem(asks):
    office = asks("office")
    answer = office.client.post(f"{API}/entries", "{", content_type="application/json", headers=office.headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, PROBLEM)


def test_a_failure_of_ours_is_a_problem_and_stands_in_the_log(asks, monkeypatch, caplog):
    def broken(self):
        raise RuntimeError("gone wrong")

    monkeypatch.setattr(Served, "today", broken)
    answer = asks("office").get("/zone")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, PROBLEM)
    assert "gone wrong" not in answer.content.decode()
    assert "gone wrong" in caplog.text


@pytest.mark.parametrize("gone", [DatabaseError("away"), OSError(errno.ENOSPC, "No space left on device")])
def test_a_database_that_is_away_and_a_disk_that_is_full_are_problems(asks, monkeypatch, gone):
    def away(self):
        raise gone

    monkeypatch.setattr(Served, "today", away)
    answer = asks("office").get("/zone")
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, PROBLEM)


def test_settings_that_are_broken_are_a_problem(asks, little):
    office = asks("office")
    settings = little.folder / "dajuan.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[web.more]\n[nonsense\n", "utf-8")
    answer = office.get("/zone")
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, PROBLEM)


@pytest.mark.parametrize(
    ("query", "accepts", "language"),
    [
        ("?lang=en", "zh-CN", "en"),
        ("?lang=zh", "en", "zh"),
        ("", "en-GB,zh;q=0.5", "en"),
        ("", "fr,zh;q=0.5,en;q=0.3", "zh"),
        ("", "", "zh"),
    ],
)
def test_detail_is_in_the_language_asked_for(asks, query, accepts, language):
    office = asks("office")
    answer = office.client.get(
        f"{API}/programmes/nothing{query}", headers=office.headers | {"accept-language": accepts}
    )
    assert answer.headers["Content-Language"] == language
    assert answer.json()["detail"].isascii() == (language == "en")


def test_no_secret_goes_into_the_log(people, caplog):
    caplog.set_level(logging.DEBUG)
    _, secret = make_token(people["office"], name="同步", scopes=tuple(Action), days=1)
    office = Asking(secret)
    office.get("/zone")
    office.get("/nothing")
    office.post("/entries", OPENED)
    Asking(secret + "x").get("/zone")
    assert secret not in caplog.text
    assert secret.removeprefix("djt_")[:20] not in caplog.text
