"""``python -m samples.year``: see the package."""

from __future__ import annotations

import argparse
from pathlib import Path

import samples.year
from samples.year.simulate import months
from samples.year.workbooks import write_month
from samples.year.zone import run_year


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m samples.year",
        description=samples.year.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--zone", type=Path)
    parser.add_argument("--years", type=int, default=1, help="2024 and so many less one after it")
    options = parser.parse_args()
    if options.zone is None:
        for month in months(2024, options.years):
            for _, path in write_month(month, options.folder):
                print(path)
        return
    for month, _ in run_year(options.folder, options.zone, months(2024, options.years)):
        print(f"{month.end:%Y-%m}")


if __name__ == "__main__":
    main()
