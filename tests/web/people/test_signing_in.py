"""Signing in: throttled, under a new key, then the code; a password that was handed out is replaced first."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from dajuan.web.people.models import Change, Person
from dajuan.web.people.second_factor import confirm

PASSWORD = "Gao-xin-qu-2025"


@pytest.fixture
def reporter(people) -> Person:
    person = people["reporter"]
    person.set_password(PASSWORD)
    person.demo = False
    person.save()
    return person


def sign_in(client: Client, password: str = PASSWORD, **headers: str):
    return client.post("/sign-in/", {"username": "reporter", "password": password}, headers=headers)


def code_of(device: TOTPDevice, later: int = 0) -> str:
    """What the telephone shows, or will at the next turn."""
    made = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    made.time = timezone.now().timestamp() + later * device.step
    return f"{made.token():06d}"


def set_up(person: Person) -> tuple[TOTPDevice, list[str]]:
    device = TOTPDevice.objects.create(user=person, confirmed=False)
    codes = confirm(person, code_of(device))
    assert codes is not None
    device.refresh_from_db()
    return device, codes


def is_in(client: Client) -> bool:
    return client.get("/figures/").status_code == 200


def test_signing_in_makes_a_new_session(reporter):
    client = Client()
    client.get("/sign-in/")
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = session.session_key
    assert sign_in(client).status_code == 302
    assert client.cookies["sessionid"].value != session.session_key
    assert not type(session)(session.session_key).exists(session.session_key)
    assert is_in(client)


def test_a_session_s_cookie_is_for_the_server_alone(reporter):
    cookie = sign_in(client := Client()).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.get("/sign-in/").status_code == 302, "who is in needs no form"


def test_five_wrong_passwords_lock_and_say_so(reporter):
    client = Client()
    answers = [sign_in(client, "wrong") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "暂时锁定" in answers[-1].content.decode()
    assert sign_in(client).status_code == 429, "the right one does not help then"
    assert not is_in(client)


def test_who_locks_another_s_name_from_elsewhere_does_not_lock_him_out(reporter):
    for _ in range(6):
        Client(REMOTE_ADDR="203.0.113.9").post("/sign-in/", {"username": "reporter", "password": "wrong"})
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


def test_wrong_passwords_for_one_name_from_everywhere_are_stopped(reporter):
    for place in range(30):
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{place}"), "wrong")
    answer = sign_in(Client(REMOTE_ADDR="192.0.2.7"))
    assert answer.status_code == 200
    assert "试错太多" in answer.content.decode()


def test_one_address_cannot_try_all_names(people, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name in range(100):
        Client().post("/sign-in/", {"username": f"name-{name}", "password": "wrong"})
    answer = Client().post("/sign-in/", {"username": "another", "password": "wrong"})
    assert "试错太多" in answer.content.decode()


@pytest.mark.parametrize(("https", "counted"), [(True, "192.0.2.7"), (False, "127.0.0.1")])
def test_behind_our_proxy_its_word_counts_for_the_address_and_nobody_else_s(reporter, little, https, counted):
    from axes.models import AccessAttempt

    if https:
        path = little.folder / "dajuan.toml"
        path.write_text(path.read_text("utf-8").replace("[web]\n", "[web]\nhttps = true\n"), "utf-8")
        Client().get("/healthz")
    sign_in(Client(), "wrong", X_Forwarded_For="198.51.100.1, 192.0.2.7")
    assert [one.ip_address for one in AccessAttempt.objects.all()] == [counted]


def test_a_password_that_was_handed_out_is_replaced_before_anything_else(reporter):
    reporter.handed_out_at = timezone.now()
    reporter.save()
    client = Client()
    assert sign_in(client).status_code == 302
    assert not is_in(client)
    assert client.get("/", follow=True).redirect_chain[-1][0].startswith("/account/password/")
    weak = client.post(
        "/account/password/", {"old": PASSWORD, "new_password1": "1234567890", "new_password2": "1234567890"}
    )
    assert weak.status_code == 422
    same = client.post("/account/password/", {"old": PASSWORD, "new_password1": PASSWORD, "new_password2": PASSWORD})
    assert same.status_code == 422
    new = "Yun-ling-deng-2026"
    assert (
        client.post("/account/password/", {"old": PASSWORD, "new_password1": new, "new_password2": new}).status_code
        == 302
    )
    assert is_in(client)
    assert Change.objects.filter(what="password-changed", name=reporter.actor).exists()


def test_a_password_handed_out_long_ago_is_no_longer_good(reporter):
    reporter.handed_out_at = timezone.now() - timedelta(days=15)
    reporter.save()
    assert "请管理员重设" in sign_in(Client()).content.decode()


def test_the_code_comes_after_the_password_and_is_good_once(reporter):
    device, _ = set_up(reporter)
    client = Client()
    sign_in(client)
    assert not is_in(client)
    assert client.get("/", follow=True).redirect_chain[-1][0].startswith("/sign-in/code/")
    before = client.cookies["sessionid"].value
    TOTPDevice.objects.update(last_t=-1)
    code = code_of(device)
    assert client.post("/sign-in/code/?next=/figures/", {"code": code}).headers["Location"] == "/figures/"
    assert client.cookies["sessionid"].value != before
    assert is_in(client)
    other = Client()
    sign_in(other)
    assert other.post("/sign-in/code/", {"code": code}).status_code == 422
    assert not is_in(other)


def test_wrong_codes_make_the_next_wait(reporter):
    set_up(reporter)
    client = Client()
    sign_in(client)
    first = client.post("/sign-in/code/", {"code": "000000"})
    second = client.post("/sign-in/code/", {"code": "000000"})
    assert "动态码不对" in first.content.decode()
    assert "秒后再试" in second.content.decode()


def test_a_recovery_code_lets_in_once(reporter):
    _, codes = set_up(reporter)
    assert len(set(codes)) == 8
    for code, expected in ((codes[0].upper(), 302), (codes[0], 422)):
        client = Client()
        sign_in(client)
        assert client.post("/sign-in/code/", {"code": code}).status_code == expected
    assert reporter.recovery_codes.count() == 7


def test_recovery_codes_are_kept_as_hashes(reporter):
    _, codes = set_up(reporter)
    kept = set(reporter.recovery_codes.values_list("sha256", flat=True))
    assert kept.isdisjoint({code.replace("-", "") for code in codes})


def test_where_the_zone_asks_for_it_nobody_comes_in_without_a_second_factor(reporter, little):
    path = little.folder / "dajuan.toml"
    path.write_text(path.read_text("utf-8").replace("demo = true", 'second_factor = "staff"'), "utf-8")
    client = Client()
    sign_in(client)
    page = client.get("/sign-in/", follow=True)
    assert page.redirect_chain[-1][0] == "/account/second-factor/"
    assert "<svg" in page.content.decode()
    assert " style=" not in page.content.decode()
    assert not is_in(client)
    device = TOTPDevice.objects.get(user=reporter)
    shown = client.post("/account/second-factor/", {"code": code_of(device), "password": PASSWORD})
    assert len(re.findall(r"<code>[a-z2-7-]{27}</code>", shown.content.decode())) == 8
    assert is_in(client)
    assert client.post("/account/second-factor/off/", {"password": PASSWORD}).status_code == 403


def test_it_is_taken_off_with_the_password_only(reporter):
    set_up(reporter)
    client = Client()
    sign_in(client)
    TOTPDevice.objects.update(last_t=-1)
    client.post("/sign-in/code/", {"code": code_of(TOTPDevice.objects.get())})
    client.post("/account/second-factor/off/", {"password": "wrong"})
    assert TOTPDevice.objects.count() == 1
    client.post("/account/second-factor/off/", {"password": PASSWORD})
    assert TOTPDevice.objects.count() == 0
    assert is_in(client)


@pytest.mark.parametrize("how", ["password", "button"])
def test_other_sessions_end(reporter, how):
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    if how == "password":
        new = "Yun-ling-deng-2026"
        here.post("/account/password/", {"old": PASSWORD, "new_password1": new, "new_password2": new})
    else:
        here.post("/account/sign-out-elsewhere/")
    assert is_in(here)
    assert not is_in(there)


def test_nobody_locks_the_demo_s_people_out(as_):
    client = as_("office")
    assert client.get("/account/").status_code == 200
    for path in ("password/", "second-factor/"):
        assert client.get(f"/account/{path}").status_code == 403
    assert client.post("/account/sign-out-elsewhere/").status_code == 403


def test_somebody_deactivated_is_out_at_once(as_, people):
    client = as_("office")
    assert is_in(client)
    Person.objects.filter(pk=people["office"].pk).update(is_active=False)
    assert not is_in(client)


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "http:///elsewhere.example"])  # fmt: skip
def test_no_door_leads_elsewhere(reporter, people, address):
    for url, data in (
        ("/sign-in/", {"username": "reporter", "password": PASSWORD, "next": address}),
        ("/sign-in/as/office/", {"next": address}),
        ("/language/", {"language": "en", "next": address}),
    ):
        answer = Client().post(url, data)
        assert answer.status_code == 302
        assert answer.headers["Location"] in {"/", "/sign-in/"}


def test_a_name_that_is_not_ours_is_one_line_in_the_log(people, caplog):
    answer = Client().get("/sign-in/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    [record] = [one for one in caplog.records if one.name == "django.security.DisallowedHost"]
    assert record.exc_info is None
    assert "elsewhere.example" in record.getMessage()
