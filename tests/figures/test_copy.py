"""The columnar copy: the same bytes each time; what is touched is found, named and mended; of one log only."""

from __future__ import annotations

import json
import os
import resource
import time
from itertools import pairwise
from multiprocessing import get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.life import NOW, ledger_at, lived, moved, opened

from dajuan.figures import copy as copying
from dajuan.figures.copy import LARGE, SMALL, Copy, stretches
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.append import append
from dajuan.ledger.store import store_at
from dajuan.ledger.trouble import LedgerError


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """Blocks of eight and of two entries, so that a short life has some."""
    monkeypatch.setattr(copying, "LARGE", 8)
    monkeypatch.setattr(copying, "SMALL", 2)
    ledger = ledger_at(str(tmp_path / "ledger.sqlite"))
    append(ledger, [*lived(), opened("E-002"), moved("E-002", "listed"), opened("E-003")], actor="甲", now=NOW)
    return ledger


def followed(ledger, folder):
    copy = Copy(folder)
    with ledger.store.reading() as reader:
        return copy, copy.follow(reader)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@given(st.integers(0, 5 * LARGE))
def test_blocks_follow_from_the_size_alone(size):
    found = list(stretches(size))
    assert all(one[1] == other[0] for one, other in pairwise(found))
    end = found[-1][1] if found else 0
    assert size - end < SMALL
    assert [stop - start for start, stop in found].count(LARGE) == size // LARGE


def test_made_anew_it_has_the_same_bytes(ledger, tmp_path):
    copy, blocks = followed(ledger, tmp_path / "copy")
    assert [(block.start, block.stop) for block in blocks] == [(0, 8), (8, 10)]
    before = contents(copy.folder)
    with ledger.store.reading() as reader:
        copy.rebuild(reader)
    assert contents(copy.folder) == before
    other, _ = followed(ledger, tmp_path / "other")
    assert contents(other.folder) == before


def test_grown_or_made_at_once_it_is_the_same(ledger, tmp_path):
    followed(ledger, tmp_path / "grown")
    append(ledger, [opened(f"E-1{n:02}") for n in range(9)], actor="甲", now=NOW)
    grown, _ = followed(ledger, tmp_path / "grown")
    fresh, _ = followed(ledger, tmp_path / "fresh")
    assert contents(grown.folder) == contents(fresh.folder)


@pytest.mark.parametrize("place", [0, 1])
def test_a_flipped_byte_is_found_named_and_mended(ledger, tmp_path, place):
    copy, blocks = followed(ledger, tmp_path / "copy")
    before = contents(copy.folder)
    path = copy.folder / blocks[0].names()[place]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert copy.faults() == [path.name]
    again, _ = followed(ledger, tmp_path / "copy")
    assert again.mended == [path.name]
    assert contents(copy.folder) == before


def test_a_block_that_is_gone_comes_back(ledger, tmp_path):
    copy, blocks = followed(ledger, tmp_path / "copy")
    before = contents(copy.folder)
    (copy.folder / blocks[1].names()[0]).unlink()
    followed(ledger, tmp_path / "copy")
    assert contents(copy.folder) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 9}', '{"version": 1, "root": "", "blocks": [[1]]}'])
def test_a_manifest_that_cannot_be_read_is_written_anew(ledger, tmp_path, text):
    copy, blocks = followed(ledger, tmp_path / "copy")
    (copy.folder / "manifest.json").write_text(text)
    assert followed(ledger, tmp_path / "copy")[1] == blocks
    assert len(json.loads((copy.folder / "manifest.json").read_text())["blocks"]) == len(blocks)


def test_the_copy_of_another_log_is_made_anew(ledger, tmp_path):
    followed(ledger, tmp_path / "copy")
    other = ledger_at(str(tmp_path / "other.sqlite"))
    append(other, [opened(f"E-2{n:02}") for n in range(12)], actor="乙", now=NOW)
    copy, _ = followed(other, tmp_path / "copy")
    fresh, _ = followed(other, tmp_path / "fresh")
    assert contents(copy.folder) == contents(fresh.folder)


