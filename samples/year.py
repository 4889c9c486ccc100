"""A made-up zone's year, 2024, as the Excel files that its departments would hand in each month: some 20,000 entries.

Estates that were stalled are delivered and struck off, 300 projects are signed, started and built, 4,500 enterprises
are on the register. Everything is drawn from one seed: the same files every time. None of it is true.

``python samples/year.py FOLDER`` writes the files: a folder a month, in it the workbooks and the evidence they name. A
workbook names a subject once, so what happens twice to one in a month comes in a second workbook.
``python samples/year.py FOLDER --zone ZONE`` also makes a zone of them, as if each month had come in on the third of the
next, looked through by a second person, with a checkpoint signed each time.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from dajuan.programmes.pack import Programme
from dajuan.programmes.values.credit_code import check_character, organisation_check_character

Row = dict[str, object]
"""Field key → what stands in the cell; ``code``, ``stage``, ``date``, ``month`` beside them, evidence by its column."""

STREETS = ("云岭街道", "松溪街道", "望岭街道", "桐浦街道", "石梁街道")
INDUSTRIES = (
    "industry",
    "industry",
    "industry",
    "software",
    "software",
    "wholesale",
    "retail",
    "construction",
    "leasing",
    "other",
)
WORDS = "恒远博瑞嘉禾智新联创天澄海川明启盛华凌云安泰宏图锦程同辉"
TRADES = ("科技", "精密制造", "新材料", "电子", "软件", "生物", "商贸", "建设", "物流", "装备")
CATEGORIES = ("manufacturing", "manufacturing", "infrastructure", "modern-services", "livelihood")
ROAD = ("planned", "signed", "honoured", "started", "building", "producing", "at-capacity")
PAPERS = {
    "signed": "投资协议",
    "honoured": "履约证明",
    "started": "施工许可证",
    "producing": "竣工验收备案表",
    "at-capacity": "达效证明",
}


PROGRAMMES = ("enterprise-register", "investment-projects", "housing-delivery")


@dataclass
class Month:
    """What comes in at a month's end."""

    end: date
    subjects: dict[str, list[Row]] = field(default_factory=dict)
    """Programme → rows of its sheet of subjects."""
    flows: dict[str, list[Row]] = field(default_factory=dict)
    """Programme → rows of its sheet of periods."""
    evidence: dict[str, bytes] = field(default_factory=dict)
    """File name → its bytes."""

    def tell(self, programme: str, **row: object) -> None:
        self.subjects.setdefault(programme, []).append(row)

    def books(self) -> Iterator[tuple[str, str, list[Row], list[Row]]]:
        """Workbooks: their name, their programme, rows of subjects, rows of periods."""
        for programme in PROGRAMMES:
            rounds: list[list[Row]] = []
            seen: dict[object, int] = {}
            for row in self.subjects.get(programme, ()):
                nth = seen[row["code"]] = seen.get(row["code"], -1) + 1
                if nth == len(rounds):
                    rounds.append([])
                rounds[nth].append(row)
            flows = self.flows.get(programme, [])
            for nth, rows in enumerate(rounds or ([[]] if flows else []), 1):
                last = nth == max(len(rounds), 1)
                yield f"{programme}-{self.end:%Y-%m}-{nth}.xlsx", programme, rows, flows if last else []

    def paper(self, code: str, kind: str) -> str:
        """A sheet of paper that proves something, and its name."""
        name = f"{code}-{kind}.pdf"
        self.evidence[name] = f"%PDF-1.4\n% 云岭高新区（样例）{code} {kind} {self.end}\n%%EOF\n".encode()
        return name


def year(seed: int = 2024, firms: int = 4500) -> Iterator[Month]:
    """Twelve months. Rows come in the order in which they happen."""
    random = Random(seed)
    lives = (*_firms(random, firms), *_projects(random), *_estates(random))
    start = date(2024, 1, 1)
    for number in range(1, 13):
        end = (date(2024, number + 1, 1) if number < 12 else date(2025, 1, 1)) - timedelta(days=1)
        month = Month(end)
        for life in lives:
            life.tell(month, start)
        start = end + timedelta(days=1)
        yield month


@dataclass
class Life:
    """One subject: what is said of it, by day."""

    programme: str
    code: str
    said: list[tuple[date, Row]] = field(default_factory=list)
    flows: list[tuple[date, Row]] = field(default_factory=list)
    papers: dict[date, str] = field(default_factory=dict)
    """Day → what kind of paper proves the stage reached on it."""

    def tell(self, month: Month, start: date) -> None:
        for day, row in self.said:
            if start <= day <= month.end:
                paper = self.papers.get(day)
                evidence = {f"佐证：{paper}": month.paper(self.code, paper)} if paper and "stage" in row else {}
                month.tell(self.programme, code=self.code, date=day, **row, **evidence)
        for day, row in self.flows:
            if start <= day <= month.end:
                month.flows.setdefault(self.programme, []).append({"code": self.code, "month": f"{day:%Y-%m}", **row})


def _name(random: Random) -> str:
    return "云岭" + "".join(random.sample(WORDS, 2)) + random.choice(TRADES) + "有限公司"


