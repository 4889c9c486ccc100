"""步行路网 of an OpenStreetMap extract: ``.osm``, ``.osm.xml`` or ``.osm.pbf`` → the stretches between its nodes that can be walked.

Read by pyosmium, which keeps both formats and decodes them in C++. Which ways can be walked is ``walking.toml``; one-way
streets are walked both ways. What the extract cuts off is told, not guessed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.systems.services.trouble import ServicesError, without

ENDINGS = (".osm", ".osm.xml", ".osm.pbf")
MOST_NODES = 2_000_000
Place = tuple[float, float]
"""Longitude and latitude, degrees."""


class Streets(NamedTuple):
    """``pairs``: places in ``places`` with a way between them, straight."""

    places: list[Place]
    pairs: list[tuple[int, int]]
    ways: int
    """That can be walked."""
    cut: int
    """Nodes of them that the extract does not have."""


def read_streets(path: Path, name: str) -> Streets:
    """``name`` is what the file was called: its ending says which format it is. Raises :class:`ServicesError`."""
    ending = next((one for one in sorted(ENDINGS, key=len, reverse=True) if name.lower().endswith(one)), "")
    if not ending:
        raise ServicesError(
            f"{name}：步行路网要 OpenStreetMap 的 .osm、.osm.xml 或 .osm.pbf 文件",
            f"{name}: a walking network is an OpenStreetMap file: .osm, .osm.xml or .osm.pbf",
        )
    try:
        import osmium
    except ImportError as error:
        raise without("osmium") from error
    try:
        return _read(osmium.io.File(str(path), "pbf" if ending.endswith("pbf") else "osm"))
    except (RuntimeError, OSError) as error:
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ServicesError(
            f"{name}：不是完好的 OpenStreetMap 文件（{told}）；重新导出",
            f"{name}: not a sound OpenStreetMap file ({told}); export it again",
        ) from error


def _read(file: Any) -> Streets:
    import osmium

    places: dict[int, tuple[int, Place]] = {}
    pairs: list[tuple[int, int]] = []
    ways = cut = 0
    found = osmium.FileProcessor(file).with_locations().with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    for way in found.with_filter(osmium.filter.KeyFilter("highway")):
        assert isinstance(way, osmium.osm.Way)
        if not is_walked(dict(way.tags)):
            continue
        ways += 1
        before = -1
        for node in way.nodes:
            if not node.location.valid():
                cut, before = cut + 1, -1
                continue
            at = places.setdefault(node.ref, (len(places), (node.location.lon, node.location.lat)))[0]
            if before not in (-1, at):
                pairs.append((before, at))
            before = at
        if len(places) > MOST_NODES:
            raise ServicesError(
                f"路网超过 {MOST_NODES:,} 个节点：只截取园区和周边",
                f"over {MOST_NODES:,} nodes: cut out the zone and what is around it",
            )
    if not pairs:
        raise ServicesError("文件里没有能走人的路（highway）", "the file has no way (highway) that can be walked")
    return Streets([place for _, place in places.values()], pairs, ways, cut)


def is_walked(tags: Mapping[str, str]) -> bool:
    rules = _rules()
    for key in ("foot", "access"):
        said = tags.get(key, "")
        if said in rules["closed"]:
            return False
        if said in rules["open"] and key == "foot":
            return True
    return tags.get("highway", "") in rules["ways"]


@cache
def _rules() -> Mapping[str, frozenset[str]]:
    said = tomllib.loads((Path(__file__).parent / "walking.toml").read_text(encoding="utf-8"))
    return {key: frozenset(some) for key, some in said.items()}


def osm_text(places: list[Place], ways: list[tuple[list[int], Mapping[str, str]]], note: str) -> Iterator[str]:
    """Lines of an ``.osm`` file: ways over places (by their order), each with its tags."""
    from xml.sax.saxutils import quoteattr

    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator={quoteattr(note)}>\n'
    for at, (longitude, latitude) in enumerate(places, 1):
        yield f'<node id="{at}" version="1" lat="{latitude:.7f}" lon="{longitude:.7f}"/>\n'
    for at, (nodes, tags) in enumerate(ways, 1):
        refs = "".join(f'<nd ref="{one + 1}"/>' for one in nodes)
        said = "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
        yield f'<way id="{at}" version="1">{refs}{said}</way>\n'
    yield "</osm>\n"
