from __future__ import annotations

from django.urls import path

from dajuan.web.systems.state_owned import views

app_name = "state_owned"
urlpatterns = [
    path("", views.home, name="home"),
    path("<str:code>/", views.company, name="company"),
    path("<str:code>/projects.<str:form>", views.export, name="export"),
]
