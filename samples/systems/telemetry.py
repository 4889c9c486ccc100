"""工业互联网: platforms on their way to acceptance, firms that consent (one withdraws), their devices listed and connected.

Of the days that devices report one in fourteen is shown, so that the demo stays small: what a running
gateway writes is one entry a device and day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from samples.plan_year.agenda import Step
from samples.plan_year.people import reporter
from samples.systems.place import Firm, Place

from dajuan.ledger.entry import Draft, Evidence, Value

PROGRAMMES = ("industrial-platforms", "industrial-devices", "telemetry-consents")
_OFFICE = "产业发展局"
_CLERK, _GATEWAY = reporter(_OFFICE), "信息中心 网关"
_FIRMS, _DEVICES = 12, 6
_KINDS = {
    "machine-tool": ("数控机床", 18.0, True), "robot": ("焊接机器人", 6.0, True), "line": ("装配线", 45.0, True),
    "compressor": ("空压机", 37.0, False), "furnace": ("热处理炉", 90.0, False), "testing": ("三坐标测量机", 3.0, True),
}  # fmt: skip
"""Kind → name, rated power in kW, whether it is digital."""
_PLATFORMS = (
    ("PT-01", "云岭装备云平台", "provincial", "industry", 40, 420),
    ("PT-02", "云岭材料工业互联网平台", "provincial", "speciality", 150, None),
    ("PT-04", "云岭仪器仪表协同平台", "provincial", "speciality", 375, None),
    ("PT-05", "云岭新材料检验平台", "provincial", "speciality", 470, None),
    ("PT-03", "云岭园区能碳平台", "municipal", "region", 260, None),
)
"""Code, name, level, kind; days from the beginning to being raised, and to acceptance."""
_EVERY = 14
"""Days between two days whose reports are shown."""


def lived(place: Place) -> Iterator[Step]:
    random = place.random("telemetry")
    makers = [one for one in place.firms if one.industry == "industry"][:_FIRMS]
    yield from _platforms(place, makers)
    for nth, firm in enumerate(makers):
        since = place.since.date() + timedelta(days=random.randint(20, 200))
        yield from _consent(place, firm, since, withdrawn=nth == _FIRMS - 1)
        for number in range(1, _DEVICES + 1):
            yield from _device(place, random, firm, f"YL{nth + 1:02}-{number:02}", since)


def _platforms(place: Place, makers: list[Firm]) -> Iterator[Step]:
    for (code, name, level, kind, raised, accepted), firm in zip(_PLATFORMS, makers, strict=False):
        day = place.since.date() + timedelta(days=raised)
        fields: dict[str, Value] = {
            "name": name, "operator": firm.name, "operator-code": firm.code, "level": level, "kind": kind, "department": _OFFICE,
        }  # fmt: skip
        yield _step(place, day, Draft(programme="industrial-platforms", subject=code, kind="opened", effective_on=day, fields=fields))  # fmt: skip
        yield _step(place, day, _moved("industrial-platforms", code, "raised", day), minute=1)
        if accepted is not None and (end := place.since.date() + timedelta(days=accepted)) < place.today:
            paper = place.file("验收意见", f"{name} 通过省级工业互联网平台验收，{end}")
            yield _step(place, end, _moved("industrial-platforms", code, "accepted", end, paper))


def _consent(place: Place, firm: Firm, day: date, *, withdrawn: bool) -> Iterator[Step]:
    fields: dict[str, Value] = {
        "name": firm.name, "energy": True, "power": True, "output": not withdrawn, "state": True,
        "purpose": "设备联网率和用电量统计", "department": _OFFICE,
    }  # fmt: skip
    paper = place.file("数据采集授权书", f"{firm.name} 授权园区采集设备电能、功率、产量和运行状态，{day}")
    opened = Draft(programme="telemetry-consents", subject=firm.code, kind="opened", effective_on=day, fields=fields)
    yield _step(place, day, opened)
    yield _step(place, day, _moved("telemetry-consents", firm.code, "given", day, paper), minute=1)
    if withdrawn:
        later = day + timedelta(days=270)
        yield _step(place, later, _moved("telemetry-consents", firm.code, "withdrawn", later))


def _device(place: Place, random: Random, firm: Firm, code: str, since: date) -> Iterator[Step]:
    kind = random.choice(list(_KINDS))
    name, power, digital = _KINDS[kind]
    fields: dict[str, Value] = {
        "name": f"{name} {code[-2:]}", "firm": firm.code, "kind": kind, "digital": digital, "department": _OFFICE,
        "rated-power": round(power * 1000),
    }  # fmt: skip
    day = since + timedelta(days=random.randint(1, 20))
    opened = Draft(programme="industrial-devices", subject=code, kind="opened", effective_on=day, fields=fields)
    yield _step(place, day, opened, minute=5)
    yield _step(place, day, _moved("industrial-devices", code, "listed", day), minute=6)
    if not digital and random.random() < 0.6:
        return
    connected = day + timedelta(days=random.randint(10, 120))
    yield _step(place, connected, _moved("industrial-devices", code, "connected", connected), actor=_GATEWAY)
    gone = connected + timedelta(days=random.randint(90, 900))
    # Its days have a chance of their own: how many have been hangs on today, what other devices do must not.
    chance = place.random(f"telemetry-{code}")
    for shown in place.days()[::_EVERY]:
        if connected < shown < gone:
            yield _day(place, chance, code, shown, power)
    if gone < place.today:
        yield _step(place, gone, _moved("industrial-devices", code, "offline", gone), actor=_GATEWAY)


def _day(place: Place, random: Random, code: str, day: date, power: float) -> Step:
    """What a gateway would write the next morning."""
    hours = random.uniform(6, 20) if day.weekday() < 6 else random.uniform(0, 4)
    fields: dict[str, Value] = {
        "energy-used": round(hours * power * random.uniform(0.4, 0.8) * 1000), "output": round(hours * random.uniform(8, 30)),
        "running": round(hours * 1000), "readings": random.randint(1380, 1440),
    }  # fmt: skip
    draft = Draft(
        programme="industrial-devices", subject=code, kind="measured", effective_on=day, fields=fields,
        key=f"telemetry/{code}/{day}T23",
    )  # fmt: skip
    return Step(place.at(day + timedelta(days=1), 0, 20), _GATEWAY, draft)


def _moved(programme: str, code: str, stage: str, day: date, paper: Evidence | None = None) -> Draft:
    evidence = (paper,) if paper else ()
    return Draft(programme=programme, subject=code, kind="moved", stage=stage, effective_on=day, evidence=evidence)


def _step(place: Place, day: date, draft: Draft, *, actor: str = _CLERK, minute: int = 0) -> Step:
    return Step(place.at(day, 10, minute), actor, draft)
