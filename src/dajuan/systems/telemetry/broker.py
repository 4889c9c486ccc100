"""What mosquitto has to be told: its settings, who may sign in, who may write and read what.

A firm writes to ``telemetry/<its code>/<device>`` and reads its own receipts, nothing else. Settings that are ours on
purpose: queues without a limit, since beyond the usual 1,000 messages it drops the rest silently while the gateway is
away; saved to disk every ten seconds, not every half hour (at every change it would write its whole queue anew for each
message). Even so mosquitto tells a sender that it has a message before that message is on its disk, and what it had not
passed on when it was killed is gone: whoever must lose nothing waits for the gateway's receipt.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from dajuan.outputs.atomic import write_whole
from dajuan.systems.telemetry.intake import TOPIC
from dajuan.systems.telemetry.keys import GATEWAY, make_keys, passwords
from dajuan.systems.telemetry.settings import Settings

RECEIPTS = "receipts"
LOG = "$SYS/broker/log/N"
"""Where mosquitto tells, among others, whom it did not let in."""
_LARGEST = 262_144
"""Bytes of a message."""
_SAVED = 10
"""Seconds between two times that mosquitto writes its queues to disk."""


class Broker(NamedTuple):
    """The files of the zone's ``telemetry/broker``."""

    settings: Path
    passwords: Path
    rights: Path


def write_broker(settings: Settings) -> Broker:
    """Write the three files anew; keys that are there stay."""
    if GATEWAY not in passwords(settings):
        make_keys(settings, GATEWAY)
    folder = settings.broker
    (folder / "data").mkdir(parents=True, exist_ok=True)
    found = Broker(folder / "mosquitto.conf", folder / "passwords", folder / "rights")
    write_whole(found.settings, _conf(settings, found, folder / "data"))
    write_rights(settings)
    return found


def write_rights(settings: Settings) -> None:
    """Who may write and read what, for all who have keys."""
    path = settings.broker / "rights"
    write_whole(path, rights_of(passwords(settings)))
    path.chmod(0o600)


def rights_of(users: dict[str, str]) -> str:
    blocks = [
        f"user {GATEWAY}\ntopic read {TOPIC}/+/+\ntopic write {RECEIPTS}/+\ntopic read {LOG}\n",
        *(f"user {user}\ntopic write {TOPIC}/{user}/+\ntopic read {RECEIPTS}/{user}\n" for user in sorted(users) if user != GATEWAY),
    ]  # fmt: skip
    return "\n".join(blocks)


def _conf(settings: Settings, files: Broker, data: Path) -> str:
    return f"""# 由 dajuan telemetry broker 写出，再运行会重写。Written by dajuan telemetry broker, and again when it runs again.
# 网外的设备请走 TLS：另开一个带 cafile、certfile、keyfile 的 listener。For devices outside, add a listener with TLS.
listener {settings.port} {settings.host}
allow_anonymous false
password_file {files.passwords}
acl_file {files.rights}
persistence true
persistence_location {data}/
autosave_interval {_SAVED}
max_inflight_messages 0
max_queued_messages 0
max_queued_bytes 0
max_packet_size {_LARGEST}
persistent_client_expiration 3m
log_dest stderr
log_dest topic
log_type error
log_type warning
log_type notice
"""
