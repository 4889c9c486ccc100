"""``docs/packs.md``: its example is right, its mistakes give just the errors it prints, and no key is left out."""

from __future__ import annotations

import re

import pytest

from dajuan.programmes.load import parse_pack
from dajuan.programmes.pack import QUANTITIES, WORDS
from dajuan.programmes.schema import pack_schema
from dajuan.programmes.trouble import PackError


@pytest.fixture(scope="module")
def manual(root) -> str:
    return (root / "docs" / "packs.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def blocks(manual) -> list[str]:
    return re.findall(r"^```(?:yaml|text)\n(.*?)^```$", manual, re.MULTILINE | re.DOTALL)


def test_the_example_is_right(blocks):
    assert parse_pack(blocks[0]).code == "road-works"


def test_the_errors_shown_are_the_errors_given(blocks):
    with pytest.raises(PackError) as told:
        parse_pack(blocks[1], "roads.yaml")
    assert str(told.value) + "\n" == blocks[2]


def test_every_key_and_type_is_explained_in_both_halves(manual):
    zh, en = manual.split("## English")
    schema = pack_schema()["properties"]
    keys = {
        key
        for part in ("fields", "stages", "links", "indicators")
        for key in schema[part]["additionalProperties"]["properties"]
    }
    keys -= {"name", "count", "in", "sum", "last", "days", "ratio", "change", "share", "cumulative", "rule"}
    words = set(re.findall(r"[a-z_-]+", zh))
    assert (keys | set(schema) | set(QUANTITIES) | set(WORDS)) - words == set()
    assert {"needs", "after", "side", "final", "flow", "unique", "where", "take", "since", "replaces"} <= set(
        re.findall(r"[a-z_-]+", en)
    )


def test_every_definition_has_its_row(manual):
    rows = set(re.findall(r"^\| `([a-z]+): ", manual, re.MULTILINE))
    assert rows >= {"count", "in", "sum", "last", "days", "ratio", "change", "share", "cumulative", "rule"}
