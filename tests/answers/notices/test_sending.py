"""Sending: once, in time, in few messages; what fails is kept, tried again, and told."""

from __future__ import annotations

import email
import email.policy
import os
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.answers.notices.conftest import TUESDAY, notices
from tests.answers.notices.servers import Post, mail_server

from dajuan.answers.notices.record import Record
from dajuan.answers.notices.sending import channels_of, foresee
from dajuan.answers.notices.trouble import NoticesError
from dajuan.standards.words import Words
from dajuan.standards.working_days import china

BY_ROBOT = {"contacts": {"科技局": {"wecom": "${ROBOT}"}}}


def read(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def test_with_no_settings_all_goes_to_the_outbox_one_file_each(desk):
    one = desk()
    report = one.send(notices(3))
    assert len(report.sent) == 3
    assert [read(path)["Subject"] for path in one.files] == [
        f"【督查·即将到期】T-00{place}" for place in range(3)
    ] or len(one.files) == 3
    assert {read(path)["X-Dajuan-To"] for path in one.files} == {"科技局"}
    assert "还有 7 天到期" in one.files[0].read_text(encoding="utf-8"), "any editor shows it"
    assert {read(path).get_content().strip() for path in one.files} == {f"T-00{n}：还有 7 天到期" for n in range(3)}
    assert (report.held, report.failed, report.unsure, report.nobody) == ((), (), (), ())


def test_nothing_is_sent_twice(desk, robot):
    one = desk(**BY_ROBOT)
    one.send(notices(3))
    again = one.send(notices(3))
    assert (len(robot.taken), again.sent, again.told_before) == (1, (), 3)
    assert len(desk(**BY_ROBOT).send(notices(4)).sent) == 1, "another process, and one that is new"
    assert "T-003" in robot.texts[1]


def test_several_to_one_recipient_are_one_message(desk, robot):
    report = desk(**BY_ROBOT).send(notices(3))
    assert len(report.sent) == 3
    assert robot.texts == ["【督查】3 件\n" + "\n".join(f"{n + 1}. T-00{n}：还有 7 天到期" for n in range(3))]


def test_a_message_is_never_longer_than_the_robot_takes(desk, robot):
    desk(**BY_ROBOT).send(notices(40, words="字" * 200))
    assert len(robot.texts) > 10
    assert all(len(text.encode()) <= 2048 for text in robot.texts)
    assert sum(text.count("T-0") for text in robot.texts) >= 40
    robot.taken.clear()
    (long,) = notices(1, words="长" * 3000)
    desk(**BY_ROBOT).send([replace(long, key="T-000/due-soon/1/科技局")])
    assert len(robot.texts[0].encode()) <= 2048
    assert robot.texts[0].endswith("……（全文见台账）")


def test_somebody_unknown_is_told_and_lies_in_the_offices_outbox(desk, robot):
    one = desk(**BY_ROBOT, office="督查科")
    report = one.send(notices(1, to="经发局"))
    (nobody,) = report.nobody
    assert "[notices.contacts] 里没有“经发局”" in nobody.why.zh
    (path,) = one.files
    assert read(path)["X-Dajuan-To"] == "督查科"
    assert "经发局" in read(path).get_content()
    assert not robot.taken


def test_held_back_at_night_and_sent_in_the_morning(desk, robot, clock):
    one = desk(**BY_ROBOT)
    clock.go(hours=13)
    report = one.send(notices(2))
    assert not robot.taken
    assert {held.until for held in report.held} == {TUESDAY.replace(day=25, hour=8)}
    assert "免打扰" in report.held[0].why.zh
    clock.go(hours=9)
    assert len(one.send().sent) == 2, "nobody planned them again; they were kept"
    assert len(robot.taken) == 1


def test_the_outbox_rings_nobody(desk, clock):
    clock.go(hours=13)
    assert len(desk().send(notices(1)).sent) == 1


def test_what_waits_gives_way_to_the_newer_of_its_thread(desk, robot, clock):
    one = desk(**BY_ROBOT)
    clock.go(hours=13)
    (old,) = notices(1, words="还有 7 天到期")
    (new,) = notices(1, words="还有 1 天到期")
    newer = replace(new, key="T-000/due-soon/1/科技局")
    one.send([old])
    one.send([newer])
    clock.go(hours=10)
    assert [sent.notice.key for sent in one.send().sent] == [newer.key]
    assert "还有 1 天" in robot.texts[0]


def test_what_waits_and_has_lost_its_cause_is_withdrawn_when_the_plan_is_complete(desk, robot, clock):
    one = desk(**BY_ROBOT)
    clock.go(hours=13)
    one.send(notices(3), complete=True)
    clock.go(hours=10)
    report = one.send(notices(2), complete=True)
    assert (len(report.sent), report.withdrawn) == (2, 1)
    assert "T-002" not in robot.texts[0]
    assert one.send(notices(1), complete=True).withdrawn == 0, "what was sent stays sent"
    assert [sent.notice.target for sent in one.send(notices(3)).sent] == ["T-002"], "it has its cause again"


def test_refused_is_kept_tried_again_later_and_later_and_given_up(desk, robot, clock):
    robot.usual = (200, {"errcode": 93000, "errmsg": "invalid webhook url"})
    one = desk(**BY_ROBOT, tries=3, quiet=["00:00", "00:00"], working_days_only=False)
    (failed,) = one.send(notices(1)).failed
    assert (failed.tries, failed.again_at) == (1, TUESDAY + timedelta(minutes=10))
    assert "93000" in failed.why.zh
    clock.go(minutes=9)
    (held,) = one.send().held
    assert held.until == TUESDAY + timedelta(minutes=10)
    assert len(robot.taken) == 1
    clock.go(minutes=1)
    (failed,) = one.send().failed
    assert failed.again_at == clock.now() + timedelta(minutes=40)
    clock.go(minutes=40)
    (failed,) = one.send().failed
    assert (failed.tries, failed.again_at) == (3, None), "given up"
    clock.go(days=2)
    assert one.send().failed[0].again_at is None, "and told on every run"
    assert len(robot.taken) == 3
    robot.usual = (200, {"errcode": 0})
    assert one.record.settle(failed.notice.key, "wecom", sent=False, at=clock.now())
    assert len(one.send().sent) == 1


def test_a_lost_answer_waits_for_a_persons_word(desk, robot, clock):
    robot.answers = ["reset"]
    one = desk(**BY_ROBOT)
    (unsure,) = one.send(notices(1)).unsure
    clock.go(hours=1)
    report = one.send(notices(1))
    assert (report.sent, len(report.unsure), len(robot.taken)) == ((), 1, 1)
    assert one.record.settle(unsure.notice.key, "wecom", sent=True, at=clock.now())
    assert not one.record.settle(unsure.notice.key, "wecom", sent=True, at=clock.now())
    assert not one.send(notices(1)).unsure


def test_whoever_prefers_doubles_to_gaps_may_have_them(desk, robot, clock):
    robot.answers = ["reset"]
    one = desk(**BY_ROBOT, retry_unsure=True)
    assert len(one.send(notices(1)).failed) == 1
    clock.go(minutes=10)
    assert len(one.send().sent) == 1
    assert len(robot.taken) == 2


def test_a_robot_that_is_broken_is_tried_once_a_run_and_keeps_nobody_else_waiting(desk, robot, clock):
    robot.answers = [(404, "")]
    told = {"contacts": {"科技局": {"wecom": "${ROBOT}"}, "经发局": "outbox"}}
    report = desk(**told).send(notices(40, words="字" * 200) + notices(2, to="经发局"))
    assert len(robot.taken) == 1
    assert {held.until for held in report.held} == {TUESDAY + timedelta(minutes=10)}
    assert len(report.failed) + len(report.held) == 40
    assert len(report.sent) == 2


def test_never_more_in_a_minute_than_the_robot_takes(desk, robot, clock):
    one = desk(**BY_ROBOT)
    many = notices(45, words="字" * 600)
    report = one.send(many, patience=100)
    assert len(robot.taken) == 40, "twenty, a minute's wait, twenty more; then patience ends"
    assert 60 <= clock.slept <= 100
    assert len(report.sent) == 40
    assert len(report.held) == 5
    assert all(held.until > clock.now() for held in report.held)
    clock.go(seconds=120)
    assert len(one.send().sent) == 5


def test_too_fast_is_no_try_and_silences_the_robot(desk, robot, clock):
    robot.answers = [(200, {"errcode": 45009, "errmsg": "api freq out of limit"})]
    one = desk(**BY_ROBOT, tries=1)
    (held,) = one.send(notices(1)).held
    assert held.until == TUESDAY + timedelta(seconds=60)
    clock.go(seconds=61)
    assert len(one.send().sent) == 1


def test_a_clock_set_back_does_not_hold_things_for_longer_than_any_pause(desk, robot, clock):
    robot.answers = [(404, "")]
    one = desk(**BY_ROBOT)
    one.send(notices(1))
    clock.go(days=-28)
    assert len(one.send().sent) == 1


def test_two_senders_at_once(desk):
    one, other = desk(), desk()
    with one.record.turn(), pytest.raises(NoticesError, match="另一条命令正在发通知"):
        other.send(notices(1))
    assert len(other.send(notices(1)).sent) == 1


def test_a_variable_that_is_not_set_is_told_before_anything_is_sent(desk, monkeypatch):
    monkeypatch.delenv("ROBOT", raising=False)
    one = desk(contacts={"科技局": {"wecom": "${ROBOT}", "outbox": True}})
    with pytest.raises(NoticesError, match="ROBOT"):
        one.send(notices(1))
    assert not one.files
    monkeypatch.setenv("ROBOT", "http://robot.example/x")
    with pytest.raises(NoticesError, match="https"):
        one.send(notices(1))


def test_an_address_taken_out_of_the_settings_is_told(desk, robot, clock):
    clock.go(hours=13)
    desk(**BY_ROBOT).send(notices(1))
    (failed,) = desk(contacts={"科技局": "outbox"}).send().failed
    assert failed.again_at is None
    assert "科技局 的联系方式里没有 wecom 了" in failed.why.zh


def test_mail_and_robot_each_once(desk, robot, clock, need, tmp_path, monkeypatch):
    need.module("aiosmtpd")
    post = Post()
    post.refused = {"jfj@yunling.example"}
    with mail_server(post) as port:
        one = desk(
            contacts={"科技局": {"wecom": "${ROBOT}", "mail": "kjj@yunling.example"}, "经发局": "jfj@yunling.example"},
            mail={"host": "127.0.0.1", "port": port, "from": "ducha@yunling.example", "security": "none"},
        )
        one.channels = channels_of(one.settings, tmp_path, clock)
        report = one.send([*notices(2), *notices(1, to="经发局")])
        one.send(notices(2))
    assert sorted((sent.channel, sent.notice.target) for sent in report.sent) == [
        ("mail", "T-000"), ("mail", "T-001"), ("wecom", "T-000"), ("wecom", "T-001")
    ]  # fmt: skip
    assert [failed.contact for failed in report.failed] == ["经发局"]
    assert (len(post.letters), len(robot.taken)) == (1, 1)


def test_a_dry_run_tells_and_writes_nothing(desk, robot, clock, tmp_path):
    one = desk(**BY_ROBOT)
    one.send(notices(1))
    clock.go(hours=13)
    before = sorted(os.listdir(tmp_path))
    found = foresee(
        [*notices(2), *notices(1, to="经发局")],
        record=one.record,
        settings=one.settings,
        now=clock.now(),
        calendar=china(),
    )
    assert [(f.contact, f.channel, f.state) for f in found] == [
        ("科技局", "wecom", "sent"), ("科技局", "wecom", "waiting"), ("督查室", "outbox", "waiting")
    ]  # fmt: skip
    assert found[1].at == TUESDAY.replace(day=25, hour=8)
    assert found[1].address == "wecom"
    assert (len(robot.taken), sorted(os.listdir(tmp_path))) == (1, before)
    assert len(foresee(notices(1), record=None, settings=one.settings, now=clock.now(), calendar=china())) == 1


def test_progress_is_told(desk, robot):
    told = []
    desk(**BY_ROBOT).send([*notices(2), *notices(1, to="x")], progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_an_outbox_that_cannot_be_written(desk, tmp_path, clock):
    (tmp_path / "outbox").write_text("a file where a folder should be")
    one = desk()
    report = one.send(notices(3))
    assert (report.sent, len(report.failed), len(report.held)) == ((), 1, 2)
    (tmp_path / "outbox").unlink()
    clock.go(minutes=10)
    assert len(one.send().sent) == 3


def test_a_record_of_a_newer_version_or_a_damaged_one_is_told(tmp_path):
    import sqlite3

    Record(tmp_path / "new").close()
    with sqlite3.connect(tmp_path / "new") as db:
        db.execute("pragma user_version = 9")
    db.close()
    with pytest.raises(NoticesError, match="更新版本"):
        Record(tmp_path / "new")
    (tmp_path / "bad").write_bytes(b"no database" * 500)
    with pytest.raises(NoticesError, match="SQLite"):
        Record(tmp_path / "bad")


def test_words_are_kept_as_they_were(desk, robot, clock):
    clock.go(hours=13)
    one = desk(**BY_ROBOT)
    (notice,) = notices(1)
    one.send([notice])
    assert [kept.notice for kept in one.record.kept("waiting")] == [notice]
    assert isinstance(one.record.kept("waiting")[0].notice.text, Words)
