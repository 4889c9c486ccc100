"""Runs as the ledger has them: recorded, read back, published, done again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dajuan.indices.choices import Tell
from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_of_programme
from dajuan.ledger.state import State
from dajuan.subjects.subjects import Subjects
from dajuan.systems.growth import schemes
from dajuan.systems.growth.results import KIND, Results, parse_results, text_of
from dajuan.systems.growth.run import Asked, Ran, run
from dajuan.systems.growth.trouble import GrowthError

PROGRAMME = "growth-runs"
COMPUTED, PUBLISHED = "computed", "published"


class Recorded(NamedTuple):
    """One run in the ledger."""

    code: str
    year: int
    scheme: str
    """The code of the scheme's version."""
    as_of: date
    size: int
    firms: int
    left_out: int
    median: float
    stage: str
    on: date
    by: str
    recorded_at: str
    sha256: str
    """Of the table of its results."""
    published_seq: int | None
    """The entry that published it."""


def runs(ledger: Ledger, *, size: int | None = None) -> list[Recorded]:
    """The newest year first, in a year the newest run."""
    if PROGRAMME not in ledger.programmes:
        return []
    found = (_recorded(state) for state in states_of_programme(ledger, programme=PROGRAMME, size=size).values())
    return sorted((one for one in found if one), key=lambda one: (one.year, _nth(one.code)), reverse=True)


def _nth(code: str) -> int:
    return int(code.rpartition("-")[2])


def _recorded(state: State) -> Recorded | None:
    stage = state.stage
    kept = [(seq, one) for seq, some in state.evidence().items() for one in some if one.kind == KIND]
    if state.opened is None or stage is None or not kept:
        return None
    levels = {key: held.value for key, held in state.levels().items()}
    entry = state.entries[kept[0][0]]
    published = state.last_move(PUBLISHED)
    return Recorded(
        state.subject,
        int(levels["year"]),
        str(levels["scheme"]).partition("/")[2],
        date.fromisoformat(str(levels["as-of"])),
        int(levels["log-size"]),
        int(levels["firms"]),
        int(levels.get("left-out", 0)),
        int(levels.get("median", 0)) / 100,
        str(stage.value),
        stage.on,
        entry.actor,
        entry.recorded_at,
        kept[0][1].sha256,
        published.seq if published else None,
    )


def shown(found: list[Recorded], code: str = "") -> Recorded | None:
    """The run asked for; with none, the last one published, else the last."""
    if code:
        return next((one for one in found if one.code == code), None)
    return next((one for one in found if one.stage == PUBLISHED), found[0] if found else None)


def drafts_of(store: EvidenceStore, ran: Ran, scheme: str, *, on: date, known: list[Recorded]) -> list[Draft]:
    """The drafts that record a run. ``scheme``: the code of its version."""
    asked = ran.asked
    nth = max((_nth(one.code) for one in known if one.year == asked.year), default=0) + 1
    code = f"{asked.year}-{nth}"
    data = text_of(ran.results).encode()
    kept = store.keep_stream(io.BytesIO(data), name=f"growth-{code}.csv", kind=KIND)
    fields: dict[str, Value] = {
        "name": f"{asked.year} 年度第 {nth} 次测算",
        "year": str(asked.year),
        "scheme": f"{schemes.PROGRAMME}/{scheme}",
        "as-of": asked.as_of.isoformat(),
        "log-size": asked.size,
        "firms": ran.scored,
        "left-out": ran.left_out,
        "median": round(ran.median * 100),
    }
    growing = ran.growing()
    if growing is not None:
        fields["growing"] = growing
    return [
        Draft(programme=PROGRAMME, subject=code, kind="opened", effective_on=on, fields=fields, evidence=(kept,)),
        Draft(programme=PROGRAMME, subject=code, kind="moved", stage=COMPUTED, effective_on=on),
    ]


def drafts_of_publishing(one: Recorded, *, on: date, known: list[Recorded]) -> Iterator[Draft]:
    """What was published of the same year before is withdrawn: a year has one figure."""
    for other in known:
        if other.year == one.year and other.stage == PUBLISHED and other.code != one.code:
            assert other.published_seq is not None
            yield Draft(
                programme=PROGRAMME,
                subject=other.code,
                kind="withdrawn",
                effective_on=on,
                about=(other.published_seq, other.published_seq),
                note=f"由 {one.code} 取代 / replaced by {one.code}",
            )
    yield Draft(programme=PROGRAMME, subject=one.code, kind="moved", stage=PUBLISHED, effective_on=on)


def results_of(store: EvidenceStore, one: Recorded) -> Results:
    try:
        text = store.path_of(one.sha256).read_text(encoding="utf-8")
    except OSError as error:
        raise GrowthError(
            f"测算 {one.code} 的得分表不在了（{one.sha256[:12]}…）；从备份恢复佐证",
            f"the results of run {one.code} are gone ({one.sha256[:12]}…); restore the evidence from a backup",
        ) from error
    return parse_results(text)


class Again(NamedTuple):
    """A run done again."""

    same: bool
    sha256: str
    firms: int


def again(
    ledger: Ledger, subjects: Subjects, store: EvidenceStore, one: Recorded, *, tell: Tell | None = None
) -> Again:
    """The same scheme, year, day and size of the log: whether the same bytes come of it."""
    asked = Asked(schemes.scheme_of(store, schemes.version_of(ledger, one.scheme)), one.year, one.as_of, one.size)
    ran = run(subjects, ledger.programmes, asked, tell=tell)
    sha256 = hashlib.sha256(text_of(ran.results).encode()).hexdigest()
    return Again(sha256 == one.sha256, sha256, ran.scored)
