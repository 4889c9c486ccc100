"""No bank sees what the firm has not consented to: every page and every GET of the API, as a bank whose account has every
role over the whole zone. Values that it may not see stand nowhere else (``tests.web.financed``).

With the same roles and no bank they are found where the walk goes: were the guard not there, it would find them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import quote

import openpyxl
import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch
from tests.web.financed import BANK_NAME, THEIRS, TOLD, secrets
from tests.web.little_zone import FIRM
from tests.web.security.addresses import ALL, MADE_UP, Address

from dajuan.ledger.read import entries_between
from dajuan.systems.firms import REGISTER
from dajuan.web.access.roles import Action
from dajuan.web.api.api import api
from dajuan.web.api.tokens import make_token
from dajuan.web.people.models import Organisation, Person
from dajuan.web.people.viewers import viewer_of_person
from dajuan.web.served import served

QUESTIONS = (
    "as_of=2025-06-30", "as_of=2025-08-31&known_at=2026-01-08", f"q={FIRM}", f"q={quote(TOLD[0])}", "period=2025&by=enterprise",
    "period=2024&by=name",
)  # fmt: skip
"""Of a page that opens: a day on which what is withdrawn by now was consented to; a search; figures by firm."""
_TRIES = 3
SHAPES = ("csv", "xlsx", "json")
DOSSIER = f"/systems/financing/firms/{FIRM}/dossier/"


class There(NamedTuple):
    """What addresses can name: of every programme its subjects (the firm's first) and indicators; entries, files."""

    subjects: list[tuple[str, str]]
    indicators: list[tuple[str, str]]
    seqs: list[int]
    files: list[str]


@pytest.fixture
def there(people) -> There:
    here = served()
    log = list(entries_between(here.ledger))
    subjects = list(
        dict.fromkeys(
            (entry.programme, entry.subject) for _, entry in log if entry.subject and entry.programme != "targets"
        )
    )
    return There(
        sorted(subjects, key=lambda one: FIRM not in one[1]),
        [(code, key) for code, pack in here.programmes.items() for key in pack.indicators],
        [seq for seq, entry in log if (entry.programme, entry.subject) in set(subjects)],
        sorted({one.sha256 for _, entry in log for one in entry.evidence if one.sha256}),
    )  # fmt: skip


def values_of(names: tuple[str, ...], there: There) -> Iterator[dict[str, Any]]:
    """Every object that an address with these arguments can name."""
    known = set(names)
    if {"programme", "code"} <= known:
        choices: list[dict[str, Any]] = [{"programme": of, "code": code, "seq": 1} for of, code in there.subjects]
    elif {"programme", "indicator"} <= known:
        choices = [{"programme": of, "indicator": key, "period": "2024"} for of, key in there.indicators]
    elif "seq" in known:
        choices = [{"seq": seq} for seq in there.seqs]
    elif "sha256" in known:
        choices = [{"sha256": one} for one in there.files]
    elif "programme" in known:
        choices = [{"programme": code} for code in served().programmes]
    elif known & {"code", "firm", "enterprise", "application"}:
        codes = [*(code for _, code in there.subjects), *served().programmes]
        choices = [dict.fromkeys(("code", "firm", "enterprise", "application"), code) for code in codes]
    else:
        choices = [{}]
    forms = SHAPES if known & {"form", "kind"} else ("csv",)
    for one, form in product(choices, forms):
        yield one | {"form": form, "kind": form}


def pages(there: There) -> Iterator[list[str]]:
    """Of each view all its addresses."""
    for one in ALL:
        made = [_address(one, values) for values in values_of(one.arguments, there)]
        yield [address for address in made if address]


def _address(one: Address, values: dict[str, Any]) -> str:
    """ "" where these values are none that it takes."""
    for pk in (1, "7c9e6679-7425-40de-944b-e07fc1f90ae7"):
        with suppress(NoReverseMatch):
            return one.with_({"pk": pk} | values)
    return ""


def operations(there: There) -> Iterator[list[str]]:
    for path, some in api.get_openapi_schema()["paths"].items():
        if "get" in some:
            names = tuple(part.strip("{}") for part in path.split("/") if part.startswith("{"))
            made_up = {name: MADE_UP.get(name, 1) for name in names}
            yield [path.format(**made_up | values) for values in values_of(names, there)]


def told(client, there: There, secret: str) -> Iterator[tuple[str, str]]:
    """Everything that is answered: address and text."""
    for addresses in pages(there):
        yield from _asked(client, addresses, {})
    for addresses in operations(there):
        yield from _asked(client, addresses, {"authorization": f"Bearer {secret}"})


def _asked(client, addresses: list[str], headers: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What is answered at all of a view's addresses; one that is shut to whoever asks says so to the first few."""
    shut = 0
    for address in addresses:
        cache.clear()
        answer = client.get(address, headers=headers)
        shut += answer.status_code in {403, 405}
        if shut > _TRIES:
            return
        if answer.status_code == 200:
            yield address, _text(answer)
            for question in QUESTIONS:
                yield f"{address}?{question}", _text(client.get(f"{address}?{question}", headers=headers))


def _text(answer) -> str:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if data[:2] == b"PK":
        book = openpyxl.load_workbook(io.BytesIO(data))
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    return unescape(data.decode("utf-8", "replace"))


def secret_of(person) -> str:
    return make_token(person, name="程序", scopes=tuple(Action), days=1)[1]


def test_a_bank_reads_nothing_that_was_not_consented_to_on_any_page_or_by_any_operation(as_, people, there):
    secret, hidden, opened = secret_of(people["bank"]), secrets(served()), list[str]()
    leaks, consented = [], set()
    for address, text in told(as_("bank"), there, secret):
        opened.append(address)
        leaks += [(address, one) for one in hidden if one in text]
        consented |= {address.partition("?")[0] for one in ("611.37", "611370000") if one in text}
    assert leaks == []
    assert consented == {DOSSIER, f"/api/v1/financing/dossiers/{FIRM}"}, "what is consented to is seen, and there alone"
    assert len(opened) > 30


def test_with_the_same_roles_and_no_bank_they_are_there_to_be_found(as_, people, there):
    """The walk comes by all of these, and each tells something to whoever is no bank: it is the guard that keeps it."""
    Organisation.objects.filter(name=BANK_NAME).update(name="不是银行")
    person = Person.objects.get(pk=people["bank"].pk)
    assert viewer_of_person(person).institution is None
    subject, api_ = f"{REGISTER}/subjects/{FIRM}", "/api/v1"
    places = [
        f"/programmes/{subject}/", f"/programmes/{REGISTER}/", f"/programmes/{REGISTER}/export.csv", f"/records/of/{REGISTER}/{FIRM}/",
        f"/records/entry/{there.seqs[-1]}/", f"/systems/financing/applications/{THEIRS}/", DOSSIER, f"{api_}/programmes/{subject}",
        f"{api_}/programmes/{REGISTER}/subjects", f"{api_}/entries/{there.seqs[-1]}", f"{api_}/entries",
    ]  # fmt: skip
    walked = {one for some in (*pages(there), *operations(there)) for one in some}
    assert set(places) <= walked
    client, headers = as_("bank"), {"authorization": f"Bearer {secret_of(person)}"}
    hidden = secrets(served()) | {"一号公司"}  # the log ends with an investment in it
    for one in places:
        text = _text(client.get(one, {"limit": 1000} if one.endswith("entries") else {}, headers=headers))
        assert any(it in text for it in hidden), one
