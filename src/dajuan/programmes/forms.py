"""Asking a table of a pack for what it should hold: each question checks one key and notes what is wrong with it.

A form knows which keys were asked for, so that whatever is left over is unknown, and the nearest known key is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from dajuan.programmes.pack import Name
from dajuan.programmes.trouble import PackTrouble
from dajuan.programmes.type_names import TYPE_NAMES
from dajuan.programmes.yaml_nodes import Listing, Node, Scalar, Table

KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
SAID_IN_CHINESE: dict[str, str] = {name.zh: kind for kind, name in TYPE_NAMES.items()} | {
    "事项": "programme", "版本": "version", "名称": "name", "说明": "hint", "对象": "subject", "编号规则": "code_rule",
    "字段": "fields", "阶段": "stages", "关联": "links", "责任单位": "owners", "指标": "indicators", "类型": "type", "单位": "unit",
    "必填": "required", "唯一": "unique", "条件": "needs", "佐证": "evidence", "复核": "reviewer", "方向": "direction",
    "小数位": "decimals", "中文": "zh", "英文": "en", "日期": "date", "整数": "count", "数量": "count", "文本": "text",
    "计数": "count", "求和": "sum", "期末": "last", "同比": "year", "环比": "previous", "累计": "cumulative",
    "占比": "share", "中位数": "median", "平均": "mean", "最大": "max",
}  # fmt: skip
"""What somebody who writes a pack in Chinese may have meant: 类型 is type, 金额 money."""
MOST_PARTS = 500
LONGEST_KEY, LONGEST_NAME, LONGEST_HINT = 64, 100, 1000


class Notes:
    """All that is wrong with one file."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.troubles: list[PackTrouble] = []

    def wrong(self, at: Node, zh: str, en: str) -> None:
        self.troubles.append(PackTrouble(self.source, at.line, at.column, zh, en))

    def unknown(self, at: Node, what: Name, word: str, known: Iterable[str]) -> None:
        """``word`` names nothing: the nearest that it could have meant, or all there are."""
        names = list(known)
        meant = SAID_IN_CHINESE.get(word, "")
        close = [meant] if meant in names else get_close_matches(word, names, n=1, cutoff=0.6)
        if close:
            zh, en = f"是不是 {close[0]}？", f"did you mean {close[0]}?"
        elif names:
            zh, en = f"可用：{'、'.join(names)}", f"there are: {', '.join(names)}"
        else:
            zh, en = "这里一个也没有", "there are none"
        self.wrong(at, f"没有{what.zh} {word}；{zh}", f"no {what.en} {word}; {en}")


