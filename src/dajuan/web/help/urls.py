from __future__ import annotations

from django.urls import path

from dajuan.web.help import views

app_name = "help"
urlpatterns = [
    path("", views.listed, name="help"),
    path("<slug:key>/", views.one, name="one"),
]
