"""From need to bill on a real Slurm, by the pages alone."""

from __future__ import annotations

from tests.systems.compute.clusters import wait_until
from tests.systems.compute.conftest import slurm
from tests.systems.compute.life import FIRM

from dajuan.ledger.zone import SETTINGS
from dajuan.subjects.row import Row
from dajuan.web.served import served

__all__ = ["slurm"]
NEED = {
    "f.name": "结构强度", "f.enterprise": FIRM, "f.precision": "fp64", "f.amount": "1核", "f.hours": "1",
    "f.latest-finish": "2025-10-17", "f.location": "province", "f.budget": "100", "f.command": "sleep 2", "record": "",
}  # fmt: skip


def row(code: str) -> Row:
    found = served().subjects().one("compute-jobs", code)
    assert found is not None
    return found


def test_a_job_is_run_metered_and_settled(as_, compute, little, slurm):
    engine = f"""
[compute.engines.local]
kind = "slurm"
configuration = "{slurm.configuration}"
accounting = "{slurm.folder}/jobcomp.log"
timezone = "UTC"
"""
    path = little.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + engine, "utf-8")
    served().look()
    client = as_("digital")

    def do(deed: str, code: str) -> str:
        return client.post(f"/systems/compute/jobs/{code}/{deed}/", follow=True).content.decode()

    for code in ("RUN-1", "STOP-9"):
        assert client.post("/systems/compute/need/", NEED | {"code": code}).status_code == 302
        do("match", code)
        assert row(code).fields["offer"] == "compute-offers/O-C"
    assert "提交引擎：已办" in do("submit", "RUN-1")

    def followed(code: str, stage: str) -> bool:
        do("follow", code)
        return row(code).stage == stage

    wait_until(lambda: followed("RUN-1", "ended"), seconds=60)
    do("meter", "RUN-1")
    metered = row("RUN-1").fields["core-time"]
    assert (
        int(metered) >= 277
    )  # Of one core, in millionths of an hour: two seconds, as a clock of whole seconds may see them.
    do("settle", "RUN-1")
    assert row("RUN-1").stage == "settled"
    assert "completed" in str(row("RUN-1").fields["attempts"])

    slurm.run("scontrol", "update", "partitionname=low", "state=down")
    try:
        do("submit", "STOP-9")
        assert "没有新情况" in do("follow", "STOP-9")
        do("cancel", "STOP-9")
        wait_until(lambda: followed("STOP-9", "dropped"), seconds=60)
    finally:
        slurm.run("scontrol", "update", "partitionname=low", "state=up")
