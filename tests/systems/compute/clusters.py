"""Real engines that tests start for themselves: a Slurm cluster of one node, a Ray cluster of one head."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from dajuan.systems.compute.engines.asking import Service
from dajuan.systems.compute.engines.engine import Engine, Report
from dajuan.systems.compute.engines.ray import Ray
from dajuan.systems.compute.engines.slurm import Slurm

_CONFIGURATION = """\
ClusterName=dajuan
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=bf_interval=1,sched_interval=1,batch_sched_delay=0
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
JobCompType=jobcomp/filetxt
JobCompLoc={folder}/jobcomp.log
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
KillWait=2
MinJobAge=300
GresTypes=card
NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} Gres=card:4 State=UNKNOWN
PartitionName=low Nodes={host} Default=YES MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=high Nodes={host} MaxTime=INFINITE State=UP PriorityTier=10
"""


class SlurmCluster:
    """munged, slurmctld and slurmd on ports of their own; four made-up cards; ``jobcomp/filetxt`` for accounting.

    Its folder is not pytest's: sockets have short names. Daemons run as root, as Slurm's do.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dajuan-slurm-"))
        self.folder.chmod(0o755)
        for name in ("state", "spool", "munge"):
            (self.folder / name).mkdir(mode=0o700)
        self.cores = os.cpu_count() or 1
        host = socket.gethostname().partition(".")[0]
        self.configuration = self.folder / "slurm.conf"
        said = _CONFIGURATION.format(host=host, folder=self.folder, ports=_free_ports(2), cores=self.cores)
        self.configuration.write_text(said)
        (self.folder / "gres.conf").write_text("Name=card Count=4\n")
        key = self.folder / "munge.key"
        key.write_bytes(secrets.token_bytes(128))
        key.chmod(0o600)
        try:
            self._daemons()
            wait_until(lambda: "idle" in self.run("sinfo", "-h", "-o", "%T"))
        except BaseException:
            self.stop()
            raise

    def _daemons(self) -> None:
        at = self.folder
        files = [("key-file", "munge.key"), ("socket", "munge.socket"), ("pid-file", "munged.pid")]
        files += [("log-file", "munge/munged.log"), ("seed-file", "munge/seed")]
        self.run("munged", "--force", *(f"--{key}={at / name}" for key, name in files))
        wait_until((at / "munge.socket").exists)
        self.run("slurmctld", "-f", str(self.configuration))
        self.run("slurmd", "-f", str(self.configuration))

    def run(self, *asked: str) -> str:
        environment = {"PATH": f"{os.environ['PATH']}:/usr/sbin", "SLURM_CONF": str(self.configuration), "TZ": "UTC"}
        return subprocess.run(asked, env=environment, check=True, capture_output=True, text=True).stdout

    def engine(self) -> Slurm:
        return Slurm(self.configuration, self.folder / "jobcomp.log", UTC, "card", f"{self.folder}/%j.out")

    def stop(self) -> None:
        """Each daemon by the process id that it wrote down."""
        if (self.folder / "slurmctld.pid").exists():
            subprocess.run(
                ["scancel", "--user=root"], env={"PATH": os.environ["PATH"], "SLURM_CONF": str(self.configuration)},
                check=False, capture_output=True, timeout=20,
            )  # fmt: skip
        for name in ("slurmd", "slurmctld", "munged"):
            path = self.folder / f"{name}.pid"
            if path.exists():
                _end(int(path.read_text()))
        shutil.rmtree(self.folder, ignore_errors=True)


class RayCluster:
    """A head with two cores and token authentication, on ports of its own."""

    def __init__(self, ray: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dajuan-ray-"))
        self.token = self.folder / "token"
        self.token.write_text(secrets.token_hex(32))
        head, board, client, agent, *workers = _free_ports(14)
        self.address = f"http://127.0.0.1:{board}"
        self._process = subprocess.Popen(
            [
                ray, "start", "--head", "--block", f"--port={head}", f"--dashboard-port={board}", "--num-cpus=2",
                f"--ray-client-server-port={client}", f"--dashboard-agent-listen-port={agent}", "--include-dashboard=true",
                f"--worker-port-list={','.join(map(str, workers))}", f"--temp-dir={self.folder}/t", "--disable-usage-stats",
            ],
            env=os.environ | {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN_PATH": str(self.token)},
            stdout=(self.folder / "log").open("w"), stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            wait_until(self._takes_jobs, seconds=120)
        except BaseException:
            self.stop()
            raise

    def _takes_jobs(self) -> bool:
        """It answers some time before the agent that starts jobs is there."""
        asked = urllib.request.Request(
            f"{self.address}/api/jobs/",
            json.dumps({"entrypoint": "true", "entrypoint_num_cpus": 0}).encode(),
            {"Authorization": f"Bearer {self.token.read_text()}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(asked, timeout=20):
                return True
        except OSError:
            return False

    def engine(self) -> Ray:
        return Ray(Service(self.address, self.token))

    def stop(self) -> None:
        """The session that it was started in, and no other Ray."""
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)


def report_when(engine: Engine, number: str, state: str, *, seconds: float = 180) -> Report:
    """The engine's report, once the job is in that state."""
    wait_until(lambda: engine.report(number).state == state, seconds=seconds)
    return engine.report(number)


def wait_until(is_so: Callable[[], bool], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(is_so)
        time.sleep(0.2)


def _free_ports(many: int) -> list[int]:
    sockets = [socket.socket() for _ in range(many)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _end(process: int) -> None:
    try:
        os.kill(process, signal.SIGTERM)
        wait_until(lambda: not Path(f"/proc/{process}").exists())
    except ProcessLookupError:
        pass
    except TimeoutError:
        os.kill(process, signal.SIGKILL)
