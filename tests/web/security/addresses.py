"""Every address of the application, as Django knows them: what each needs, and an address that opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

PUBLIC = {
    "home": "sends strangers to sign in",
    "healthz": "two truth values for proxies",
    "set_language": "a cookie",
    "people:sign-in": "the door",
    "people:sign-in-as": "the demo's door; 404 elsewhere",
    "people:sign-out": "signs out",
    "people:second-factor": "asks for the code of who gave the password",
    "people:oidc": "leads to the provider",
    "people:oidc-callback": "comes back from it",
    "public:home": "published by the zone",
    "public:home-en": "published by the zone",
    "public:one": "published by the zone",
    "public:one-en": "published by the zone",
    "public:data": "published by the zone",
    "public:sheet": "published by the zone",
    "public:estates": "published by the zone",
    "public:estates-en": "published by the zone",
    "public:estate": "published by the zone",
    "public:estate-en": "published by the zone",
    "public:estates-data": "published by the zone",
    "governance:public": "published by the zone",
}
"""Those that anybody may open, and why."""
GUARDED_BY_ITSELF = ("api:",)
"""Namespaces whose views have another way of asking, tested with them."""


class Address(NamedTuple):
    name: str
    view: Callable[..., Any]
    arguments: tuple[str, ...]
    route: str
    """The last part of its address, as Django has it: ``map.geojson``, ``export.<str:form>``."""

    @property
    def needs(self) -> Any:
        return getattr(self.view, "needs", None)

    @property
    def everywhere(self) -> bool:
        return bool(getattr(self.view, "everywhere", False))

    @property
    def enterprises(self) -> bool:
        return bool(getattr(self.view, "enterprises", False))

    @property
    def institutions(self) -> bool:
        return bool(getattr(self.view, "institutions", False))

    @property
    def is_file(self) -> bool:
        return "." in self.route

    @property
    def takes_forms_alone(self) -> bool:
        """Whether it refuses to be looked at. Asked first of all, so that nobody has to be signed in for it."""
        try:
            answer = self.view(RequestFactory().get("/"))
        except Exception:  # It went on to ask who it is, for what its address holds, or for the zone.
            return False
        return answer.status_code == 405

    def with_(self, values: Mapping[str, Any]) -> str:
        """Its address with these arguments; what is not given is made up."""
        return reverse(self.name, kwargs={key: values.get(key, MADE_UP[key]) for key in self.arguments})


MADE_UP: dict[str, Any] = {
    "code": "x1", "stage": "reported", "step": "set", "seq": 1, "pk": 1, "form": "csv", "kind": "csv", "deed": "state",
    "programme": "housing-delivery", "indicator": "homes-delivered", "period": "2025", "sha256": "0" * 64, "other": 2,
    "username": "nobody", "name": "x", "what": "lights", "number": 1, "key": "x",
    "firm": "x", "rule": "tech-sme",
}  # fmt: skip
"""What an argument is when nothing better is known. An argument that is not here has to be added with its test."""
_UUID = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def every() -> Iterator[Address]:
    for pattern, names in _walk(get_resolver().url_patterns, ()):
        name = ":".join([*names, pattern.name or ""])
        if any(name.startswith(space) for space in GUARDED_BY_ITSELF):
            continue
        last = str(pattern.pattern).rsplit("/", 1)[-1]
        yield Address(name, pattern.callback, tuple(pattern.pattern.converters), last)


def made_up(one: Address) -> str:
    uuids = {key: _UUID for key, converter in _converters(one.name).items() if converter == "UUIDConverter"}
    return one.with_(uuids)


def _converters(name: str) -> dict[str, str]:
    for pattern, names in _walk(get_resolver().url_patterns, ()):
        if ":".join([*names, pattern.name or ""]) == name:
            return {key: type(converter).__name__ for key, converter in pattern.pattern.converters.items()}
    raise KeyError(name)


def _walk(patterns: list[Any], names: tuple[str, ...]) -> Iterator[tuple[URLPattern, tuple[str, ...]]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, (*names, one.namespace) if one.namespace else names)
        else:
            yield one, names


ALL = list(every())
GUARDED = [one for one in ALL if one.needs]
