"""What was typed into a form → one draft for the ledger, or what is wrong, beside the blank where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

import msgspec
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from dajuan.figures.period import PeriodError, period_of
from dajuan.ledger.entry import Draft, Evidence, Kind, Value, corrected
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.trouble import LedgerError, Trouble
from dajuan.programmes.pack import Field
from dajuan.programmes.values import ValueTrouble, read_subject_code, read_value
from dajuan.programmes.values.dates import read_date
from dajuan.programmes.values.show import says_all
from dajuan.programmes.values.words import read_text
from dajuan.web.programmes.blanks import Form, Kept, blank_of
from dajuan.web.programmes.forms import Wanted
from dajuan.web.words import Words

SALT = "programmes.evidence"
_EMPTIED = Words(
    "清空不等于撤回：改回原值；要撤回，到那条记录上点“撤回”",
    "emptying it withdraws nothing: put it back, or withdraw the entry that says so",
)
_MISSING = Words("没有填", "is missing")


def fill(form: Form, typed: QueryDict) -> None:
    """Put what was typed into the form's blanks, as it was typed."""
    for blank in form.blanks:
        blank.typed = typed.get(blank.name, "")
        blank.pick()
    form.key = typed.get("key", "")[:64] or form.key


def take_files(
    form: Form, typed: QueryDict, files: MultiValueDict[str, UploadedFile[Any]], store: EvidenceStore, who: str
) -> None:
    """Files are kept by their SHA-256 as they come, so that a form which has to be mended need not send them again."""
    for token in typed.getlist("kept"):
        try:
            form.kept.append(Kept(token, msgspec.convert(signing.loads(token, salt=SALT + who), Evidence)))
        except (signing.BadSignature, msgspec.ValidationError):
            form.tell(
                "evidence",
                Words("先前的附件认不出来了，请再选一次", "the earlier file is not known any more; choose it again"),
            )
    for proof in form.proofs:
        kind = proof.kind or typed.get("kind.other", "").strip()[:100]
        for file in files.getlist(proof.name):
            try:
                found = store.keep_stream(cast(Any, file), name=file.name or "", kind=kind)
            except LedgerError as error:
                proof.trouble = Words(error.zh, error.en)
                continue
            form.kept.append(_kept(found, who))
    if (address := typed.get("address", "").strip()) and form.proofs:
        if address.startswith(("https://", "http://")) and len(address) <= 2000 and address.isprintable():
            kind = typed.get("kind.other", "").strip()[:100]
            form.kept.append(_kept(Evidence(name=address[:200], address=address, kind=kind), who))
        else:
            form.proofs[-1].trouble = Words(
                "网址以 https:// 或 http:// 开头", "a web address begins with https:// or http://"
            )


def _kept(evidence: Evidence, who: str) -> Kept:
    return Kept(signing.dumps(msgspec.to_builtins(evidence), salt=SALT + who), evidence)


def draft_of(form: Form, want: Wanted, fields: Iterable[Field], today: date) -> Draft | None:
    """None where something is wrong; the form then says what."""
    on = _day(form)
    code = _code(form, want)
    note = _note(form)
    values, written = _values(form, want, fields)
    links = _links(form, want)
    evidence = tuple(dict.fromkeys(one.evidence for one in form.kept))
    if want.deed == "attach" and not evidence:
        form.tell("evidence", Words("没有选文件，也没有写网址", "no file chosen and no address given"))
    if not form.is_right or on is None:
        return None
    if want.deed in {"state", "measure"} and not values:
        form.troubles.append(Words("没有改动，没有可记的", "nothing was changed, so there is nothing to record"))
        return None
    if want.deed == "link" and not links:
        form.troubles.append(Words("没有写关联到谁", "it does not say what it is linked to"))
        return None
    draft = Draft(
        programme=want.programme.code,
        subject=code,
        kind=cast(Kind, want.kind),
        effective_on=on,
        stage=_stage(form, want),
        fields=values,
        written=written,
        links=links,
        evidence=evidence,
        about=(want.seq, want.seq) if want.deed in {"withdraw", "verify"} and want.seq is not None else None,
        note=note,
        key=form.key,
    )
    return _corrected(form, want, draft) if want.deed == "correct" else draft


