"""A made-up zone for the tests of the ledger's commands, and the commands as a person types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dajuan.cli import main

HOUSING = "housing-delivery"


class Typist:
    """Types commands in a zone, and keeps what came of each."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.out = self.err = ""

    def types(self, *arguments: str, status: int = 0) -> str:
        """What the command prints. It must end as expected, and never as an error of ours."""
        try:
            ended: object = main([*arguments, *self._zone(arguments)])
        except SystemExit as error:
            ended = error.code
        self.out, self.err = self._capsys.readouterr()
        assert ended == status, self.out + self.err
        assert "程序内部错误" not in self.err, self.err
        return self.out

    def _zone(self, arguments: tuple[str, ...]) -> list[str]:
        bare = arguments[0] in {"init", "restore"} or arguments[:2] == ("log", "verifier")
        return [] if bare or "--zone" in arguments else ["--zone", str(self.folder)]

    def refused(self, *arguments: str) -> str:
        """What is said of what cannot be done: nothing on stdout, no more than a few lines on stderr."""
        assert self.types(*arguments, status=2) == ""
        assert self.err.startswith("dajuan")
        return self.err

    def json(self, *arguments: str) -> Any:
        return json.loads(self.types(*arguments, "--format", "json"))

    def file(self, name: str, text: str = "佐证") -> str:
        path = self.folder.parent / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def estate(
        self, code: str = "E-007", homes: int = 216, developer: str = "云岭置业", on: str = "2024-01-02"
    ) -> None:
        """An estate up to its delivery on 18 June."""
        self.types(
            "record", HOUSING, code, "listed", "--open", f"name=云岭花园{code}", f"developer={developer}", f"homes={homes}",
            "--on", on, "--by", "张三",
        )  # fmt: skip
        self.types(
            "record", HOUSING, code, "building", "--on", "2024-02-01", "--by", "张三",
            "--evidence", self.file(f"复工{code}.txt", code),
        )  # fmt: skip

    def deliver(self, code: str = "E-007", on: str = "2024-06-18") -> str:
        return self.types(
            "record", HOUSING, code, "delivered", "--on", on, "--by", "张三",
            "--evidence", self.file(f"备案{code}.txt", f"备案 {code}"),
        )  # fmt: skip


@pytest.fixture
def typist(tmp_path, capsys, monkeypatch, need) -> Typist:
    """In a fresh zone, in Chinese."""
    for module in ("yaml", "msgspec", "duckdb", "pyarrow", "cryptography"):
        need.module(module, extra="server")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "DAJUAN_ZONE", "DAJUAN_ACTOR"):
        monkeypatch.delenv(name, raising=False)
    made = Typist(tmp_path / "yunling", capsys)
    made.types("init", str(made.folder), "--name", "云岭高新区")
    return made
