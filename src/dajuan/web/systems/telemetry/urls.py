from __future__ import annotations

from django.urls import path

from dajuan.web.systems.telemetry import views

app_name = "telemetry"
urlpatterns = [
    path("", views.home, name="home"),
    path("networking/", views.rates, name="rates"),
    path("devices/", views.devices, name="devices"),
    path("devices/<str:code>/", views.device, name="device"),
    path("firms/<str:code>/", views.enterprise, name="enterprise"),
    path("refused/", views.refused, name="refused"),
]
