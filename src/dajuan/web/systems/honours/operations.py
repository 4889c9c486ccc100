"""创新平台与成果的接口: what the pages show. What they record goes through the operations of entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from dajuan.outputs.verdicts import said
from dajuan.subjects.row import Row
from dajuan.systems.honours.listings import LISTINGS, listed_firms
from dajuan.systems.honours.parts import parts, shares_of
from dajuan.systems.honours.platforms import IN_FORCE, PLATFORMS, Platform, is_chosen, matrix
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said
from dajuan.web.systems.enterprises import enterprise_called
from dajuan.web.systems.honours.seen import (
    PRIZES,
    PROJECTS,
    listings_at,
    naming,
    platform_called,
    platforms_at,
    row_called,
    rows_at,
)
from dajuan.web.systems.honours.shown import documents
from dajuan.web.systems.kept import day_of

router = Router(tags=["honours"])
_PROGRAMMES = {"prizes": PRIZES, "projects": PROJECTS}


class SharerOut(Schema):
    enterprise: str
    part: Literal["lead", "partner"]


class HonourDocumentOut(Schema):
    kind: str
    name: str
    sha256: str
    address: str


class HonourOut(Schema):
    """A prize, a project or a platform: one, whoever shares it."""

    code: str
    name: str
    stage: str
    since: Day | None
    fields: dict[str, Any]
    enterprises: list[SharerOut]
    documents: list[HonourDocumentOut] = Field(description="进入现在这一步的佐证 / what came with its present stage")


class ReviewOut(Schema):
    year: int
    level: str
    grade: str
    score: float | None
    mended: bool


class PlatformOut(HonourOut):
    kind: str
    level: str
    valid_until: Day | None
    validity: Literal["lapsed", "expiring", "valid", "expired", "withdrawn", "not-held"]
    reviews: list[ReviewOut]
    rule: Said
    effect: Literal["none", "warn", "withdraw", "unknown"] = Field(
        description="最近评价的后果 / what its last review means"
    )
    next_review: int | None


class PartsOut(Schema):
    all: int
    led: int
    joined: int
    shared: int


class PlatformsOut(Schema):
    on: Day
    counts: dict[str, dict[str, int]] = Field(description="种类 → 级别 → 数，共有的计一次 / kind, level, each once")
    parts: PartsOut
    items: list[PlatformOut]
    next: str | None


class HonoursOut(Schema):
    on: Day
    parts: PartsOut
    items: list[HonourOut]
    next: str | None


class ListingOut(Schema):
    code: str
    name: str
    enterprise: str
    board: str
    stage: str
    since: Day | None
    raised: int | None = Field(description="分 / fen")
    letter_until: Day | None
    too_soon: bool


class ListingsOut(Schema):
    on: Day
    firms_listed: int = Field(description="在交易所上市的企业，两处上市的计一家 / each once")
    items: list[ListingOut]


class OfFirmOut(Schema):
    on: Day
    platforms: list[PlatformOut]
    prizes: list[HonourOut]
    projects: list[HonourOut]
    listings: list[str]


class WantedHonours(Paging, Asked):
    kind: Line = ""
    level: Literal["", "national", "provincial", "municipal"] = ""
    validity: Line = ""


class WantedResults(Paging, Asked):
    year: int = Field(0, ge=0, le=9998)
    level: Line = ""


@router.get("/honours/platforms", response=PlatformsOut, summary="创新平台 / Platforms")
def honours_platforms(request: Request, asked: Query[WantedHonours]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    every = platforms_at(viewer, moment)
    found = [one for one in every if is_chosen(one, asked.kind, asked.level, asked.validity)]
    part, more = page_of("platforms", found, lambda one: one.code, asked)
    return {
        "on": day_of(moment),
        "counts": {kind: dict(counted) for kind, counted in matrix(every).items()},
        "parts": parts(one.row for one in every if one.validity in IN_FORCE)._asdict(),
        "items": _platforms(part),
        "next": more,
    }


@router.get("/honours/platforms/{platform}", response=PlatformOut, summary="一个平台 / One platform")
def honours_platform(request: Request, platform: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    return _platforms([platform_called(viewer, platform, moment)])[0]


@router.get("/honours/listings", response=ListingsOut, summary="上市挂牌 / Listings")
def honours_listings(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    every = listings_at(viewer, moment)
    items = [
        {
            "code": one.code, "name": one.row.name, "enterprise": one.firm, "board": one.board, "stage": one.stage,
            "since": one.row.stage_on, "raised": one.raised, "letter_until": one.letter_until, "too_soon": one.too_soon,
        }
        for one in every
    ]  # fmt: skip
    return {"on": day_of(moment), "firms_listed": len(listed_firms(every)), "items": items}


@router.get("/honours/of/{enterprise}", response=OfFirmOut, summary="一家企业的平台与成果 / What a firm has")
def honours_of(request: Request, enterprise: str, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    code = enterprise_called(viewer, enterprise, moment).code
    mine = {row.code for row in naming(viewer, code, PLATFORMS, moment)}
    return {
        "on": day_of(moment),
        "platforms": _platforms([one for one in platforms_at(viewer, moment) if one.code in mine] if mine else []),
        "prizes": _honours(naming(viewer, code, PRIZES, moment)),
        "projects": _honours(naming(viewer, code, PROJECTS, moment)),
        "listings": [row.code for row in naming(viewer, code, LISTINGS, moment)],
    }


@router.get("/honours/{what}", response=HonoursOut, summary="科技奖、科技项目 / Prizes, projects")
def honours_results(
    request: Request, what: Literal["prizes", "projects"], asked: Query[WantedResults]
) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    found = [
        row
        for row in rows_at(viewer, _PROGRAMMES[what], moment)
        if (not asked.year or (row.stage_on and row.stage_on.year == asked.year))
        and (not asked.level or row.fields.get("level") == asked.level)
    ]
    part, more = page_of(what, found, lambda row: row.code, asked)
    return {"on": day_of(moment), "parts": parts(found)._asdict(), "items": _honours(part), "next": more}


@router.get("/honours/{what}/{code}", response=HonourOut, summary="一个奖、一个科技项目 / One prize or project")
def honours_result(
    request: Request, what: Literal["prizes", "projects"], code: str, asked: Query[Asked]
) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE, enterprises=True), asked.moment()
    return _honours([row_called(viewer, _PROGRAMMES[what], code, moment)])[0]


def _honours(rows: Iterable[Row]) -> list[dict[str, Any]]:
    some = list(rows)
    papers = documents(some)
    return [
        {
            "code": row.code,
            "name": row.name,
            "stage": row.stage,
            "since": row.stage_on,
            "fields": dict(row.fields),
            "enterprises": [{"enterprise": one.firm, "part": one.part.value} for one in shares_of(row)],
            "documents": [
                {"kind": one.kind, "name": one.name, "sha256": one.sha256 or "", "address": one.address or ""}
                for one in papers.get(row.code, ())
            ],
        }
        for row in some
    ]


def _platforms(some: list[Platform]) -> list[dict[str, Any]]:
    return [
        {
            **told,
            "kind": one.kind,
            "level": one.level,
            "valid_until": one.until,
            "validity": one.validity.value,
            "reviews": [
                {
                    "year": review.year, "level": review.level, "grade": review.grade, "mended": review.mended,
                    "score": float(review.points) if review.points is not None else None,
                }
                for review in one.reviews
            ],
            "rule": said(one.scheme.name),
            "effect": one.effect.value,
            "next_review": one.next_review,
        }
        for one, told in zip(some, _honours(one.row for one in some), strict=True)
    ]  # fmt: skip
