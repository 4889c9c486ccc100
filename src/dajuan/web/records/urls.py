from __future__ import annotations

from django.urls import path

from dajuan.web.records import views

app_name = "records"
urlpatterns = [
    path("lineage/<str:programme>/<str:indicator>/<path:period>/", views.lineage, name="lineage"),
    path("target/<str:code>/", views.target_lineage, name="target_lineage"),
    path("entry/<int:seq>/", views.entry, name="entry"),
    path("entry/<int:seq>/entry.json", views.entry_json, name="entry_json"),
    path("entry/<int:seq>/proof.json", views.entry_proof, name="entry_proof"),
    path("evidence/<str:sha256>/", views.evidence, name="evidence"),
    path("evidence/<str:sha256>/file", views.evidence_file, name="evidence_file"),
    path("mine/", views.mine, name="mine"),
    path("of/<str:programme>/<path:code>/", views.one, name="one"),
]
