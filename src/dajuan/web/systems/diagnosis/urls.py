from __future__ import annotations

from django.urls import path

from dajuan.web.systems.diagnosis import views

app_name = "diagnosis"
urlpatterns = [
    path("", views.home, name="home"),
    path("of/<str:code>/", views.enterprise, name="enterprise"),
    path("<str:code>/", views.one, name="one"),
]
