"""``dajuan serve`` keeps its processes running."""

from __future__ import annotations

from datetime import date

import pytest

from dajuan.cli import serve
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import make_zone
from dajuan.subjects.register import Register


def test_a_process_that_dies_is_started_again_and_one_that_cannot_run_ends_all(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(serve, "_SETTLED", 0.5)
    told = tmp_path / "started.txt"
    told.touch()
    twice = f'n=$(wc -l < "{told}"); echo started >> "{told}"; [ "$n" -lt 2 ] && sleep 1; exit 3'
    with pytest.raises(LedgerError, match="退出码 3"):
        serve._together([["sh", "-c", "sleep 60"], ["sh", "-c", twice]])
    assert len(told.read_text().split()) >= 3
    assert "重新启动" in capfd.readouterr().err


def test_what_pages_read_from_is_made_before_they_are_served(tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(serve, "_TOLD_EVERY", 0.0)
    zone = make_zone(
        tmp_path / "zone", name="云岭高新区", code="yunling", on=["housing-delivery"], database="ledger.sqlite"
    )
    ledger = ledger_of(zone)
    opened = {"programme": "housing-delivery", "kind": "opened", "effective_on": date(2025, 1, 2)}
    append(ledger, [Draft(**opened, subject="E-1", fields={"name": "云河苑", "developer": "云岭置业"})], actor="王")
    serve.derive(zone.folder)
    assert "2 / 2" in capfd.readouterr().err
    register = Register(ledger, zone.derived)
    assert register.count() == 1
    ledger.store.close()


def test_what_cannot_be_made_is_told_and_keeps_nobody_from_serving(tmp_path, capfd):
    zone = make_zone(
        tmp_path / "zone", name="云岭高新区", code="yunling", on=["housing-delivery"], database="ledger.sqlite"
    )
    zone.derived.mkdir(exist_ok=True)
    (zone.derived / "subjects.sqlite").mkdir()
    serve.derive(zone.folder)
    assert "subjects.sqlite" in capfd.readouterr().err
