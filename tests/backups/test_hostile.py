"""A file that calls itself a backup and is not: it writes nothing outside of the folder, and nothing inside."""

from __future__ import annotations

import io
import shutil
import tarfile
from pathlib import Path

import msgspec
import pytest

from dajuan.backups.archive import packing
from dajuan.backups.manifest import FORMAT, Log, Manifest, Member
from dajuan.backups.restore import restore
from dajuan.backups.trouble import BackupError


def plain(name: str, data: bytes = b"x") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    return info, data


def special(kind: bytes, name: str = "zone/x", target: str = "") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info, b""


def refused(tmp_path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> str:
    path, inside = tmp_path / "hostile.tar.gz", tmp_path / "inside"
    with tarfile.open(path, "w:gz") as tar:
        for info, data in members:
            tar.addfile(info, io.BytesIO(data))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BackupError) as told:
        restore(path, inside / "zone")
    shutil.rmtree(inside)
    assert sorted(tmp_path.iterdir()) == before
    return str(told.value)


@pytest.mark.parametrize(
    "name",
    [
        "../outside", "zone/../../outside", "/outside", "//outside", "zone//x", "./zone/x", "zone/./x", "C:\\outside",
        "C:outside", "zone\\..\\outside", "zone/a\nb", "zone/\u202ecod.exe", "..",
    ],
)  # fmt: skip
def test_names_that_lead_out(name, tmp_path):
    assert "leads out of the folder" in refused(tmp_path, plain(name))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.DIRTYPE]
)
def test_what_is_no_plain_file(kind, tmp_path):
    told = refused(tmp_path, special(kind, target="/etc/passwd"), plain("zone/x/passwd"))
    assert "no plain file" in told


def test_a_member_twice(tmp_path):
    assert "there twice" in refused(tmp_path, plain("zone/x"), plain("zone/x", b"y"))


def test_a_file_and_a_folder_of_one_name(tmp_path):
    assert "zone/x/y" in refused(tmp_path, plain("zone/x"), plain("zone/x/y"))


def test_more_than_the_disk_has_room_for(tmp_path):
    """The size is only said; nothing is written to find out."""
    import gzip

    info = tarfile.TarInfo("zone/huge")
    info.size = 1 << 60
    path = tmp_path / "huge.tar.gz"
    path.write_bytes(gzip.compress(info.tobuf(tarfile.PAX_FORMAT) + bytes(10_000)))
    with pytest.raises(BackupError, match="has room for"):
        restore(path, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_a_manifest_without_end(tmp_path):
    import gzip

    info = tarfile.TarInfo("manifest.json")
    info.size = 1 << 40
    path = tmp_path / "huge.tar.gz"
    path.write_bytes(gzip.compress(info.tobuf(tarfile.PAX_FORMAT) + bytes(10_000)))
    with pytest.raises(BackupError, match="too many"):
        restore(path, tmp_path / "restored")


def signed(path: Path, files: dict[str, bytes], **said: object) -> Path:
    """A backup with a right manifest over whatever files."""

    def manifest(members: dict[str, Member]) -> Manifest:
        told = {"format": FORMAT, "dajuan": "0", "taken_at": "", "zone": "x", "name": "x", "database": "sqlite"}
        return Manifest(**{**told, "keys": False, "log": Log(0, "e3" * 32), "members": members, **said})  # type: ignore[arg-type]

    with path.open("wb"), packing(path, "zstd") as packer:
        for name, data in files.items():
            packer.add(name, data)
        packer.close(manifest)
    return path


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "没有 dajuan.toml"),
        ({"zone/dajuan.toml": b"\xff"}, "dajuan.toml"),
        ({"zone/dajuan.toml": b'[zone]\ncode = "x"\n'}, "log/packs.json"),
        ({"zone/dajuan.toml": b'[zone]\ncode = "x"\n', "log/packs.json": b"[1]"}, "log/packs.json"),
        ({"zone/dajuan.toml": b'[zone]\ncode = "x"\n', "log/packs.json": b"[]", "log/0.jsonl": b""}, "log/0.jsonl"),
        ({"zone/dajuan.toml": b'[zone]\ncode = "x"\n', "log/packs.json": b"[]", "log/0.jsonl": b"{}\n"}, "log/0.jsonl"),
        ({"zone/dajuan.toml": b'[zone]\ncode = "x"\n', "log/packs.json": b"[]", "log/0.jsonl": b"\xff"}, "log/0.jsonl"),
        ({"zone/dajuan.toml": b'[zone]\ncode = "x"\n', "log/packs.json": b"[]"}, "与清单不符"),
    ],
)
def test_hashes_that_are_right_over_what_is_wrong(files, said, tmp_path):
    path = signed(tmp_path / "x.tar.zst", files)
    with pytest.raises(Exception, match=said) as told:
        restore(path, tmp_path / "restored")
    assert hasattr(told.value, "zh"), "in words of ours"
    assert not (tmp_path / "restored").exists()


def test_of_a_newer_dajuan(tmp_path):
    path = signed(tmp_path / "x.tar.zst", {}, format=FORMAT + 1)
    with pytest.raises(BackupError, match="请升级 dajuan"):
        restore(path, tmp_path / "restored")
    assert msgspec.json.encode(FORMAT) == b"1"
