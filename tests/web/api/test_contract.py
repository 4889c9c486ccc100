"""The whole API held against its own OpenAPI document by schemathesis: whatever is sent, what comes back is as declared,
nothing is a 500, and nothing is told to strangers. Real requests to the WSGI application, on the little zone, by somebody
who holds every role."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from types import SimpleNamespace

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from ninja import Schema
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks
from tests.web.api.conftest import API

from dajuan.web.access.roles import Action, roles
from dajuan.web.api.api import api
from dajuan.web.api.tokens import make_token
from dajuan.web.people.models import Grant, Organisation
from dajuan.web.served import served

_EXAMPLES = 8
"""A test of an operation draws so many requests, valid and not."""


@pytest.fixture
def contract(people, monkeypatch):
    """The document as the server hands it out, and the token of somebody who may do everything."""
    root = Organisation.objects.get(parent=None)
    for role in roles():
        Grant.objects.get_or_create(person=people["office"], role=role, organisation=root)
    _, secret = make_token(people["office"], name="合约", scopes=tuple(Action), days=1)
    monkeypatch.setattr("dajuan.web.api.door._MINUTE", 10**9)
    object.__setattr__(served().options, "api_per_minute", 10**9)
    return SimpleNamespace(schema=_document(), headers={"Authorization": f"Bearer {secret}"})


@cache
def _document():
    """Read once for all its operations: it is the same whoever asks."""
    return schemathesis.openapi.from_wsgi(f"{API}/openapi.json", get_wsgi_application())


def _operations() -> list[tuple[str, str]]:
    paths = api.get_openapi_schema()["paths"]
    return [(path, method) for path, some in paths.items() for method in some]


_THERE = {
    "programme": "housing-delivery",
    "indicator": "homes-delivered",
    "year": 2025,
    "seq": 330,
    "stage": "accepted",
    "organisation": 2,
    "person": 2,
    "grant": 3,
    "kind": "lights",
}


def _there(path: str) -> dict[str, object]:
    """What an address may name on the little zone, so that more is asked of an operation than whether it finds nothing."""
    code = "2025-010" if "/targets/" in path else "housing-delivery" if "/packs/" in path else "E-001"
    known = _THERE | {"code": code}
    names = re.findall(r"{(\w+)}", path)
    return {name: known[name] for name in names} if all(name in known for name in names) else {}


@pytest.mark.parametrize(("path", "method"), _operations())
def test_an_operation_answers_as_it_declares(contract, path, method):
    operation = contract.schema[path][method]
    drawn = operation.as_strategy() | operation.as_strategy(GenerationMode.NEGATIVE)
    if there := _there(path):
        drawn |= operation.as_strategy(path_parameters=there)

    @settings(
        max_examples=_EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def holds(case):
        # What the document allows may still be refused: a stage out of order, a day that has not come.
        case.call_and_validate(headers=contract.headers, excluded_checks=[checks.positive_data_acceptance])

    holds()


def test_the_document_lists_what_there_is(contract):
    told = json.dumps(contract.schema.raw_schema)
    assert "/api/v1/programmes/{programme}/subjects" in told


def test_no_two_shapes_of_the_document_share_a_name():
    """The framework lets the later one stand for both."""
    told = api.get_openapi_schema()["components"]["schemas"]
    named: defaultdict[str, set[type]] = defaultdict(set)
    waiting: list[type] = [Schema]
    while waiting:
        for one in waiting.pop().__subclasses__():
            named[one.__name__].add(one)
            waiting.append(one)
    ours = {name: [one for one in some if one.__module__.startswith("dajuan.")] for name, some in named.items()}
    assert {name: some for name, some in ours.items() if name in told and len(some) > 1} == {}
    assert sum(len(some) for some in ours.values()) > 100
