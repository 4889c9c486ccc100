"""Where a request comes from, for throttling and for the log of sign-ins."""

from __future__ import annotations

from ipaddress import ip_address

from django.http import HttpRequest

from dajuan.web.served import served


def client_address(request: HttpRequest) -> str:
    """Behind our proxy (``[web] https``) the last address of ``X-Forwarded-For``, which the proxy itself wrote; a header
    that a visitor sends without one counts for nothing."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not served().options.https:
        return direct
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ip_address(told))
    except ValueError:
        return direct
