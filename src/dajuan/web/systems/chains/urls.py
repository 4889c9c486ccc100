from __future__ import annotations

from django.urls import path

from dajuan.web.systems.chains.views import edge_lists, edits, firms, home, lists, one

app_name = "chains"
urlpatterns = [
    path("", home.home, name="home"),
    path("leaders/<str:name>/", home.leader, name="leader"),
    path("chain/<str:code>/", one.chain, name="chain"),
    path("chain/<str:code>/list/<str:what>/", lists.lines, name="list"),
    path("chain/<str:code>/supplies/", lists.supplies, name="supplies"),
    path("chain/<str:code>/stop/<str:firm>/", firms.stop, name="stop"),
    path("chain/<str:code>/edit/<str:deed>/", edits.edit, name="edit"),
    path("chain/<str:code>/edge-list/", edge_lists.upload, name="edge-list"),
    path("chain/<str:code>/edge-list/record/", edge_lists.record, name="record-edge-list"),
    path("chain/<str:code>/edge-list/template/", edge_lists.template, name="edge-list-template"),
    path("node/<str:code>/", one.node, name="node"),
    path("enterprise/<str:code>/", firms.enterprise, name="enterprise"),
]
