from __future__ import annotations

from django.urls import path

from dajuan.web.systems.events import views

app_name = "events"
urlpatterns = [
    path("", views.home, name="home"),
    path("credit/", views.credit, name="credit"),
    path("events.<str:form>", views.export, name="export"),
    path("event/<str:code>/", views.event, name="event"),
]
