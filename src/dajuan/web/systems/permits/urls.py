from __future__ import annotations

from django.urls import path

from dajuan.web.systems.permits.views import case, home, promise

app_name = "permits"
urlpatterns = [
    path("", home.home, name="home"),
    path("rules/", home.rules, name="rules"),
    path("promises/", promise.promises, name="promises"),
    path("promises/<str:code>/", promise.one, name="promise"),
    path("promises/<str:code>/hand-in/", promise.hand_in, name="hand-in"),
    path("promises/<str:code>/check/", promise.check, name="check"),
    path("cases/<str:code>/", case.one, name="case"),
    path("cases/<str:code>/moment/", case.moment, name="moment"),
    path("cases/<str:code>/paper/", case.paper, name="paper"),
    path("cases/<str:code>/promise/", case.promise, name="make-promise"),
    path("cases/<str:code>/start/", case.start, name="start"),
]
