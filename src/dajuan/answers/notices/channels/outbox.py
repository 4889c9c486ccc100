"""The outbox 发件箱: a folder of .eml files (RFC 5322), one a notice, for whoever passes them on. The default.

A file is named by its message, so that the same one handed over twice is there once: this way is exact, for as long as
the file lies there. Whoever takes files out in the very moment between writing and noting it down (a crash then) may
see one name a second time.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dajuan.answers.notices.channels import Address, Delivered, Message, Outcome, Refused
from dajuan.answers.notices.channels.letter import letter
from dajuan.answers.notices.channels.limits import Limits, limits_of
from dajuan.outputs.atomic import write_whole
from dajuan.outputs.trouble import OutputError


@dataclass(frozen=True, slots=True)
class Outbox:
    folder: Path
    repeatable: bool = True
    disturbs: bool = False

    @property
    def limits(self) -> Limits:
        return limits_of("outbox")

    def lane(self, address: Address) -> str:
        return "outbox"

    def deliver(self, message: Message, address: Address) -> Outcome:
        to = re.sub(r"[^\w-]", "_", message.to)[:40]
        path = self.folder / f"{message.day}-{to}-{message.id}.eml"
        if path.exists():
            return Delivered()
        try:
            self.folder.mkdir(exist_ok=True)
            write_whole(path, letter(message).as_bytes())
            _kept(self.folder)
        except OutputError as error:
            return Refused(error.zh, error.en, whole_channel=True)
        except OSError as error:
            return Refused(f"{self.folder}：{error.strerror}", f"{self.folder}: {error.strerror}", whole_channel=True)
        return Delivered()


def _kept(folder: Path) -> None:
    """A new name in a folder outlives a power cut only once the folder is written out too."""
    with suppress(OSError):  # Windows opens no folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
