"""Raw readings of devices and firms' keys stay out of a zone's backup."""

from __future__ import annotations

from dajuan.backups.folder import files_of
from dajuan.ledger.zone import make_zone


def test_telemetry_is_left_out(tmp_path):
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=["targets"])
    for name in ("telemetry/keys/91410100MA0000001X", "telemetry/tally.sqlite", "notes/a.txt"):
        path = zone.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a")
    found = {str(path.relative_to(zone.folder)) for path in files_of(zone, keys=True)}
    assert "notes/a.txt" in found
    assert not [one for one in found if one.startswith("telemetry")]
