"""融资与基金: banks and firms join, products go on offer, firms apply at the finance office's desk and consent to what the
bank may see; a fund of funds, three funds that it feeds, what they buy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from samples.plan_year.agenda import Step
from samples.systems.place import Firm, Place

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.systems.financing.applications import APPLICATIONS, applied
from dajuan.systems.financing.consent import CONSENTS, MEMBERS, Case, given, withdrawn
from dajuan.systems.financing.funds import COMMITMENTS, FUNDS, INVESTMENTS
from dajuan.systems.financing.products import PRODUCTS

PROGRAMMES = (MEMBERS, PRODUCTS, APPLICATIONS, CONSENTS, FUNDS, COMMITMENTS, INVESTMENTS)
OFFICE, DEPARTMENT = "财政金融局 潘", "财政金融局"
BANKS = {
    "91410100MA00000917": ("云岭银行", "云岭银行 冯"),
    "91410100MA0000092A": ("望岭银行", "望岭银行 葛"),
    "91410100MA0000093D": ("石梁农商行", "石梁农商行 祝"),
}
"""Credit code → name, who works there."""
JOINED, APPLIED = 200, 110
"""Firms that are members and applications in two years, at most."""
_SPAN = 690
"""Days over which they come; a day that has not come brings nothing, and each firm has a chance of its own: so the past is the
same whichever day is today."""
_WAN = 1_000_000
"""分 in 万元."""
_RATES = ("3.45", "3.85", "4.2", "4.6", "5.1")
_PURPOSES = ("购置设备", "原材料采购", "研发投入", "补充流动资金", "扩建厂房")


def lived(place: Place) -> Iterator[Step]:
    start = place.since.date() + timedelta(days=10)
    yield from _members(place, start)
    yield from _products(place, start + timedelta(days=20))
    yield from _applications(place, start + timedelta(days=40))
    yield from _funds(place, start + timedelta(days=30))


def _step(place: Place, day: date, actor: str, *drafts: Draft, hour: int = 10, minute: int = 0) -> Iterator[Step]:
    for draft in drafts:
        yield Step(place.at(day, hour, minute), actor, draft)


def _opened(programme: str, code: str, day: date, fields: dict[str, Value], **links: str) -> Draft:
    return Draft(programme=programme, subject=code, kind="opened", effective_on=day, fields=fields, links=links)


def _moved(
    programme: str, code: str, stage: str, day: date, fields: dict[str, Value] | None = None, *, note: str = "",
    evidence: tuple[Evidence, ...] = (),
) -> Draft:  # fmt: skip
    return Draft(
        programme=programme, subject=code, kind="moved", stage=stage, effective_on=day, fields=fields or {}, note=note,
        evidence=evidence,
    )  # fmt: skip


def _members(place: Place, day: date) -> Iterator[Step]:
    chance = place.random("financing-members")
    some = [(code, name, "institution", day) for code, (name, _) in BANKS.items()]
    firms = place.firms[:: max(1, len(place.firms) // JOINED)][:JOINED]
    some += [(one.code, one.name, "enterprise", day + timedelta(days=chance.randrange(_SPAN))) for one in firms]
    for code, name, kind, on in (one for one in some if one[-1] < place.today):
        fields: dict[str, Value] = {"name": name, "kind": kind}
        yield from _step(place, on, OFFICE, _opened(MEMBERS, code, on, fields), _moved(MEMBERS, code, "joined", on))


_TERMS = {
    "tech-credit": ("科创信用贷", "云岭银行", "who:\n  all:\n    - {of: rd-spend, at_least: 30万元}\n    - {is-not: abnormal-list}\n", "[50万元, 1000万元]", "limit: {share: 10%, of: revenue}\n", "[3.45%, 4.5%]", "[6, 36]", "[credit, ip-pledge]", 5),
    "receivables": ("应收账款贷", "云岭银行", "who: {of: revenue, at_least: 300万元}\n", "[20万元, 500万元]", "limit: {share: 20%, of: revenue}\n", "[3.85%, 5%]", "[3, 12]", "[receivables, supply-chain]", 3),
    "plant-mortgage": ("厂房抵押贷", "望岭银行", "who: {of: assets, at_least: 1000万元}\n", "[200万元, 3000万元]", "", "[3.6%, 4.8%]", "[12, 60]", "[mortgage]", 12),
    "ip-pledge": ("知识产权质押贷", "望岭银行", "who:\n  all:\n    - {of: class1-ip, at_least: 1}\n    - any: [{held: high-tech}, {held: tech-sme}]\n", "[50万元, 800万元]", "", "[3.5%, 4.3%]", "[6, 24]", "[ip-pledge]", 10),
    "micro": ("小微快贷", "石梁农商行", "who: {of: employees, at_most: 300}\n", "[5万元, 200万元]", "", "[4.2%, 6%]", "[3, 24]", "[credit, guarantor]", 1),
    "guaranteed": ("政府性担保贷", "石梁农商行", "", "[50万元, 1000万元]", "limit: {share: 15%, of: revenue}\n", "[3.9%, 5.2%]", "[6, 36]", "[guarantee-company]", 7),
}  # fmt: skip


def _products(place: Place, day: date) -> Iterator[Step]:
    for code, (name, bank, who, amount, limit, rate, months, guarantee, days) in _TERMS.items():
        terms = f"{who}amount: {amount}\n{limit}rate: {rate}\nmonths: {months}\nguarantee: {guarantee}\ndays: {days}"
        fields: dict[str, Value] = {"name": name, "institution": bank, "terms": terms, "first-loan": code == "micro"}
        yield from _step(
            place, day, OFFICE, _opened(PRODUCTS, code, day, fields), _moved(PRODUCTS, code, "drafted", day),
            _moved(PRODUCTS, code, "offered", day),
        )  # fmt: skip


# Applications -----------------------------------------------------------------------------------------------------


@dataclass
class _Papers:
    """One paper of a kind and bank stands for all of them: a demonstration needs no hundred files."""

    place: Place
    kept: dict[tuple[str, str], Evidence]

    def of(self, kind: str, bank: str) -> tuple[Evidence, ...]:
        if (kind, bank) not in self.kept:
            self.kept[kind, bank] = self.place.file(kind, f"{bank} {kind}（虚构）")
        return (self.kept[kind, bank],)


def _applications(place: Place, start: date) -> Iterator[Step]:
    papers = _Papers(place, {})
    firms = [one for one in place.firms[:: max(1, len(place.firms) // JOINED)][:JOINED] if one.revenue > 300]
    for firm in place.random("financing").sample(firms, min(APPLIED, len(firms))):
        chance = place.random(f"financing-{firm.code}")
        day = start + timedelta(days=chance.randrange(_SPAN))
        if day < place.today:
            yield from _application(place, firm, day, chance, papers)


def _application(place: Place, firm: Firm, day: date, chance: Random, papers: _Papers) -> Iterator[Step]:
    product, (name, bank, *_) = chance.choice(list(_TERMS.items()))
    code_of_bank, clerk = next((code, who) for code, (its, who) in BANKS.items() if its == bank)
    asked = max(20, min(800, int(firm.revenue * chance.uniform(0.05, 0.2)) // 10 * 10))
    fields: dict[str, Value] = {
        "name": f"{firm.name} {name}", "product": f"{PRODUCTS}/{product}", "institution": bank, "department": DEPARTMENT,
        "amount": asked * _WAN, "months": chance.choice((6, 12, 24, 36)), "purpose": chance.choice(_PURPOSES),
        "first-loan": chance.random() < 0.2,
    }  # fmt: skip
    drafts = applied(firm.code, fields, [], day)
    yield from _step(place, day, OFFICE, *drafts)
    yield from _consents(place, firm, (code_of_bank, bank), day, chance)
    yield from _answered(place, drafts[0].subject, asked, day, (bank, clerk), chance, papers)


def _answered(
    place: Place, code: str, asked: int, day: date, bank: tuple[str, str], chance: Random, papers: _Papers
) -> Iterator[Step]:
    """What becomes of it at the bank: most is approved and drawn, some repaid by now, some declined."""
    name, clerk = bank

    def later(most: int) -> Iterator[date]:
        nonlocal day
        day += timedelta(days=chance.randint(1, most))
        if day < place.today:
            yield day

    for on in later(4):
        yield from _step(place, on, clerk, _moved(APPLICATIONS, code, "matched", on))
    if chance.random() < 0.2:
        for on in later(15):
            yield from _step(place, on, clerk, _moved(APPLICATIONS, code, "declined", on, note="不符合准入条件"))
        return
    approved = asked * chance.choice((6, 8, 10)) // 10 * _WAN
    for on in later(12):
        said: dict[str, Value] = {"approved": approved, "rate": int(float(chance.choice(_RATES)) * 10_000)}
        yield from _step(place, on, clerk, _moved(APPLICATIONS, code, "approved", on, said, evidence=papers.of("授信批复", name)))  # fmt: skip
    if chance.random() < 0.15:
        return
    drawn = approved * chance.choice((7, 10)) // 10
    for on in later(10):
        yield from _step(place, on, clerk, _moved(APPLICATIONS, code, "drawn", on, {"drawn": drawn}, evidence=papers.of("放款凭证", name)))  # fmt: skip
    day += timedelta(days=chance.randint(90, 400))
    for on in later(5):
        yield from _step(place, on, clerk, _moved(APPLICATIONS, code, "repaid", on, {"repaid": drawn}, evidence=papers.of("结清证明", name)))  # fmt: skip


def _consents(place: Place, firm: Firm, bank: tuple[str, str], day: date, chance: Random) -> Iterator[Step]:
    """On paper at the desk; some take it back."""
    for item in chance.sample(("operation", "tax", "credit", "research"), chance.randint(1, 3)):
        until = day + timedelta(days=chance.choice((90, 180, 365)))
        drafts = given(firm.code, bank, item, until=until, on=day, note="企业书面授权，用于授信", case=Case.NEVER)
        yield from _step(place, day, OFFICE, *drafts, minute=10)
        back = day + timedelta(days=chance.randint(20, 80))
        if chance.random() < 0.15 and back < place.today:
            yield from _step(place, back, OFFICE, withdrawn(drafts[0].subject, on=back, note="企业书面收回"))


# Funds ------------------------------------------------------------------------------------------------------------

_FUNDS = (("YL-M1", "云岭科创母基金", "mother"), ("YL-S1", "云岭天使基金", "venture"), ("YL-S2", "云岭成长基金", "equity"), ("YL-S3", "云岭产业基金", "industry"))  # fmt: skip
_PAID = (
    ("C-1", "区财政", "YL-M1", "government", "", 50_000, 40_000, 25_000),
    ("C-2", "云岭产业投资集团", "YL-M1", "state-owned", "", 30_000, 30_000, 20_000),
    ("C-3", "云岭科创母基金", "YL-S1", "zone-fund", "YL-M1", 10_000, 10_000, 6_000),
    ("C-4", "云岭科创母基金", "YL-S2", "zone-fund", "YL-M1", 20_000, 15_000, 10_000),
    ("C-5", "社会资本若干", "YL-S1", "private", "", 12_000, 9_000, 5_000),
    ("C-6", "区外基金", "YL-S2", "outside-fund", "", 15_000, 12_000, 9_000),
    ("C-7", "云岭产业投资集团", "YL-S3", "state-owned", "", 40_000, 20_000, 8_000),
    ("C-8", "省级引导基金", "YL-S3", "outside-fund", "", 25_000, 20_000, 6_000),
    ("C-9", "社会资本若干", "YL-S2", "private", "", 9_000, 8_000, 2_500),
)
"""Fund, kind, feeding fund; committed, subscribed, paid in, 万元."""
_LATER = 7
"""So many come in the first year, the others in the next."""


def _funds(place: Place, day: date) -> Iterator[Step]:
    filed, deed, slip = (place.file(kind, f"基金 {kind}（虚构）") for kind in ("备案证明", "合伙协议", "出资凭证"))
    for code, name, kind in _FUNDS:
        fields: dict[str, Value] = {
            "name": name, "kind": kind, "manager": "云岭科创母基金公司", "department": DEPARTMENT
        }  # fmt: skip
        yield from _step(place, day, OFFICE, _opened(FUNDS, code, day, fields), _moved(FUNDS, code, "filed", day, evidence=(filed,)))  # fmt: skip
    for n, (code, name, fund, kind, investor, *sums) in enumerate(_PAID):
        on = day + timedelta(days=30 + 9 * n + (350 if n >= _LATER else 0))
        if on >= place.today:
            continue
        committed, subscribed, paid = (one * _WAN for one in sums)
        fields = {"name": name, "fund": f"{FUNDS}/{fund}", "investor-kind": kind, "department": DEPARTMENT}
        if investor:
            fields["investor-fund"] = f"{FUNDS}/{investor}"
        yield from _step(
            place, on, OFFICE, _opened(COMMITMENTS, code, on, fields), _moved(COMMITMENTS, code, "committed", on, {"committed": committed}),
            _moved(COMMITMENTS, code, "subscribed", on, {"subscribed": subscribed}, evidence=(deed,)),
            _moved(COMMITMENTS, code, "paid-in", on, {"paid-in": paid}, evidence=(slip,)),
        )  # fmt: skip
    yield from _investments(place, day + timedelta(days=120))


def _investments(place: Place, start: date) -> Iterator[Step]:
    voucher = place.file("付款凭证", "基金付款凭证（虚构）")
    for n, firm in enumerate(place.firms[:12]):
        on = start + timedelta(days=35 * n)
        if on >= place.today:
            return
        code, fund = f"T-{n + 1}", _FUNDS[1 + n % 3][0]
        fields: dict[str, Value] = {"name": firm.name, "fund": f"{FUNDS}/{fund}", "department": DEPARTMENT}
        yield from _step(
            place, on, OFFICE, _opened(INVESTMENTS, code, on, fields, enterprise=firm.reference), _moved(INVESTMENTS, code, "decided", on),
            _moved(INVESTMENTS, code, "invested", on, {"invested": (300 + 150 * (n % 5)) * _WAN}, evidence=(voucher,)),
        )  # fmt: skip
