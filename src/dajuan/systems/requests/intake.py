"""受理 intake: what somebody typed, said by phone or sent by a programme → a request to be recorded, its contact kept apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.pack import Programme
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.systems.masking import masked_name, masked_phone, masked_text
from dajuan.systems.requests import PROGRAMME
from dajuan.systems.requests.phone_note import title_of

TYPED = ("enterprise", "enterprise-name", "kind", "field", "grade", "channel", "what", "name")
"""The fields that whoever brings a request in may fill in."""
_DEFAULTS = {"kind": "help", "field": "other", "grade": "ordinary", "channel": "page"}
LONGEST = 5000
"""Characters of what is asked, and of a note."""


class Contact(NamedTuple):
    """Who asks, in full: for those who handle the request, and never for the ledger."""

    name: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.phone)


class Firm(NamedTuple):
    code: str
    name: str
    district: str


@dataclass(frozen=True, slots=True)
class Request:
    """Ready to be recorded."""

    fields: Mapping[str, Value]
    contact: Contact
    evidence: tuple[Evidence, ...] = ()


def read_request(
    typed: Mapping[str, str],
    pack: Programme,
    *,
    office: str,
    firm_of: Callable[[str], Firm | None],
    evidence: tuple[Evidence, ...] = (),
    row: int = 0,
) -> Request:
    """``typed``: field → words, with ``contact`` and ``phone`` in full. ``firm_of`` finds an enterprise by its code.

    Raises :class:`RefusedError` naming row and field of everything that is wrong.
    """
    contact = Contact(" ".join(typed.get("contact", "").split()), typed.get("phone", "").strip())
    read, troubles = _values(typed, pack, row)
    what = str(read.get("what", ""))
    if len(what) > LONGEST:
        troubles.append(Trouble("value", f"内容最多 {LONGEST} 字", f"what is asked takes {LONGEST} characters at most", row, "what"))  # fmt: skip
    if len(contact.name) > 50 or len(contact.phone) > 50:
        troubles.append(Trouble("value", "联系人、电话最多 50 字", "contact and phone take 50 characters at most", row, "contact"))  # fmt: skip
    firm = firm_of(str(read["enterprise"])) if "enterprise" in read else None
    if "enterprise" in read and firm is None:
        code = read["enterprise"]
        troubles.append(Trouble("enterprise", f"企业名录里没有 {code}：先登记，或只写企业名称", f"no enterprise {code} on the register: enter it there, or give the name alone", row, "enterprise"))  # fmt: skip
    if troubles:
        raise RefusedError(troubles)
    words = {key: masked_text(str(read[key]), [contact.name]) for key in ("what", "name") if read.get(key)}
    words.setdefault("name", title_of(words["what"]))
    fields: dict[str, Value] = {**read, **words, "office": office}
    if firm is not None:
        fields |= {"enterprise-name": firm.name} | ({"district": firm.district} if firm.district else {})
    if contact.name:
        fields["contact"] = masked_name(contact.name)
    if contact.phone:
        fields["phone"] = masked_phone(contact.phone)
    return Request(fields, contact, evidence)


def _values(typed: Mapping[str, str], pack: Programme, row: int) -> tuple[dict[str, Value], list[Trouble]]:
    values: dict[str, Value] = {}
    troubles = [
        Trouble(
            "field",
            f"没有“{key}”这个字段，或不由提诉求的人填",
            f"there is no field '{key}' to be filled in here",
            row,
            key,
        )
        for key in sorted(set(typed) - {*TYPED, "contact", "phone"})
    ]
    for key in TYPED:
        said = typed.get(key, "").strip() or _DEFAULTS.get(key, "")
        field = pack.fields[key]
        if not said:
            if key == "what":
                troubles.append(Trouble("required", "没有写内容", "what is asked is missing", row, key))
            continue
        try:
            values[key] = read_value(field, said)
        except ValueTrouble as trouble:
            troubles.append(Trouble("value", f"{field.name.zh}：{trouble.zh}", f"{key}: {trouble.en}", row, key))
    return values, troubles


def received(request: Request, *, code: str, on: date) -> list[Draft]:
    """The entries that bring a request in."""
    opened = Draft(
        programme=PROGRAMME, subject=code, kind="opened", effective_on=on, fields=dict(request.fields),
        evidence=request.evidence,
    )  # fmt: skip
    return [opened, Draft(programme=PROGRAMME, subject=code, kind="moved", effective_on=on, stage="received")]


def request_code(year: int, number: int) -> str:
    return f"SQ-{year}-{number:05d}"


def next_number(codes: Mapping[str, object] | set[str], year: int) -> int:
    """One more than the last of a year."""
    begins = f"SQ-{year}-"
    return max((int(code.removeprefix(begins)) for code in codes if code.startswith(begins)), default=0) + 1
