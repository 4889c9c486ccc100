"""The little zone with financing going on: two banks, a product of each, a firm that applied to both and consents to one.

What the bank may not see has values that stand nowhere else (:data:`SECRETS`): whoever finds one on a page of the bank's
has found a leak.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

from tests.web.little_zone import FIRM, NAME, OTHER_FIRM
from tests.web.little_zone import PEOPLE as OF_THE_ZONE

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.zone import SETTINGS
from dajuan.programmes.values import show_value
from dajuan.systems.financing.applications import APPLICATIONS, applied
from dajuan.systems.financing.consent import CONSENTS, MEMBERS, Case, given, withdrawn
from dajuan.systems.financing.funds import COMMITMENTS, FUNDS, INVESTMENTS
from dajuan.systems.financing.products import PRODUCTS
from dajuan.systems.firms import REGISTER, TITLES
from dajuan.web.people.models import Grant, Organisation, Person
from dajuan.web.served import Served

ON = (MEMBERS, PRODUCTS, APPLICATIONS, CONSENTS, FUNDS, COMMITMENTS, INVESTMENTS, TITLES, "policies", "policy-grants")
BANK, OTHER_BANK = "91410100MA00000917", "91410100MA0000092A"
BANK_NAME, OTHER_NAME = "云岭银行", "望岭银行"
BANKER = (BANK_NAME, "冯", [(role, NAME) for role in ("see", "report", "review", "lead", "administer", "audit")])
"""Of the bank, and with every role there is over the whole zone: by mistake, or worse."""
PEOPLE = OF_THE_ZONE | {"bank": BANKER}
OURS, THEIRS = f"20250901.{FIRM}.1", f"20250901.{FIRM}.2"
"""The firm's applications to the bank and to the other one."""
WAN = 1_000_000
"""分 in 万元."""
TERMS = """who:
  all:
    - {of: revenue, at_least: 500万元}
    - any: [{held: high-tech}, {held: tech-sme}]
amount: [50万元, 1000万元]
rate: [3.45%, 4.5%]
months: [6, 36]
guarantee: [credit, ip-pledge]
days: 5"""

REVENUE, TAX, STAFF = 7391_730_000, 611_370_000, 3847
FACTS: dict[str, Value] = {
    "revenue": REVENUE, "main-revenue": 7013_590_000, "profit": 1873_910_000, "net-profit": 1482_190_000,
    "assets": 9137_530_000, "liabilities": 4219_670_000, "rd-spend": 817_290_000, "total-income": 8217_310_000,
    "tax": TAX, "employees": STAFF, "clean-since": "2019-03-14", "statistics-code": "统计码甲七三一",
}  # fmt: skip
OTHERS: dict[str, Value] = {"revenue": 5127_910_000, "tax": 391_870_000, "statistics-code": "统计码乙九一七"}
TOLD = ("统计码甲七三一", "统计码乙九一七", "机密用途丙", "机密备注丁", "望岭专属贷戊", "证书号己", "兑现理由庚", "授权备注辛", "批复壬.pdf", "收回原因癸")  # fmt: skip
"""Words that are not the bank's to read."""
CONSENTED = frozenset({"tax"})


def secrets(here: Served) -> frozenset[str]:
    """What is not consented to the bank today, in every form in which a page or an operation may say it."""
    pack, found = here.programmes[REGISTER], set(TOLD)
    for facts in (FACTS, OTHERS):
        for key, value in facts.items():
            if key not in CONSENTED or facts is OTHERS:
                said = {str(value)} | {show_value(pack.fields[key], value, with_unit=unit) for unit in (True, False)}
                found |= said | {one.replace(",", "") for one in said}
    # A few digits stand in a hash by chance.
    return frozenset(one for one in found if len(one) > 6 or not one.isascii())


def make_financed(here: Served) -> None:
    settings = here.folder / SETTINGS
    on = ", ".join(f'"{one}"' for one in (REGISTER, *ON))
    settings.write_text(settings.read_text("utf-8").replace(f'"{REGISTER}"', on), "utf-8")
    here.look()
    drafts = [*_register(), *_members(), *_products(), *_applications(here), *_consents(), *_others(), *_funds(here)]
    append(here.ledger, drafts, actor="财政金融局 潘", now=datetime(2026, 1, 7, tzinfo=UTC))


def make_banker() -> Person:
    """Organisations of both banks, and somebody of the first."""
    root = Organisation.objects.get(parent=None)
    organisation = Organisation.objects.create(name=BANK_NAME, parent=root)
    person = Person.objects.create_user("bank", None, name=BANKER[1], organisation=organisation, demo=True)
    for role, _ in BANKER[2]:
        Grant.objects.create(person=person, role=role, organisation=root)
    return person


def _opened(programme: str, code: str, day: date, fields: dict[str, Value], **links: str) -> Draft:
    return Draft(programme=programme, subject=code, kind="opened", effective_on=day, fields=fields, links=links)


def _moved(programme: str, code: str, stage: str, day: date, **more: object) -> Draft:
    return Draft(programme=programme, subject=code, kind="moved", stage=stage, effective_on=day, **more)  # type: ignore[arg-type]


