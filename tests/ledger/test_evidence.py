"""Evidence goes in by its bytes, once, and comes out as it went in."""

from __future__ import annotations

import hashlib
import os

import pytest

from dajuan.ledger.evidence import EvidenceStore, media_type
from dajuan.ledger.trouble import LedgerError


@pytest.fixture
def store(tmp_path):
    return EvidenceStore(tmp_path / "evidence", limit=1000)


def test_kept_by_its_bytes(store, tmp_path):
    path = tmp_path / "竣工验收备案表.pdf"
    path.write_bytes(b"%PDF-1.4 yunling")
    one = store.keep(path, kind="竣工验收备案表")
    assert one.sha256 == hashlib.sha256(b"%PDF-1.4 yunling").hexdigest()
    assert (one.name, one.size, one.media_type, one.kind) == (
        "竣工验收备案表.pdf",
        16,
        "application/pdf",
        "竣工验收备案表",
    )
    assert store.path_of(one.sha256).read_bytes() == b"%PDF-1.4 yunling"
    assert store.condition(one.sha256) == "sound"
    assert not os.access(store.path_of(one.sha256), os.X_OK)


def test_the_same_bytes_once(store, tmp_path):
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text("同一份", encoding="utf-8")
        store.keep(tmp_path / name)
    assert len(list(store.all())) == 1


@pytest.mark.parametrize("data", [b"", b"x" * 1001])
def test_too_little_and_too_much(store, tmp_path, data):
    (tmp_path / "a.bin").write_bytes(data)
    with pytest.raises(LedgerError):
        store.keep(tmp_path / "a.bin")
    assert list(store.folder.iterdir()) == []


def test_a_file_that_is_not_there(store, tmp_path):
    with pytest.raises(LedgerError, match=r"无\.pdf"):
        store.keep(tmp_path / "无.pdf")


@pytest.mark.parametrize("bad", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_no_path_but_a_hash(store, bad):
    with pytest.raises(LedgerError):
        store.path_of(bad)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n%...", "a.png", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "a.pdf", "image/png"),
        ("一份说明".encode(), "a.txt", "text/plain"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 40, "a.pdf", "application/octet-stream"),
        (b"\x00\x01\x02\xff\xfe" * 9, "a.pdf", "application/octet-stream"),
    ],
)
def test_the_bytes_say_what_it_is(data, name, kind):
    assert media_type(data, name) == kind


def test_a_name_is_shown_and_never_a_path(store, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    assert store.keep(path, name="..\\..\\坏\x00名.pdf").name == "坏名.pdf"
