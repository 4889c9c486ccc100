"""Django set up for the zone that a command speaks of."""

from __future__ import annotations

import os
from argparse import Namespace

from dajuan.cli.zone import zone_of
from dajuan.ledger.zone import Zone
from dajuan.web.options import web_options


def pages_of(options: Namespace) -> Zone:
    """Raises :class:`LedgerError` where ``[web]`` is wrong, before Django would."""
    zone = zone_of(options)
    web_options(zone)
    os.environ["DAJUAN_ZONE"] = str(zone.folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "dajuan.web.settings"
    import django

    django.setup()
    return zone


def migrate() -> None:
    """Bring Django's tables up to this version."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
