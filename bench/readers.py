"""Our readers beside a floor and a peer or two for each format: time, and what of the words is lost or let in.

``python bench/readers.py`` makes a file of each format (``readers_files.py``), reads it, has the peers read it
(``make peers``), and prints from this one run: CPU time and how many times ours it is; the share of the body's sentences
that came out whole and in order; what was lost that stands in the file, and what came in that does not belong.
Ours gives headings, sections, boxes and a map of offsets besides; no peer does.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from language_speed import PEERS
from readers_files import FILES, File
from timing import one_core, seconds

HERE = Path(__file__).resolve().parent
_BLANKS = re.compile(r"\s+")


def ours(data: bytes, name: str) -> str:
    """The text as a person reads it: paragraphs rejoined, furniture out."""
    from dajuan.documents.read import document_from_bytes
    from dajuan.documents.rejoin import flow_of

    return flow_of(document_from_bytes(data, name)).text


def whole_sentences(text: str, sentences: tuple[str, ...]) -> float | None:
    """Share of the sentences that stand in ``text`` unbroken and after the one before; blanks do not count."""
    if not sentences:
        return None
    at = found = 0
    for sentence in sentences:
        place = text.find(_BLANKS.sub("", sentence), at)
        if place >= 0:
            found, at = found + 1, place
    return found / len(sentences)


def line(name: str, spent: float, base: float, text: str, file: File) -> None:
    text = _BLANKS.sub("", text)
    whole = whole_sentences(text, file.sentences)
    lost = [what for what, words in file.kept.items() if words not in text]
    leaked = [what for what, words in file.left_out.items() if words in text]
    order = "" if whole is None else f"  sentences whole {whole:6.1%}"
    told = (f"  lost: {', '.join(lost)}" if lost else "") + (f"  let in: {', '.join(leaked)}" if leaked else "")
    print(
        f"    {name:28} {spent * 1000:9.1f} ms  {spent / base:6.2f} x ours{order}{told or '  nothing lost or let in'}"
    )


def main() -> None:
    one_core()
    files = {suffix: make() for suffix, make in FILES.items()}
    with tempfile.TemporaryDirectory() as folder:
        for suffix, file in files.items():
            (Path(folder) / f"report.{suffix}").write_bytes(file.data)
        peers = peers_of(folder)
    for suffix, file in files.items():
        name = f"report.{suffix}"
        spent = seconds(lambda file=file, name=name: ours(file.data, name))
        print(f"{suffix}: {len(file.data):,} bytes")
        line("dajuan", spent, spent, ours(file.data, name), file)
        for peer, found in peers.items():
            kind, _, short = peer.partition(" ")
            if kind == suffix:
                title = f"floor: {short}" if found["floor"] else short
                line(title, float(found["seconds"]), spent, str(found["text"]), file)


def peers_of(folder: str) -> dict[str, dict[str, object]]:
    """What the peers say, or nothing where ``make peers`` has not been run."""
    if not PEERS.exists():
        print("    同行未装，先 make peers / peers not installed: run make peers first")
        return {}
    done = subprocess.run([PEERS, HERE / "readers_peers.py", folder], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"同行未跑通 / the peers did not run: {done.stderr.strip().splitlines()[-1]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
