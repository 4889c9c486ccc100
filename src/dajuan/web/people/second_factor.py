"""动态码 the second factor: six digits of an authenticator (TOTP, RFC 6238), or a recovery code where it is lost.

A code is good for 30 seconds and one time; a wrong one makes the next wait, longer each time (django-otp).
"""

from __future__ import annotations

import base64
import hashlib
import io
import secrets
from typing import NamedTuple

import segno
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from dajuan.web.people.changes import note_change
from dajuan.web.people.models import Person, RecoveryCode
from dajuan.web.words import Words

CODES = 8
"""Recovery codes at a time."""


class Key(NamedTuple):
    """What the authenticator is told."""

    address: str
    """``otpauth://…``, as the picture holds it."""
    typed: str
    """The key in base32, in fours, for those who cannot take the picture."""

    def picture(self) -> str:
        """A QR code as SVG, with no style in it."""
        out = io.BytesIO()
        segno.make(self.address, error="m").save(
            out, kind="svg", xmldecl=False, scale=5, border=4, svgclass="qr", lineclass=None, light="#fff"
        )
        return out.getvalue().decode()


def begin(person: Person, zone: str) -> Key:
    """A key that is not in use until a code shows that the authenticator has it; the same one until then."""
    device, _ = TOTPDevice.objects.get_or_create(user=person, confirmed=False, defaults={"name": zone})
    device.name = zone
    typed = base64.b32encode(device.bin_key).decode().rstrip("=")
    return Key(device.config_url, " ".join(typed[at : at + 4] for at in range(0, len(typed), 4)))


def confirm(person: Person, code: str) -> list[str] | None:
    """Put the key into use; the recovery codes, to be shown once. None: the code is not right."""
    device = TOTPDevice.objects.filter(user=person, confirmed=False).first()
    if device is None or not device.verify_token(_digits(code)):
        return None
    with transaction.atomic():
        TOTPDevice.objects.filter(user=person, confirmed=True).delete()
        device.confirmed = True
        device.save()
        Person.objects.filter(pk=person.pk).update(second_factor=True)
        person.second_factor = True
        note_change("second-factor-on", person.actor, by=person)
        return _codes(person)


def device_of(person: Person) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=person, confirmed=True).first()


def refused(person: Person, code: str) -> Words | None:
    """Why a code does not let them in; None: it does, and is used up."""
    if _used(person, code):
        return None
    device = device_of(person)
    if device is None:
        return Words("没有设动态码", "no second factor is set up")
    allowed, why = device.verify_is_allowed()
    if not allowed:
        until = why.get("locked_until") if why else None
        seconds = max(1, int((until - timezone.now()).total_seconds()) + 1) if until else 30
        return Words(f"输错多次，请 {seconds} 秒后再试", f"too many wrong codes: try again in {seconds} seconds")
    if device.verify_token(_digits(code)):
        return None
    return Words("动态码不对：用手机上此刻显示的 6 位数", "that is not the code: take the six digits shown just now")


def renew_codes(person: Person) -> list[str]:
    """New recovery codes, shown once; the old ones are no longer good."""
    with transaction.atomic():
        note_change("recovery-codes", person.actor, by=person)
        return _codes(person)


def take_off(person: Person, *, by: Person | None) -> None:
    """By the person, or by an administrator where the telephone and the codes are lost."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=person).delete()
        person.recovery_codes.all().delete()
        Person.objects.filter(pk=person.pk).update(second_factor=False)
        person.second_factor = False
        note_change("second-factor-off", person.actor, by=by)


def _codes(person: Person) -> list[str]:
    person.recovery_codes.all().delete()
    made = [base64.b32encode(secrets.token_bytes(15)).decode().lower() for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, sha256=_hash(code)) for code in made)
    return ["-".join(code[at : at + 6] for at in range(0, len(code), 6)) for code in made]


def _used(person: Person, code: str) -> bool:
    deleted, _ = person.recovery_codes.filter(sha256=_hash(code)).delete()
    return deleted > 0


def _hash(code: str) -> str:
    return hashlib.sha256("".join(one for one in code.lower() if one.isalnum()).encode()).hexdigest()


def _digits(code: str) -> str:
    return "".join(one for one in code if one.isdigit())
