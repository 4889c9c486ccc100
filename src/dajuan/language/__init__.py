"""Chinese quantities, units, periods and names: ``str`` → spans.

What lives here: reading one piece of text, character by character. Everything is a pure function over
strings; offsets are half-open and point into the string that was handed in.

What never does: files, claims, sections, Django. A span knows what is written, not what it is about.
"""

from dajuan.language.read import read_numbers, read_spans
from dajuan.language.spans import Name, Ordinal, Period, Quantity, Span

__all__ = ["Name", "Ordinal", "Period", "Quantity", "Span", "read_numbers", "read_spans"]
