"""Every page on a telephone: none is wider than its window.

The pages are found by following links, as somebody who holds every role, on a zone where everything has happened once: so
a page that is new is looked at too. One that no link leads to is named below.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve
from playwright.sync_api import Error
from tests.web.browser import fits
from tests.web.security.addresses import ALL

from dajuan.web.access.roles import roles
from dajuan.web.people.models import Grant, Organisation, Person
from dajuan.web.programmes.models import Upload
from dajuan.web.reader.models import Document
from dajuan.web.sheets.models import Version
from dajuan.web.targets.models import Remark

pytestmark = pytest.mark.journey
FIRST = ("/", "/records/mine/", "/targets/many/", "/api/v1/reference/", "/api/v1/tokens/", "/systems/", "/systems/territory/", "/public/", "/public/en/", "/administration/people/new/", "/programmes/_packs/new/")  # fmt: skip
NO_PAGES = frozenset({
    "healthz", "set_language", "home", "people:oidc", "people:oidc-callback", "people:second-factor", "sheets:choose",
    "programmes:column", "reader:download", "reader:comparison-download", "records:evidence_file",
    "administration:checkpoint", "administration:backup-file",
})  # fmt: skip
"""What leads on, parts of a page, and files whose addresses do not show it."""
LOOKED_AT = {one.name for one in ALL if not one.takes_forms_alone and not one.is_file}
PAGES = LOOKED_AT - NO_PAGES | {"home", "api:tokens", "api:reference"}


@pytest.fixture
def everybody(people) -> Person:
    """Holds every role, and is nobody whom a visitor of the demonstration shares."""
    root = Organisation.objects.get(parent=None)
    made = Person.objects.create_user("everybody", "x", name="全", organisation=root)
    for role in roles():
        Grant.objects.create(person=made, role=role, organisation=root)
    people[made.username] = made
    return made


@pytest.fixture
def happened(everybody, as_, demo) -> list[str]:
    """One of everything that people make; where some of it is that is many links away."""
    client = as_("everybody")

    def send(address: str, /, **told: object) -> None:
        answer = client.post(address, told)
        assert answer.status_code in {200, 302}, f"{answer.status_code} {address}"

    for file in sorted((demo / "documents").glob("*.docx"))[:3]:
        send("/reader/", file=SimpleUploadedFile(file.name, file.read_bytes()))
    plan, _, faulty = Document.objects.order_by("created_at")
    send("/reader/compare/", plan=str(plan.pk), report=str(faulty.pk))
    for note in ("一稿", "二稿"):
        send("/sheets/", year=2026, as_of="2026-11-20", style="plain", note=note)
    send("/public/manage/", year=2026, as_of="2026-11-20", note="季度公开")
    send("/public/manage/estates/", as_of="2026-11-20", estates=["E-003", "E-006"], note="每月更新")
    book = client.get("/programmes/housing-delivery/sheets/template.xlsx").content
    send("/programmes/housing-delivery/sheets/", book=SimpleUploadedFile("保交楼.xlsx", book))
    send("/figures/views/keep/", name="在建的楼盘", address="/programmes/housing-delivery/?stage=building", shared="on")
    send("/targets/2026-014/remarks/", key="一" * 20, text="@督查室 请看这一项的进度")
    send("/api/v1/tokens/", name="夜间同步", scopes=["see", "export"], days=30)
    for what in ("checkpoints/sign", "checkpoints/verify", "backups/make", "notices/send"):
        send(f"/administration/{what}/")
    first, second = Version.objects.order_by("pk")
    return [
        faulty.get_absolute_url(),
        f"/sheets/{first.pk}/compare/{second.pk}/",
        f"/programmes/_uploads/{Upload.objects.get().pk}/",
        "/targets/2026-014/",
        f"/targets/2026-014/remarks/{Remark.objects.get().pk}/",
    ]


def view_at(address: str) -> str:
    """Which page an address is of; "" of what is none of ours."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


LINKS = """[...document.querySelectorAll("a[href]:not([download])")].map(one => one.getAttribute("href"))"""


def walked(page, each: int, *first: str) -> Iterator[str]:
    """The pages that links lead to, ``each`` of an address that takes arguments, in the order in which they are met; each is open when it is told."""
    met: Counter[str] = Counter()
    known, waiting = set(first), deque(first)
    while waiting:
        address = waiting.popleft()
        view = view_at(address)
        if view not in PAGES or met[view] >= each:
            continue
        met[view] += 1
        try:
            answer = page.goto(address)
        except Error as error:  # A file whose address does not show it.
            if "Download is starting" not in error.message:
                raise
            yield view
            continue
        assert answer is not None
        assert answer.status < 400, f"{answer.status} {address}"
        yield view
        for link in page.evaluate(LINKS):
            address = urlsplit(link)._replace(fragment="").geturl()
            if address.startswith("/") and address not in known:
                known.add(address)
                waiting.append(address)


# English runs wider than Chinese: it is the one that every run has time for, and for one page of each kind.
@pytest.mark.parametrize(("language", "each"), [pytest.param("zh", 2, marks=pytest.mark.other_looks), ("en", 1)])
def test_no_page_is_wider_than_a_telephone(page, happened, language, each):
    wide, met = [], set()
    for username, first in {
        "everybody": (*FIRST, *happened),
        "enterprise-1": ("/records/mine/",),
        "": ("/sign-in/",),
    }.items():
        somebody = page(username, language=language, size="phone")
        for view in walked(somebody, each, *first):
            met.add(view)
            try:
                fits(somebody)
            except pytest.fail.Exception as error:
                wide.append(f"{view}: {error}")
    assert wide == [], "\n".join(wide)
    assert LOOKED_AT - met <= NO_PAGES
