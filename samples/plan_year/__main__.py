"""``python -m samples.plan_year``: see the package."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

import samples.plan_year
from samples.plan_year.run import PLAN, SMALL, YEAR, Made, make
from samples.year.scale import YUNLING


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m samples.plan_year",
        description=samples.plan_year.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, help="makes FOLDER/zone out of FOLDER/files")
    parser.add_argument("--plan", type=Path, default=PLAN)
    parser.add_argument("--year", type=int, default=YEAR)
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--small", action="store_true", help="a tenth of the enterprises")
    options = parser.parse_args()
    scale = SMALL if options.small else replace(YUNLING)
    made = make(
        options.folder, plan=options.plan, year=options.year, seed=options.seed, scale=scale, reports=True
    )  # fmt: skip
    _print(made)


def _print(made: Made) -> None:
    stages = Counter(one.stage for one in made.targets)
    wholes = [one for one in made.targets if not one.part_of]
    print(f"{made.zone.title()}  {made.zone.folder}")
    print(f"{made.year - 1} 年 {made.before:,} 条，{made.year} 年 {made.entries - made.before:,} 条")
    bound = sum(one.binding is not None for one in wholes)
    print(f"目标 {len(wholes)} 个，其中绑定指标 {bound} 个；分解出的和节点 {len(made.targets) - len(wholes)} 个")
    print("，".join(f"{stage} {many}" for stage, many in stages.most_common()))


if __name__ == "__main__":
    main()
