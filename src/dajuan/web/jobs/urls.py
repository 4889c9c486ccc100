from __future__ import annotations

from django.urls import path

from dajuan.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/stop/", views.stop, name="stop"),
]
