"""Searching, maps and who names whom, as the pages of a zone ask them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.subjects.lives import FIRM, OTHER_FIRM, PLACES, ledger_at

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.subjects.asked import Cursor, Filter, Order, cursor_of
from dajuan.subjects.boxes import Box, box_of
from dajuan.subjects.subjects import Subjects
from dajuan.subjects.words import folded, holds, pairs, phrase


def draft(code, kind, on="2024-03-01", programme="sites", **more):
    return Draft(programme=programme, subject=code, kind=kind, effective_on=date.fromisoformat(on), **more)


LIVES = [
    draft(FIRM, "opened", programme="firms", fields={"name": "云岭建工集团"}),
    draft("E-001", "opened", fields={"name": "云岭一号路", "owner": "云岭住建局", "firm": FIRM, "place": PLACES[0]}),
    draft("E-002", "opened", fields={"name": "松溪（二）小学", "owner": "松溪办事处", "parent": "sites/E-001"}),
    draft("E-003", "opened", fields={"name": "E-001的支路", "owner": "云岭住建局"}, links={"builder": f"firms/{FIRM}"}),
    draft("E-001", "moved", stage="listed"),
    draft("E-003", "linked", "2024-06-01", links={"builder": f"firms/{OTHER_FIRM}", "lender": f"firms/{FIRM}"}),
    draft("E-001", "stated", "2024-06-01", fields={"place": PLACES[1]}),
]


@pytest.fixture
def subjects(tmp_path):
    ledger = ledger_at(str(tmp_path / "ledger.sqlite"))
    append(ledger, LIVES, actor="甲")
    subjects = Subjects(ledger, tmp_path / "derived")
    subjects.follow()
    yield subjects
    ledger.store.close()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("E-001", ["E-001", "E-003"]),  # the code itself before a name that holds it
        ("e001", ["E-001", "E-003"]),
        ("二小", ["E-002"]),
        ("(二)小学", ["E-002"]),
        ("云岭", [FIRM, "E-001", "E-003"]),  # names before owners
        ("住建", ["E-001", "E-003"]),
        ("路", ["E-001", "E-003"]),
        ("集团", [FIRM]),
        ("岭一号", ["E-001"]),
        ("岭一路", []),
        ("办事处云岭", []),
        ("“”", []),
        ("", []),
    ],
)
def test_searching_finds_any_part_of_a_name(subjects, text, found):
    assert [row.code for row in subjects.search(text)] == found


def test_searching_stays_within_what_one_answers_for(subjects):
    assert [row.code for row in subjects.search("E-00", owners={"松溪办事处"})] == ["E-002"]
    assert subjects.search("E-001", owners={"松溪办事处"}) == []
    assert subjects.search("云岭", owners=set()) == []
    assert len(subjects.search("E-00", limit=2)) == 2


words = st.text(st.sampled_from("云岭置业aA1-（ 　é〇𬭎u0"), max_size=8)


@given(words, words)
def test_the_index_finds_what_is_there_and_nothing_else(text, part):
    import sqlite3

    db = sqlite3.connect(":memory:")
    db.execute('create virtual table t using fts5 (x, tokenize = "unicode61 remove_diacritics 0")')
    db.execute("insert into t values (?)", (pairs(text),))
    asked = phrase(part)
    found = bool(asked) and db.execute("select count(*) from t where t match ?", (asked,)).fetchone()[0] == 1
    assert found == bool(folded(part) and holds(text, folded(part)))


def test_the_map_has_what_is_within_the_box(subjects):
    west, east = (Box(x - 0.1, 34, x + 0.1, 35) for x in (113.5, 113.9))
    (one,) = subjects.sites("sites", box=east)
    assert one.geometry == '{"type":"Point","coordinates":[113.9,34.8]}'
    assert (one.name, one.stage) == ("云岭一号路", "listed")
    assert subjects.sites("sites", box=west) == []
    assert [one.id for one in subjects.sites("sites", box=west, as_of=date(2024, 5, 1))] == ["sites/E-001/place"]
    assert subjects.sites("sites", where=Filter(stages=("done",))) == []
    assert subjects.sites("sites", owners={"松溪办事处"}) == []


def test_a_box_is_around_every_point():
    shape = '{"type":"MultiPolygon","coordinates":[[[[113,34],[114,34],[114,36],[113,34]]],[[[112,35],[113,35],[113,35.5],[112,35]]]]}'
    assert box_of(shape) == Box(112, 34, 114, 36)
    assert box_of(shape).meets(Box(114, 36, 115, 37))
    assert not box_of(shape).meets(Box(114.1, 34, 115, 37))


def named(some):
    return [(one.by, one.programme, one.code, one.row is not None) for one in some]


def test_who_names_whom(subjects):
    around = subjects.linked("sites", "E-001")
    assert named(around.names) == [("firm", "firms", FIRM, True)]
    assert named(around.named_by) == [("parent", "sites", "E-002", True)]
    around = subjects.linked("sites", "E-003")
    assert named(around.names) == [("builder", "firms", OTHER_FIRM, False), ("lender", "firms", FIRM, True)]
    assert named(subjects.linked("firms", FIRM).named_by) == [
        ("firm", "sites", "E-001", True),
        ("lender", "sites", "E-003", True),
    ]
    then = subjects.linked("firms", FIRM, as_of=date(2024, 5, 1))
    assert named(then.named_by) == [("firm", "sites", "E-001", True), ("builder", "sites", "E-003", True)]
    assert subjects.linked("sites", "E-009") == ([], [])


def test_all_of_an_enterprise(subjects):
    own, naming = subjects.of_enterprise(FIRM)
    assert named(own) == [("", "firms", FIRM, True)]
    assert named(naming) == [("firm", "sites", "E-001", True), ("lender", "sites", "E-003", True)]
    own, naming = subjects.of_enterprise(OTHER_FIRM)
    assert own == []
    assert named(naming) == [("builder", "sites", "E-003", True)]


def test_only_some_codes(subjects):
    assert [row.code for row in subjects.page("sites", only={"E-003", "E-001", "E-9"}).rows] == ["E-001", "E-003"]
    assert subjects.stages("sites", only={"E-001", "E-002"}) == {"listed": 1, "": 1}
    assert subjects.page("sites", only=set()).rows == []
    then = subjects.page("sites", only={"E-003"}, as_of=date(2024, 5, 1))
    assert [row.links for row in then.rows] == [{"builder": (f"firms/{FIRM}",)}]


def test_a_page_says_how_much_of_the_log_it_looked_at(subjects):
    assert subjects.page("sites").size == subjects.follow()
    assert subjects.page("sites", size=3).size == 3
    assert [row.code for row in subjects.page("sites", size=3).rows] == []
    assert subjects.page("sites", size=4).rows[0].code == "E-001"


def test_what_is_no_cursor_is_refused(subjects):
    for text in ("x", "bnVsbA", "%%%", "W10"):
        with pytest.raises(ValueError):  # noqa: PT011 - of base64, of JSON or our own: all are ValueError
            subjects.page("sites", after=text)
    assert cursor_of(Cursor(b"\x01", "E-1").text()) == Cursor(b"\x01", "E-1")


def test_a_programme_nobody_heard_of_has_an_empty_list(subjects):
    assert subjects.page("roads", order=Order("field", "length")).rows == []
    assert subjects.stages("roads") == {}
    assert subjects.page("roads", as_of=date(2024, 1, 1)).rows == []
    assert subjects.one("sites", "") is None


def test_the_entries_that_brought_a_file_are_known_withdrawn_or_not(tmp_path):
    ledger = ledger_at(str(tmp_path / "ledger.sqlite"))
    proof = Evidence(name="表.pdf", sha256="ab" * 32, kind="表")
    append(ledger, LIVES[:2], actor="甲")
    append(ledger, [draft("E-001", "attached", evidence=(proof,))], actor="甲")
    subjects = Subjects(ledger, tmp_path / "derived")
    subjects.follow()
    [brought] = subjects.bringing(proof.sha256)
    assert (brought.programme, brought.code) == ("sites", "E-001")
    append(ledger, [draft("E-001", "withdrawn", about=(brought.seq, brought.seq))], actor="甲")
    subjects.follow()
    assert subjects.bringing(proof.sha256) == [brought]
    assert subjects.bringing("cd" * 32) == []
