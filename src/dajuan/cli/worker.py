"""``dajuan worker``: does the jobs of the pages."""

from __future__ import annotations

from argparse import Namespace

from dajuan.cli.pages import pages_of


def run(options: Namespace) -> int:
    pages_of(options)
    from dajuan.web.jobs.worker import work

    work()
    return 0
