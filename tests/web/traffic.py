"""Many people at work on a zone's pages at once, and an account of what each was told.

Of what they do 70 % is reading, 25 % reporting and 5 % reviewing, through the pages' own forms. Every report and every
review has words of its own in it, so that afterwards the log can be held against what its sender was told. Who gets no
answer, or is told to try again later, sends the same form again; one in twenty clicks twice.
"""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from tests.web.busy_zone import Busy
from tests.web.serving import Answer, Visitor, fields_of, words_of

from dajuan.ledger.ledger import Ledger

READ, REPORT, REVIEW = 70, 25, 5
TRIES = 200
"""How often a form that got no answer is sent again, a quarter of a second apart."""
_BROKEN = (OSError, http.client.HTTPException)
_TWICE = 0.05


class Outcome(StrEnum):
    RECORDED = "recorded"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Sent(NamedTuple):
    words: str
    outcome: Outcome


class Account:
    """What happened, kept by all threads together."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self.actions: Counter[str] = Counter()
        self.again = 0
        """Forms sent again, because there was no answer, a 503, or somebody had written about the target meanwhile."""

    def timed(self, kind: str, ask: Callable[[], Answer]) -> Answer | None:
        """An answer and how long it took; None where none came."""
        began = time.perf_counter()
        try:
            answer = ask()
        except _BROKEN as error:
            self.errors[f"{kind}: {type(error).__name__}"] += 1
            return None
        self.times[kind].append(time.perf_counter() - began)
        if answer.status >= 400 and answer.status not in {409, 422}:
            self.errors[f"{kind}: {answer.status} {words_of(answer.text)[:90] if answer.status != 503 else ''}"] += 1
        return answer

    def faults(self, ledger: Ledger, before: int) -> list[str]:
        """What does not hold: a form acknowledged and not in the log once, refused and there, and entries of nobody's."""
        with ledger.store.reading() as reader:
            rows = [row.data for row in reader.rows(before, reader.head().size)]
        there = Counter(word for data in rows for word in data.replace('"', " ").split() if word.startswith("sent-"))
        right = {Outcome.RECORDED: {1}, Outcome.REFUSED: {0}, Outcome.UNKNOWN: {0, 1}}
        wrong = [
            f"{one.words}: {one.outcome}, {there[one.words]} times in the log"
            for one in self.sent
            if there[one.words] not in right[one.outcome]
        ]
        if len(rows) != sum(there.values()):
            wrong.append(f"{len(rows)} new entries, {sum(there.values())} of them sent by somebody")
        return wrong


class Traffic:
    """The people of a busy zone, each in a thread."""

    def __init__(self, port: int, busy: Busy, *, pause: float, run: str = "0") -> None:
        """``pause``: seconds between two things that one of them does, on average. ``run`` tells one traffic's words
        from another's."""
        self.port, self.busy, self.pause, self.run = port, busy, pause, run
        self.account = Account()
        self.handed_in: set[str] = set()
        """Targets that wait for review, as far as is known."""
        self._under_way: set[str] = set()
        """Targets whose next stage somebody is just sending: of two who send it one is rightly refused."""
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._people = [Somebody(self, name) for name in (*busy.reporters, *busy.reviewers)]
        self._threads: list[threading.Thread] = []

    def sign_in(self) -> None:
        for one in self._people:
            one.visitor.sign_in(one.name)

    def start(self) -> None:
        self._threads = [threading.Thread(target=self._alive, args=(one,)) for one in self._people]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Everybody ends what they are at."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def going_on(self) -> bool:
        return not self._stop.is_set()

    def for_review(self) -> str | None:
        with self._lock:
            code = next(iter(self.handed_in - self._under_way), None)
            if code:
                self._under_way.add(code)
            return code

    def to_hand_in(self, code: str) -> bool:
        with self._lock:
            if code in self.handed_in | self._under_way:
                return False
            self._under_way.add(code)
            return True

    def sent(self, code: str, outcome: Outcome | None, *, hand_in: bool) -> None:
        """None: it was not sent at all. Of which nobody knows whether it came in, nobody sends the next stage."""
        with self._lock:
            if outcome is Outcome.RECORDED:
                (self.handed_in.add if hand_in else self.handed_in.discard)(code)
            if outcome is not Outcome.UNKNOWN:
                self._under_way.discard(code)

    def _alive(self, one: Somebody) -> None:
        # Nobody begins at the same moment as everybody else.
        self._stop.wait(one.chance.random() * self.pause)
        while self.going_on():
            try:
                one.act()
            except Exception as error:
                self.account.errors[f"{one.name}: {type(error).__name__} {error}"] += 1
            self._stop.wait(one.chance.uniform(0.5, 1.5) * self.pause)


