"""What the answer sheet says of the chains: indicators of the packs, which agree with what the pages work out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.systems.chains.life import ACTOR, NOW, PAPER, draft

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import period_of
from dajuan.ledger.append import append
from dajuan.ledger.entry import Evidence
from dajuan.systems.chains.chain import NODES, PROGRAMMES, SUPPLIES
from dajuan.systems.chains.local_share import local_share
from dajuan.systems.chains.settings import PLACES


@pytest.fixture
def asked(zone_and_ledger):
    """The value of an indicator in 2025, and the entries that it comes from."""
    zone, ledger = zone_and_ledger

    def ask(programme: str, indicator: str, by: str = "") -> dict[str | None, Fraction | None]:
        engine = DuckEngine(ledger.store, zone.derived)
        engine.follow()
        found = figures(engine, ledger.programmes[programme], indicator, [period_of("2025")], by=by)
        engine.close()
        return {one.part: one.value for one in found}

    return ask


def test_each_pack_is_the_offices(ledger):
    assert {ledger.programmes[code].owners[0] for code in PROGRAMMES} == {"office"}


def test_a_zone_may_call_local_what_the_pack_has_for_places(ledger):
    assert tuple(one.key for one in ledger.programmes[SUPPLIES].fields["place"].choices) == PLACES


@pytest.mark.parametrize(
    ("programme", "indicator", "value"),
    [
        ("industry-chains", "chains", 2), ("industry-chains", "chains-planned", 1), ("chain-nodes", "nodes", 8),
        ("chain-nodes", "nodes-missing", 1), ("chain-firms", "firms", 5), ("chain-problems", "problems-open", 2),
        ("chain-prospects", "prospects", 1), ("chain-links", "links", 6),
    ],
)  # fmt: skip
def test_what_is_counted(asked, programme, indicator, value):
    assert asked(programme, indicator)[None] == value


def test_the_local_share_is_the_pages(asked, chain):
    """In percent there."""
    assert asked("chain-supplies", "local-share")[None] == 100 * local_share(chain.supplies, {"zone"}).by_value
    assert asked("chain-supplies", "local-share", by="chain") == {"industry-chains/NEV": Fraction(58)}


def test_a_gap_is_filled_with_evidence_only(asked, ledger):
    move = draft(NODES, "NEV-02", "moved", NOW.date(), stage="filled")
    with pytest.raises(Exception, match="补链证明"):
        append(ledger, [move], actor=ACTOR, now=NOW)
    proof = Evidence(name="投产证明.pdf", address=PAPER.address, kind="补链证明")
    append(
        ledger, [draft(NODES, "NEV-02", "moved", NOW.date(), stage="filled", evidence=(proof,))], actor=ACTOR, now=NOW
    )
    assert asked(NODES, "nodes-filled")[None] == 1
    assert asked(NODES, "days-to-fill")[None] == (NOW.date() - draft(NODES, "x", "moved").effective_on).days
    assert asked(NODES, "nodes-missing")[None] == 0
