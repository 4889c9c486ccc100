from __future__ import annotations

from django.urls import path

from dajuan.web.systems.governance import views
from dajuan.web.systems.governance.public import published

app_name = "governance"
urlpatterns = [
    path("", views.home, name="home"),
    path("catalogue.jsonld", views.catalogue, name="catalogue"),
    path("public.jsonld", published, name="public"),
    path("services/", views.service_list, name="services"),
    path("scenes/", views.scene_list, name="scenes"),
    path("scenes/<str:code>/", views.scene, name="scene"),
    path("data/<str:code>/", views.data, name="data"),
    path("data/<str:code>/rows/", views.rows, name="rows"),
]
