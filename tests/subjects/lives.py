"""Random lives of a few sites and firms, recorded by the ledger's own rules; and what ``ledger.state`` makes of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import strategies as st

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import entries_at, size_of, state_of_subject, states_of_programme
from dajuan.ledger.store import store_at
from dajuan.programmes.load import parse_pack

FIRM, OTHER_FIRM = "914403001922038216", "91110000100000000R"
SITES = parse_pack("""\
programme: sites
name: 工地
subject: {kind: site, name: 工地}
owners: [owner, co-owners]
fields:
  name: {type: text, required: true, name: 名称}
  owner: {type: organisation, name: 牵头单位}
  co-owners: {type: text, name: 配合单位}
  kind: {type: choice, name: 类别, choices: {road: 道路, school: 学校}}
  urgent: {type: flag, name: 急办}
  homes: {type: count, unit: 套, name: 套数}
  due: {type: date, name: 期限}
  paid: {type: money, unit: 万元, flow: true, name: 本期投资}
  firm: {type: credit-code, name: 企业}
  parent: {type: reference, to: sites, name: 上级}
  place: {type: geometry, name: 位置}
stages:
  listed: {name: 列入}
  building: {name: 在建}
  done: {name: 完成, needs: {reviewer: true}}
  halted: {name: 停工, side: true}
links:
  builder: {to: firms, name: 施工单位}
  lender: {to: firms, many: true, name: 出资单位}
""")
FIRMS = parse_pack("""\
programme: firms
name: 企业
subject: {kind: firm, name: 企业}
code_rule: credit-code
fields:
  name: {type: organisation, required: true, name: 名称}
