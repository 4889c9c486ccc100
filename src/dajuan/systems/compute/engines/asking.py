"""Asking an engine over HTTP: JSON out, JSON in, a token from a file, no more than a while."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.systems.compute.engines.engine import EngineError

_LONGEST = 20 * 2**20


class Service(NamedTuple):
    """``token``: a file that holds one; looked at each time, since clusters change theirs."""

    address: str
    token: Path | None = None
    authority: Path | None = None
    """The certificate authority's file, where it is not a public one."""
    seconds: int = 30

    def ask(self, method: str, path: str, told: Any = None, *, kind: str = "application/json", besides: int = 0) -> Any:
        """The JSON of the answer; None for an answer of status ``besides``, which is no error there.

        Raises :class:`EngineError` where nobody answers, or with any other error.
        """
        body = None if told is None else json.dumps(told).encode()
        asked = urllib.request.Request(self.address.rstrip("/") + path, body, self._headers(kind), method=method)
        try:
            with urllib.request.urlopen(asked, timeout=self.seconds, context=self._context()) as answer:
                return json.loads(answer.read(_LONGEST) or b"null")
        except urllib.error.HTTPError as error:
            if error.code == besides:
                return None
            said = error.read(2000).decode("utf-8", "replace")
            raise EngineError(
                f"引擎 {self.address} 不成（{error.code}）：{said}",
                f"the engine at {self.address} refused ({error.code}): {said}",
            ) from error
        except (OSError, ValueError) as error:
            raise EngineError(
                f"引擎 {self.address} 没有回应：{error}", f"the engine at {self.address} does not answer: {error}"
            ) from error

    def _headers(self, kind: str) -> dict[str, str]:
        headers = {"Content-Type": kind, "Accept": "application/json"}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token.read_text(encoding='utf-8').strip()}"
        return headers

    def _context(self) -> ssl.SSLContext | None:
        if not self.address.startswith("https:"):
            return None
        return ssl.create_default_context(cafile=str(self.authority) if self.authority else None)
