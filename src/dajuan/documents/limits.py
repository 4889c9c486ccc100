"""How much of a file is read before it is refused. Real reports stay far below all of these."""

from __future__ import annotations

MAX_FILE = 200 * 1024 * 1024
"""Bytes of a file."""
MAX_TEXT = 20_000_000
"""Characters of a document."""
MAX_PART = 96 * 1024 * 1024
"""Bytes of one part of a docx, ofd or xlsx when inflated."""
MAX_INFLATED = 256 * 1024 * 1024
"""Bytes of all the parts that are read, inflated."""
MAX_RATIO = 300
"""Inflated bytes to a compressed one; XML of real documents stays below 40."""
RATIO_FROM = 1024 * 1024
"""Inflated bytes from which the ratio counts: a short run of blanks may shrink to nothing."""
MAX_PARTS = 20_000
"""Files in an archive."""
MAX_DEPTH = 400
"""Elements inside each other in an XML or HTML tree."""
MAX_PAGES = 3000
"""Pages of a pdf or ofd."""
MAX_CELLS = 5_000_000
"""Cells of one sheet, empty ones inside its corners included."""
MAX_PIXELS = 80_000_000
"""Pixels of one image: an A3 page at 400 dpi has 31 million."""