""")
DAY = date(2024, 3, 1)
CODES = ("E-001", "E-002", "E-003", "E-004")
NAMES = ("云岭一号路", "云岭二小", "松溪大道")
OWNERS = ("云岭住建局", "松溪办事处", "云岭教育局")
PLACES = tuple(f'{{"type":"Point","coordinates":[{x},{y}]}}' for x, y in (("113.5", "34.2"), ("113.9", "34.8")))
AFTER = {"": "listed", "listed": "building", "building": "done", "halted": "building"}

days = st.integers(0, 400).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
people = st.sampled_from(["甲", "乙", "丙"])
levels = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(NAMES),
        "owner": st.sampled_from(OWNERS),
        "co-owners": st.sampled_from([*OWNERS, "松溪办事处、云岭教育局"]),
        "kind": st.sampled_from(["road", "school"]),
        "urgent": st.booleans(),
        "homes": st.integers(0, 3),
        "due": days.map(date.isoformat),
        "firm": st.just(FIRM),
        "parent": st.sampled_from([f"sites/{code}" for code in CODES]),
        "place": st.sampled_from(PLACES),
    },
)
links = st.fixed_dictionaries(
    {},
    optional={
        "builder": st.sampled_from([f"firms/{FIRM}", f"firms/{OTHER_FIRM}"]),
        "lender": st.sampled_from([f"firms/{FIRM}", f"firms/{OTHER_FIRM}"]),
    },
)


def draft(kind: str, **more: object) -> st.SearchStrategy[Draft]:
    subject = st.sampled_from(CODES)
    return st.builds(Draft, programme=st.just("sites"), kind=st.just(kind), subject=subject, effective_on=days, **more)


drafts = st.one_of(
    draft("opened", fields=st.builds(lambda some, name: {**some, "name": name}, levels, st.sampled_from(NAMES))),
    draft("moved", stage=st.sampled_from(["next", "next", "next", "halted"]), fields=levels),
    draft("measured", fields=st.just({"paid": 100})),
    draft("stated", fields=levels.filter(bool)),
    draft("stated", fields=levels.filter(bool)),
    draft("linked", links=links.filter(bool)),
)
wishes = st.one_of(
    st.tuples(st.just("record"), drafts, people),
    st.tuples(st.just("record"), drafts, people),
    st.tuples(st.just("correct"), st.integers(0, 1000), drafts, people),
    st.tuples(
        st.sampled_from(["withdrawn", "verified", "verified"]),
        st.integers(0, 1000),
        st.integers(0, 8),
        st.booleans(),
        people,
    ),
)
histories = st.lists(wishes, min_size=10, max_size=50)


def opening() -> list[Draft]:
    opened = [
        Draft(
            programme="sites",
            subject=code,
            kind="opened",
            effective_on=date(2024, 2, 1 + n),
            fields={"name": NAMES[n % 3], "owner": OWNERS[n % 3]},
        )
        for n, code in enumerate(CODES[:3])
    ]
    firm = Draft(
        programme="firms", subject=FIRM, kind="opened", effective_on=date(2024, 1, 1), fields={"name": "云岭建工"}
    )
    return [firm, *opened]


def begun() -> list[tuple[Draft, str]]:
    """What was recorded before the random part begins, by whom: every kind of entry, so that much is there to be changed."""
    first, second, third = (
        Draft(programme="sites", subject=code, kind="stated", effective_on=DAY) for code in CODES[:3]
    )
    change = msgspec.structs.replace
    return [
        (change(first, kind="moved", stage="listed"), "甲"),  # 6
        (change(second, kind="moved", stage="listed"), "乙"),
        (change(third, kind="moved", stage="listed"), "甲"),  # 8
        (change(first, fields={"homes": 2, "urgent": False, "kind": "road"}), "甲"),
        (change(second, fields={"homes": 1, "urgent": True, "place": PLACES[0]}), "乙"),  # 10
        (change(first, subject="", kind="verified", about=(6, 10)), "乙"),
        (change(first, kind="moved", stage="building", effective_on=date(2024, 6, 1)), "乙"),  # 12
        (change(first, kind="verified", about=(12, 12)), "甲"),
        (change(first, kind="verified", about=(6, 12)), "丙"),  # 14
        (change(second, fields={"homes": 3}, replaces=10), "乙"),
        (change(third, kind="withdrawn", about=(8, 8)), "甲"),  # 16
        (change(first, kind="withdrawn", about=(13, 13)), "甲"),
        (change(first, kind="linked", links={"lender": f"firms/{FIRM}"}), "丙"),  # 18
        (change(third, fields={"homes": 0, "owner": OWNERS[0]}, effective_on=date(2024, 9, 1)), "甲"),
    ]


def ledger_at(address: str) -> Ledger:
    return Ledger(store_at(address), {"sites": SITES, "firms": FIRMS}, ZoneInfo("Asia/Shanghai"))


def record(ledger: Ledger, history, start: int = 0) -> None:
    """Append what the rules let in, each a minute after the one before."""
    for n, wish in enumerate(history, start):
        one = resolved(ledger, wish)
        moment = datetime(2025, 6, 1, tzinfo=UTC) + timedelta(minutes=n)
        if one is not None:
            append(ledger, [one], actor=wish[-1], now=moment, partial=True)


def resolved(ledger: Ledger, wish) -> Draft | None:
    """A wish as a draft that has a chance: what it corrects or speaks of is looked up in the log as it is."""
    if wish[0] == "record":
        return _stepping(ledger, wish[1])
    if wish[0] == "correct":
        _, nth, one, _ = wish
        entries = state_of_subject(ledger, programme="sites", subject=one.subject).entries
        meant = [(seq, entry) for seq, entry in entries.items() if entry.kind == one.kind]
        if not meant:
            return None
        seq, entry = meant[nth % len(meant)]
        return msgspec.structs.replace(one, replaces=seq, stage=entry.stage)
    kind, first, width, wide, _ = wish
    size = size_of(ledger)
    ((_, entry),) = entries_at(ledger, seqs=[first % size])
    return Draft(
        programme=entry.programme,
        kind=kind,
        subject="" if wide else entry.subject,
        effective_on=date(2024, 12, 1),
        about=(first % size, min(first % size + width, size - 1)),
    )


def _stepping(ledger: Ledger, one: Draft) -> Draft:
    if one.stage != "next":
        return one
    stage = state_of_subject(ledger, programme="sites", subject=one.subject).stage
    later = max(one.effective_on, stage.on) if stage else one.effective_on
    return msgspec.structs.replace(
        one, stage=AFTER.get(str(stage.value) if stage else "", "halted"), effective_on=later
    )


def as_folded(ledger: Ledger, size: int, as_of: date) -> dict[str, dict[str, object]]:
    """Sites by code, as their states say: of the first ``size`` entries those that count and had taken effect."""
    found = {}
    for code, state in states_of_programme(ledger, programme="sites", size=size).items():
        last = state.last
        state.entries = {seq: entry for seq, entry in state.entries.items() if entry.effective_on <= as_of}
        if state.opened is None:
            continue
        held, stage = state.levels(), state.stage
        lenders = dict.fromkeys(
            e.links["lender"]
            for _, e in sorted(state.entries.items(), key=lambda x: (x[1].effective_on, x[0]))
            if "lender" in e.links
        )
        fields = {key: one.value for key, one in held.items()}
        found[code] = {
            "name": fields.get("name", ""),
            "stage": stage.value if stage else "",
            "stage_on": stage.on if stage else None,
            "stage_seq": stage.seq if stage else None,
            "verified": stage is not None and state.is_verified(stage.seq),
            "since": state.entries[state.opened].effective_on,
            "last": last,
            "place": fields.pop("place", None),
            "fields": fields,
            "links": {key: (one.value,) for key, one in state.links().items()} | ({"lender": tuple(lenders)} if lenders else {}),
            "owners": tuple(
                dict.fromkeys(
                    one for key in ("owner", "co-owners") if key in fields for one in str(fields[key]).split("、")
                )
            ),
        }  # fmt: skip
    return found
