from __future__ import annotations

from django.urls import path

from dajuan.web.targets import bulk, monthly, moves, office, remarks, views

app_name = "targets"
urlpatterns = [
    path("", views.listed, name="list"),
    path("targets.<str:form>", views.export, name="export"),
    path("inbox/", views.inbox, name="inbox"),
    path("report/", monthly.report, name="report"),
    path("many/", bulk.many, name="many"),
    path("<str:code>/", views.one, name="one"),
    path("<str:code>/to/<str:stage>/", moves.move, name="move"),
    path("<str:code>/plan/<str:step>/", office.settle, name="settle"),
    path("<str:code>/entries/<int:seq>/withdraw/", moves.withdraw, name="withdraw"),
    path("<str:code>/entries/<int:seq>/correct/", moves.correct, name="correct"),
    path("<str:code>/remarks/", remarks.say, name="say"),
    path("<str:code>/remarks/<int:pk>/", remarks.edit, name="remark"),
    path("<str:code>/remarks/<int:pk>/withdraw/", remarks.withdraw, name="take-back"),
]
