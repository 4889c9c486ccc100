"""What tests of the API use: ``token`` makes one for somebody, ``asks`` is a client that sends it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from dajuan.web.access.roles import Action
from dajuan.web.api.tokens import make_token

API = "/api/v1"


class Asking:
    """A programme with a token: JSON out, JSON in."""

    def __init__(self, secret: str = "", client: Client | None = None) -> None:
        self.client = client or Client()
        self.headers = {"authorization": f"Bearer {secret}"} if secret else {}

    def get(self, address: str, **query: Any) -> Any:
        return self.client.get(API + address, query, headers=self.headers)

    def post(self, address: str, told: Any = None, *, key: str = "", **headers: str) -> Any:
        sent = self.headers | ({"idempotency-key": key} if key else {}) | headers
        return self.client.post(API + address, json.dumps(told), content_type="application/json", headers=sent)

    def send(self, address: str, *, key: str = "", **files: Any) -> Any:
        sent = self.headers | ({"idempotency-key": key} if key else {})
        return self.client.post(API + address, files, headers=sent)


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


@pytest.fixture
def asks(people) -> Callable[..., Asking]:
    def as_somebody(username: str, scopes: Collection[Action] = tuple(Action)) -> Asking:
        _, secret = make_token(people[username], name="测试", scopes=scopes, days=1)
        return Asking(secret)

    return as_somebody
