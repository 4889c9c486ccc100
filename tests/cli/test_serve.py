"""``dajuan serve`` keeps its processes running."""

from __future__ import annotations

import pytest

from dajuan.cli import serve
from dajuan.ledger.trouble import LedgerError


def test_a_process_that_dies_is_started_again_and_one_that_cannot_run_ends_all(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(serve, "_SETTLED", 0.5)
    told = tmp_path / "started.txt"
    told.touch()
    twice = f'n=$(wc -l < "{told}"); echo started >> "{told}"; [ "$n" -lt 2 ] && sleep 1; exit 3'
    with pytest.raises(LedgerError, match="退出码 3"):
        serve._together([["sh", "-c", "sleep 60"], ["sh", "-c", twice]])
    assert len(told.read_text().split()) >= 3
    assert "重新启动" in capfd.readouterr().err
