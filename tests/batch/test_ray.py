"""The same work on a Ray cluster of two workers gives the same bytes."""

from __future__ import annotations

from pathlib import Path

from dajuan.batch.parts import Task
from dajuan.batch.run import run


def test_two_workers_give_the_same_bytes(tmp_path: Path, need) -> None:
    ray = need.module("ray", extra="ray")
    from dajuan.batch.ray_engine import RayEngine

    folder = tmp_path / "reports"
    folder.mkdir()
    for i in range(80):
        (folder / f"r{i:03}.txt").write_text(f"2025年，新增企业{i + 1}家。\n", encoding="utf-8")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        run(folder, tmp_path / "ray.csv", Task("", "", "claims", "csv"), engine=RayEngine("ray://local"))
    finally:
        ray.shutdown()
    run(folder, tmp_path / "here.csv", Task("", "", "claims", "csv"), jobs=1)
    assert (tmp_path / "ray.csv").read_bytes() == (tmp_path / "here.csv").read_bytes()
