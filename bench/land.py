"""Land: overlaps of 100,000 parcels beside shapely alone; a map of 20,000 parcels in Chromium beside MapLibre drawing the same file bare.

    .venv/bin/python bench/land.py [--parcels 100000] [--drawn 20000]

Overlaps: the floor is shapely's own STRtree asked for the pairs that meet and the areas that they share, on shapes already in
metres; ours names each pair, tells slivers and keeps the shapes; and once more from degrees. CPU seconds, turn by turn.
The map: a zone with so many parcels is made and served; the floor is a page of nothing but MapLibre with the same GeoJSON, its
fill and its lines, served from a file. First view from the click until the map is idle; the pan drags the map by the mouse: the
median and the worst tenth of times between frames. By the clock, three turns each, the median.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dajuan.web.settings")

import django  # noqa: E402

django.setup()

import numpy as np  # noqa: E402
import shapely  # noqa: E402
from tests.web.serving import Visitor, serving  # noqa: E402

from dajuan.ledger.append import append  # noqa: E402
from dajuan.ledger.entry import Draft  # noqa: E402
from dajuan.ledger.ledger import ledger_of  # noqa: E402
from dajuan.ledger.zone import make_zone  # noqa: E402
from dajuan.programmes.values.geometry import read_geometry  # noqa: E402
from dajuan.subjects.subjects import Subjects  # noqa: E402
from dajuan.systems.land.parcels import CODES, PARCELS  # noqa: E402
from dajuan.systems.land.shapes.frames import to_degrees, to_metres, zone_frame  # noqa: E402
from dajuan.systems.land.shapes.overlaps import LEAST, overlaps  # noqa: E402

FRAME = zone_frame(114.62)
TURNS = 3
STATIC = ROOT / "src" / "dajuan" / "web" / "static" / "dajuan"
PEOPLE = """[[organisations]]
name = "云岭高新区"

