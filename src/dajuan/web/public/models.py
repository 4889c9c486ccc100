"""What was published, by whom, until when: years of targets, and estates for those who bought a home there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from dajuan.web.people.models import Person


class Published(models.Model):
    """What stands before the public until it is withdrawn: as of a day, as known when the log had ``size`` entries."""

    as_of = models.DateField()
    size = models.BigIntegerField()
    note = models.TextField(max_length=2000, blank=True)
    """What the zone says over it."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def shown(cls) -> models.QuerySet[Self]:
        return cls._default_manager.filter(withdrawn_at=None)

    def withdraw(self, by: Person) -> None:
        """Of two who do it at once the first has done it."""
        type(self).shown().filter(pk=self.pk).update(withdrawn_at=timezone.now(), withdrawn_by=by)
        self.refresh_from_db()


class Publication(Published):
    """A year's targets."""

    year = models.PositiveSmallIntegerField()
    verified = models.BooleanField(default=False)
    """Only what another person has verified was counted."""

    class Meta:
        ordering: ClassVar = ["-as_of", "-pk"]

    def __str__(self) -> str:
        return f"{self.year} @ {self.as_of}"


class EstatesPublication(Published):
    """Stalled estates."""

    estates = models.JSONField()
    """The codes of those that the zone publishes."""
    with_plans = models.BooleanField(default=False)
    """一楼一策 is published too."""

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{len(self.estates)} @ {self.as_of}"