def _corrected(form: Form, want: Wanted, draft: Draft) -> Draft | None:
    old = want.entry
    assert old is not None
    assert want.seq is not None
    unknown = {key: value for key, value in old.fields.items() if key not in want.programme.fields}
    new = corrected(old, want.seq, msgspec.structs.replace(draft, fields={**unknown, **draft.fields}))
    if new is None:
        form.troubles.append(
            Words(
                f"和第 {want.seq} 条一样，没有可更正的", f"this says the same as entry {want.seq}: nothing to correct"
            )
        )
    return new


def _day(form: Form) -> date | None:
    blank = form.blank("period") or form.blank("on")
    assert blank is not None
    if not blank.typed.strip():
        blank.trouble = _MISSING
        return None
    try:
        if blank.name == "period":
            return period_of(blank.typed.strip()).end
        return date.fromisoformat(read_date(blank.typed.strip()))
    except (PeriodError, ValueTrouble) as error:
        blank.trouble = Words(error.zh, error.en)
        return None


def _code(form: Form, want: Wanted) -> str:
    blank = form.blank("code")
    if blank is None:
        return want.code
    try:
        return read_subject_code(want.programme, blank.typed)
    except ValueTrouble as trouble:
        blank.trouble = Words(trouble.zh, trouble.en)
        return ""


def _note(form: Form) -> str:
    blank = form.blank("note")
    assert blank is not None
    if not blank.typed.strip():
        if blank.required:
            blank.trouble = _MISSING
        return ""
    try:
        return read_text(blank.typed)
    except ValueTrouble as trouble:
        blank.trouble = Words(trouble.zh, trouble.en)
        return ""


def _stage(form: Form, want: Wanted) -> str:
    blank = form.blank("stage")
    if blank is not None:
        return blank.typed
    if want.deed == "correct" and want.entry is not None:
        return want.entry.stage
    return want.stage.key if want.stage is not None and want.deed == "move" else ""


def _values(form: Form, want: Wanted, fields: Iterable[Field]) -> tuple[dict[str, Value], dict[str, str]]:
    """The values that are not as the form showed them; of a correction all that it holds."""
    values, written = dict[str, Value](), dict[str, str]()
    for one in fields:
        blank = form.blank(f"f.{one.key}")
        if blank is None:
            continue
        if not blank.typed.strip():
            if blank.required and one.key not in want.shown:
                blank.trouble = _MISSING
            elif one.key in want.shown and want.deed != "correct":
                blank.trouble = _EMPTIED
            continue
        try:
            value = read_value(one, blank.typed)
        except ValueTrouble as trouble:
            blank.trouble = Words(trouble.zh, trouble.en)
            continue
        if want.deed != "correct" and want.shown.get(one.key) == value:
            continue
        values[one.key] = value
        if one.is_quantity and not says_all(one, value, blank.typed):
            written[one.key] = blank.typed.strip()
    return values, written


def _links(form: Form, want: Wanted) -> dict[str, str]:
    links: dict[str, str] = {}
    for key, link in want.programme.links.items():
        blank = form.blank(f"link.{key}")
        if blank is not None and (typed := blank.typed.strip()):
            links[key] = typed if "/" in typed else f"{link.to}/{typed}"
    return links


def tell_refused(form: Form, troubles: Iterable[Trouble]) -> None:
    """What the ledger says against it, beside the blanks that it speaks of."""
    for one in troubles:
        words = Words(one.zh, one.en)
        if one.code == "conflict":
            form.conflict = True
            form.troubles.append(words)
            continue
        names = {"date": ("on", "period"), "": ()}.get(one.field, (one.field, f"f.{one.field}", f"link.{one.field}"))
        form.tell(next((name for name in names if name == "evidence" or form.blank(name)), ""), words)


def freshen(form: Form, want: Wanted, now: dict[str, Value], fields: Iterable[Field], size: int) -> None:
    """Somebody was quicker: blanks that were not touched show what is so by now, those that were say it beside them."""
    for one in fields:
        blank = form.blank(f"f.{one.key}")
        if blank is None or want.shown.get(one.key) == now.get(one.key):
            continue
        was, fresh = blank_of(one, want.shown.get(one.key)), blank_of(one, now.get(one.key))
        if blank.typed == was.typed:
            blank.typed = fresh.typed
            blank.pick()
        else:
            blank.now = next((option.name for option in fresh.options if option.chosen), fresh.typed)
    form.seen = size
