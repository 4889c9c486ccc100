"""A backup that is not as it was written is refused, the member at which it shows is named, and no file is left."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pytest

from dajuan.backups.archive import unpacked
from dajuan.backups.restore import restore
from dajuan.backups.trouble import BackupError


def loose(made: Path) -> bytearray:
    """The tar inside, not compressed, so that a flipped bit hits what is in it."""
    with pa.OSFile(str(made), "rb") as file, pa.CompressedInputStream(file, "zstd") as stream:
        return bytearray(stream.read())


def packed(tar: bytes, path: Path) -> Path:
    with pa.OSFile(str(path), "wb") as file, pa.CompressedOutputStream(file, "zstd") as stream:
        stream.write(bytes(tar))
    return path


def refused(path: Path, folder: Path) -> str:
    with pytest.raises(BackupError) as told:
        restore(path, folder)
    assert not folder.exists()
    return str(told.value)


def test_cut_off_anywhere(made, tmp_path):
    data = made.read_bytes()
    cut = tmp_path / "cut.tar.zst"
    for length in [*range(0, len(data), 97), len(data) - 1]:
        cut.write_bytes(data[:length])
        told = refused(cut, tmp_path / "restored")
        assert "备份已损坏" in told or "不是备份" in told, length


def test_a_flipped_bit_anywhere_in_the_file(made, tmp_path):
    """Or it is one that no byte of any member depends on; then what comes out is what went in."""
    data, whole = made.read_bytes(), unpacked(made, None)
    chance, told = random.Random(5), list[str]()
    for _ in range(150):
        bad, at = bytearray(data), chance.randrange(len(data))
        bad[at] ^= 1 << chance.randrange(8)
        path = tmp_path / "bad.tar.zst"
        path.write_bytes(bad)
        try:
            assert unpacked(path, None) == whole
        except BackupError as error:
            told.append(error.zh)
    assert len(told) > 100
    assert all("备份已损坏：" in one or "不是备份" in one for one in told)


@pytest.mark.parametrize(
    ("words", "member"),
    [
        ("全年交付105套", "zone/documents/2024/工作报告.txt"),
        ("云岭花园3期", "log/000000000000-000000000006.jsonl"),
        ("复工确认书 E-002", "zone/evidence/"),
        ('"taken_at"', "manifest.json"),
    ],
)
def test_a_flipped_bit_in_a_member_names_it(words, member, made, tmp_path):
    data = loose(made)
    at = data.index(words.encode())
    data[at + 2] ^= 1
    told = refused(packed(data, tmp_path / "again.tar.zst"), tmp_path / "restored")
    assert member in told
    assert "SHA-256" in told


def test_a_flipped_bit_in_a_name(made, tmp_path):
    data = loose(made)
    data[data.index(b"zone/keys/log.pub") + 10] ^= 1
    assert "zone/keys/log.key" in refused(packed(data, tmp_path / "again.tar.zst"), tmp_path / "restored"), (
        "the last that was whole"
    )


def test_what_is_no_backup_at_all(tmp_path):
    path = tmp_path / "x.tar.zst"
    assert "打不开" in refused(path, tmp_path / "restored")
    path.write_bytes(b"PK\x03\x04" + bytes(99))
    assert "neither zstd nor gzip" in refused(path, tmp_path / "restored")
