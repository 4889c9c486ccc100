from __future__ import annotations

from django.urls import path

from dajuan.web.board import views

app_name = "board"
urlpatterns = [
    path("", views.board, name="board"),
    path("screen/", views.screen, name="screen"),
    path("board.<str:form>", views.export, name="export"),
]
