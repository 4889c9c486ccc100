"""Group robots: what each is sent, how it is signed, and what every kind of answer means."""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
import threading
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.answers.notices.conftest import TUESDAY
from tests.answers.notices.servers import Robot, certificate, free_port

from dajuan.answers.notices.channels import Address, Delivered, Message, Refused, Unsure
from dajuan.answers.notices.channels.robots import robots

NOW = TUESDAY.timestamp()
MESSAGE = Message("m1", "科技局", "【即将到期】T-07", "还有 7 天到期", date(2024, 12, 24), TUESDAY)
HOUSES = ("wecom", "dingtalk", "feishu")


def deliver(robot, name="wecom", secret="", message=MESSAGE):
    return robots(lambda: NOW, timeout=0.5)[name].deliver(message, Address(name, robot.webhook, secret))


@pytest.mark.parametrize("name", HOUSES)
def test_a_text_arrives(robot, name):
    assert deliver(robot, name) == Delivered()
    assert robot.texts == ["【即将到期】T-07\n还有 7 天到期"]
    ((path, told),) = robot.taken
    assert path == "/robot?key=k"
    assert told.get("msgtype", told.get("msg_type")) == "text"


def test_dingtalk_signs_in_the_address(robot):
    deliver(robot, "dingtalk", secret="SECabc")
    asked = parse_qs(urlsplit(robot.taken[0][0]).query)
    stamp = str(round(NOW * 1000))
    expected = hmac.new(b"SECabc", f"{stamp}\nSECabc".encode(), hashlib.sha256).digest()
    assert asked == {"key": ["k"], "timestamp": [stamp], "sign": [base64.b64encode(expected).decode()]}


def test_feishu_signs_in_the_body_with_the_secret_in_the_key(robot):
    deliver(robot, "feishu", secret="abc")
    told = robot.taken[0][1]
    expected = hmac.new(f"{int(NOW)}\nabc".encode(), b"", hashlib.sha256).digest()
    assert (told["timestamp"], told["sign"]) == (str(int(NOW)), base64.b64encode(expected).decode())


def test_a_name_cannot_ring_everybody_at_feishu(robot):
    deliver(robot, "feishu", message=Message("m", "科技局", "t", '<at user_id="all">x</at>', MESSAGE.day, TUESDAY))
    assert "<at" not in robot.texts[0]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("wecom", {"errcode": 93000, "errmsg": "invalid webhook url"}),
        ("dingtalk", {"errcode": 310000, "errmsg": "sign not match"}),
        ("feishu", {"code": 19021, "msg": "sign match fail"}),
    ],
)
def test_a_refusal_says_the_robots_own_words(robot, name, answer):
    robot.answers = [(200, answer)]
    outcome = deliver(robot, name)
    assert isinstance(outcome, Refused)
    assert not outcome.pause
    assert all(str(told) in outcome.zh and str(told) in outcome.en for told in answer.values())


@pytest.mark.parametrize(
    ("name", "answer", "pause"),
    [
        ("wecom", (200, {"errcode": 45009, "errmsg": "api freq out of limit"}), 60),
        ("dingtalk", (200, {"errcode": 130101, "errmsg": "send too fast"}), 600),
        ("feishu", (200, {"code": 11232, "msg": "too many"}), 60),
        ("wecom", (429, "", ("Retry-After", "30")), 30),
    ],
)
def test_too_fast_asks_for_silence(robot, name, answer, pause):
    robot.answers = [answer]
    outcome = deliver(robot, name)
    assert isinstance(outcome, Refused)
    assert outcome.pause == pause


@pytest.mark.parametrize(
    "answer", [(404, "no"), (403, "{}"), (302, "", ("Location", "http://127.0.0.1:9/")), (503, "")]
)
def test_certain_not_to_have_arrived(robot, answer):
    robot.answers = [answer]
    assert isinstance(deliver(robot), Refused)
    assert len(robot.taken) == 1


@pytest.mark.parametrize("answer", ["silence", "reset", "drip", (500, "oops"), (502, ""), (200, "<html>"), (200, "[]")])
def test_it_may_have_arrived(robot, answer):
    robot.answers = [answer]
    outcome = deliver(robot)
    assert isinstance(outcome, Unsure)
    assert len(robot.taken) == 1


def test_nobody_there(robot):
    gone = Address("wecom", f"http://127.0.0.1:{free_port()}/x")
    outcome = robots(lambda: NOW)["wecom"].deliver(MESSAGE, gone)
    assert isinstance(outcome, Refused)
    assert "连不上 127.0.0.1" in outcome.zh


def test_a_certificate_that_nobody_vouches_for(tmp_path, need):
    need.module("cryptography", extra="server")
    robot = Robot(certificate(tmp_path))
    try:
        outcome = deliver(robot)
    finally:
        robot.close()
    assert isinstance(outcome, Refused)
    assert "certificate" in outcome.en
    assert not robot.taken


def test_by_the_offices_proxy(monkeypatch):
    """Asked to connect to the robot's host, and to no other; what it refuses certainly did not arrive."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as proxy:

        def refuse():
            connection, _ = proxy.accept()
            with connection:
                asked.append(connection.recv(4096).split(b"\r\n")[0])
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")

        threading.Thread(target=refuse, daemon=True).start()
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        outcome = robots(lambda: NOW)["wecom"].deliver(MESSAGE, Address("wecom", "https://robot.example/send?key=k"))
    assert isinstance(outcome, Refused)
    assert "403" in outcome.zh
    assert asked[0].startswith(b"CONNECT robot.example:443")


def test_a_lane_tells_no_secret():
    robot = robots(lambda: NOW)["wecom"]
    one, other = (robot.lane(Address("wecom", f"https://robot.example/send?key={key}")) for key in ("aaa", "bbb"))
    assert one != other
    assert "aaa" not in one
    assert Address("wecom", "https://robot.example/send?key=aaa").shown == "wecom"