class Somebody:
    """One who reads and reports, or reads and reviews."""

    def __init__(self, traffic: Traffic, name: str) -> None:
        self.traffic, self.name = traffic, name
        self.account, self.visitor = traffic.account, Visitor(traffic.port)
        self.chance = random.Random(name)
        self.organisation = traffic.busy.reporters.get(name, "")
        self._number = 0

    def act(self) -> None:
        many, reviewers = len(self.traffic._people), len(self.traffic.busy.reviewers)
        writes = REPORT * many / (many - reviewers) if self.organisation else REVIEW * many / reviewers
        if self.chance.uniform(0, READ + REPORT + REVIEW) >= writes:
            self.read()
        elif self.organisation:
            self.report(self.chance.choice(self.traffic.busy.targets[self.organisation]))
        elif code := self.traffic.for_review():
            self.review(code)
        else:
            self.read()

    def read(self) -> None:
        code = self.chance.choice(self.chance.choice(list(self.traffic.busy.targets.values())))
        pages = {
            "board": "/board/", "targets": "/targets/", "target": f"/targets/{code}/", "inbox": "/targets/inbox/",
            "programme": "/programmes/housing-delivery/",
            "subject": "/programmes/housing-delivery/subjects/E-001/",
            "figures": "/figures/", "figure": "/figures/housing-delivery/homes-delivered/",
        }  # fmt: skip
        kind = self.chance.choice(list(pages))
        self.account.timed(kind, lambda: self.visitor.get(pages[kind]))
        self.account.actions["read"] += 1

    def report(self, code: str) -> None:
        hand_in = self.chance.random() < 0.5 and self.traffic.to_hand_in(code)
        outcome = self._send(f"/targets/{code}/to/reported/", "report", hand_in=hand_in)
        if hand_in:
            self.traffic.sent(code, outcome, hand_in=True)

    def review(self, code: str) -> None:
        self.traffic.sent(code, self._send(f"/targets/{code}/to/reviewed/", "review"), hand_in=False)

    def _send(self, path: str, kind: str, *, hand_in: bool = False) -> Outcome | None:
        opened = self.account.timed("form", lambda: self.visitor.get(path))
        self.account.actions[kind] += 1
        if opened is None or opened.status != 200:
            return None
        self._number += 1
        words = f"sent-{self.traffic.run}-{self.name}-{self._number}"
        fields = self._filled(fields_of(opened.text), words, hand_in=hand_in)
        outcome = self._sent(path, kind, fields)
        if outcome is Outcome.RECORDED and self.chance.random() < _TWICE:
            outcome = self._sent(path, kind, fields)
        self.account.sent.append(Sent(words, outcome))
        return outcome

    def _filled(self, fields: dict[str, str], words: str, *, hand_in: bool) -> dict[str, str]:
        fields.pop("hand_in", None)
        if "doing" not in fields:
            return fields | {"note": words}
        level = {"reported": "12"} if "reported" in fields else {"progress": "40%"}
        return fields | level | {"doing": words} | ({"hand_in": "on"} if hand_in else {})

    def _sent(self, path: str, kind: str, fields: dict[str, str]) -> Outcome:
        target = path.partition("to/")[0]
        for tried in range(TRIES):
            self.account.again += tried > 0
            answer = self.account.timed(kind, lambda: self.visitor.post(path, fields))
            if answer is not None and answer.status == 302 and answer.to == target:
                return Outcome.RECORDED
            if answer is not None and answer.status == 409:
                fields["seen"] = fields_of(answer.text)["seen"]
                continue
            if answer is not None and answer.status < 500:
                self.account.refusals[f"{kind}: {answer.status} {answer.to} {words_of(answer.text)[:300]}"] += 1
                return Outcome.REFUSED
            time.sleep(0.25)
        return Outcome.UNKNOWN


def shares(times: list[float]) -> tuple[float, float, float]:
    """The median, the 95th and the 99th of a hundred, in milliseconds."""
    ordered = sorted(times)
    median, late, last = (ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1e3 for part in (0.5, 0.95, 0.99))
    return median, late, last
