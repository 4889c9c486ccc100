"""AQI of 20 stations over 10 years of hours: from the lake's files to every day's index, against pandas doing the same.

Each in a process of its own, turn by turn on one core: CPU seconds and the highest memory, reading and reckoning apart. pandas
reckons in floats as anybody would (groupby, rolling, interp, round, ceil); days on which it comes to another index are counted.

Usage: python bench/air.py [--stations 20] [--years 10] [--times 3]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).parent))

import numpy as np

from timing import one_core

FIRST = date(2017, 1, 1)
_BASE = {"pm25": 45.0, "pm10": 80.0, "so2": 9.0, "no2": 28.0, "co": 0.7, "o3": 75.0}
_DAILY = ("pm25", "pm10", "so2", "no2", "co")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--stations", type=int, default=20)
    asked.add_argument("--years", type=int, default=10)
    asked.add_argument("--times", type=int, default=3)
    asked.add_argument("--as", dest="role", choices=("ours", "pandas"))
    asked.add_argument("--folder", type=Path)
    options = asked.parse_args()
    if options.role:
        one_core()
        print(json.dumps(_OF[options.role](options.folder, options.stations, options.years)))
        return
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), options.stations, options.years)
        rounds = [{role: run(role, Path(folder), options) for role in _OF} for _ in range(options.times)]
    told = {
        role: {key: statistics.median(one[role][key] for one in rounds) for key in ("read", "reckon", "memory")}
        for role in _OF
    }
    hours = options.stations * len(days_of(options.years)) * 24
    print(f"{options.stations} stations, {options.years} years: {hours:,} hours of six pollutants")
    for role, one in told.items():
        print(f"{role:7} reads {one['read']:6.2f} s, reckons {one['reckon']:6.2f} s, memory {one['memory']:,.0f} MB")
    ours, theirs = told["ours"], told["pandas"]
    print(f"ratio pandas/ours: reckoning {theirs['reckon'] / ours['reckon']:.1f}, all {sum(theirs[k] for k in ('read', 'reckon')) / sum(ours[k] for k in ('read', 'reckon')):.1f}, memory {theirs['memory'] / ours['memory']:.1f}")  # fmt: skip
    one, other = (np.array(rounds[0][role]["aqi"]) for role in ("ours", "pandas"))
    print(f"days with another index in pandas: {int((one != other).sum()):,} of {one.size:,}")


def run(role: str, folder: Path, options: argparse.Namespace) -> dict[str, object]:
    command = [sys.executable, __file__, "--as", role, "--folder", str(folder), "--stations", str(options.stations), "--years", str(options.years)]  # fmt: skip
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def days_of(years: int) -> list[date]:
    last = date(FIRST.year + years, 1, 1)
    return [FIRST + timedelta(days=n) for n in range((last - FIRST).days)]


def make(folder: Path, stations: int, years: int) -> None:
    from dajuan.standards.air.index import pollutants
    from dajuan.standards.air.many import nanograms
    from dajuan.systems.air.lake import Lake

    random = np.random.default_rng(1)
    many = len(days_of(years)) * 24
    hours = np.arange(FIRST.toordinal() * 24, FIRST.toordinal() * 24 + many)
    spell = np.exp(np.repeat(random.normal(0, 0.5, many // 96 + 1), 96)[:many])
    columns = {}
    for station in range(stations):
        for key, base in _BASE.items():
            ten = 10 ** pollutants()[key].places
            values = np.round(base * spell * random.uniform(0.6, 1.4, many) * ten).astype(np.int64) * (
                nanograms(key) // ten
            )
            kept = random.random(many) > 0.03
            columns[f"S{station:02}", key] = (hours[kept], values[kept])
    Lake(folder).take(columns)


def ours(folder: Path, stations: int, years: int) -> dict[str, object]:
    from dajuan.standards.air.many import days_of as daily
    from dajuan.standards.air.many import indices
    from dajuan.systems.air.lake import Lake

    dates = days_of(years)
    begin = process_time()
    hours = Lake(folder).hours([f"S{one:02}" for one in range(stations)], dates[0], dates[-1])
    read = process_time()
    found = indices(daily(hours), dates).aqi
    return _told(read - begin, process_time() - read, found.ravel().tolist())


def pandas(folder: Path, stations: int, years: int) -> dict[str, object]:
    import pandas as pd

    from dajuan.standards.air.index import editions

    begin = process_time()
    frame = pd.concat([pd.read_parquet(one) for one in sorted((folder / "hours").glob("*.parquet"))])
    frame = frame.sort_values(["station", "hour"])
    read = process_time()
    for key in _BASE:
        frame[key] = frame[key] / (1e6 if key == "co" else 1e3)
    every = pd.MultiIndex.from_product(
        [sorted(frame["station"].unique()), range(frame["hour"].min(), frame["hour"].max() + 1)], names=["station", "hour"]
    )  # fmt: skip
    frame = frame.set_index(["station", "hour"]).reindex(every).reset_index()
    frame["day"] = frame["hour"] // 24
    by_day = frame.groupby(["station", "day"])
    daily = by_day[list(_DAILY)].mean().where(by_day[list(_DAILY)].count() >= 20)
    rolled = frame.groupby("station")["o3"].rolling(8, min_periods=6).mean().reset_index(drop=True)
    rolled = rolled.where(frame["hour"] % 24 >= 7)
    windows = rolled.groupby([frame["station"], frame["day"]])
    daily["o3-8h"] = windows.max().where(windows.count() >= 14)
    daily["o3-1h"] = by_day["o3"].max().where(by_day["o3"].count() >= 20)
    old = daily.index.get_level_values("day") < date(2026, 3, 1).toordinal()
    aqi = pd.Series(-1, index=daily.index)
    for edition, on in zip(editions(), (old, ~old), strict=True):
        aqi[on] = _indices(daily[on], edition)
    return _told(read - begin, process_time() - read, aqi.tolist())


def _indices(daily, edition):
    found = {}
    for item in edition.daily:
        column = item if item.startswith("o3") else item.removesuffix("-24h")
        value = daily[column].round(1 if column == "co" else 0)
        rows = edition.columns[item]
        scale = np.interp(value, [float(row.concentration) for row in rows], [row.iaqi for row in rows])
        beyond = np.nan if rows[-1].iaqi < 500 and item not in edition.capped else rows[-1].iaqi
        found[item] = np.where(
            value.isna(), np.nan, np.where(value > float(rows[-1].concentration), beyond, np.ceil(scale))
        )
    highest = np.nanmax(np.stack([np.nan_to_num(one, nan=-1) for one in found.values()]), axis=0)
    gone = daily[[*_DAILY, "o3-8h"]].isna().any(axis=1).to_numpy()
    return np.where(gone & (highest <= 100), -1, highest).astype(int)


def _told(read: float, reckon: float, aqi: list[int]) -> dict[str, object]:
    # Not getrusage: over fork and exec its peak is that of whoever started us.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    memory = int(peak.split()[1]) / 1024
    return {"read": read, "reckon": reckon, "memory": memory, "aqi": aqi}


_OF = {"ours": ours, "pandas": pandas}

if __name__ == "__main__":
    main()
