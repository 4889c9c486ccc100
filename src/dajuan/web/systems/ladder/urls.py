from __future__ import annotations

from django.urls import path

from dajuan.web.systems.ladder import views

app_name = "ladder"
urlpatterns = [
    path("", views.home, name="home"),
    path("rules/<slug:rule>/", views.rule, name="rule"),
    path("unconfirmed/", views.unconfirmed, name="unconfirmed"),
    path("titles/<slug:rule>/", views.title, name="title"),
    path("titles/<slug:rule>/list.<str:form>", views.export, name="export"),
    path("<str:code>/", views.enterprise, name="enterprise"),
]
