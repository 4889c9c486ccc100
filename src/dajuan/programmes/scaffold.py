"""``dajuan pack new``: a first draft of a pack, valid as it stands, with a comment on each thing that one would change."""

from __future__ import annotations

from dajuan.programmes.forms import is_key

DRAFT = """\
# {code} —— 把这份样子改成你的事项；改完用 dajuan programmes 检查，错在几行几列都会说。
# Make this your own programme; `dajuan programmes` then names every mistake by line and column.
#
# 代码（冒号左边）只用小写英文、数字、连字符，定了就不改；中文叫法写在 name 里，随时可改。
# Keys (left of the colon) are lower-case letters, digits, hyphens, and stay; names may change at any time.
programme: {code}
version: 1            # 每改一次加 1。Add one with each change.
name: {{zh: 新事项, en: New programme}}

# 跟的是什么：一个项目、一家企业、一件诉求。What is followed: a project, an enterprise, a request.
subject: {{kind: item, name: {{zh: 事项, en: Item}}}}

# 对象的编号长什么样：正则表达式，或 credit-code（统一社会信用代码）。不写就不限。
# What a subject's code looks like: a regular expression, or credit-code. Leave it out to take any.
# code_rule: 'YL-[0-9]{{4}}'

# 谁对它负责：列出写着单位的字段；只有这些单位的人能填报。不写，就由园区统一填报。
# Who answers for it: the fields that name organisations, whose people may report it. Leave it out, and the zone does.
owners: [owner]

fields:
  name: {{type: text, required: true, name: {{zh: 名称, en: Name}}}}
  owner: {{type: organisation, name: {{zh: 责任单位, en: Owner}}}}
  # unit 是表里光写数字时的单位，也是显示的单位；格里写了别的单位（3亿元、20公顷）会换算。
  # unit: what a plain number is in, and what is shown; a cell with a unit of its own is converted.
  budget: {{type: money, unit: 万元, name: {{zh: 预算, en: Budget}}}}
  # flow: true 是按期填的量（本月完成数）；不写就是水平数，到改之前一直有效。
  # flow: true is the amount of a period; without it a level, which holds until it is stated again.
  spent: {{type: money, unit: 万元, flow: true, name: {{zh: 本期支出, en: Spent this period}}}}
  kind:
    type: choice
    name: {{zh: 类别, en: Kind}}
    choices:
      urgent: {{zh: 急办, en: Urgent}}
      ordinary: {{zh: 常规, en: Ordinary}}

# 阶段按顺序写，每个跟在前一个后面；side: true 是旁支（停办），随时进出。
# Stages in order, each after the one before; side: true lies off the way and can be entered at any time.
stages:
  listed: {{name: {{zh: 列入, en: Listed}}}}
  working: {{name: {{zh: 办理中, en: In hand}}}}
  done:
    name: {{zh: 办结, en: Done}}
    # 进这个阶段要有什么：佐证、已填的字段、第二人复核。What it takes: evidence, fields, a second person.
    needs: {{evidence: [办结证明], fields: [budget], reviewer: true}}
  paused: {{side: true, name: {{zh: 暂停, en: Paused}}}}

# 每个指标只有一个定义：count 到达某阶段的个数、in 现在某阶段的个数、sum 按期相加、last 期末数、days 两阶段间的天数、
# ratio 两数相除、change 同比环比、share 占比、cumulative 累计、rule 标准的结果。
# Each indicator has one definition: count, in, sum, last, days, ratio, change, share, cumulative or rule.
indicators:
  items-done: {{name: {{zh: 办结数, en: Items done}}, unit: 件, count: done}}
  items-open: {{name: {{zh: 在办数, en: Items open}}, unit: 件, in: [listed, working, paused], direction: down}}
  urgent-done: {{name: {{zh: 急办办结数, en: Urgent items done}}, unit: 件, count: done, where: {{kind: urgent}}}}
  spent: {{name: {{zh: 支出, en: Spent}}, unit: 万元, sum: spent}}
  spent-this-year: {{name: {{zh: 本年累计支出, en: Spent this year}}, unit: 万元, cumulative: spent}}
  budget: {{name: {{zh: 预算, en: Budget}}, unit: 万元, last: budget}}
  budget-used: {{name: {{zh: 预算执行率, en: Budget used}}, ratio: [spent-this-year, budget], decimals: 1}}
  done-growth: {{name: {{zh: 办结数同比, en: 'Items done, against last year'}}, change: items-done, decimals: 1}}
  days-to-finish: {{name: {{zh: 办理用时, en: Days to finish}}, days: [listed, done], take: median, direction: down}}
"""


def draft_pack(code: str) -> str:
    """The text of a new pack. Raises ``ValueError`` where ``code`` cannot be a programme's code."""
    if not is_key(code):
        raise ValueError(
            f"{code}：代码只用小写字母、数字和连字符，字母开头，如 road-works / "
            f"{code}: lower-case letters, digits and hyphens, a letter first, such as road-works"
        )
    return DRAFT.format(code=code)