def follow_many_times(address, folder):
    copying.LARGE, copying.SMALL = 8, 2
    store = store_at(address)
    for _ in range(20):
        with store.reading() as reader:
            Copy(folder).rebuild(reader)


def test_two_processes_at_once(ledger, tmp_path):
    _, blocks = followed(ledger, tmp_path / "alone")
    spawn = get_context("fork")
    both = [
        spawn.Process(target=follow_many_times, args=(str(tmp_path / "ledger.sqlite"), tmp_path / "copy"))
        for _ in range(2)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert [one.exitcode for one in both] == [0, 0]
    assert contents(tmp_path / "copy") == contents(tmp_path / "alone")
    assert blocks


def open_many_times(address, folder, seen):
    copying.LARGE, copying.SMALL = 8, 2
    store = store_at(address)
    for _ in range(12):
        engine = DuckEngine(store, folder)
        engine.follow()
        [(known,)] = engine.run("select count(*) from fact")
        seen.put((engine.size, known))
        engine.close()


def test_two_engines_open_while_a_third_process_writes(ledger, tmp_path):
    """Blocks that one has just listed may be in larger ones by the time it reads them."""
    spawn, folder = get_context("fork"), tmp_path / "derived"
    seen = spawn.Queue()
    both = [
        spawn.Process(target=open_many_times, args=(str(tmp_path / "ledger.sqlite"), folder, seen)) for _ in range(2)
    ]
    for one in both:
        one.start()
    for n in range(40):
        append(ledger, [opened(f"E-3{n:02}")], actor="甲", now=NOW)
    told = [seen.get(timeout=60) for _ in range(24)]
    for one in both:
        one.join(60)
    assert [one.exitcode for one in both] == [0, 0]
    assert {size - known for size, known in told} == {1}  # all but the pack, which was declared


def test_blocks_that_another_process_put_into_larger_ones(ledger, tmp_path):
    engine = DuckEngine(ledger.store, tmp_path)
    append(ledger, [opened(f"E-4{n:02}") for n in range(7)], actor="甲", now=NOW)
    before = {path.name for path in engine.copy.folder.iterdir()}
    DuckEngine(ledger.store, tmp_path).close()
    assert before - {path.name for path in engine.copy.folder.iterdir()}
    assert engine.run("select count(*) from fact", 9) == [(8,)]
    engine.follow()
    assert engine.run("select count(*) from fact", 12) == [(11,)]
    assert engine.run("select count(*) from fact") == [(16,)]
    engine.close()


def follow_on_a_full_disk(address, folder, most, said):
    copying.LARGE, copying.SMALL = 8, 2
    store = store_at(address)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        with store.reading() as reader:
            Copy(folder).follow(reader)
    except LedgerError as error:
        said.put(str(error))


@pytest.mark.parametrize("most", [100, 2_000])
def test_a_full_disk(ledger, tmp_path, most):
    """Said in words; nothing half written is left, and with room again the copy is as it should be."""
    folder, said = tmp_path / "copy", get_context("fork").Queue()
    one = get_context("fork").Process(
        target=follow_on_a_full_disk, args=(str(tmp_path / "ledger.sqlite"), folder, most, said)
    )
    one.start()
    told = said.get(timeout=60)
    one.join(60)
    assert "写不成" in told
    assert "could not be written" in told
    assert ".parquet" in told
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    copy, _ = followed(ledger, folder)
    fresh, _ = followed(ledger, tmp_path / "fresh")
    assert contents(copy.folder) == contents(fresh.folder)


def test_what_a_killed_process_left_is_cleared_away(ledger, tmp_path):
    folder = tmp_path / "copy"
    folder.mkdir()
    for name, age in ((".coming-old", 7200), (".coming-new", 0)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age,) * 2)
    followed(ledger, folder)
    assert [path.name for path in folder.glob(".coming-*")] == [".coming-new"]
