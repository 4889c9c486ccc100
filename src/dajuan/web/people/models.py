"""Organisations, people, and the roles they hold."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from dajuan.web.access.roles import roles


class Organisation(models.Model):
    """单位: as entries and targets name it. The one without a parent is the zone itself."""

    name = models.CharField(max_length=100, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    short = models.CharField(max_length=50, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. ``actor`` is how entries name them: it is made once and never changes."""

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=50)
    title = models.CharField(max_length=50, blank=True)
    """职务."""
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    actor = models.CharField(max_length=160, unique=True, editable=False)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    """Can be signed in as by one click, in a simulated zone that says ``demo``."""
    about_zh = models.CharField(max_length=200, blank=True)
    about_en = models.CharField(max_length=200, blank=True)
    enterprise = models.CharField(max_length=18, blank=True)
    """The unified social credit code of the enterprise whose own account this is; such an account holds no roles."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        ordering: ClassVar = ["organisation__name", "name"]

    def __str__(self) -> str:
        return self.actor

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.actor = self.actor or f"{self.organisation.name} {self.name}"
        super().save(*args, **kwargs)


class Grant(models.Model):
    """A role held at an organisation, and in all below it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=[(key, role.name.zh) for key, role in roles().items()])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="grants")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "role", "organisation"], name="one_grant_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} @ {self.organisation}"
