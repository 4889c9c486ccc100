"""What the server's log shows of requests that are nobody's fault here."""

from __future__ import annotations

import logging


class OneLine(logging.Filter):
    """The message without its trace: what was refused is no error of the server."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR or record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
        return True
