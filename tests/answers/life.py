"""What happens to the targets of the made-up plan, as the tests of this room tell it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

from dajuan.answers.board import Board, board
from dajuan.answers.plan import settle
from dajuan.answers.read import target_called, targets
from dajuan.answers.rules import rules_of
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.zone import Zone

SET_ON = date(2025, 1, 20)
OFFICE, OWNER, REVIEWER = "督查室甲", "规划建设局乙", "督查室丙"
NOW = datetime(2026, 1, 5, tzinfo=UTC)
PROOF = Evidence(name="报表.pdf", sha256="0" * 64, kind="佐证")


def code_of(ledger: Ledger, said: str) -> str:
    return target_called(targets(ledger), said).code


def set_all(ledger: Ledger) -> None:
    """Every target of the plan set, assigned where it has an owner."""
    settle(ledger, [one.code for one in targets(ledger)], actor=OFFICE, on=SET_ON)


def state(ledger: Ledger, said: str, on: str, actor: str = OWNER, **fields: object) -> None:
    """State fields of a target, keys with hyphens written as underscores."""
    values = {key.replace("_", "-"): value for key, value in fields.items()}
    proof = (PROOF,) if "reported" in values else ()
    append(
        ledger,
        [
            Draft(programme="targets", subject=code_of(ledger, said), kind="stated", effective_on=date.fromisoformat(on),
                  fields=values, evidence=proof)  # type: ignore[arg-type]
        ],
        actor=actor,
        now=NOW,
    )  # fmt: skip


def move(ledger: Ledger, said: str, stage: str, on: str, actor: str = OWNER, **more: object) -> None:
    append(
        ledger,
        [
            Draft(programme="targets", subject=code_of(ledger, said), kind="moved", stage=stage,
                  effective_on=date.fromisoformat(on), **more)  # type: ignore[arg-type]
        ],
        actor=actor,
        now=NOW,
    )  # fmt: skip


def close(ledger: Ledger, said: str, on: str) -> None:
    """Accepted, reported, reviewed, done and closed."""
    move(ledger, said, "accepted", "2025-01-25")
    move(ledger, said, "reported", on)
    for stage in ("reviewed", "done", "closed"):
        move(ledger, said, stage, on, REVIEWER)


def estates(ledger: Ledger, delivered: dict[str, int]) -> None:
    """Stalled estates: on which day each was delivered, and its homes."""
    drafts: list[Draft] = []
    for number, (day, homes) in enumerate(delivered.items(), 1):
        one = {"programme": "housing-delivery", "subject": f"E-{number:03}"}
        proof = (Evidence(name="表.pdf", sha256="1" * 64, kind="竣工验收备案表"),)
        proof += (Evidence(name="书.pdf", sha256="2" * 64, kind="复工确认书"),)
        fields = {"name": f"云岭{number}号", "developer": "云岭置业", "homes": homes}
        drafts += [
            Draft(**one, kind="opened", effective_on=date(2024, 1, 2), fields=fields),
            Draft(**one, kind="moved", stage="listed", effective_on=date(2024, 1, 2)),
            Draft(**one, kind="moved", stage="building", effective_on=date(2024, 2, 1), evidence=proof),
            Draft(**one, kind="moved", stage="delivered", effective_on=date.fromisoformat(day), evidence=proof),
        ]
    append(ledger, drafts, actor="住建局", now=NOW)


def board_on(zone: Zone, ledger: Ledger, day: str, **more: object) -> Board:
    engine = DuckEngine(ledger.store, zone.derived)
    try:
        return board(ledger, engine, rules_of(zone), year=2025, as_of=date.fromisoformat(day), **more)  # type: ignore[arg-type]
    finally:
        engine.close()


def share(text: str) -> Fraction:
    """``12.5%`` as a share."""
    return Fraction(text.removesuffix("%")) / 100
