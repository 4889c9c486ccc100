"""A page of words as a PDF: small, the same bytes every time, and opened by any reader.

The font is named and not carried along (STSong-Light, as readers with Chinese fonts know it), so a page has some 1,500
bytes and a year has a thousand of them.
"""

from __future__ import annotations

from collections.abc import Sequence

_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    "/DW 1000/W[1 95 500 814 907 500]/FontDescriptor 7 0 R>>",
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
    "/Descent -120/CapHeight 880/StemV 93>>",
)
_LEFT, _TOP, _LINE = 72, 760, 26
"""Points on an A4 page."""


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """One A4 page: a title, and a line each for the others."""
    drawn = [_drawn(title, 18, _TOP)]
    drawn += [_drawn(line, 12, _TOP - 20 - _LINE * nth) for nth, line in enumerate(lines, 1)]
    content = "\n".join(drawn)
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        *_FONT,
    )
    return _file(objects, f"{title} {' '.join(lines)}")


def _drawn(text: str, size: int, height: int) -> str:
    return f"BT /F {size} Tf {_LEFT} {height} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _file(objects: Sequence[str], comment: str) -> bytes:
    out = f"%PDF-1.4\n% {comment}\n".encode()
    places = []
    for nth, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{nth} 0 obj\n{one}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    many = len(objects) + 1
    end = f"xref\n0 {many}\n0000000000 65535 f \n{table}trailer\n<</Size {many}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode("ascii")
