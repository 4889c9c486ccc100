from __future__ import annotations

from django.urls import path

from dajuan.web.systems.energy import views

app_name = "energy"
urlpatterns = [
    path("", views.home, name="home"),
    path("installations/<str:code>/", views.installation, name="installation"),
    path("heat/", views.heat, name="heat"),
    path("factories/", views.factories, name="factories"),
    path("factories/<str:code>/", views.factory, name="factory"),
]
