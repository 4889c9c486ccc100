"""A field marked ``unique``: no two subjects of a programme hold the same value, on both databases."""

from __future__ import annotations

import dataclasses

import pytest
from tests.ledger.life import HOUSING, NOW, draft, ledger_at

from dajuan.ledger.append import append, would_append
from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.pack import Field, Name

PERMIT = Field("permit", "text", Name("预售许可证号"), unique=True)
LOT = Field("lot", "count", Name("地块序号"), unit="个", unique=True)


@pytest.fixture
def ledger(address):
    made = ledger_at(address)
    fields = {**HOUSING.fields, "permit": PERMIT, "lot": LOT}
    made.programmes = {"housing": dataclasses.replace(HOUSING, fields=fields)}
    yield made
    made.store.close()


def opened(subject, **fields):
    return draft(subject, "opened", "2024-01-02", fields={"developer": "云岭置业", **fields})


def stated(subject, on="2024-03-01", **fields):
    return draft(subject, "stated", on, fields=fields)


def record(ledger, *drafts):
    return append(ledger, drafts, actor="住建局 甲", now=NOW)


def refused(ledger, *drafts):
    with pytest.raises(RefusedError) as told:
        record(ledger, *drafts)
    return [(one.row, one.code, one.field) for one in told.value.troubles], told.value.troubles[0]


@pytest.mark.parametrize(("field", "value"), [("permit", "云房预售2024-007"), ("permit", '云"房'), ("lot", 17)])
def test_what_another_subject_holds_is_refused(ledger, field, value):
    record(ledger, opened("E-001", **{field: value}))
    troubles, first = refused(ledger, opened("E-002"), stated("E-002", **{field: value}))
    assert troubles == [(1, "unique", field)]
    assert "E-001" in first.zh
    assert "E-001's" in first.en


def test_a_subject_may_say_its_own_again(ledger):
    record(ledger, opened("E-001", permit="甲7"))
    assert record(ledger, stated("E-001", permit="甲7")).added == 1


def test_two_drafts_of_one_append(ledger):
    troubles, first = refused(ledger, opened("E-001", permit="甲7"), opened("E-002", permit="甲7"))
    assert troubles == [(1, "unique", "permit")]
    assert "E-001" in first.zh
    drafts = [opened("E-001", permit="甲7"), opened("E-002", permit="甲7"), opened("E-003", permit="甲8")]
    assert append(ledger, drafts, actor="甲", now=NOW, partial=True).seqs == (1, None, 2)


def test_a_move_may_set_it_too(ledger):
    record(ledger, opened("E-001", permit="甲7"), opened("E-002"))
    move = draft("E-002", "moved", "2024-01-05", stage="listed", fields={"permit": "甲7"})
    assert refused(ledger, move)[0] == [(0, "unique", "permit")]


def test_a_value_given_up_is_free(ledger):
    record(ledger, opened("E-001", permit="甲7"), opened("E-002", permit="甲8"))
    record(ledger, stated("E-001", permit="甲9"), stated("E-002", permit="甲7"))
    assert refused(ledger, opened("E-003", permit="甲7"))[1].zh.count("E-002") == 1
    assert record(ledger, opened("E-004", permit="甲8")).added == 1


def test_a_value_withdrawn_is_free(ledger):
    seqs = record(ledger, opened("E-001"), stated("E-001", permit="甲7")).seqs
    record(ledger, draft("E-001", "withdrawn", about=(seqs[1], seqs[1])))
    assert record(ledger, opened("E-002", permit="甲7")).added == 1


def test_the_same_import_twice_is_no_clash(ledger):
    one = draft("E-001", "opened", key="import-1", fields={"developer": "云岭置业", "permit": "甲7"})
    record(ledger, one)
    assert record(ledger, one).added == 0


def test_a_look_beforehand_tells_it_too(ledger):
    record(ledger, opened("E-001", permit="甲7"))
    looked = would_append(ledger, [opened("E-002", permit="甲7")], actor="甲", now=NOW)
    assert [one.code for one in looked.troubles] == ["unique"]


def test_the_log_is_asked_only_when_such_a_field_is_set(ledger, monkeypatch):
    asked = []
    with ledger.store.reading() as reader:
        real = type(reader)
    with_values = real.with_values
    monkeypatch.setattr(real, "with_values", lambda self, *of: asked.append(of) or with_values(self, *of))
    record(ledger, opened("E-001"), stated("E-001", homes=7))
    assert asked == []
    record(ledger, opened("E-002", permit="甲1"), opened("E-003", permit="甲2"))
    assert asked == [("housing", "permit", {"甲1", "甲2"})]
