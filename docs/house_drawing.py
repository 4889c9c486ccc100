"""Draws docs/images/house.svg: the rooms of the house, who stands on whom. Run ``python docs/house_drawing.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PICTURE = Path(__file__).parent / "images" / "house.svg"
WIDTH, ROW, TALL, GAP, EDGE = 760, 78, 54, 20, 30
HALF = (WIDTH - 2 * EDGE - GAP) // 2
ROOF, READING, LEDGER, GROUND = "#e0f2f1", "#fff3e0", "#e3f2fd", "#e8f5e9"


class Room(NamedTuple):
    name: str
    says: str
    row: int
    left: float
    width: float
    colour: str


LEFT, RIGHT = EDGE, EDGE + HALF + GAP
NARROW = (HALF - GAP / 2) / 2
ROOMS = (
    Room("cli/", "dajuan 命令 · arguments and printing", 0, EDGE, WIDTH - 2 * EDGE, ROOF),
    Room("answers/", "目标、亮灯、预测、答卷 · from a promise to the written answer", 1, EDGE, WIDTH - 2 * EDGE, ROOF),
    Room("batch/", "一个文件夹，多核 · a folder, all cores", 2, LEFT, HALF, ROOF),
    Room("outputs/", "json csv xlsx html sarif 终端", 3, LEFT, HALF, ROOF),
    Room("checks/", "规则 → 发现", 4, LEFT, NARROW, READING),
    Room("comparison/", "承诺与答案", 4, LEFT + NARROW + GAP / 2, NARROW, READING),
    Room("claims/", "说法与承诺 · what is said, promised", 5, LEFT, HALF, GROUND),
    Room("documents/", "文件 → 文本 · files to one text", 6, LEFT, HALF, GROUND),
    Room("figures/", "指标数与来历", 2, RIGHT, NARROW, LEDGER),
    Room("subjects/", "对象簿", 2, RIGHT + NARROW + GAP / 2, NARROW, LEDGER),
    Room("ledger/", "只增不改的记录 · entries, proofs", 3, RIGHT, HALF, LEDGER),
    Room("programmes/", "事项包 · packs, typed values", 4, RIGHT, HALF, LEDGER),
    Room("standards/", "官方规则 · published rules", 5, RIGHT, HALF, LEDGER),
    Room("language/", "数量、单位、期间 · text to spans", 7, EDGE, WIDTH - 2 * EDGE, GROUND),
)
ARROWS = (
    *((LEFT + HALF / 2, row) for row in (0, 1, 2, 5, 6)),
    *((LEFT + NARROW * half + GAP / 2, row) for half in (0.5, 1.5) for row in (3, 4)),
    *((RIGHT + NARROW * half + GAP / 2, row) for half in (0.5, 1.5) for row in (1, 2)),
    *((RIGHT + HALF / 2, row) for row in (0, 3, 4)),
)
"""(x, the row it comes from): to the row under it."""


def drawing() -> Iterator[str]:
    height = 8 * ROW + EDGE
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img"'
        ' aria-label="cli uses answers; answers use batch and figures; batch uses outputs, then checks and comparison, claims, documents,'
        ' language; figures and subjects use the ledger, programmes, standards, language; never upwards">'
    )
    yield "<style>text{font-family:'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;text-anchor:middle;fill:#263238}"
    yield ".n{font-size:16px;font-weight:700}.w{font-size:12px}.a{stroke:#00796b;stroke-width:2;fill:none;marker-end:url(#head)}</style>"
    yield (
        '<defs><marker id="head" markerWidth="8" markerHeight="8" refX="5" refY="3" orient="auto">'
        '<path d="M0 0 L6 3 L0 6 z" fill="#00796b"/></marker></defs><rect width="100%" height="100%" fill="#ffffff"/>'
    )
    for room in ROOMS:
        top, middle = 20 + room.row * ROW, room.left + room.width / 2
        yield (
            f'<rect x="{room.left:g}" y="{top}" width="{room.width:g}" height="{TALL}" rx="6" fill="{room.colour}"'
            f' stroke="#00796b"/><text x="{middle:g}" y="{top + 23}" class="n">{room.name}</text>'
            f'<text x="{middle:g}" y="{top + 42}" class="w">{room.says}</text>'
        )
    for x, row in ARROWS:
        yield f'<path d="M{x:g} {20 + row * ROW + TALL} v{ROW - TALL - 3}" class="a"/>'
    long = 20 + 5 * ROW + TALL
    yield f'<path d="M{RIGHT + HALF / 2:g} {long} v{2 * ROW - TALL - 3}" class="a"/></svg>'


if __name__ == "__main__":
    PICTURE.write_text("\n".join(drawing()) + "\n", encoding="utf-8")
    print(PICTURE)
