from __future__ import annotations

from django.urls import path

from dajuan.web.systems.talent.views import jobs, keys, people, taking

app_name = "talent"
urlpatterns = [
    path("", people.home, name="home"),
    path("people/", people.roster, name="people"),
    path("people.<str:form>", people.export, name="export"),
    path("find/", people.find, name="find"),
    path("person/<str:code>/", people.person, name="person"),
    path("person/<str:code>/identity/", people.identity, name="identity"),
    path("person/<str:code>/erase/", people.erase, name="erase"),
    path("team/<str:code>/", people.team, name="team"),
    path("enterprise/<str:code>/", people.enterprise, name="enterprise"),
    path("roster/", taking.take, name="take"),
    path("roster.xlsx", taking.template, name="template"),
    path("city/", taking.city, name="city"),
    path("ended/", taking.end, name="end"),
    path("jobs/", jobs.home, name="jobs"),
    path("jobs/<slug:code>/month/", jobs.month, name="month"),
    path("jobs/<slug:code>/targets/", jobs.targets, name="targets"),
    path("keys/", keys.home, name="keys"),
    path("keys/renew/", keys.renew, name="renew-key"),
    path("keys/give-up/", keys.give_up, name="give-up-key"),
]
