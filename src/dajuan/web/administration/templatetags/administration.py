"""``{% administration_pages as pages %}``: those that this viewer may open."""

from __future__ import annotations

from django import template
from django.template import Context

from dajuan.web.administration.places import Page, pages_for

register = template.Library()


@register.simple_tag(takes_context=True)
def administration_pages(context: Context) -> list[Page]:
    return pages_for(context["viewer"])
