"""The same parts as tasks of a Ray cluster: ``ray://local`` starts one here, ``ray://host:port`` joins one.

The workers must see the folder and the parts under the same paths (a shared disk).
"""

from __future__ import annotations

from collections.abc import Iterator

from dajuan.batch.parts import Part, Task, read_part
from dajuan.outputs.trouble import OutputError


class RayEngine:
    """Runs parts on a cluster. ``workers`` bounds a local one; at most twice as many parts as cores wait at a time."""

    def __init__(self, address: str, workers: int | None = None) -> None:
        self.address, self.workers = address, workers

    def __call__(self, task: Task, work: list[tuple[int, tuple[str, ...]]]) -> Iterator[Part]:
        try:
            import ray
        except ImportError as error:
            raise OutputError(
                "--engine ray:// 需要 ray：pip install 'dajuan[ray]'",
                "--engine ray:// needs ray: pip install 'dajuan[ray]'",
            ) from error
        mine = not ray.is_initialized()
        if mine:
            where = None if self.address in ("ray://local", "ray://") else self.address
            ray.init(
                address=where, num_cpus=None if where else self.workers, include_dashboard=False, log_to_driver=False
            )
        try:
            yield from self._parts(ray, task, work)
        finally:
            if mine:
                ray.shutdown()

    @staticmethod
    def _parts(ray: object, task: Task, work: list[tuple[int, tuple[str, ...]]]) -> Iterator[Part]:
        remote = ray.remote(read_part)  # type: ignore[attr-defined]
        room = 2 * int(ray.cluster_resources().get("CPU", 1))  # type: ignore[attr-defined]
        waiting: list[object] = []
        for index, names in work:
            if len(waiting) >= room:
                ready, waiting = ray.wait(waiting)  # type: ignore[attr-defined]
                yield from ray.get(ready)  # type: ignore[attr-defined]
            waiting.append(remote.remote(task, index, names))
        while waiting:
            ready, waiting = ray.wait(waiting)  # type: ignore[attr-defined]
            yield from ray.get(ready)  # type: ignore[attr-defined]
