"""Words that whoever knows the zone would try first: they are no part of a password that holds little else."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from dajuan.web.people.models import Person
from dajuan.web.served import served
from dajuan.web.words import Words

_FEWEST = 8
"""Characters that have to be left of a password once these words are taken out."""


class OwnWords:
    """The application's name, the zone's name and code, the person's organisation and user name."""

    def validate(self, password: str, user: Person | None = None) -> None:
        zone = served().zone
        words = ["dajuan", "答卷", zone.code, zone.name]
        if user is not None:
            words += [user.username, user.name, user.organisation.name]
        left = password.lower()
        for word in sorted(filter(None, words), key=len, reverse=True):
            left = left.replace(word.lower(), "")
        if len(left) < _FEWEST:
            raise ValidationError(
                str(
                    Words(
                        "去掉园区、单位和人的名字以后太短，容易被猜中",
                        "too short without the names of zone, organisation and person: it could be guessed",
                    )
                )
            )

    def get_help_text(self) -> str:
        return ""
