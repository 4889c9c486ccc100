"""A message as a letter (RFC 5322): the same words and the same ``Message-ID`` however often it is written."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from dajuan.answers.notices.channels import Message

_LONGEST_LINE = 998
"""Bytes, RFC 5322."""


def letter(message: Message, *, sender: str = "", receiver: str = "") -> EmailMessage:
    """Ready to be sent or kept. Addresses are ASCII; without a ``receiver`` it names whom it is for in words only."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = _one_line(message.title)
    if sender:
        made["From"] = sender
    if receiver:
        made["To"] = receiver
    made["Date"] = format_datetime(message.made_at)
    domain = sender.rpartition("@")[2].strip("> ") or "dajuan.invalid"
    made["Message-ID"] = f"<{message.id}@{domain}>"
    # RFC 3834: no holiday reply comes back to this.
    made["Auto-Submitted"] = "auto-generated"
    made["X-Dajuan-To"] = _one_line(message.to)
    # To a file: so that any editor shows it. To a server: so that every server passes it on, and any line's length does.
    plain = not receiver and all(len(line.encode()) < _LONGEST_LINE for line in message.body.splitlines())
    made.set_content(message.body, charset="utf-8", cte="8bit" if plain else "base64")
    return made


def _one_line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", text).strip()