def _credit_code(number: int) -> str:
    organisation = f"MA{number:06}"
    body = "91999999" + organisation + organisation_check_character(organisation)
    return body + check_character(body)


def _firms(random: Random, many: int) -> list[Life]:
    lives, names = [], set[str]()
    for number in range(1, many + 1):
        born = (
            date(2024, 1, random.randint(2, 26))
            if number <= many * 3 // 4
            else _some_day(random, date(2024, 1, 2), date(2024, 11, 20))
        )
        name = _name(random)
        while name in names:
            name += f"（{random.choice(STREETS)[:2]}）"
        names.add(name)
        revenue = round(random.lognormvariate(7.5, 1.6), 2)
        row: Row = {
            "name": name, "industry": random.choice(INDUSTRIES), "district": random.choice(STREETS), "stage": "present",
            "above-scale": revenue > 2000, "revenue": revenue, "tax": round(revenue * random.uniform(0.01, 0.08), 2),
            "rd-spend": round(revenue * random.choice((0, 0.02, 0.04, 0.07)), 2),
            "employees": max(1, int(revenue / random.uniform(40, 160))), "assets": round(revenue * random.uniform(0.6, 2), 2),
            "land": round(random.uniform(2, 90), 1) if number % 7 == 0 else None,
        }  # fmt: skip
        life = Life("enterprise-register", _credit_code(number), [(born, row)])
        if born < date(2024, 6, 1):
            life.said.append(
                (date(2024, 6, 30), {"employees": max(1, int(int(str(row["employees"])) * random.uniform(0.9, 1.2)))})
            )
        grown = round(revenue * random.uniform(0.8, 1.4), 2)
        life.said.append(
            (date(2024, 12, 31), {"revenue": grown, "tax": round(grown * 0.04, 2), "rd-spend": round(grown * 0.03, 2)})
        )
        if number % 90 == 0:
            gone = _some_day(random, max(born, date(2024, 7, 1)) + timedelta(days=1), date(2024, 12, 20))
            life.said = [one for one in life.said if one[0] < gone] + [(gone, {"stage": "deregistered"})]
            life.papers[gone] = "注销证明"
        lives.append(life)
    return lives


def _some_day(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randint(0, (last - first).days))


def _projects(random: Random) -> list[Life]:
    lives = []
    for number in range(1, 301):
        begun = number <= 180  # carried over from the year before: everything up to building falls in January
        total = round(random.lognormvariate(10.3, 0.8), 2)
        row: Row = {
            "name": f"云岭{random.choice(TRADES)}{'一二三四五六七八九'[number % 9]}号项目（{number}）",
            "builder": _name(random), "category": random.choice(CATEGORIES), "origin": "continued" if begun else "new",
            "planned-total": total, "planned-year": round(total * random.uniform(0.2, 0.6), 2), "stage": "planned",
            "land": round(random.uniform(10, 300), 1), "jobs": random.randint(20, 900),
        }  # fmt: skip
        life = Life("investment-projects", f"P-{number:04}")
        day = date(2024, 1, random.randint(2, 5)) if begun else _some_day(random, date(2024, 1, 8), date(2024, 8, 31))
        life.said.append((day, row))
        steps = random.randint(3, 6) if begun else random.randint(1, 5)
        for _, stage in list(pairwise(ROAD))[:steps]:
            day += timedelta(
                days=random.randint(2, 6)
                if begun and day.month == 1 and stage != "producing"
                else random.randint(25, 120)
            )
            if day > date(2024, 12, 30):
                break
            more: Row = {"capacity-value": round(total * 1.5, 2)} if stage == "at-capacity" else {}
            life.said.append((day, {"stage": stage, **more}))
            if stage in PAPERS:
                life.papers[day] = PAPERS[stage]
        _invest(random, life, float(str(row["planned-year"])))
        lives.append(life)
    return lives


def _invest(random: Random, life: Life, planned: float) -> None:
    started = next((day for day, row in life.said if row.get("stage") == "started"), None)
    if started is None:
        return
    for number in range(max(2, started.month), 13):
        end = (date(2024, number + 1, 1) if number < 12 else date(2025, 1, 1)) - timedelta(days=1)
        amount = round(planned / 11 * random.uniform(0.4, 1.7), 2)
        life.flows.append((end, {"invested": amount, "funds-received": round(amount * random.uniform(0.5, 1.1), 2)}))


def _estates(random: Random) -> list[Life]:
    lives = []
    for number in range(1, 16):
        listed = date(2024, 1, random.randint(3, 20))
        life = Life("housing-delivery", f"E-{number:03}")
        life.said.append(
            (listed, {
                "name": f"云岭{'锦绣望江春和景明'[number % 8]}苑{number}期", "developer": f"云岭{'松桐石望'[number % 4]}岳置业有限公司",
                "street-office": random.choice(STREETS), "homes": random.randint(120, 1800), "buildings": random.randint(3, 18),
                "area": round(random.uniform(1.5, 22), 2), "stage": "listed", "whitelisted": number % 3 == 0,
                "funding-gap": round(random.uniform(300, 20000), 2),
            })
        )  # fmt: skip
        day, papers = listed, {"building": "复工确认书", "delivered": "竣工验收备案表", "closed": "销号审批单"}
        for stage in ("building", "topped-out", "completed", "delivered", "closed")[: 3 + number % 3 + (number < 9)]:
            day += timedelta(days=random.randint(15, 70))
            if day > date(2024, 12, 28):
                break
            life.said.append((day, {"stage": stage}))
            if stage in papers:
                life.papers[day] = papers[stage]
        lives.append(life)
    return lives


