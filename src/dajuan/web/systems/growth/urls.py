from __future__ import annotations

from django.urls import path

from dajuan.web.systems.growth.views import certificates, checks, firm, ranking, runs, schemes

app_name = "growth"
urlpatterns = [
    path("", ranking.home, name="home"),
    path("ranking.<str:form>", ranking.export, name="export"),
    path("firms/<str:code>", firm.enterprise, name="enterprise"),
    path("coherence", checks.coherence, name="coherence"),
    path("uncertainty", checks.uncertainty, name="uncertainty"),
    path("uncertainty/sensitivity", checks.work_out, name="sensitivity"),
    path("schemes", schemes.listed, name="schemes"),
    path("schemes/new", schemes.new, name="new-scheme"),
    path("schemes/<str:code>", schemes.one, name="scheme"),
    path("schemes/<str:code>/scheme.yaml", schemes.text, name="scheme-text"),
    path("schemes/<str:code>/in-force", schemes.put_in_force, name="in-force"),
    path("runs", runs.listed, name="runs"),
    path("runs/<str:code>", runs.one, name="run"),
    path("runs/<str:code>/publish", runs.publish, name="publish"),
    path("runs/<str:code>/again", runs.again, name="again"),
    path("certificates", certificates.listed, name="certificates"),
    path("certificates/propose", certificates.propose, name="propose"),
    path("certificates/certify", certificates.certify, name="certify"),
]
