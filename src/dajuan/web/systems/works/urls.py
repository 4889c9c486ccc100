from __future__ import annotations

from django.urls import path

from dajuan.systems.works.project import PROJECTS, WORKS
from dajuan.web.systems.works import drawn, views

app_name = "works"
urlpatterns = [
    path("", views.home, name="home"),
    path("list/", views.listing, name="list"),
    path("list.<str:form>", views.export, name="export"),
    path("slipping/", views.slipping, name="slipping"),
    path("slipping.<str:form>", views.export_slipping, name="export-slipping"),
    path("doubts/", views.doubtful, name="doubts"),
    path("gantt/", drawn.gantt, name="gantt"),
    path("map/", drawn.sites, name="map"),
    path("map.geojson", drawn.geojson, name="geojson"),
    path("project/<str:code>/", views.one, {"programme": PROJECTS}, name="project"),
    path("public/<str:code>/", views.one, {"programme": WORKS}, name="public"),
]
