from __future__ import annotations

from django.urls import path

from dajuan.web.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.listed, name="catalogue"),
    path("views/", views.views, name="views"),
    path("views/keep/", views.keep, name="keep"),
    path("views/<int:pk>/drop/", views.drop, name="drop"),
    path("<str:programme>/<str:indicator>/", views.one, name="one"),
    path("<str:programme>/<str:indicator>/steward/", views.steward, name="steward"),
]
