"""The keys of pseudonyms are in no backup unless it is asked for."""

from __future__ import annotations

from datetime import date

from dajuan.backups.folder import files_of
from dajuan.ledger.zone import make_zone
from dajuan.systems.talent import PERSONS
from dajuan.systems.talent.pseudonyms import Ring


def test_keys_of_pseudonyms_are_left_out_unless_asked_for(tmp_path):
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=["targets"])
    keys = Ring(zone.folder)
    keys.ready(date(2026, 5, 1))
    assert keys.path.parent == zone.folder / PERSONS
    assert keys.path not in files_of(zone, keys=True)
    assert keys.path in files_of(zone, keys=True, persons=True)
