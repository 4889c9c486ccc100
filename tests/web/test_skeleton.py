"""The frame: sign-in, language, the moment, and that nothing is told to strangers."""

from __future__ import annotations

from django.test import Client


def test_a_stranger_is_sent_to_sign_in(people):
    answer = Client().get("/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/sign-in/")
    assert "登录" in answer.content.decode()


def test_one_click_signs_in_as_one_of_the_demo(people):
    answer = Client().post("/sign-in/as/office/")
    assert answer.status_code == 302


def test_no_click_signs_in_where_the_zone_does_not_say_demo(little, people):
    settings = little.folder / "dajuan.toml"
    settings.write_text(settings.read_text("utf-8").replace("demo = true", "demo = false"), "utf-8")
    assert Client().post("/sign-in/as/office/").status_code == 404


def test_the_language_is_switched_in_one_click(people):
    client = Client()
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    text = client.get("/sign-in/").content.decode()
    assert "Sign in" in text
    assert 'lang="en"' in text


def test_health_tells_nothing_of_the_zone(people):
    assert Client().get("/healthz").json() == {"ledger": True, "database": True}
