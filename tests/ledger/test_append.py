"""The way in, on both databases: all or nothing, nothing twice, nobody overwritten unawares."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.life import NOW, draft, ledger_at, lived, moved, opened, proof

from dajuan.ledger.append import append
from dajuan.ledger.entry import entry_of
from dajuan.ledger.states import states_of
from dajuan.ledger.trouble import ConflictError, LedgerError, RefusedError
from dajuan.programmes.pack import Needs


def entries(ledger):
    with ledger.store.reading() as reader:
        return [entry_of(row.data) for row in reader.rows(0, reader.head().size)]


def size(ledger):
    with ledger.store.reading() as reader:
        return reader.head().size


def state(ledger, subject="E-001"):
    with ledger.store.reading() as reader:
        return states_of(reader, [("housing", subject)])["housing", subject]


def test_a_life_is_recorded(ledger):
    done = append(ledger, lived(), actor="住建局 甲", now=NOW)
    assert done.seqs == (1, 2, 3, 4, 5, 6)  # 0 declares the programme's version
    assert [entry.kind for entry in entries(ledger)] == ["declared", "opened", "moved", "moved", "measured", "stated", "moved"]  # fmt: skip
    assert state(ledger).stage[0] == "delivered"
    assert state(ledger).level("homes").value == 216


def test_all_or_nothing(ledger):
    wrong = [*lived(), moved("E-002", "building"), opened("X-1")]
    with pytest.raises(RefusedError) as told:
        append(ledger, wrong, actor="甲", now=NOW)
    assert [(one.row, one.code) for one in told.value.troubles] == [
        (6, "unknown-subject"),
        (6, "stage-order"),
        (7, "code"),
    ]
    assert size(ledger) == 0


def test_the_right_ones_alone_when_asked(ledger):
    done = append(ledger, [*lived(), moved("E-002", "building")], actor="甲", now=NOW, partial=True)
    assert done.seqs[-1] is None
    assert done.added == 6
    assert {one.row for one in done.troubles} == {6}


def test_a_key_is_used_once(ledger):
    first = append(ledger, [opened("E-001", key="import-7-row-2")], actor="甲", now=NOW)
    again = append(ledger, [opened("E-001", key="import-7-row-2")], actor="甲", now=NOW)
    assert again.added == 0
    assert again.seqs == first.seqs
    assert again.root == first.root
    with pytest.raises(RefusedError, match="import-7-row-2"):
        append(ledger, [opened("E-002", key="import-7-row-2")], actor="甲", now=NOW)


def test_a_key_twice_in_one_append(ledger):
    done = append(ledger, [opened("E-001", key="k"), opened("E-001", key="k")], actor="甲", now=NOW)
    assert done.seqs == (1, 1)
    assert done.added == 1


def test_who_comes_second_is_told(lived_in):
    seen = size(lived_in)
    append(lived_in, [draft("E-001", "stated", fields={"homes": 217})], actor="乙", now=NOW)
    with pytest.raises(ConflictError, match="乙") as told:
        append(lived_in, [draft("E-001", "stated", fields={"homes": 218})], actor="丙", now=NOW, seen=seen)
    assert told.value.troubles[0].code == "conflict"
    append(lived_in, [opened("E-002"), moved("E-002", "listed")], actor="丙", now=NOW, seen=seen)


def test_the_clock_never_goes_back(lived_in):
    done = append(lived_in, [opened("E-002")], actor="乙", now=NOW - timedelta(hours=2))
    assert done.clock_behind == 7200
    stamps = [entry.recorded_at for entry in entries(lived_in)]
    assert stamps == sorted(stamps)


def test_a_changed_pack_needs_a_new_version(lived_in, address):
    import dataclasses

    other = ledger_at(address)
    changed = dataclasses.replace(other.programmes["housing"], code_rule="E-.*")
    other.programmes = {"housing": changed}
    with pytest.raises(LedgerError, match="把 version 改为 2"):
        append(other, [opened("E-009")], actor="甲", now=NOW)
    other.programmes = {"housing": dataclasses.replace(changed, version=2)}
    append(other, [opened("E-009")], actor="甲", now=NOW)
    assert [entry.version for entry in entries(other)][-2:] == [2, 2]
    other.store.close()


def test_a_pack_may_not_lose_what_entries_stand_on(lived_in, address):
    import dataclasses

    other = ledger_at(address)
    housing = other.programmes["housing"]
    fields = {key: one for key, one in housing.fields.items() if key != "homes"}
    stages = {key: dataclasses.replace(one, needs=Needs()) for key, one in housing.stages.items()}
    other.programmes = {"housing": dataclasses.replace(housing, fields=fields, stages=stages, version=2)}
    with pytest.raises(LedgerError, match="homes") as told:
        append(other, [opened("E-009")], actor="甲", now=NOW)
    assert "1 条记录" in told.value.zh
    assert size(other) == 7
    other.store.close()


def test_nobody_records_nameless(ledger):
    with pytest.raises(LedgerError):
        append(ledger, [opened("E-001")], actor=" ", now=NOW)


def test_another_person_verifies(lived_in):
    with pytest.raises(RefusedError, match="own entries"):
        append(lived_in, [draft("E-001", "verified", about=(1, 6))], actor="住建局 甲", now=NOW)
    append(lived_in, [draft("E-001", "verified", about=(1, 6))], actor="督查室 乙", now=NOW)
    assert all(state(lived_in).is_verified(seq) for seq in range(1, 7))


def test_a_whole_import_is_verified_at_once(lived_in):
    append(lived_in, [draft("", "verified", about=(0, 6))], actor="督查室 乙", now=NOW)
    assert state(lived_in).is_verified(4)
    with pytest.raises(RefusedError) as told:
        append(lived_in, [draft("", "verified", about=(90, 99))], actor="督查室 乙", now=NOW)
    assert told.value.troubles[0].code == "about"
    assert "90–99" in told.value.zh


def test_many_writers_at_once(address, ledger):
    """Four writers, each with a ledger of his own: every entry is there once, and the tree holds."""
    from dajuan.ledger.merkle import Edge

    failures: list[BaseException] = []

    def write(who: int) -> None:
        mine = ledger_at(address)
        try:
            for n in range(15):
                append(mine, [opened(f"E-{who}{n:03}")], actor=f"作者{who}", now=NOW)
        except BaseException as error:
            failures.append(error)
        finally:
            mine.store.close()

    threads = [threading.Thread(target=write, args=(who,)) for who in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with ledger.store.reading() as reader:
        rows = list(reader.rows(0, 1000))
        edge = Edge()
        for row in rows:
            list(edge.append(row.leaf))
        assert edge.root() == reader.head().edge.root()
    assert [row.seq for row in rows] == list(range(61))


def test_what_is_written_stays(lived_in, address):
    if address.startswith("postgresql"):
        import psycopg

        connection = psycopg.connect(address, autocommit=True)
        failure = psycopg.errors.RaiseException
    else:
        import sqlite3

        connection = sqlite3.connect(address)
        failure = sqlite3.IntegrityError
    for statement in ("update entry set data = '{}' where seq = 1", "delete from entry where seq = 1"):
        with pytest.raises(failure, match="never"):
            connection.execute(statement)
    connection.close()


def test_evidence_of_a_stage_may_have_come_before(lived_in):
    append(lived_in, [draft("E-001", "attached", "2024-07-01", evidence=proof("销号审批单"))], actor="甲", now=NOW)
    append(lived_in, [moved("E-001", "closed", "2024-07-02")], actor="甲", now=NOW)
    assert state(lived_in).stage[0] == "closed"


SUBJECTS = st.sampled_from(["E-001", "E-002", "E-003", "E-9"])
ANYTHING = st.one_of(
    st.builds(opened, SUBJECTS),
    st.builds(lambda subject, homes: draft(subject, "opened", fields={"developer": "云岭置业", "homes": homes}), SUBJECTS, st.sampled_from([1, 2, "3"])),
    st.builds(lambda subject, homes: draft(subject, "stated", fields={"homes": homes}), SUBJECTS, st.integers(0, 3)),
    st.builds(moved, SUBJECTS, st.sampled_from(["listed", "building"])),
    st.builds(lambda key: opened("E-004", key=key), st.sampled_from("ab")),
    st.builds(lambda seq: draft("E-001", "withdrawn", about=(seq, seq)), st.integers(1, 4)),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(ANYTHING, min_size=20, max_size=40))
def test_many_at_once_are_judged_and_sealed_as_one_by_one(tmp_path_factory, drafts):
    """The ways made for many drafts (subjects folded late, the judge passed by, the tree by levels) change nothing."""
    folder = tmp_path_factory.mktemp("two")
    at_once, singly = ledger_at(str(folder / "a.sqlite")), ledger_at(str(folder / "b.sqlite"))
    done = append(at_once, drafts, actor="甲", now=NOW, partial=True)
    parts = [append(singly, [one], actor="甲", now=NOW, partial=True) for one in drafts]
    assert entries(at_once) == entries(singly)
    assert done.root == parts[-1].root
    assert list(done.seqs) == [seq for part in parts for seq in part.seqs]
    told = [trouble._replace(row=row) for row, part in enumerate(parts) for trouble in part.troubles]
    assert list(done.troubles) == told
    at_once.store.close()
    singly.store.close()


def test_who_comes_second_to_a_whole_programme_is_told(lived_in):
    seen = size(lived_in)
    review = draft("", "verified", about=(1, 6))
    append(lived_in, [review], actor="乙", now=NOW)
    with pytest.raises(ConflictError, match="乙"):
        append(lived_in, [review], actor="丙", now=NOW, seen=seen)