# Out as files, in as a zone --------------------------------------------------------------------------------------


def write_month(month: Month, folder: Path) -> Iterator[tuple[str, Path]]:
    """Write a month's evidence and workbooks; gives each workbook's programme and path, in the order to import them."""
    from dajuan.programmes.find import find_programmes

    packs = find_programmes().programmes
    place = folder / f"{month.end:%Y-%m}"
    place.mkdir(parents=True, exist_ok=True)
    for name, data in month.evidence.items():
        (place / name).write_bytes(data)
    for name, programme, rows, flows in month.books():
        _write_book(place / name, packs[programme], rows, flows)
        yield programme, place / name


def _write_book(path: Path, programme: Programme, rows: list[Row], flows: list[Row]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, some in (("对象", rows), ("时期数", flows)):
        if not some:
            continue
        keys = list(dict.fromkeys(key for row in some for key in row))
        columns = [key for key in keys if key != "date"] + (["date"] if "date" in keys else [])
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, [_head(programme, key) for key in columns] + (["数据日期"] if "date" in keys else []))
        for at, row in enumerate(some, 1):
            cells = [_cell(programme, key, row.get(key), row) for key in columns]
            for column, cell in enumerate(cells + ([row["date"]] if "date" in keys else [])):
                if cell is not None:
                    sheet.write(at, column, cell)
    book.close()


_HEADS = {"code": "编号", "stage": "阶段", "date": "阶段日期", "month": "月份"}


def _head(programme: Programme, key: str) -> str:
    if key in programme.fields:
        field = programme.fields[key]
        return f"{field.name.zh}（{field.unit}）" if field.unit else field.name.zh
    return _HEADS.get(key, key)


def _cell(programme: Programme, key: str, value: object, row: Row) -> object:
    """As an office would fill it in: names for choices and stages, 是 and 否; a date only beside a stage."""
    if key == "date" and "stage" not in row:
        return None
    if key == "stage" and value is not None:
        return programme.stages[str(value)].name.zh
    choices = programme.fields[key].choices if key in programme.fields else ()
    if choices and value is not None:
        return next(one.name.zh for one in choices if one.key == value)
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def run_year(folder: Path, zone_folder: Path, months: Iterable[Month]) -> Iterator[tuple[Month, str]]:
    """Import month after month; gives each month when it is in, with the checkpoint signed then."""
    from dajuan.ledger.append import append
    from dajuan.ledger.entry import Draft
    from dajuan.ledger.ledger import ledger_of
    from dajuan.ledger.proofs import signed_checkpoint
    from dajuan.ledger.sheets.book import read_book
    from dajuan.ledger.sheets.importing import import_book
    from dajuan.ledger.zone import make_zone

    zone = make_zone(zone_folder, name="云岭高新区（样例，虚构）", code="yunling", on=PROGRAMMES)
    ledger = ledger_of(zone)
    size = 0
    for month in months:
        came = datetime.combine(month.end + timedelta(days=3), time(9), ledger.timezone)
        for programme, path in write_month(month, folder):
            done = import_book(
                ledger, read_book(path.read_bytes(), path.name), evidence=zone.evidence(), folder=path.parent,
                actor=DEPARTMENTS[programme], programme=programme, now=came,
            )  # fmt: skip
            if done.troubles:
                raise SystemExit(f"{path}: {done.troubles[0]}")
        with ledger.store.reading() as reader:
            last = reader.head().size - 1
        looked = [
            Draft(programme=one, subject="", kind="verified", effective_on=month.end, about=(size, last))
            for one in PROGRAMMES
            if month.subjects.get(one) or month.flows.get(one)
        ]
        size = append(ledger, looked, actor="督查室 程", now=came + timedelta(days=2)).size
        with ledger.store.reading() as reader:
            note = signed_checkpoint(reader, zone.origin, zone.signer())
        (zone.checkpoints / f"{month.end:%Y-%m}-{size}.note").write_text(note, encoding="utf-8")
        yield month, note
    ledger.store.close()


DEPARTMENTS = {
    "enterprise-register": "市场监管局 林", "investment-projects": "经济发展局 周", "housing-delivery": "住房建设局 江",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--zone", type=Path)
    options = parser.parse_args()
    if options.zone is None:
        for month in year():
            for _, path in write_month(month, options.folder):
                print(path)
        return
    for month, _ in run_year(options.folder, options.zone, year()):
        print(f"{month.end:%Y-%m}")


if __name__ == "__main__":
    main()
