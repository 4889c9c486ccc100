"""Content-Security-Policy of a page that is one file: nothing may be fetched, and only its own script and styles count."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def policy_of(styles: str, script: str) -> str:
    """Styles and script by their hashes; everything else is refused."""

    def digest(content: str) -> str:
        return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"

    return f"default-src 'none'; style-src {digest(styles)}; script-src {digest(script)}; base-uri 'none'; form-action 'none'"
