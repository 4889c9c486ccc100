"""``python -m samples.demo``: see the package."""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import samples.demo
from samples.demo.make import SCALE, SMALL, Demo, make


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m samples.demo",
        description=samples.demo.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now(ZoneInfo("Asia/Shanghai")).date())
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--small", action="store_true", help="120 enterprises and 60 projects to begin with")
    options = parser.parse_args()
    scale = SMALL if options.small else SCALE
    _print(make(options.folder, today=options.today, seed=options.seed, scale=scale, reports=True))


def _print(made: Demo) -> None:
    stages = Counter(one.stage for one in made.targets)
    print(f"{made.zone.title()}  {made.zone.folder}")
    print(f"到 {made.today} 零点：{made.entries:,} 条记录，{made.year} 年目标 {len(made.targets)} 个")
    print("，".join(f"{stage} {many}" for stage, many in stages.most_common()))


if __name__ == "__main__":
    main()
