from __future__ import annotations

from django.urls import path

from dajuan.web.systems.housing import views

app_name = "housing"
urlpatterns = [
    path("", views.home, name="home"),
    path("plans.<str:form>", views.export, name="export"),
    path("estate/<str:code>/", views.estate, name="estate"),
    path("resettlement/<str:code>/", views.resettlement, name="resettlement"),
]
