"""Pseudonyms: the same person has the same code, another zone another; keys that are renewed, lost, altered; sealed identities."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.standards.test_identity_number import numbers

from dajuan.ledger.trouble import LedgerError
from dajuan.systems.talent.identity import CARD, Document, Identity, read_document
from dajuan.systems.talent.pseudonyms import Ring, Sealed, key_of

TODAY = date(2026, 5, 1)


def ring(folder: Path) -> Ring:
    keys = Ring(folder)
    keys.ready(TODAY)
    return keys


@pytest.fixture(scope="module")
def two_zones(tmp_path_factory) -> tuple[Ring, Ring]:
    return ring(tmp_path_factory.mktemp("a")), ring(tmp_path_factory.mktemp("b"))


def nobody(codes):
    return ()


@given(numbers(), numbers())
def test_a_person_has_one_code_and_no_other_person_has_it(two_zones, one, other):
    keys, _ = two_zones
    written = [one, one.lower(), f" {one[:6]} {one[6:]}"]
    codes = {keys.code_of(read_document("", said, today=TODAY), nobody) for said in written}
    assert len(codes) == 1
    assert (keys.code_of(Document(CARD, other), nobody) in codes) == (one == other)


@given(numbers())
def test_another_zone_knows_the_same_person_by_another_code(two_zones, number):
    one, other = (keys.code_of(Document(CARD, number), nobody) for keys in two_zones)
    assert one != other
    assert one[5:] != other[5:]
    assert number not in one


@given(numbers(), st.text(min_size=1, max_size=20))
def test_an_identity_opens_for_its_code_alone(two_zones, number, name):
    keys, others = two_zones
    identity = Identity(name, Document(CARD, number))
    code = keys.code_of(identity.document, nobody)
    sealed = keys.seal(code, identity)
    assert keys.open(code, sealed) == identity
    assert number.encode() not in sealed.data
    assert keys.open("AAAA-" + "A" * 20, sealed) is None
    assert keys.open(code, Sealed(sealed.key, sealed.data[:-1] + bytes([sealed.data[-1] ^ 1]))) is None
    assert others.open(code, sealed) is None


def test_a_new_key_leaves_those_who_have_a_code_with_it(tmp_path):
    keys = ring(tmp_path)
    known, newcomer = Document(CARD, "11010519491231002X"), Document(CARD, "440524188001010014")
    code = keys.code_of(known, nobody)
    keys.renew(date(2026, 6, 1))
    again = Ring(tmp_path)
    assert again.code_of(known, {code}.intersection) == code
    assert key_of(again.code_of(newcomer, {code}.intersection)) == again.keys[-1].id != key_of(code)
    assert again.missing([code]) == set()


def test_without_the_key_of_somebody_nothing_is_taken_in_until_it_is_given_up(tmp_path):
    code = ring(tmp_path).code_of(Document(CARD, "11010519491231002X"), nobody)
    (tmp_path / "persons" / "pseudonyms.keys").unlink()
    keys = ring(tmp_path)
    with pytest.raises(LedgerError, match=key_of(code)):
        keys.refuse_without([code])
    keys.give_up(key_of(code))
    Ring(tmp_path).refuse_without([code])


def test_the_file_is_for_this_user_alone_and_is_not_read_when_altered(tmp_path):
    keys = ring(tmp_path)
    keys.renew(TODAY)
    assert keys.path.stat().st_mode & 0o077 == 0
    text = keys.path.read_text()
    keys.path.write_text(f"{text[:5]}{'0' if text[5] != '0' else '1'}{text[6:]}")
    with pytest.raises(LedgerError, match="第 1 行"):
        Ring(tmp_path)


@given(st.binary(max_size=200))
def test_any_file_is_keys_or_refused(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "persons" / "pseudonyms.keys"
        path.parent.mkdir()
        path.write_bytes(data)
        try:
            keys = Ring(Path(folder))
        except LedgerError:
            return
        assert keys.keys == ()
