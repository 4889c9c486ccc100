from __future__ import annotations

from django.urls import path

from dajuan.web.systems.compute.views import catalogue, centres, jobs, needs, vouchers

app_name = "compute"
urlpatterns = [
    path("", catalogue.home, name="home"),
    path("need/", needs.need, name="need"),
    path("round/", needs.whole_round, name="round"),
    path("jobs/", jobs.listed, name="jobs"),
    path("jobs/<str:code>/", jobs.one, name="job"),
    path("jobs/<str:code>/<str:deed>/", jobs.do, name="do"),
    path("centres/", centres.listed, name="centres"),
    path("centres/<str:code>/", centres.one, name="centre"),
    path("offers/<str:code>/take-down/", centres.take_down, name="take-down"),
    path("vouchers/", vouchers.listed, name="vouchers"),
]
