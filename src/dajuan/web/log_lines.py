"""What the server's log shows of requests that are nobody's fault here."""

from __future__ import annotations

import logging


class OneLine(logging.Filter):
    """The message without its trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = record.exc_text = None
        return True
