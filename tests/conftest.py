"""What every test may use: ``need`` for parts that may be missing on somebody's machine, and one hypothesis profile.

A test that wants an extra, a program or the measuring data takes the fixture ``need``::

    def test_parquet(need):
        pyarrow = need.module("pyarrow", extra="parquet")

    def test_looks_right(need):
        chromium = need.program("chromium")

    def test_real_report(need):
        text = need.data("zone-report-2023-2024.txt").read_text(encoding="utf-8")

On a developer's machine a missing part skips the test, loudly (the reason names the mend). In CI (``CI=true``) it
fails: nothing is skipped there. The one exception is ``../shared/data``, which is no part of the project.
``pytest.skip`` and ``importorskip`` used directly come to the same: in CI :func:`pytest_runtest_makereport` turns them
into failures.
"""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
OPTIONAL_DATA = "shared/data"
_WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
"""Maps want WebGL; there is no graphics card where tests run."""
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

# Two busy cores make a deadline a coin toss, so speed is measured in bench/ and never by hypothesis.
# In CI the examples are the same every time: what is new is found by whoever runs the tests, not by whoever waits.
settings.register_profile(
    "dajuan", deadline=None, print_blob=True, derandomize=IN_CI, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("dajuan")


class Need:
    """Parts a test cannot run without."""

    def module(self, name: str, *, extra: str | None = None) -> ModuleType:
        try:
            return importlib.import_module(name)
        except ImportError as error:
            mend = f"pip install 'dajuan[{extra}]'" if extra else "make test"
            _missing(f"缺 Python 包 {name}（{error}）：{mend}")

    def program(self, name: str) -> str:
        found = shutil.which(name)
        if found is None:
            _missing(f"缺程序 {name}：apt-get install {name}")
        return found

    def data(self, name: str) -> Path:
        """A file or folder of the measuring data beside the checkout; its absence is a skip even in CI."""
        path = DATA / name
        if not path.exists():
            pytest.skip(f"没有测量数据 ../{OPTIONAL_DATA}/{name}，此项未测")
        return path


def _missing(reason: str) -> NoReturn:
    if IN_CI:
        pytest.fail(f"{reason}（CI 中不许跳过）", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def need() -> Need:
    return Need()


@pytest.fixture(scope="session")
def chromium(need: Need) -> Iterator[Any]:
    """The one browser of a test run: a second Playwright beside it would refuse to start."""
    play = need.module("playwright.sync_api").sync_playwright
    path = need.program("chromium")
    # Playwright's loop runs in this thread; Django would refuse to be asked for a row beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with play() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox", *_WEBGL])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


def _forbid_skip(report: Any) -> None:
    if not (IN_CI and report.skipped) or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if OPTIONAL_DATA not in reason:
        report.outcome = "failed"
        report.longrepr = f"CI 中不许跳过 / nothing may be skipped in CI: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    report = yield
    _forbid_skip(report)
    return report
