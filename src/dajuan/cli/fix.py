"""``dajuan check --fix`` and ``--diff``: mend the text itself where the mend is certain."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from dajuan.cli import FOUND, failed, line_of
from dajuan.cli.check import examined
from dajuan.cli.inputs import STDIN, spread
from dajuan.cli.printing import colour_wanted, columns
from dajuan.outputs.checked import Checked
from dajuan.outputs.trouble import OutputError


def run_fix(options: Namespace) -> int:
    """Mend each file that was named, then tell what is left; with ``--diff`` only show what would change."""
    if options.format != "text" or options.output:
        raise OutputError("--fix、--diff 只与文本输出同用", "--fix and --diff go with the text format on the terminal")
    statuses = [_one(name, options) for name in spread(options.files)]
    return max(statuses, default=0)


def _one(name: str, options: Namespace) -> int:
    try:
        return _mend(name, options)
    except Exception as error:
        return failed(line_of(error), error)


def _mend(name: str, options: Namespace) -> int:
    from dajuan.checks.fix import mended

    if name == STDIN:
        raise OutputError("标准输入不能就地修改，请给文件名", "standard input cannot be mended in place: name a file")
    checked = examined(name, options)
    if any(one.fix and (one.fix.safe or options.unsafe_fixes) for one in checked.findings):
        new = mended(checked.reading.document, checked.findings, unsafe=options.unsafe_fixes)
        if options.diff:
            print("".join(diff_lines(name, checked.reading.document.text, new.text)), end="")
            return FOUND
        _rewrite(Path(name), checked.reading.document.text, new.text)
        codes = "、".join(sorted({one.code for one in new.applied}))
        told = {
            "zh": f"{name}：改了 {len(new.applied)} 处（{codes}）",
            "en": f"{name}: mended {len(new.applied)} ({codes})",
        }
        print(told[options.lang])
        checked = examined(name, options)
    elif options.diff:
        return 0
    _tell(checked, options)
    return FOUND if checked.findings else 0


def _tell(checked: Checked, options: Namespace) -> None:
    from dajuan.outputs.terminal import finding_lines, summary

    lines = finding_lines(
        checked.reading, checked.findings, language=options.lang, colour=colour_wanted(), columns=columns()
    )
    for line in lines:
        print(line)
    print(summary(checked.findings, files=1, let_stand=len(checked.let_stand), language=options.lang))


def _rewrite(path: Path, before: str, after: str) -> None:
    """In the encoding the file came in, byte order mark included; refused if it would lose a character."""
    from dajuan.documents.encodings import decoded
    from dajuan.outputs.atomic import write_whole

    data = path.read_bytes()
    text, encoding = decoded(data, str(path))
    if text != before:
        raise OutputError(f"{path}：读过之后文件变了，没有修改", f"{path}: changed since it was read, left alone")
    try:
        new = after.encode(encoding)
    except UnicodeEncodeError as error:
        raise OutputError(
            f"{path}：{encoding} 写不下修改后的字，请先另存为 UTF-8",
            f"{path}: {encoding} cannot hold the mended words, save it as UTF-8 first",
        ) from error
    write_whole(path, new)


def diff_lines(name: str, before: str, after: str) -> Iterator[str]:
    """A unified diff, as ``patch`` takes it."""
    from difflib import unified_diff

    for line in unified_diff(before.splitlines(True), after.splitlines(True), name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
