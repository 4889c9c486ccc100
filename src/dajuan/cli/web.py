"""``dajuan web``: the tables of the pages, and who may sign in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dajuan.cli.pages import migrate, pages_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone


def run(options: Namespace) -> int:
    zone = pages_of(options)
    return _ACTIONS[options.action](options, zone)


def _migrate(options: Namespace, zone: Zone) -> int:
    migrate()
    print("数据表已是这一版 / the tables are of this version")
    return 0


def _check(options: Namespace, zone: Zone) -> int:
    from django.core.management import call_command

    call_command("check", deploy=True)
    return 0


def _people(options: Namespace, zone: Zone) -> int:
    from dajuan.web.people.loading import load_people

    migrate()
    loaded = load_people(Path(options.file))
    print(
        f"单位 {loaded.organisations}，人 {loaded.people} / organisations {loaded.organisations}, people {loaded.people}"
    )
    for username, password in loaded.passwords.items():
        print(f"{username}\t{password}")
    return 0


def _person(options: Namespace, zone: Zone) -> int:
    from dajuan.web.people.adding import add_person

    migrate()
    password = add_person(
        zone.name,
        username=options.username,
        name=options.name,
        organisation=options.organisation,
        title=options.title,
        grants=options.role,
    )
    print(f"{options.username}\t{password}")
    return 0


def _password(options: Namespace, zone: Zone) -> int:
    from dajuan.web.people.enrolment import hand_out_password
    from dajuan.web.people.models import Person

    person = Person.objects.filter(username=options.username).first()
    if person is None:
        raise LedgerError(f"没有用户 {options.username}", f"no user {options.username}")
    print(f"{options.username}\t{hand_out_password(person, by=None)}")
    return 0


_ACTIONS = {"migrate": _migrate, "check": _check, "people": _people, "person": _person, "password": _password}
