"""A sender killed in the middle of 200 notices, again and again, until one comes to its end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

from tests.answers.notices.sender import COUNT

from dajuan.answers.notices.record import NAME, Record

KILLS = 6


def killed_and_run_to_the_end(folder, way, begun, seed=7):
    """How often it was killed while it was sending. ``begun`` says how many have gone out so far."""
    chance = random.Random(seed)
    command = [sys.executable, "-m", "tests.answers.notices.sender", str(folder), way]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    in_the_middle = 0
    for _ in range(KILLS):
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        aim = begun() + chance.randint(1, COUNT // KILLS)
        while begun() < aim and child.poll() is None:
            time.sleep(0.0005)
        time.sleep(chance.random() / 500)
        child.send_signal(signal.SIGKILL)
        in_the_middle += child.wait() == -signal.SIGKILL
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return in_the_middle


def test_the_outbox_holds_each_exactly_once(tmp_path):
    outbox = tmp_path / "outbox"
    killed = killed_and_run_to_the_end(tmp_path, "outbox", lambda: len(list(outbox.glob("*.eml"))))
    assert killed == KILLS
    names = [path.name for path in outbox.glob("*.eml")]
    assert len(names) == COUNT
    assert len({name.rpartition("-")[2] for name in names}) == COUNT
    assert all(path.read_bytes().startswith(b"Subject:") for path in outbox.glob("*.eml"))
    record = Record(tmp_path / NAME)
    assert len(record.kept("sent")) == COUNT
    record.close()


def test_a_robot_hears_nothing_twice_and_what_it_may_have_missed_is_told(tmp_path, robot):
    killed = killed_and_run_to_the_end(tmp_path, "wecom", lambda: len(robot.taken))
    assert killed == KILLS
    heard = Counter(robot.texts)
    assert max(heard.values()) == 1
    record = Record(tmp_path / NAME)
    sent, unsure = record.kept("sent"), record.kept("unsure")
    record.close()
    assert len(sent) + len(unsure) == COUNT, "nothing is lost: it was sent, or a person is asked"
    assert len(unsure) <= KILLS, "at most the one that was in the air"
    told = {f"{kept.notice.subject.zh}\n{kept.notice.text.zh}" for kept in sent}
    assert told <= set(heard), "what is called sent was heard"
    assert set(heard) - told <= {f"{kept.notice.subject.zh}\n{kept.notice.text.zh}" for kept in unsure}