class Form:
    """One table, asked key by key. ``what`` is how messages call it: 字段 homes."""

    def __init__(self, notes: Notes, what: Name, at: Node, node: Node) -> None:
        self.notes, self.what, self.at = notes, what, at
        self.rows: dict[str, tuple[Scalar, Node]] = {}
        self.asked: dict[str, None] = {}
        if isinstance(node, Table):
            self._take(node)
        else:
            self._no_table(node)

    def _take(self, table: Table) -> None:
        for key, value in table.rows:
            if key.text in self.rows:
                first = self.rows[key.text][0].line
                self.notes.wrong(
                    key, f"{key.text} 写了两次，第 {first} 行已有", f"{key.text} is given twice, first in line {first}"
                )
            else:
                self.rows[key.text] = key, value

    def _no_table(self, node: Node) -> None:
        zh, en = "", ""
        if isinstance(node, Scalar) and "：" in node.text:
            zh, en = "；冒号用半角并空一格“: ”", "; a colon is the half-width “: ” with a space after it"
        self.notes.wrong(node, f"{self.what.zh}要写成“键: 值”{zh}", f"{self.what.en} takes “key: value” lines{en}")

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """What stands under ``key``; None where it is left out, or empty (``unit:`` and nothing after it)."""
        self.asked[key] = None
        found = self.rows.get(key)
        if found is None:
            if required and self.rows:
                self.notes.wrong(self.at, f"{self.what.zh}缺 {key}", f"{self.what.en} has no {key}")
            return None
        name, node = found
        if isinstance(node, Scalar) and not node.text and not node.quoted:
            self.notes.wrong(
                name, f"{key} 后面没有值；不用就删掉这一行", f"{key} has no value; delete the line if not needed"
            )
            return None
        return node

    def place(self, key: str) -> Node:
        return self.rows[key][1] if key in self.rows else self.at

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        node = self.node(key, required=required)
        if node is None or isinstance(node, Scalar):
            return node
        self.notes.wrong(node, f"{key} 要一个值，不是列表或表", f"{key} takes one value, no list or table")
        return None

    def text(self, key: str, *, required: bool = False, longest: int = LONGEST_NAME) -> str:
        scalar = self.scalar(key, required=required)
        if scalar is None:
            return ""
        text = scalar.text.strip()
        if len(text) > longest:
            self.notes.wrong(
                scalar, f"{key} 有 {len(text)} 字，最多 {longest}", f"{key} is longer than {longest} characters"
            )
        return text

    def key_text(self, key: str, *, required: bool = False) -> str:
        """A key of our own spelling: it stands in addresses, columns and files."""
        text = self.text(key, required=required)
        if text and not is_key(text):
            bad_key(self.notes, self.place(key), text)
            return ""
        return text

    def flag(self, key: str) -> bool:
        scalar = self.scalar(key)
        if scalar is None or (scalar.text in ("true", "false") and not scalar.quoted):
            return scalar is not None and scalar.text == "true"
        self.notes.wrong(
            scalar, f"{key} 写 true 或 false，不是 {scalar.text}", f"{key} takes true or false, not {scalar.text}"
        )
        return False

    def integer(self, key: str, default: int, low: int, high: int) -> int:
        scalar = self.scalar(key)
        if scalar is None:
            return default
        if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,8})", scalar.text) and low <= int(scalar.text) <= high:
            return int(scalar.text)
        self.notes.wrong(
            scalar,
            f"{key} 是 {low} 到 {high} 的整数，不是 {scalar.text}",
            f"{key} takes an integer from {low} to {high}, not {scalar.text}",
        )
        return default

    def one_of(self, key: str, known: Sequence[str], default: str = "", *, required: bool = False) -> str:
        scalar = self.scalar(key, required=required)
        if scalar is None:
            return default
        if scalar.text in known:
            return scalar.text
        self.notes.unknown(scalar, Name(f"这样的 {key}", f"such {key}"), scalar.text, known)
        return default

    def name(self, key: str = "name", *, required: bool = True, longest: int = LONGEST_NAME) -> Name | None:
        """``{zh: 交付套数, en: Homes delivered}``, or the Chinese name alone."""
        node = self.node(key, required=required)
        if node is None:
            return None
        if isinstance(node, Scalar):
            return Name(self.text(key, longest=longest))
        form = Form(self.notes, Name(f"{self.what.zh}的 {key}", f"{key} of {self.what.en}"), node, node)
        found = Name(form.text("zh", required=True, longest=longest), form.text("en", longest=longest))
        form.close()
        return found if found.zh else None

    def texts(self, key: str) -> list[Scalar]:
        """A list of words; one word alone is a list of one."""
        node = self.node(key)
        items = node.items if isinstance(node, Listing) else () if node is None else (node,)
        found: list[Scalar] = []
        for item in items:
            if not isinstance(item, Scalar) or not item.text:
                self.notes.wrong(item, f"{key} 是一串词，如 [a, b]", f"{key} takes a list of words, like [a, b]")
            elif any(item.text == one.text for one in found):
                self.notes.wrong(item, f"{item.text} 写了两次", f"{item.text} is given twice")
            else:
                found.append(item)
        return found

    def known_texts(self, key: str, what: Name, known: Iterable[str]) -> tuple[str, ...]:
        """A list of words each of which names something."""
        names = list(known)
        found = self.texts(key)
        for one in found:
            if one.text not in names:
                self.notes.unknown(one, what, one.text, names)
        return tuple(one.text for one in found if one.text in names)

    def forms(self, key: str, what: Name) -> list[tuple[str, Form]]:
        """The tables under ``key``, each by its own key: fields, stages, indicators."""
        node = self.node(key)
        if node is None:
            return []
        outer = Form(self.notes, Name(f"{key} 部分", f"the {key} part"), self.rows[key][0], node)
        found: list[tuple[str, Form]] = []
        if len(outer.rows) > MOST_PARTS:
            count = len(outer.rows)
            self.notes.wrong(node, f"{key} 有 {count} 个，最多 {MOST_PARTS}", f"{count} {key}, at most {MOST_PARTS}")
            return []
        for word, (at, inner) in outer.rows.items():
            if not is_key(word):
                bad_key(self.notes, at, word)
            found.append((word, Form(self.notes, Name(f"{what.zh} {word} ", f"{what.en} {word}"), at, inner)))
        return found

    def close(self) -> None:
        """Whatever was not asked for is unknown."""
        for key, (at, value) in self.rows.items():
            if key in self.asked:
                continue
            if isinstance(value, Scalar) and not value.text and not value.quoted and set(self.asked) == {"zh", "en"}:
                self.notes.wrong(
                    at,
                    f"“{key}”前的逗号把一句话切断了；花括号里有逗号的话加引号：'…, {key}'",
                    f"a comma cut “{key}” off; inside braces put words with a comma in quotes: '…, {key}'",
                )
            else:
                self.notes.unknown(at, Name("键", "key"), key, self.asked)


def is_key(word: str) -> bool:
    return len(word) <= LONGEST_KEY and KEY.fullmatch(word) is not None


def bad_key(notes: Notes, at: Node, word: str) -> None:
    notes.wrong(
        at,
        f"代码 {word} 只用小写字母、数字和连字符，字母开头，如 homes-delivered；中文写在 name 里",
        f"the key {word} takes lower-case letters, digits and hyphens, a letter first, like homes-delivered; Chinese goes in name",
    )