[[people]]
username = "first"
name = "首位访客"
organisation = "云岭高新区"
demo = true
grants = [{role = "lead", at = "云岭高新区"}]
"""
BARE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/vendor/maplibre/maplibre-gl.css">
<div id="map" style="width:760px;height:416px"></div><script type="module">
import * as maplibre from "/vendor/maplibre/maplibre-gl.mjs";
maplibre.setWorkerUrl("/vendor/maplibre/maplibre-gl-worker.mjs");
const data = await (await fetch("/parcels.geojson")).json();
const map = new maplibre.Map({ container: "map", attributionControl: false, bounds: [%s], fitBoundsOptions: { padding: 32, maxZoom: 15 },
  style: { version: 8, sources: { things: { type: "geojson", data } }, layers: [
    { id: "areas", type: "fill", source: "things", paint: { "fill-color": "#1c4f8f", "fill-opacity": 0.55 } },
    { id: "edges", type: "line", source: "things", paint: { "line-color": "#1b2430", "line-width": 1, "line-opacity": 0.7 } } ] } });
map.once("idle", () => (document.getElementById("map").dataset.drawn = ""));
</script>"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--parcels", type=int, default=100_000)
    options.add_argument("--drawn", type=int, default=20_000)
    given = options.parse_args()
    overlapping(given.parcels)
    drawing(given.drawn)
    return 0


def parcels(many: int) -> np.ndarray[Any, Any]:
    """Plots of a hectare side by side, each sharing its borders; one in a hundred is two metres too wide, as many too wide by a hand."""
    random, wide = Random(7), round(many**0.5)
    shapes = []
    for nth in range(many):
        east, north = 450_000 + 100 * (nth % wide), 3_870_000 + 100 * (nth // wide)
        more = {0: 2.0, 1: 0.1}.get(random.randrange(100), 0.0)
        shapes.append(shapely.box(east, north, east + 100 + more, north + 100))
    return np.array(shapes)


def overlapping(many: int) -> None:
    metres = parcels(many)
    degrees = to_degrees(metres, FRAME)
    ways: dict[str, Callable[[], int]] = {
        "shapely alone": lambda: floor(metres),
        "ours": lambda: len(overlaps(metres, 0.5)),
        "ours, from degrees": lambda: len(overlaps(to_metres(degrees, FRAME), 0.5)),
    }
    times: dict[str, list[float]] = {key: [] for key in ways}
    found = {}
    for _ in range(TURNS):
        for key, way in ways.items():
            began = process_time()
            found[key] = way()
            times[key].append(process_time() - began)
    least = statistics.median(times["shapely alone"])
    print(f"overlaps of {many:,} parcels, CPU seconds")
    for key, some in times.items():
        taken = statistics.median(some)
        print(f"  {key:20} {taken:8.2f}  {taken / least:5.2f} x  {found[key]:,} overlaps")


def floor(metres: np.ndarray[Any, Any]) -> int:
    first, second = shapely.STRtree(metres).query(metres, predicate="intersects")
    once = first < second
    shared = shapely.area(shapely.intersection(metres[first[once]], metres[second[once]]))
    return int((shared > LEAST).sum())


def drawing(many: int) -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="dajuan-land-") as place:
        folder = Path(place)
        bounds = zone_with(folder / "zone", many)
        (folder / "people.toml").write_text(PEOPLE, "utf-8")
        with serving(folder / "zone", "--people", str(folder / "people.toml"), "--no-jobs", patience=900) as made, sync_playwright() as play:  # fmt: skip
            visitor = Visitor(made.port, timeout=600)
            visitor.sign_in("first")
            began = perf_counter()
            visitor.get("/systems/land/map/")
            print(
                f"map of {many:,} parcels: the page itself the first time {perf_counter() - began:.2f} s, with all overlaps"
            )
            file = visitor.get("/systems/land/map.geojson").text.encode()
            (folder / "parcels.geojson").write_bytes(file)
            (folder / "index.html").write_text(BARE % bounds, "utf-8")
            flags = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
            with files_of(folder) as bare:
                ways = {
                    "MapLibre bare": (f"http://127.0.0.1:{bare}/", None),
                    "ours": (f"http://127.0.0.1:{made.port}/systems/land/map/", visitor),
                }
                seen: dict[str, list[tuple[float, float, float]]] = {key: [] for key in ways}
                for _ in range(TURNS):
                    for key, (address, who) in ways.items():
                        seen[key].append(look(browser, address, who))
            browser.close()
    base = [statistics.median(one) for one in zip(*seen["MapLibre bare"], strict=True)]
    print(f"  {len(file) / 1e6:.1f} MB of GeoJSON{'first view (s)':>20}{'pan: frame (ms)':>24}{'worst tenth (ms)':>20}")
    for key, some in seen.items():
        now = [statistics.median(one) for one in zip(*some, strict=True)]
        told = "".join(f"{value:12.2f} ({value / least:4.2f} x)" for value, least in zip(now, base, strict=True))
        print(f"  {key:16}{told}")


def zone_with(folder: Path, many: int) -> str:
    """Its bounds as MapLibre takes them."""
    zone = make_zone(folder, name="云岭高新区", code="yunling", on=(PARCELS, CODES), simulated=True)
    with (folder / "dajuan.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[web]\ndemo = true\n")
    shapes, on = to_degrees(parcels(many), FRAME), date(2026, 5, 1)
    ledger = ledger_of(zone)
    drafts = []
    for nth, shape in enumerate(shapes):
        told = json.loads(shapely.to_geojson(shape))
        told["coordinates"] = [[[round(x, 7), round(y, 7)] for x, y in told["coordinates"][0]]]
        fields = {"name": f"地块 {nth}", "lead-department": "规划建设局", "site": read_geometry(told)}
        code = f"DK2026-{nth:05}"
        drafts += [
            Draft(programme=PARCELS, subject=code, kind="opened", effective_on=on, fields=fields),
            Draft(programme=PARCELS, subject=code, kind="moved", effective_on=on, stage="listed"),
        ]
    append(ledger, drafts, actor="规划建设局 梁")
    subjects = Subjects(ledger, zone.derived)
    subjects.follow()
    subjects.close()
    ledger.store.close()
    west, south, east, north = shapely.total_bounds(shapes)
    return f"{west},{south},{east},{north}"


class _Quiet(SimpleHTTPRequestHandler):
    """The folder's own files; below ``/vendor`` those of ours."""

    def translate_path(self, path: str) -> str:
        return str(STATIC / path.lstrip("/")) if path.startswith("/vendor/") else super().translate_path(path)

    def log_message(self, *told: object) -> None:
        pass


_Quiet.extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}


@contextmanager
def files_of(folder: Path) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def look(browser: Any, address: str, who: Visitor | None) -> tuple[float, float, float]:
    """Seconds until it is drawn; median and ninth tenth of the milliseconds between frames while it is dragged."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    if who is not None:
        home = f"http://{urlsplit(address).netloc}"
        context.add_cookies([{"name": key, "value": value, "url": home} for key, value in who.cookies.items()])
    page = context.new_page()
    page.set_default_timeout(300_000)
    began = perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("[data-drawn]")
    first = perf_counter() - began
    box = page.locator("[data-drawn]").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate(
        "window.frames_ = []; (function next(at) { frames_.push(at); requestAnimationFrame(next); })(performance.now())"
    )
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(x - 4 * step, y - 2 * step)
    page.mouse.up()
    page.wait_for_timeout(1500)
    frames = page.evaluate("frames_")
    apart = sorted(later - at for at, later in pairwise(frames))
    context.close()
    return first, statistics.median(apart), apart[len(apart) * 9 // 10]


if __name__ == "__main__":
    sys.exit(main())
