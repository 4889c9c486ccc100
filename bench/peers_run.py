"""Times the peers on one text and prints JSON. Runs in ``bench/.peers`` (``make peers``) for the benches."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

from timing import one_core, paragraphs, seconds


def recognizers(lines: list[str]) -> Callable[[], object]:
    """Recognizers-Text with every model that reads an amount or a time."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    models = (
        recognize_number,
        recognize_ordinal,
        recognize_percentage,
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
        recognize_datetime,
    )
    return lambda: [model(line, "zh-cn") for line in lines for model in models]


def jionlp(lines: list[str]) -> Callable[[], object]:
    """JioNLP, money and time."""
    with contextlib.redirect_stdout(io.StringIO()):  # a banner on import
        import jionlp as jio

    return lambda: [(jio.ner.extract_money(line), jio.ner.extract_time(line)) for line in lines]


def main() -> None:
    one_core()
    lines = paragraphs(Path(sys.argv[1]))
    wanted = sys.argv[2:] or ["recognizers", "jionlp"]
    peers = {"recognizers": recognizers, "jionlp": jionlp}
    found = {}
    for name in wanted:
        call = peers[name](lines)
        with contextlib.redirect_stdout(io.StringIO()):
            found[name] = seconds(call)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
