"""Making a token, finding whose one is, revoking it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils import timezone

from dajuan.web.access.roles import Action
from dajuan.web.api.models import Token
from dajuan.web.people.models import Person

PREFIX = "djt_"
"""So that one that leaked is known for what it is."""
MOST_DAYS = 366
_USED_EVERY = timedelta(minutes=1)


def make_token(
    person: Person, *, name: str, scopes: Collection[Action], days: int, now: datetime | None = None
) -> tuple[Token, str]:
    """Returns the token and its secret, which is told this once."""
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = (now or timezone.now()) + timedelta(days=min(days, MOST_DAYS))
    made = Token.objects.create(
        person=person, name=name, sha256=_hashed(secret), scopes=sorted(scopes), expires_at=expires
    )
    return made, secret


def token_of(secret: str) -> Token | None:
    """The token that still works; None where there is none, or its person may not sign in any more."""
    if not secret.startswith(PREFIX):
        return None
    found = Token.objects.select_related("person__organisation").filter(sha256=_hashed(secret)).first()
    if found is None or not found.works or not found.person.is_active:
        return None
    now = timezone.now()
    if found.last_used_at is None or now - found.last_used_at > _USED_EVERY:
        Token.objects.filter(pk=found.pk).update(last_used_at=now)
    return found


def revoke(token: Token) -> None:
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
