from __future__ import annotations

from django.urls import path

from dajuan.web.reader import comparisons, downloads, findings, promises, views

app_name = "reader"
urlpatterns = [
    path("", views.documents, name="documents"),
    path("rules/", findings.rule_list, name="rules"),
    path("rules/<str:code>/", findings.rule, name="rule"),
    path("compare/", comparisons.compare, name="compare"),
    path("compare/<uuid:pk>/", comparisons.one, name="comparison"),
    path("compare/<uuid:pk>/delete/", comparisons.delete, name="comparison-delete"),
    path("compare/<uuid:pk>/<str:kind>", downloads.comparison, name="comparison-download"),
    path("<uuid:pk>/", views.document, name="document"),
    path("<uuid:pk>/claims/", views.claims, name="claims"),
    path("<uuid:pk>/findings/<str:key>/", findings.finding, name="finding"),
    path("<uuid:pk>/read/", views.read_again, name="read"),
    path("<uuid:pk>/ledger/", views.ask_ledger, name="ledger"),
    path("<uuid:pk>/targets/", promises.accept, name="accept"),
    path("<uuid:pk>/delete/", views.delete, name="delete"),
    path("<uuid:pk>/<str:kind>", downloads.document, name="download"),
]
