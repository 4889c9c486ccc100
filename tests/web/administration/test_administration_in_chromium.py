"""The administration and one's account in a browser: both languages, desktop and phone, light and dark."""

from __future__ import annotations

import pytest
from tests.web.browser import accessible, fits

from dajuan.web.people.changes import note_change
from dajuan.web.people.models import Person

PAGES = [
    "", "organisations/", "people/", "people/new/", "rules/", "calendar/?year=2025", "notices/", "checkpoints/", "backups/",
    "changes/", "sign-ins/",
]  # fmt: skip


@pytest.mark.parametrize(("language", "size", "theme"), [("zh", "desktop", "light"), ("en", "phone", "dark")])
def test_the_pages_of_the_administration(page, picture, people, language, size, theme):
    note_change(
        "role-given", "住房保障中心 王", by=people["administrator"], after={"role": "report", "at": "住房保障中心"}
    )
    shown = page("administrator", language=language, size=size, theme=theme)
    person = people["reporter"]
    organisation = person.organisation
    for address in [*PAGES, f"people/{person.pk}/", f"organisations/{organisation.pk}/"]:
        shown.goto(f"/administration/{address}")
        picture(shown, "administration-" + (address.strip("/").replace("/", "-").partition("?")[0] or "home"))
        fits(shown)
        accessible(shown)


@pytest.mark.parametrize(("language", "size", "theme"), [("zh", "desktop", "dark"), ("en", "phone", "light")])
def test_one_s_account(page, picture, people, language, size, theme):
    Person.objects.filter(username="reporter").update(demo=False)
    shown = page("reporter", language=language, size=size, theme=theme)
    for address in ("", "password/", "second-factor/"):
        shown.goto(f"/account/{address}")
        picture(shown, f"account-{address.strip('/') or 'home'}")
        fits(shown)
        accessible(shown)
    assert shown.locator("svg.qr").bounding_box()["width"] > 150
