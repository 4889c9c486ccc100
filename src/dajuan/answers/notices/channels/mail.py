"""E-mail by SMTP (RFC 5321), with TLS from the first byte (RFC 8314), by STARTTLS, or in the open.

The ``Message-ID`` is the message's own, so that a mail system that looks for doubles knows one again; most do not, so a
lost answer after the last byte stays unsure.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, replace
from email.policy import SMTP as LINES
from typing import Literal

from dajuan.answers.notices.channels import Address, Delivered, Message, Outcome, Refused, Unsure
from dajuan.answers.notices.channels.letter import letter
from dajuan.answers.notices.channels.limits import Limits, limits_of


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    sender: str
    """The address in From."""
    port: int = 465
    security: Literal["tls", "starttls", "none"] = "tls"
    user: str = ""
    password: str = ""
    authorities: str = ""
    """A file of certificates to trust instead of the system's."""
    per_minute: int = 0
    """0: the default of ``limits.toml``."""
    timeout: float = 20.0


@dataclass(frozen=True, slots=True)
class Mail:
    server: MailServer
    repeatable: bool = False
    disturbs: bool = True

    @property
    def limits(self) -> Limits:
        limits = limits_of("mail")
        return replace(limits, per_minute=self.server.per_minute or limits.per_minute)

    def lane(self, address: Address) -> str:
        return "mail"

    def deliver(self, message: Message, address: Address) -> Outcome:
        server = self.server
        try:
            connection = self._open()
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            return Refused(
                f"邮件服务器 {server.host}:{server.port} 用不了（{_said(error)}）",
                f"the mail server {server.host}:{server.port} cannot be used ({_said(error)})",
                whole_channel=True,
            )
        try:
            return self._handed_over(connection, message, address)
        finally:
            connection.close()

    def _open(self) -> smtplib.SMTP:
        """Connected, encrypted and signed in; closed again if any of it fails."""
        server = self.server
        if server.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.timeout, context=self._context()
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
        try:
            connection.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                connection.starttls(context=self._context())
                connection.ehlo()
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.server.authorities or None)

    def _handed_over(self, connection: smtplib.SMTP, message: Message, address: Address) -> Outcome:
        server, to = self.server, address.where
        words = letter(message, sender=server.sender, receiver=to).as_bytes(policy=LINES)
        try:
            code, said = connection.mail(server.sender)
            if code == 250:
                code, said = connection.rcpt(to)
            if code not in {250, 251}:
                return _refused(to, code, said)
        except (OSError, smtplib.SMTPException) as error:
            return Refused(f"{server.host} 断了（{_said(error)}）", f"{server.host} broke off ({_said(error)})")
        try:
            code, said = connection.data(words)
        except smtplib.SMTPDataError as error:
            return _refused(to, error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            return Unsure(
                f"已交给 {server.host}，没有等到答复（{_said(error)}）",
                f"handed over to {server.host}, no answer came ({_said(error)})",
            )
        return Delivered() if code == 250 else _refused(to, code, said)


def _refused(to: str, code: int, said: bytes | str) -> Refused:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return Refused(f"邮件服务器不收 {to}（{code} {words}）", f"the mail server refuses {to} ({code} {words})")


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
