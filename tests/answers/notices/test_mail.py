"""E-mail to a real server of the test's own: letters, encryption, signing in, refusals, lost answers."""

from __future__ import annotations

import email
import email.policy
from datetime import date

import pytest
from tests.answers.notices.conftest import TUESDAY
from tests.answers.notices.servers import Post, certificate, free_port, mail_server

from dajuan.answers.notices.channels import Address, Delivered, Message, Refused, Unsure
from dajuan.answers.notices.channels.mail import Mail, MailServer

TO = Address("mail", "kjj@yunling.example")
MESSAGE = Message(
    "m1", "科技局", "【即将到期】\n云岭一期", "云岭一期：还有 7 天到期\n.\n第二行", date(2024, 12, 24), TUESDAY
)


@pytest.fixture(autouse=True)
def _aiosmtpd(need):
    need.module("aiosmtpd")


def mail(port: int, **other) -> Mail:
    usual = {"host": "127.0.0.1", "port": port, "sender": "ducha@yunling.example", "security": "none", "timeout": 1.0}
    return Mail(MailServer(**{**usual, **other}))


def test_a_letter_arrives_as_it_was_written():
    post = Post()
    with mail_server(post) as port:
        assert mail(port).deliver(MESSAGE, TO) == Delivered()
    ((sender, receivers, content),) = post.letters
    assert (sender, receivers) == ("ducha@yunling.example", ["kjj@yunling.example"])
    letter = email.message_from_bytes(content, policy=email.policy.default)
    assert letter["Subject"] == "【即将到期】 云岭一期"
    assert letter["Message-ID"] == "<m1@yunling.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["To"] == "kjj@yunling.example"
    assert letter.get_content().splitlines() == ["云岭一期：还有 7 天到期", ".", "第二行"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # aiosmtpd knows no TLS but STARTTLS
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_encrypted_and_signed_in(tmp_path, security, need):
    need.module("cryptography", extra="server")
    post, pair = Post(), certificate(tmp_path)
    with mail_server(post, security=security, pair=pair, user="ducha") as port:
        told = {"security": security, "user": "ducha", "password": "secret"}
        assert mail(port, **told, authorities=str(pair[0])).deliver(MESSAGE, TO) == Delivered()
        wrong = mail(port, **{**told, "password": "wrong"}, authorities=str(pair[0])).deliver(MESSAGE, TO)
        unknown = mail(port, **told).deliver(MESSAGE, TO)
    assert isinstance(wrong, Refused)
    assert wrong.whole_channel
    assert "wrong" not in wrong.zh, "a password is never told"
    assert isinstance(unknown, Refused), "a certificate that nobody vouches for"
    assert "certificate" in unknown.en
    assert len(post.letters) == 1


def test_one_mailbox_that_is_not_there_is_no_fault_of_the_server():
    post = Post()
    post.refused = {TO.where}
    with mail_server(post) as port:
        outcome = mail(port).deliver(MESSAGE, TO)
    assert isinstance(outcome, Refused)
    assert not outcome.whole_channel
    assert "550 no such mailbox" in outcome.zh


def test_refused_after_the_last_byte_is_certain():
    post = Post()
    post.at_data = lambda: "451 try later"
    with mail_server(post) as port:
        assert isinstance(mail(port).deliver(MESSAGE, TO), Refused)


def test_hung_up_after_the_last_byte_is_unsure():
    post = Post()
    post.at_data = lambda: "reset"
    with mail_server(post) as port:
        outcome = mail(port).deliver(MESSAGE, TO)
    assert isinstance(outcome, Unsure)
    assert len(post.letters) == 1


def test_nobody_there_stops_the_whole_channel():
    outcome = mail(free_port()).deliver(MESSAGE, TO)
    assert isinstance(outcome, Refused)
    assert outcome.whole_channel
