"""The pack editor: every pack there is, its meaning in words, its text with each error at its line, what a change would
orphan; on and off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.definitions import definition_in_words, needs_in_words
from dajuan.programmes.forms import is_key
from dajuan.programmes.pack import Programme
from dajuan.programmes.scaffold import draft_pack
from dajuan.programmes.type_names import type_name
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.programmes import pack_files
from dajuan.web.served import served
from dajuan.web.words import Words, spoken


@needs(Action.ADMINISTER, everywhere=True)
def every(request: HttpRequest) -> HttpResponse:
    zone = served().zone
    files = pack_files.every(zone)
    own = {one.code for one in files if one.own}
    rows = [(one, one.code in zone.on and (one.own or one.code not in own), one.code in own) for one in files]
    return render(request, "programmes/packs.html", {"rows": rows})


@needs(Action.ADMINISTER, everywhere=True)
def new(request: HttpRequest) -> HttpResponse:
    """The code of a new pack: then its editor, with a first draft."""
    code = request.POST.get("code", "").strip()
    trouble = None
    if request.method == "POST":
        if not is_key(code):
            trouble = Words(
                "代码只用小写英文字母、数字和连字符，以字母开头",
                "a code is of a-z, 0-9 and hyphens, and begins with a letter",
            )
        elif pack_files.file_called(served().zone, code):
            trouble = Words(f"已有 {code}", f"there is a {code} already")
        else:
            return redirect("programmes:pack", code)
    return render(
        request, "programmes/new_pack.html", {"code": code, "trouble": trouble}, status=422 if trouble else 200
    )


@needs(Action.ADMINISTER, everywhere=True)
def one(request: HttpRequest, code: str) -> HttpResponse:
    zone = served().zone
    file = pack_files.file_called(zone, code)
    edits = request.method == "POST" or "edit" in request.GET or file is None or file.own
    text = _first_text(file, code, edits)
    found = pack_files.checked(zone, code, text) if edits else None
    if request.method == "POST":
        found = pack_files.checked(zone, code, request.POST.get("text", "")[: 2 << 20])
        if request.POST.get("wish") == "save" and found.is_right:
            pack_files.save(zone, code, found, by=person_of(request))
            words = Words("已保存", "Saved")
            if found.bumped:
                words = Words(f"已保存为第 {found.bumped} 版", f"Saved as version {found.bumped}")
            messages.success(request, str(words))
            return redirect("programmes:pack", code)
    programme = found.programme if found else file.programme if file else None
    context: dict[str, Any] = {
        "code": code,
        "file": file,
        "found": found,
        "text": found.text if found else text,
        "lines": pack_files.numbered(found.text if found else text, found.errors if found else []),
        "edits": edits,
        "programme": programme,
        "meaning": _meaning(programme) if programme else None,
        "is_on": code in zone.on,
        "posted": request.method == "POST",
    }
    status = 422 if request.method == "POST" and found is not None and not found.is_right else 200
    return render(request, "programmes/pack.html", context, status=status)


def _first_text(file: pack_files.PackFile | None, code: str, edits: bool) -> str:
    if file is None:
        try:
            return draft_pack(code)
        except ValueError as error:
            raise Http404 from error
    text = pack_files.text_of(file)
    return pack_files.copied(text) if edits and not file.own else text


def _meaning(programme: Programme) -> dict[str, Any]:
    """What a pack declares, in words."""
    return {
        "fields": [
            (one, type_name(one.type).said(spoken()), programme.fields[one.at_most].name if one.at_most else None)
            for one in programme.fields.values()
        ],
        "stages": [
            (
                one,
                [programme.stages[key].name for key in one.after],
                needs_in_words(programme, one, spoken()),
            )
            for one in programme.stages.values()
        ],
        "links": list(programme.links.values()),
        "indicators": [(one, definition_in_words(programme, one, spoken())) for one in programme.indicators.values()],
        "owners": [programme.fields[key].name for key in programme.owners],
    }


@require_POST
@needs(Action.ADMINISTER, everywhere=True)
def switch(request: HttpRequest, code: str) -> HttpResponse:
    on = request.POST.get("on") == "1"
    try:
        pack_files.switch(served().zone, code, on=on, by=person_of(request))
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        words = (
            Words(f"{code} 已启用", f"{code} is on")
            if on
            else Words(f"{code} 已停用，记录都在", f"{code} is off; its entries stay")
        )
        messages.success(request, str(words))
    return redirect(reverse("programmes:packs"))
