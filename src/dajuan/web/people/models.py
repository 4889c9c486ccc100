"""Organisations, people, the roles they hold, and every change of these."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from dajuan.web.access.roles import roles


class Organisation(models.Model):
    """单位: as entries and targets name it. The one without a parent is the zone itself."""

    name = models.CharField(max_length=100, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    short = models.CharField(max_length=50, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    """Nobody works there from then on, and no role is given there; what it did stays its own."""

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganisationName(models.Model):
    """A name that an organisation had: entries and targets made then still say it, and rights over them go on."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former")
    name = models.CharField(max_length=100, unique=True)
    until = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-until"]

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
    second_factor = models.BooleanField(default=False)
    """A code is asked for after the password."""
    handed_out_at = models.DateTimeField(null=True, blank=True)
    """Since when the password is one that somebody else has seen: its owner has to choose another first."""
    signed_out = models.PositiveIntegerField(default=0)
    """How often everything of theirs was signed out; sessions from before are no longer good."""
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

    def get_session_auth_hash(self) -> str:
        """What a session holds of the password: it ends with a new one, and when everything is signed out."""
        return salted_hmac("dajuan.session", f"{self.password} {self.signed_out}", algorithm="sha256").hexdigest()


def handed_out_password() -> str:
    """A password to be told somebody and replaced at its first use: 72 bits of chance, shown once."""
    return secrets.token_urlsafe(9)


class RecoveryCode(models.Model):
    """Signs in once where the telephone is lost. 120 bits of chance, so a plain hash keeps it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="recovery_codes")
    sha256 = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.person} {self.sha256[:8]}…"


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


class Change(models.Model):
    """One change of an organisation, a person, a grant: who, when, what it was and what it became."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=160)
    """The actor, as entries say it; "" from the command line."""
    what = models.CharField(max_length=40)
    """``organisation-renamed``, ``person-added``, ``password-reset`` …: a key of ``changes.WHAT``."""
    name = models.CharField(max_length=160)
    """Of the person or the organisation, as it was called then."""
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.what} {self.name}"
