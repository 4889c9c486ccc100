"""Sign-in by a provider: a small one of the test's own, over real sockets, with signed tokens and PKCE."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from django.test import Client

pytest.importorskip("mozilla_django_oidc")
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from dajuan.web.people.models import Person

SECRET = "a-secret-of-the-test"


class Provider:
    """Knows one person; what it says of him can be changed by the test."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.says = {
            "sub": "1",
            "preferred_username": "reporter",
            "email": "wang@yunling.example",
            "email_verified": True,
        }
        self.spoils: dict[str, object] = {}
        self.asked: dict[str, dict[str, str]] = {}
        provider = self

        class Door(BaseHTTPRequestHandler):
            def log_message(self, *args: object) -> None: ...

            def do_GET(self) -> None:
                path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
                if path == "/authorize":
                    code = f"code-{len(provider.asked)}"
                    provider.asked[code] = {key: values[0] for key, values in query.items()}
                    self.send_response(302)
                    back = urlencode({"code": code, "state": query["state"][0]})
                    self.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
                    self.end_headers()
                else:
                    self._say(provider.answers(path))

            def do_POST(self) -> None:
                told = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self._say(provider.token({key: values[0] for key, values in told.items()}))

            def _say(self, told: object) -> None:
                self.send_response(200 if told else 400)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(told).encode())

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answers(self, path: str) -> object:
        if path == "/.well-known/openid-configuration":
            doors = {
                "authorization_endpoint": "authorize",
                "token_endpoint": "token",
                "userinfo_endpoint": "me",
                "jwks_uri": "keys",
            }
            return {"issuer": self.issuer} | {key: f"{self.issuer}/{door}" for key, door in doors.items()}
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}
        return self.says if path == "/me" else None

    def token(self, told: dict[str, str]) -> object:
        asked = self.asked.pop(told["code"], None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(told["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if asked is None or told["client_secret"] != SECRET or proof != asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": "1", "aud": "dajuan", "nonce": asked["nonce"], "iat": now, "exp": now + 60}
        return {
            "access_token": "x",
            "token_type": "Bearer",
            "id_token": jwt.encode(claims | self.spoils, self.key, algorithm="RS256", headers={"kid": "one"}),
        }


@pytest.fixture
def provider(little, people, settings, monkeypatch) -> Iterator[Provider]:
    from dajuan.web.people import oidc

    oidc._discovered.cache_clear()
    made = Provider()
    monkeypatch.setenv("OIDC_SECRET", SECRET)
    path = little.folder / "dajuan.toml"
    table = f'\n[web.oidc]\nissuer = "{made.issuer}"\nclient_id = "dajuan"\nclient_secret = "${{OIDC_SECRET}}"\nname = "园区统一认证"\n'
    path.write_text(path.read_text("utf-8") + table, "utf-8")
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "dajuan.web.people.oidc.Provider"]
    Client().get("/healthz")
    yield made
    made.server.shutdown()


def there_and_back(client: Client, after: str = "/figures/"):
    there = client.get(f"/sign-in/oidc/?{urlencode({'next': after})}")
    assert there.status_code == 302
    back = requests.get(there.headers["Location"], allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")


def test_a_person_who_is_known_comes_in(provider):
    client = Client()
    assert "园区统一认证" in client.get("/sign-in/").content.decode()
    assert there_and_back(client).headers["Location"] == "/figures/"
    assert client.get("/figures/").status_code == 200


@pytest.mark.parametrize("said", [{"preferred_username": "stranger"}, {"preferred_username": ""}, {"sub": "2"}])
def test_nobody_is_made_from_what_it_says(provider, said):
    provider.says |= said
    many = Person.objects.count()
    client = Client()
    answer = there_and_back(client)
    assert answer.headers["Location"] == "/sign-in/"
    assert client.get("/figures/").status_code == 302
    assert Person.objects.count() == many


@pytest.mark.parametrize(
    "spoilt", [{"aud": "another"}, {"iss": "https://elsewhere.example"}, {"nonce": "old"}, {"exp": 1}]
)
def test_a_token_that_is_not_for_us_or_not_of_now_is_refused(provider, spoilt):
    provider.spoils = spoilt
    client = Client()
    assert there_and_back(client).status_code in {302, 400}
    assert client.get("/figures/").status_code == 302


def test_an_answer_that_was_not_asked_for_is_refused(provider):
    client = Client()
    there = client.get("/sign-in/oidc/")
    back = urlsplit(requests.get(there.headers["Location"], allow_redirects=False, timeout=10).headers["Location"])
    stranger = Client()
    assert stranger.get(f"{back.path}?{back.query}").headers["Location"] == "/sign-in/"
    assert stranger.get("/figures/").status_code == 302


def test_somebody_deactivated_does_not_come_in(provider, people):
    Person.objects.filter(pk=people["reporter"].pk).update(is_active=False)
    client = Client()
    there_and_back(client)
    assert client.get("/figures/").status_code == 302


@pytest.mark.parametrize("verified", [True, False])
def test_by_address_only_where_the_provider_has_verified_it(provider, little, people, verified):
    path = little.folder / "dajuan.toml"
    path.write_text(path.read_text("utf-8") + 'match = "email"\n', "utf-8")
    Person.objects.filter(pk=people["reporter"].pk).update(email="Wang@yunling.example")
    provider.says["email_verified"] = verified
    client = Client()
    there_and_back(client)
    assert (client.get("/figures/").status_code == 200) is verified


def test_without_a_provider_there_is_no_such_door(people):
    assert Client().get("/sign-in/oidc/").status_code == 404


def test_a_secret_is_not_written_in_the_settings(little):
    from dajuan.ledger.trouble import LedgerError
    from dajuan.ledger.zone import zone_at
    from dajuan.web.options import web_options

    path = little.folder / "dajuan.toml"
    path.write_text(
        path.read_text("utf-8") + '\n[web.oidc]\nissuer = "i"\nclient_id = "c"\nclient_secret = "open"\n', "utf-8"
    )
    with pytest.raises(LedgerError, match="环境变量"):
        web_options(zone_at(little.folder))
