"""Sign-in by an OpenID Connect provider of the zone's own (``[web.oidc]``; the extra ``oidc``).

The provider says who somebody is; what they may do is ours. Nobody is made from what it says: it has to name somebody
who is there, by user name or by a verified e-mail address. The code flow with PKCE, state and nonce is mozilla-django-oidc's; that the token
is of our issuer and for us is checked here.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

import jwt
import requests
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from dajuan.ledger.trouble import LedgerError
from dajuan.web.people.models import Person
from dajuan.web.served import served
from dajuan.web.words import Words

_PATIENCE = 10
"""Seconds for an answer of the provider."""


@lru_cache(maxsize=4)
def _discovered(issuer: str) -> dict[str, Any]:
    """Where its doors are (OpenID Connect Discovery 1.0)."""
    try:
        answer = requests.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration", timeout=_PATIENCE)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise LedgerError(
            f"统一认证（{issuer}）连不上：{error}；可用密码登录", f"{issuer} cannot be reached: {error}; use a password"
        ) from error
    if told.get("issuer") != issuer:
        raise LedgerError(f"{issuer} 自称是 {told.get('issuer')}", f"{issuer} calls itself {told.get('issuer')}")
    return told


def _setting(attr: str, *default: Any) -> Any:
    """What mozilla-django-oidc asks Django's settings for, from ours."""
    ours = served().options.oidc
    if not ours:
        raise Http404
    at = _discovered(str(ours["issuer"]))
    told = {
        "OIDC_OP_AUTHORIZATION_ENDPOINT": at["authorization_endpoint"],
        "OIDC_OP_TOKEN_ENDPOINT": at["token_endpoint"],
        "OIDC_OP_USER_ENDPOINT": at["userinfo_endpoint"],
        "OIDC_OP_JWKS_ENDPOINT": at["jwks_uri"],
        "OIDC_RP_CLIENT_ID": ours["client_id"],
        "OIDC_RP_CLIENT_SECRET": os.path.expandvars(str(ours["client_secret"])),
        "OIDC_RP_SIGN_ALGO": "RS256",
        "OIDC_RP_SCOPES": "openid profile email",
        "OIDC_USE_PKCE": True,
        "OIDC_TIMEOUT": _PATIENCE,
        "OIDC_CREATE_USER": False,
        "OIDC_AUTHENTICATION_CALLBACK_URL": "people:oidc-callback",
        "LOGIN_REDIRECT_URL": "/",
        "LOGIN_REDIRECT_URL_FAILURE": "/sign-in/",
    }
    if attr in told:
        return told[attr]
    if default:
        return default[0]
    raise KeyError(attr)


class Provider(OIDCAuthenticationBackend):  # type: ignore[misc]
    """The backend: from what the provider says to somebody who is there."""

    get_settings = staticmethod(_setting)

    def __init__(self) -> None:
        """What is configured is read when somebody comes this way, not for every password."""

    def authenticate(self, request: HttpRequest | None, **kwargs: Any) -> Person | None:
        if request is None or "nonce" not in kwargs:
            return None
        super().__init__()
        person: Person | None = super().authenticate(request, **kwargs)
        return person

    def get_payload_data(self, token: bytes, key: object) -> dict[str, Any]:
        told: dict[str, Any] = super().get_payload_data(token, key)
        ours = served().options.oidc
        audience = told.get("aud")
        if told.get("iss") != ours["issuer"] or ours["client_id"] not in (
            audience if isinstance(audience, list) else [audience]
        ):
            raise SuspiciousOperation("the token is not of this issuer for this application")
        return told

    def get_or_create_user(self, access_token: str, id_token: str, payload: dict[str, Any]) -> Person | None:
        told = self.get_userinfo(access_token, id_token, payload)
        if told.get("sub") != payload.get("sub"):
            return None
        found = self.filter_users_by_claims(told)
        return found[0] if len(found) == 1 else None

    def filter_users_by_claims(self, claims: dict[str, Any]) -> list[Person]:
        active = Person.objects.filter(is_active=True)
        if served().options.oidc.get("match", "username") == "username":
            name = claims.get("preferred_username")
            return list(active.filter(username=name)) if name else []
        address = claims.get("email")
        if not address or claims.get("email_verified") is not True:
            return []
        return list(active.filter(email__iexact=address))

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()


class Begin(OIDCAuthenticationRequestView):  # type: ignore[misc]
    get_settings = staticmethod(_setting)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super(OIDCAuthenticationRequestView, self).__init__(*args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        self.OIDC_OP_AUTH_ENDPOINT = _setting("OIDC_OP_AUTHORIZATION_ENDPOINT")
        self.OIDC_RP_CLIENT_ID = _setting("OIDC_RP_CLIENT_ID")
        answer: HttpResponseBase = super().get(request)
        return answer


class Back(OIDCAuthenticationCallbackView):  # type: ignore[misc]
    get_settings = staticmethod(_setting)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = super().get(request)
        except (requests.RequestException, jwt.PyJWTError, KeyError, ValueError):
            return self.login_failure()
        return answer

    def login_failure(self) -> HttpResponseRedirect:
        messages.error(
            self.request,
            str(
                Words(
                    "统一认证没有认出在册的人：请联系管理员，或用密码登录",
                    "the provider named nobody who is known here: ask an administrator, or use a password",
                )
            ),
        )
        return HttpResponseRedirect("/sign-in/")
