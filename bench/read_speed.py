"""The whole of ``dajuan.read`` (text to claims and commitments) beside Recognizers-Text with all its models.

The peer is handed paragraphs and gives loose numbers; ours reads the document. Prints the ratio against the goal.
"""

from __future__ import annotations

from language_speed import against, line, peer_seconds, text_path
from timing import one_core, paragraphs, seconds

FASTER = 60.0


def main() -> None:
    import dajuan

    path = text_path()
    text = path.read_text(encoding="utf-8")
    characters = sum(map(len, paragraphs(path)))
    print(f"{path.name}: {characters} characters; CPU time, median of 5, one core")
    peers = peer_seconds(path, "recognizers")
    one_core()
    ours = seconds(lambda: dajuan.read(text))
    line("dajuan.read", ours, characters)
    for name, spent in peers.items():
        line(name, spent, characters, against(ours, spent, FASTER))


if __name__ == "__main__":
    main()
