"""HTML: the article of a page without its menus, buttons and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dajuan.documents.document import Document
from dajuan.documents.encodings import decoded
from dajuan.documents.errors import DocumentError
from dajuan.documents.limits import MAX_DEPTH
from dajuan.documents.raised import raised
from dajuan.documents.text import Piece, document_of_pieces
from dajuan.language.lazy import lazy

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEVER = (
    "script, style, noscript, template, svg, iframe, object, form, button, select, textarea, nav, aside, link, meta"
)
_ARTICLES = (
    "#UCAP-CONTENT", ".TRS_Editor", ".TRS_UEDITOR", ".trs_editor_view", "#zoom", "#Zoom", ".pages_content",
    ".article-content", ".article_content", "#articleContent", "#artibody", ".article-body", ".content-body",
    "#vsb_content", ".v_news_content", ".rich_media_content", "#js_content", "[itemprop=articleBody]", "article",
    ".article", ".detail-content", ".news_content", "main",
)  # fmt: skip
"""Where government pages, newspapers and their publishing systems (TRS, UCAP, 博达) put the article."""
_ENOUGH = 0.35
"""Share of a page's Chinese characters that the article must hold to be believed."""
_LINES = frozenset(
    {
        "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5",
        "h6", "li", "tr", "table", "ul", "ol", "dl", "dt", "dd", "blockquote",
        "center", "pre", "figure", "figcaption", "header", "footer", "hr", "body", "td", "th",
        "address", "details", "summary",
    }
)  # fmt: skip
_INSIDE = frozenset({"", "raised", "struck"})
"""What does not end a line."""
_STRUCK = frozenset({"del", "s", "strike"})
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_CHINESE = lazy(r"[㐀-鿿]")
_SPACES = lazy(r"[ \t\r\n\f\u00a0]+")
_DATE = lazy(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
_SITE = lazy(r"\s*[-_|—–].{2,40}$")


def read_html(data: bytes, source: str, digest: str) -> Document:
    """The document of a web page. Raises ``DocumentError``."""
    from selectolax.lexbor import LexborHTMLParser

    text, notes = _decoded(data, source)
    tree = LexborHTMLParser(text)
    title, published = _title(tree), _published(tree)
    if tree.body is None or _too_deep(tree.body):
        raise DocumentError(source, "网页结构异常，无法读取", "the page's structure cannot be read")
    for node in tree.css(_NEVER):
        node.decompose()
    pieces = list(_pieces(_article(tree)))
    struck = sum(piece.doubt == "struck" for piece in pieces)
    notes += [f"struck:{struck}"] if struck else []
    return document_of_pieces(pieces, source, digest, notes, title=title, published=published)


def _decoded(data: bytes, source: str) -> tuple[str, list[str]]:
    """Strictly if possible; a page with a few broken bytes is read all the same, and says how many."""
    try:
        return decoded(data, source)[0], []
    except DocumentError:
        declared = _CHARSET.search(data[:4096])
        if declared is None:
            raise
        name = declared[1].decode("ascii").lower()
        name = "gb18030" if name in {"gb2312", "gbk", "gb18030"} else name
        try:
            text = data.decode(name, "replace")
        except LookupError:
            text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        if broken * 20 > len(text) or "\0" in text:
            raise
        return text, [f"undecodable:{broken}"]


def _too_deep(root: LexborNode) -> bool:
    """Does the tree go deeper than anything people write? Walked without recursion."""
    depth = 0
    node: LexborNode | None = root
    while node is not None:
        if node.child is not None:
            node, depth = node.child, depth + 1
            if depth > MAX_DEPTH:
                return True
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
            if depth <= 0:
                return False
        node = node.next if node is not None else None
    return False


def _title(tree: LexborHTMLParser) -> str:
    for selector in ("meta[name=ArticleTitle]", "meta[property='og:title']"):
        node = tree.css_first(selector)
        if node is not None and (node.attributes.get("content") or "").strip():
            return _clean(node.attributes.get("content") or "")
    heads = tree.css("h1")
    if len(heads) == 1 and heads[0].text().strip():
        return _clean(heads[0].text())
    node = tree.css_first("title")
    return _clean(_SITE.sub("", node.text().strip())) if node is not None else ""


def _published(tree: LexborHTMLParser) -> date | None:
    for selector in ("meta[name=PubDate]", "meta[name=publishdate]", "meta[property='article:published_time']"):
        node = tree.css_first(selector)
        found = _DATE.search(node.attributes.get("content") or "") if node is not None else None
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                return None
    return None


def _article(tree: LexborHTMLParser) -> LexborNode:
    """The element that holds the article: a known name if it holds enough of the page, else the densest one."""
    body = tree.body
    assert body is not None
    whole = _count(body.text())
    for selector in _ARTICLES:
        found = max(tree.css(selector), key=lambda node: _count(node.text()), default=None)
        if found is not None and _count(found.text()) >= whole * _ENOUGH:
            return found
    return _densest(body, whole)


def _densest(body: LexborNode, whole: int) -> LexborNode:
    """Down from the body while one child keeps nearly all the words that are not links."""
    node, words = body, _prose(body)
    while True:
        best = max((child for child in node.iter()), key=_prose, default=None)
        if best is None or _prose(best) < words * 0.8 or best.tag in {"p", "table"}:
            return node
        node = best


def _prose(node: LexborNode) -> int:
    return _count(node.text()) - 2 * sum(_count(link.text()) for link in node.css("a"))


def _count(words: str) -> int:
    return len(_CHINESE.findall(words)) or len(words) // 8


class _Line:
    """The words of a line as they come."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._struck = False

    def add(self, kind: str, words: str) -> None:
        if kind == "raised":
            words = raised("".join(self._words[-2:]), words)
        self._struck |= kind == "struck"
        if words:
            self._words.append(words)

    def taken(self) -> tuple[str, str]:
        """The line and what is to be admitted about it; the next one begins."""
        words, doubt = _clean("".join(self._words)), "struck" if self._struck else ""
        self._words.clear()
        self._struck = False
        return words, doubt


def _pieces(root: LexborNode) -> Iterator[Piece]:
    line = _Line()
    for kind, level, words in _walk(root):
        line.add(kind, words)
        if kind not in _INSIDE:
            yield from _flushed(line, kind, level)
    yield from _flushed(line, "line", 0)


def _flushed(line: _Line, kind: str, level: int) -> Iterator[Piece]:
    words, doubt = line.taken()
    if not words:
        return
    if kind == "heading":
        yield Piece(words, "heading", level, doubt=doubt)
    elif kind in {"cell", "row"}:
        yield Piece(words, "cell", doubt=doubt, after="\t" if kind == "cell" else "\n")
    else:
        yield Piece(f"• {words}" if kind == "item" and not words[0].isdigit() else words, doubt=doubt)


def _walk(node: LexborNode) -> Iterator[tuple[str, int, str]]:
    """Words and line ends in reading order: ``(what ends here, heading level, words)``."""
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            yield "", 0, child.text(deep=False)
        elif tag == "sup":
            yield "raised", 0, child.text()
        elif tag in _STRUCK or "line-through" in (child.attributes.get("style") or ""):
            yield "struck", 0, ""
        elif tag == "br":
            yield "line", 0, ""
        elif tag == "table":
            yield "line", 0, ""
            yield from _table(child)
        elif tag not in _LINES:
            yield from _walk(child)
        else:
            yield "line", 0, ""
            yield from _walk(child)
            heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
            yield ("heading" if heading else "item" if tag == "li" else "line"), int(tag[1]) if heading else 0, ""


def _table(table: LexborNode) -> Iterator[tuple[str, int, str]]:
    """A table of data cell by cell; one that only lays out the page as the lines in it."""
    if table.css_first("table table") is not None or any(len(cell.text()) > 200 for cell in table.css("td")):
        yield from _walk(table)
        return
    for row in table.css("tr"):
        cells = [cell for cell in row.css("td, th") if _clean(cell.text())]
        for place, cell in enumerate(cells):
            for inside, level, words in _walk(cell):
                yield (inside, level, words) if inside in _INSIDE else ("", 0, " ")
            yield "line" if len(cells) == 1 else "row" if place == len(cells) - 1 else "cell", 0, ""


def _clean(words: str) -> str:
    return _SPACES.sub(" ", words).strip()
