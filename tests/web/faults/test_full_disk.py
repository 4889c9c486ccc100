"""The disk on which evidence is kept is full: the page says so, nothing is there in half, and with room it goes through."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.ledger.small_disk import fill
from tests.ledger.test_small_disk import mounting  # noqa: F401 - a fixture
from tests.web.serving import File, Visitor, entries_saying, serving, words_of

SCAN = File("验收表.pdf", b"%PDF-1.4 " + os.urandom(900_000))


@pytest.fixture
def on_a_small_disk(busy, mounting):  # noqa: F811
    """The zone served with its evidence on a disk of four megabytes; the folder, as the server sees it."""
    folder = busy.zone.folder / "evidence"
    mount = f"mount -t tmpfs -o size=4m tmpfs '{folder}' && exec \"$@\""
    inside = [*mounting, "sh", "-c", mount, "sh"]
    with serving(busy.zone.folder, "--people", str(busy.people), "--no-jobs", inside=inside) as made:
        # Another process's files are reached through its root: the mount is in its name space alone.
        yield made, Path(f"/proc/{made.workers()[0].pid}/root{folder}")


def test_evidence_that_finds_no_room(busy, on_a_small_disk, ledger):
    served, folder = on_a_small_disk
    name, organisation = next(iter(busy.reporters.items()))
    visitor = Visitor(served.port)
    visitor.sign_in(name)
    path = f"/targets/{busy.targets[organisation][0]}/to/reported/"
    form = visitor.form(path) | {"doing": "已竣工，附验收表", "reported": "12"}
    filler = fill(folder, 100_000)

    refused = visitor.post(path, form, {"papers": SCAN})
    assert refused.status == 422, words_of(refused.text)
    assert "没能收下" in refused.text
    assert "磁盘" in refused.text
    assert entries_saying(ledger, form["doing"]) == 0
    assert [one.name for one in folder.rglob("*") if one.is_file()] == ["filler"]

    filler.unlink()
    assert visitor.post(path, form, {"papers": SCAN}).status == 302
    assert entries_saying(ledger, form["doing"]) == 1
    assert [one.stat().st_size for one in folder.glob("??/*")] == [len(SCAN.data)]
