"""Signing in."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm


class SignIn(AuthenticationForm):
    """Name and password, as browsers and password managers know them."""
