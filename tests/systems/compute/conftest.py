"""Engines that are started once a test run, for those tests that want one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.databases import address, server
from tests.systems.compute.clusters import RayCluster, SlurmCluster

__all__ = ["address", "server"]


@pytest.fixture(scope="session")
def slurm(need) -> Iterator[SlurmCluster]:
    """slurm-wlm of Debian; its daemons want to be root."""
    for name in ("sbatch", "slurmctld", "munged"):
        need.program(name)
    if os.geteuid() != 0:
        pytest.skip("Slurm 的守护进程要 root / Slurm's daemons want to be root")
    made = SlurmCluster()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def ray_cluster(need) -> Iterator[RayCluster]:
    need.module("ray", extra="ray")
    need.module("aiohttp_cors")
    made = RayCluster(str(Path(sys.executable).parent / "ray"))
    yield made
    made.stop()
