from __future__ import annotations

from django.urls import path

from dajuan.web.systems.policies import views

app_name = "policies"
urlpatterns = [
    path("", views.home, name="home"),
    path("of/<str:code>/", views.enterprise, name="enterprise"),
    path("<slug:code>/", views.policy, name="policy"),
    path("<slug:code>/batch/", views.batch, name="batch"),
    path("<slug:code>/claims.<str:form>", views.export, name="export"),
]
