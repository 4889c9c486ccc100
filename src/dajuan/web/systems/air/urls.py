from __future__ import annotations

from django.urls import path

from dajuan.web.systems.air.views import looking, rules, taking, water

app_name = "air"
urlpatterns = [
    path("", looking.home, name="home"),
    path("days/", looking.days, name="days"),
    path("days.<str:form>", looking.export, name="export"),
    path("station/<str:code>/", looking.station, name="station"),
    path("hours/", taking.take, name="take"),
    path("rules/", rules.rules, name="rules"),
    path("water/", water.home, name="water"),
]
