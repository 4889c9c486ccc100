from __future__ import annotations

from django.urls import path

from dajuan.web.sheets import views

app_name = "sheets"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/file.<str:form>", views.file, name="file"),
    path("<int:pk>/sign/", views.sign, name="sign"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/compare/", views.choose, name="choose"),
    path("<int:pk>/compare/<int:other>/", views.compare, name="compare"),
]
