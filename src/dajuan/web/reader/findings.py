"""One finding with its rule, and letting it stand with a reason; and the rules by themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape, format_html

from dajuan.checks.finding import Finding
from dajuan.checks.ignores import add_ignore, remove_ignore
from dajuan.checks.rule import Rule, rules
from dajuan.outputs.manual import manual, option_lines
from dajuan.outputs.words import FAMILIES, GRADES
from dajuan.outputs.wrapping import unwrapped
from dajuan.web.access.documents import may_change_document
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.people.models import Person
from dajuan.web.reader import readings, shelf
from dajuan.web.reader.forms import LetStand
from dajuan.web.reader.jobs import open_findings
from dajuan.web.reader.models import Document
from dajuan.web.reader.views import key_of, own_document, read_document, seen_document, viewer_in
from dajuan.web.served import served
from dajuan.web.words import Words, spoken


@needs(Action.SEE)
def finding(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """One finding with its rule; let it stand with a reason, or take that back."""
    row = seen_document(request, pk)
    kept = read_document(row)
    found, stand = kept.findings(readings.decisions(shelf.decisions_of(row)))
    one = finding_called(kept, key)
    form = LetStand(request.POST or None)
    if request.method == "POST":
        own_document(request, pk)
        if "again" in request.POST or form.is_valid():
            decide(row, one, "" if "again" in request.POST else form.cleaned_data["reason"], person_of(request))
            return redirect(f"{reverse('reader:document', args=[row.pk])}#text")
    decision = next((why for each, why in stand if each == one), None)
    context = {
        "document": row,
        "finding": one,
        "number": found.index(one) + 1 if one in found else 0,
        "grade": Words(*GRADES[one.severity].values()),
        "words": _around(kept.reading.document.text, one.start, one.end),
        "related": [_around(kept.reading.document.text, *place) for place in one.related],
        "fix": one.fix and (kept.reading.document.text[one.fix.start : one.fix.end], one.fix.replacement),
        "decision": decision,
        "form": form,
        "may_change": may_change_document(viewer_in(request), row.by.actor),
        **_rule_context(rules().get(one.code)),
    }
    return render(request, "reader/finding.html", context, status=422 if form.errors else 200)


def finding_called(kept: readings.Kept, key: str) -> Finding:
    found = next((each for each in kept.found if key_of(each) == key), None)
    if found is None:
        raise Http404
    return found


def _around(text: str, start: int, end: int, most: int = 40) -> str:
    """The words in their neighbourhood, marked."""
    before, after = text[max(start - most, 0) : start], text[end : end + most]
    pieces = (escape("".join(piece.split("\n"))) for piece in (before, text[start:end], after))
    return format_html("{}<mark>{}</mark>{}", *pieces)


def decide(row: Document, one: Finding, reason: str, person: Person) -> None:
    """Let it stand for this reason, or no longer (""): written to the side file, one writer at a time."""
    path = shelf.decisions_of(row)
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=row.pk)
        kept = read_document(row)
        if reason:
            words = kept.reading.document.text[one.start : one.end]
            add_ignore(path, one, words, reason=reason, by=person.actor, on=served().today())
        else:
            for each, why in kept.findings(readings.decisions(path))[1]:
                if each == one:
                    remove_ignore(path, why)
        Document.objects.filter(pk=row.pk).update(findings=open_findings(row))


# Rules ------------------------------------------------------------------------------------------------------------


@needs(Action.SEE)
def rule_list(request: HttpRequest) -> HttpResponse:
    lang = spoken()
    families = [
        (words[lang], [(one, Words(one.zh, one.en)) for code, one in sorted(rules().items()) if code.startswith(key)])
        for key, words in FAMILIES.items()
    ]
    return render(request, "reader/rules.html", {"families": families})


@needs(Action.SEE)
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """A rule's manual, as its docstring has it."""
    found = rules().get(code.upper())
    if found is None:
        raise Http404
    return render(request, "reader/rule.html", _rule_context(found))


def _rule_context(found: Rule | None) -> dict[str, Any]:
    if found is None:
        return {"rule": None}
    page = manual(found, spoken())
    sections = [(head, [unwrapped(part) for part in body.split("\n\n")]) for head, body in page.sections]
    return {
        "rule": found,
        "rule_title": page.title,
        "rule_sections": sections,
        "rule_options": option_lines(found),
        "rule_grade": Words(*GRADES[found.severity].values()),
    }
