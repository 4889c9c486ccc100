"""Content-Security-Policy of a page that is one file: nothing may be fetched, and only its own script and styles count."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape


def policy_of(styles: str, script: str) -> str:
    """Styles and script by their hashes; everything else is refused."""

    def digest(content: str) -> str:
        return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"

    return f"default-src 'none'; style-src {digest(styles)}; script-src {digest(script)}; base-uri 'none'; form-action 'none'"


def policy_in(page: str) -> str:
    """The policy that a page made with :func:`policy_of` carries, for a server to send with it."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', page)
    if found is None:
        raise ValueError("the page carries no policy")
    return unescape(found[1])
