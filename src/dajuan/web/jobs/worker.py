"""The worker's loop."""

from __future__ import annotations


def work() -> None:
    """Do jobs until told to stop."""
    from django.core.management import call_command

    call_command("db_worker", interval=0.5)
