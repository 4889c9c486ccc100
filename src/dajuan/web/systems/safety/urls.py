from __future__ import annotations

from django.urls import path

from dajuan.web.systems.safety import views

app_name = "safety"
urlpatterns = [
    path("", views.home, name="home"),
    path("rules/", views.rules, name="rules"),
    path("hazards/<str:code>/", views.hazard, name="hazard"),
    path("hazards/<str:code>/<slug:step>/", views.take, name="take"),
]
