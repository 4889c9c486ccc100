"""The sets of certificates and the rules of promises as their files have them: every one with its source."""

from __future__ import annotations

import pytest
from tests.systems.permits.project import PACK

from dajuan.standards.permits.certificates import MARKS, origin_of, published, set_called
from dajuan.standards.permits.promising import promising
from dajuan.standards.rules.interval import Truth
from dajuan.standards.rules.nodes import read_yaml
from dajuan.standards.trouble import RuleError

FILED = {"approval": "filed", "hazardous": False, "kind": "industrial"}


def test_each_names_where_it_comes_from():
    texts, rules = published(), promising()
    origins = [
        *(one.origin for one in texts.sets.values()), texts.bands_from, texts.before_start.origin,
        *(one.origin for one in texts.limits.values()), *(one.origin for one in (*rules.may, *rules.never)), rules.suspension_from,
    ]  # fmt: skip
    assert len(origins) >= 8
    assert all(one.source and one.mark in MARKS for one in origins)


def test_a_source_nobody_names_is_refused():
    for text in ("mark: seen", "source: 本区规定\nmark: sure", "source: 本区规定"):
        with pytest.raises(RuleError):
            origin_of(read_yaml(text, "own.yaml"))


def test_a_case_has_fields_for_each_certificate_and_condition():
    texts, rules = published(), promising()
    for one in texts.every:
        assert {one.applied, one.issued} <= set(PACK.fields)
    for scope in (*rules.may, *rules.never, texts.before_start):
        scope.when.check(PACK.fields)


def test_which_four():
    assert [one.key for one in set_called("standard").certificates] == [
        "title",
        "land-permit",
        "works-permit",
        "building-permit",
    ]
    assert "title" not in {one.key for one in set_called("taizhou").certificates}
    with pytest.raises(RuleError, match="没有四证“five”"):
        set_called("five")


@pytest.mark.parametrize(
    ("facts", "truth", "bars"),
    [
        (FILED, Truth.YES, []),
        (FILED | {"approval": "government"}, Truth.NO, ["henan-filed"]),
        (FILED | {"hazardous": True}, Truth.NO, ["hazardous"]),
        (FILED | {"hazardous": True, "kind": "housing"}, Truth.NO, ["hazardous", "real-estate"]),
    ],
)
def test_who_may_promise(facts, truth, bars):
    assert promising().truth(facts) is truth
    assert [one.code for one in promising().bars(facts)] == bars


def test_what_is_not_known_is_asked_for():
    assert promising().truth({"approval": "filed"}) is Truth.UNKNOWN
    assert promising().missing({"approval": "filed"}) == ("hazardous", "kind")
