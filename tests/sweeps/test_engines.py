"""Workers that die cost no run; a parent that dies leaves none behind; Dask and processes give one table."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import distributed
import pytest
from little import design, design_file, tables

from coopsim.errors import UserMistake
from coopsim.runs.pool import Pool
from coopsim.sweeps import run_sweep
from coopsim.sweeps.cluster import Cluster

COOPSIM = [sys.executable, "-m", "coopsim"]
PROC = Path("/proc")


class Deadly:
    """A job that kills its worker, the first time or always."""

    runs = 1

    def __init__(self, number: int, mark: Path | None = None) -> None:
        self.number, self.mark = number, mark

    def __call__(self) -> int:
        if self.number == 2 and (self.mark is None or not self.mark.exists()):
            if self.mark is not None:
                self.mark.touch()
            time.sleep(0.2)
            os._exit(9)
        return self.number


@pytest.mark.slow
def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    jobs = [Deadly(number, tmp_path / "died") for number in range(6)]
    assert sorted(result for _job, result in Pool(2).results(iter(jobs))) == list(range(6))


@pytest.mark.slow
def test_the_job_that_kills_its_worker_is_found_and_told() -> None:
    jobs = [Deadly(number) for number in range(6)]
    found = {job.number: result for job, result in Pool(2, lambda job: "killed").results(iter(jobs))}
    assert found == {0: 0, 1: 1, 2: "killed", 3: 3, 4: 4, 5: 5}


def children_of(process: int) -> set[int]:
    """The processes below one, as the system tells."""
    parents = {}
    for entry in PROC.glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, more = set(), {process}
    while more:
        more = {child for child, parent in parents.items() if parent in more} - found
        found |= more
    return found


def alive(process: int) -> bool:
    try:
        return (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def began(folder: Path, *more: str, runs: int = 512) -> subprocess.Popen[str]:
    """A sweep as a user starts it, once it has finished some runs."""
    file = design_file(folder, ", ".join(f"{0.2 + 0.01 * k:.2f}" for k in range(40)), runs)
    command = [*COOPSIM, "sweep", str(file), "--out", str(folder / "sweep"), *more]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 120
    while not list(folder.glob("sweep/outcomes/*.parquet")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return process


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" and os.environ.get("CI") != "true", reason="reads /proc")
@pytest.mark.parametrize("more", [("--workers", "2"), ("--workers", "2", "--cluster", "local")])
def test_killing_the_parent_leaves_no_worker_behind(tmp_path: Path, more: tuple[str, ...]) -> None:
    process = began(tmp_path, *more)
    workers = children_of(process.pid)
    assert len(workers) >= 2
    process.kill()
    process.wait()
    deadline = time.monotonic() + 30
    while any(alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [worker for worker in workers if alive(worker)]
    assert list(tmp_path.glob("sweep/outcomes/*.parquet"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are told otherwise there")
@pytest.mark.parametrize("more", [("--workers", "1"), ("--workers", "2")])
def test_control_c_keeps_what_is_finished_and_says_how_to_go_on(tmp_path: Path, more: tuple[str, ...]) -> None:
    process = began(tmp_path, *more)
    os.killpg(process.pid, signal.SIGINT)
    _out, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Stopped. The finished runs are in" in told
    assert f"to go on: coopsim sweep {tmp_path / 'little.toml'} --out {tmp_path / 'sweep'}" in told
    assert "Traceback" not in told
    assert list(tmp_path.glob("sweep/outcomes/*.parquet"))


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        yield cluster


@pytest.mark.slow
def test_dask_with_a_worker_killed_in_mid_sweep_gives_the_table_of_processes(
    tmp_path: Path, cluster: distributed.LocalCluster
) -> None:
    many = design(factor={"trust": [0.2 + 0.01 * k for k in range(40)]}, replicates=16)
    run_sweep(many, tmp_path / "processes", workers=2)
    killed: list[int] = []

    def kill(done: int, of: int, failed: int) -> None:
        if done >= of // 4 and not killed:
            with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
                killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    ended = run_sweep(many, tmp_path / "dask", cluster=cluster.scheduler_address, on_progress=kill)
    assert killed
    assert ended.failed == 0
    assert tables(tmp_path / "dask") == tables(tmp_path / "processes")
    assert not cluster.scheduler.tasks  # nothing is kept there
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        assert killed[0] not in client.run(os.getpid).values()


@pytest.mark.slow
def test_a_scheduler_that_dies_costs_one_line(tmp_path: Path) -> None:
    script = tmp_path / "scheduler.py"
    script.write_text(
        "import distributed, time\n"
        "if __name__ == '__main__':\n"
        "    kind = dict(n_workers=1, threads_per_worker=1, host='127.0.0.1', dashboard_address=None)\n"
        "    print(distributed.LocalCluster(**kind).scheduler_address, flush=True)\n"
        "    time.sleep(300)\n"
    )
    scheduler = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert scheduler.stdout is not None
    process = began(tmp_path, "--cluster", scheduler.stdout.readline().strip())
    os.killpg(scheduler.pid, signal.SIGKILL)
    _out, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "the cluster is gone; finished runs are kept" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "tcp://", "tcp://host", "http://host:80", "tcp://host:99999", "", "lokal"])
def test_what_is_no_address_gets_one_line(address: str) -> None:
    with pytest.raises(UserMistake, match=r"--cluster: got .*; allowed tcp://HOST:PORT"):
        Cluster(address)


def test_where_no_scheduler_is_there_is_one_line_and_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopsim.sweeps.cluster.PATIENCE", "1s")
    with pytest.raises(UserMistake, match=r"--cluster: no scheduler answers there: got 'tcp://127\.0\.0\.1:9'"):
        run_sweep(design(), tmp_path / "sweep", cluster="tcp://127.0.0.1:9")
    assert not (tmp_path / "sweep").exists()


def test_without_dask_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserMistake, match=r"needs Dask, which is not installed.*coopsim\[cluster\]"):
        Cluster("tcp://127.0.0.1:8786")
