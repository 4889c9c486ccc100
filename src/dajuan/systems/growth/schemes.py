"""Schemes as the ledger has them: a subject a version, its text as evidence; which one is in force."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dajuan.indices.load import parse_scheme
from dajuan.indices.scheme import Scheme
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_of_programme
from dajuan.ledger.state import State
from dajuan.systems.growth.trouble import GrowthError

PROGRAMME = "growth-schemes"
DRAFTED, IN_FORCE, RETIRED = "drafted", "in-force", "retired"
KIND = "指数方案"
_OURS = Path(__file__).parent / "schemes"


class Version(NamedTuple):
    """One version of a scheme in the ledger."""

    code: str
    name: str
    number: int
    stage: str
    on: date
    """Since when it is in that stage."""
    drafted_by: str
    why: str
    sha256: str
    seq: int
    """The entry that brought its text."""

    @property
    def scheme(self) -> str:
        """The code of the scheme that it is a version of."""
        return self.code.rpartition("-v")[0]


def built_in() -> str:
    """The text of the scheme that comes with Dajuan."""
    return (_OURS / "sme-growth.yaml").read_text(encoding="utf-8")


def code_of(scheme: Scheme) -> str:
    return f"{scheme.code}-v{scheme.version}"


def versions(ledger: Ledger, *, size: int | None = None) -> list[Version]:
    """Newest first."""
    if PROGRAMME not in ledger.programmes:
        return []
    found = [_version(one) for one in states_of_programme(ledger, programme=PROGRAMME, size=size).values()]
    return sorted((one for one in found if one), key=lambda one: (one.number, one.code), reverse=True)


def _version(state: State) -> Version | None:
    stage = state.stage
    if state.opened is None or stage is None:
        return None
    levels = state.levels()
    drafted = state.reached(DRAFTED)
    brought = next((seq for seq, some in state.evidence().items() if any(one.kind == KIND for one in some)), None)
    if drafted is None or brought is None:
        return None
    return Version(
        state.subject,
        str(levels["name"].value),
        int(levels["number"].value),
        str(stage.value),
        stage.on,
        state.entries[drafted.seq].actor,
        str(levels["why"].value) if "why" in levels else "",
        str(levels["sha256"].value),
        brought,
    )


def version_of(ledger: Ledger, code: str) -> Version:
    """Raises :class:`GrowthError` where there is none."""
    found = next((one for one in versions(ledger) if one.code == code), None)
    if found is None:
        raise GrowthError(f"没有方案 {code}", f"there is no scheme {code}")
    return found


def before(scheme: Scheme, known: list[Version]) -> Version | None:
    """The newest version of the same scheme that is older."""
    older = [one for one in known if one.scheme == scheme.code and one.number < scheme.version]
    return max(older, key=lambda one: one.number, default=None)


def in_force(ledger: Ledger) -> Version | None:
    """The version put in force last."""
    chosen = [one for one in versions(ledger) if one.stage == IN_FORCE]
    return max(chosen, key=lambda one: (one.on, one.number), default=None)


def text_of(store: EvidenceStore, version: Version) -> str:
    try:
        return store.path_of(version.sha256).read_text(encoding="utf-8")
    except OSError as error:
        raise GrowthError(
            f"方案 {version.code} 的全文不在了（{version.sha256[:12]}…）；从备份恢复佐证",
            f"the text of scheme {version.code} is gone ({version.sha256[:12]}…); restore the evidence from a backup",
        ) from error


def scheme_of(store: EvidenceStore, version: Version) -> Scheme:
    return parse_scheme(text_of(store, version), f"{version.code}.yaml")


def drafts_of_new(store: EvidenceStore, text: str, *, on: date, why: str, known: list[Version]) -> list[Draft]:
    """The drafts that submit a text as a new version. Raises ``PackError`` where it is wrong, :class:`GrowthError` where its
    version is taken."""
    scheme = parse_scheme(text, "scheme.yaml")
    code = code_of(scheme)
    newest = max((one.number for one in known if one.scheme == scheme.code), default=0)
    if scheme.version <= newest:
        raise GrowthError(
            f"第 {scheme.version} 版已有或更旧；把 version 改为 {newest + 1}",
            f"version {scheme.version} is there already, or older; make it {newest + 1}",
        )
    kept = store.keep_stream(io.BytesIO(text.encode()), name=f"{code}.yaml", kind=KIND)
    return list(_drafts(scheme, code, kept, on, why))


def _drafts(scheme: Scheme, code: str, kept: Evidence, on: date, why: str) -> Iterator[Draft]:
    yield Draft(
        programme=PROGRAMME,
        subject=code,
        kind="opened",
        effective_on=on,
        fields={
            "name": scheme.name.zh,
            "number": scheme.version,
            "indicators": len(scheme.indicators),
            "ours": scheme.ours,
            "sha256": kept.sha256,
            **({"why": why} if why else {}),
        },
        evidence=(kept,),
    )
    yield Draft(programme=PROGRAMME, subject=code, kind="moved", stage=DRAFTED, effective_on=on)


def drafts_in_force(version: Version, *, on: date, known: list[Version]) -> list[Draft]:
    """Putting a version in force retires the one that was."""
    before = [one for one in known if one.stage == IN_FORCE and one.code != version.code]
    return [
        *(Draft(programme=PROGRAMME, subject=one.code, kind="moved", stage=RETIRED, effective_on=on) for one in before),
        Draft(programme=PROGRAMME, subject=version.code, kind="moved", stage=IN_FORCE, effective_on=on),
    ]
