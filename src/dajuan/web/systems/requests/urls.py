from __future__ import annotations

from django.urls import path

from dajuan.web.systems.requests.views import alike, enterprise, intake, lists, numbers, one, rules, visits

app_name = "requests"
urlpatterns = [
    path("", lists.home, name="home"),
    path("board/", lists.board, name="board"),
    path("ladder/", lists.ladder, name="ladder"),
    path("new/", intake.new, name="new"),
    path("alike/", alike.pairs, name="alike"),
    path("numbers/", numbers.numbers_page, name="numbers"),
    path("rules/", rules.rules, name="rules"),
    path("rules/adopt/", rules.adopt, name="adopt"),
    path("visits/", visits.calendar, name="visits"),
    path("visits/new/", visits.new, name="new-visit"),
    path("visits/<str:code>/", visits.one, name="visit"),
    path("mine/", enterprise.mine, name="mine"),
    path("enterprise/<str:code>/", enterprise.enterprise, name="enterprise"),
    path("one/<str:code>/", one.request_page, name="one"),
    path("one/<str:code>/contact/", one.contact, name="contact"),
    path("one/<str:code>/<slug:step>/", one.take, name="take"),
]