def _register() -> list[Draft]:
    stated = [
        Draft(programme=REGISTER, subject=code, kind="stated", effective_on=date(2024, 12, 31), fields=fields)
        for code, fields in ((FIRM, FACTS), (OTHER_FIRM, OTHERS))
    ]
    return [*(_moved(REGISTER, code, "present", date(2024, 3, 1)) for code in (FIRM, OTHER_FIRM)), *stated]


def _members() -> list[Draft]:
    day = date(2025, 1, 5)
    some = ((BANK, BANK_NAME, "institution"), (OTHER_BANK, OTHER_NAME, "institution"), (FIRM, "云岭一号科技有限公司", "enterprise"))  # fmt: skip
    return [
        draft
        for code, name, kind in some
        for draft in (_opened(MEMBERS, code, day, {"name": name, "kind": kind}), _moved(MEMBERS, code, "joined", day))
    ]


def _products() -> list[Draft]:
    day = date(2025, 2, 1)
    some = (("loan", "科创贷", BANK_NAME), ("secret-loan", "望岭专属贷戊", OTHER_NAME))
    return [
        draft
        for code, name, bank in some
        for draft in (
            _opened(PRODUCTS, code, day, {"name": name, "institution": bank, "terms": TERMS}),
            _moved(PRODUCTS, code, "drafted", day), _moved(PRODUCTS, code, "offered", day),
        )
    ]  # fmt: skip


def _applications(here: Served) -> list[Draft]:
    day = date(2025, 9, 1)
    ours: dict[str, Value] = {
        "name": "云岭一号 科创贷", "product": f"{PRODUCTS}/loan", "institution": BANK_NAME, "amount": 300 * WAN, "purpose": "买设备",
    }  # fmt: skip
    theirs = ours | {
        "name": "云岭一号 另一笔", "product": f"{PRODUCTS}/secret-loan", "institution": OTHER_NAME, "amount": 313 * WAN, "purpose": "机密用途丙",
    }  # fmt: skip
    paper = here.zone.evidence().keep_stream(io.BytesIO(b"%PDF-1.4 x"), name="批复壬.pdf", kind="授信批复")
    moved = [_moved(APPLICATIONS, THEIRS, "matched", day, note="机密备注丁"),
             _moved(APPLICATIONS, THEIRS, "approved", date(2025, 9, 8), fields={"approved": 300 * WAN}, evidence=(paper,))]  # fmt: skip
    return [*applied(FIRM, ours, [], day), *applied(FIRM, theirs, [OURS], day), *moved]


def _consents() -> list[Draft]:
    """Tax stands; operation was withdrawn in August; staff ended in September; the other bank has all that it asked for."""
    us, them = (BANK, BANK_NAME), (OTHER_BANK, OTHER_NAME)

    def gave(bank: tuple[str, str], item: str, on: date, until: date, note: str) -> list[Draft]:
        return given(FIRM, bank, item, until=until, on=on, note=note, case=Case.NEVER)

    operation = gave(us, "operation", date(2025, 3, 1), date(2026, 12, 31), "授信用")
    return [
        *gave(us, "tax", date(2025, 6, 1), date(2026, 12, 31), "授信用"),
        *operation, withdrawn(operation[0].subject, on=date(2025, 8, 1), note="收回原因癸"),
        *gave(us, "staff", date(2025, 3, 1), date(2025, 9, 30), "授信用"),
        *gave(them, "operation", date(2025, 9, 1), date(2026, 12, 31), "授权备注辛"),
    ]  # fmt: skip


def _others() -> list[Draft]:
    """What other programmes know of the firm."""
    day, firm = date(2025, 4, 1), f"{REGISTER}/{FIRM}"
    title, grant = f"high-tech.{FIRM}", f"rd-grant.2025.{FIRM}"
    return [
        _opened(TITLES, title, day, {"title": "high-tech", "number": "证书号己"}, enterprise=firm),
        _opened("policy-grants", grant, day, {"name": "研发补助", "department": BANK_NAME, "amount": 5 * WAN, "reason": "兑现理由庚"}, enterprise=firm),
    ]  # fmt: skip


def _funds(here: Served) -> list[Draft]:
    day = date(2025, 2, 1)
    paper = here.zone.evidence().keep_stream(io.BytesIO(b"%PDF-1.4 y"), name="备案.pdf", kind="备案证明")
    opened = [
        draft
        for code, name in (("M1", "云岭母基金"), ("S1", "云岭子基金"))
        for draft in (_opened(FUNDS, code, day, {"name": name}), _moved(FUNDS, code, "filed", day, evidence=(paper,)))
    ]
    paid: dict[str, Value] = {"committed": 90 * WAN, "subscribed": 80 * WAN, "paid-in": 60 * WAN}
    return [
        *opened,
        _opened(COMMITMENTS, "C1", day, {"name": "区财政", "fund": f"{FUNDS}/M1", "investor-kind": "government", **paid}),
        _opened(COMMITMENTS, "C2", day, {"name": "母基金", "fund": f"{FUNDS}/S1", "investor-kind": "zone-fund", "investor-fund": f"{FUNDS}/M1", **paid}),
        _opened(INVESTMENTS, "I1", day, {"name": "一号公司", "fund": f"{FUNDS}/S1", "invested": 7 * WAN}),
    ]  # fmt: skip
