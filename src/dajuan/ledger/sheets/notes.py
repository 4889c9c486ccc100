"""What a template says of itself to whoever fills it in: the comment on each head, and the sheet of notes."""

from __future__ import annotations

from collections.abc import Iterator

from dajuan.ledger.sheets.columns import Column, period_columns, subject_columns
from dajuan.programmes.definitions import needs_in_words
from dajuan.programmes.pack import Programme
from dajuan.programmes.type_names import type_name

_WORDS = {
    "text": ("文字", "text"),
    "organisation": ("单位全称", "full name of an organisation"),
    "credit-code": ("18 位统一社会信用代码", "credit code of 18 characters"),
    "choice": ("从下拉列表里选", "chosen from the list"),
    "flag": ("是 或 否", "yes or no"),
    "date": ("日期，如 2024-06-18", "a date such as 2024-06-18"),
    "month": ("月份，如 2024-06", "a month such as 2024-06"),
    "moment": ("时刻，如 2024-06-18 14:30", "a moment such as 2024-06-18 14:30"),
    "reference": ("编号", "a code"),
    "amount": ("数和单位，如 230亿元、80%、36微克/立方米", "a number with its unit, such as 230亿元 or 80%"),
    "geometry": ("GeoJSON 文本，CGCS2000 经纬度", "GeoJSON text, CGCS2000 degrees"),
}
_ROLES = {
    "code": ("编号，改了它就是另一个对象", "the code: another code is another subject"),
    "stage": ("换阶段就在这里改选", "choose another to move it on"),
    "stage-date": (
        "到达这个阶段的日期；换阶段时要改，单改它是更正日期",
        "the day on which it reached the stage; change it with the stage; changed alone it corrects the date",
    ),
    "date": (
        "本行的数是哪天的；空着就是 --on 的日子或导入当天",
        "the day of this row's values; empty: that of --on, or the day of import",
    ),
    "month": ("月份，如 2024-06；数记在当月最后一天", "the month, such as 2024-06; recorded at its last day"),
    "link": ("关联对象的编号；多个用分号隔开", "codes of what it is linked to, separated by semicolons"),
    "evidence": (
        "佐证的文件名，放在表格旁边或 --evidence 指的文件夹里；多个用分号隔开；也可写网址",
        "names of files beside the workbook or in the folder of --evidence, separated by semicolons; or a web address",
    ),
    "note": ("随新记录留存", "kept with what is recorded"),
}
_HOW = (
    ("怎么改", "改哪个格就记哪个格；没改的格、空格都不记。别人在此期间改过的格会指出来，不会覆盖。", "Change a cell and only that is recorded; cells left alone or empty record nothing. A cell that somebody else has changed meanwhile is told, not overwritten."),
    ("新增", "在下面添一行，带 * 的栏必填。", "Add a row below; columns with * must be filled in."),
    ("更正", "月份数改成对的再导入，就是更正；原数留在台账里。阶段日期同样。", "Correct the amount of a month and import again: it is recorded as a correction, the old one stays in the ledger. So for the date of a stage."),
    ("撤回", "清空格子或删行不是撤回。要撤回一条记录，用 dajuan record（见 dajuan record --help）。", "Emptying a cell or deleting a row withdraws nothing. To withdraw an entry use dajuan record (see dajuan record --help)."),
    ("佐证", "写文件名，文件和表格放在同一文件夹，或导入时用 --evidence 指明文件夹。换到有佐证要求的阶段，要在同一行写上。", "Name files that lie beside the workbook, or in the folder given by --evidence. A stage that needs evidence needs it in the same row."),
    ("导入", "dajuan import 文件.xlsx --dry-run 先看会记什么；去掉 --dry-run 才记。同一文件导入两次，第二次什么都不加。", "dajuan import FILE.xlsx --dry-run shows what would be recorded; without --dry-run it is. The same file twice adds nothing the second time."),
    ("隐藏页", "请勿删改隐藏的 _dajuan 页：它记着这张表生成时台账到了哪里。", "Leave the hidden sheet _dajuan alone: it says how far the ledger was when this sheet was made."),
)  # fmt: skip


def comment_of(column: Column, programme: Programme) -> str:
    """Two lines or a few: Chinese, then English."""
    zh, en = said_of(column, programme)
    return f"{column.zh}：{zh}\n{column.en}: {en}"


def said_of(column: Column, programme: Programme) -> tuple[str, str]:
    """What belongs in a column."""
    own = column.field
    if own is None:
        zh, en = _ROLES.get(column.role, ("", ""))
        if column.role == "stage":
            zh += "：" + "、".join(one.name.zh for one in programme.stages.values())
            en += ": " + ", ".join(one.name.said("en") for one in programme.stages.values())
        return zh, en
    if own.is_quantity:
        kind = type_name(own.type)
        zh, en = (
            f"{kind.zh}，填数即为{own.unit}；也可带单位写",
            f"{kind.en}, a plain number is in {own.unit}; or write the unit",
        )
    else:
        zh, en = _WORDS[own.type]
    if own.choices:
        zh += "：" + "、".join(one.name.zh for one in own.choices)
        en += ": " + ", ".join(one.name.said("en") for one in own.choices)
    if own.at_most:
        bound = programme.fields[own.at_most].name
        zh, en = f"{zh}；不超过{bound.zh}", f"{en}; at most {bound.said('en').lower()}"
    if own.hint is not None:
        zh, en = f"{zh}。{own.hint.zh}", f"{en}. {own.hint.said('en')}"
    if column.required:
        zh, en = f"必填。{zh}", f"Required. {en}"
    if own.unconfirmed:
        zh, en = f"{zh}（口径待主管部门确认）", f"{en} (to be confirmed by the department in charge)"
    return zh, en


def note_lines(programme: Programme) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Lines of the sheet of notes, the bold ones marked: what it is, how to use it, every column."""
    yield True, (programme.name.zh, "说明", programme.name.said("en"))
    if programme.hint is not None:
        yield False, ("", programme.hint.zh, programme.hint.said("en"))
    for name, zh, en in _HOW:
        yield False, (name, zh, en)
    for title, columns in (("栏目", subject_columns(programme)), ("时期数", period_columns(programme))):
        if columns:
            yield True, (title, "填什么", "What belongs in it")
        for column in columns:
            yield False, (column.head("zh"), *said_of(column, programme))
    stages = [one for one in programme.stages.values() if one.needs]
    if stages:
        yield True, ("阶段", "要有什么", "What it needs")
    for stage in stages:
        zh, en = "；".join(needs_in_words(programme, stage)), "; ".join(needs_in_words(programme, stage, "en"))
        yield False, (stage.name.zh, zh, en)
