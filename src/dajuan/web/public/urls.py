from __future__ import annotations

from django.urls import path

from dajuan.web.public import estates, views
from dajuan.web.public.models import EstatesPublication, Publication

app_name = "public"
urlpatterns = [
    path("", views.home, {"lang": "zh"}, name="home"),
    path("en/", views.home, {"lang": "en"}, name="home-en"),
    path("manage/", views.manage, name="manage"),
    path("manage/<int:pk>/withdraw/", views.withdraw, {"of": Publication, "back": "public:manage"}, name="withdraw"),
    path("<int:pk>/", views.one, {"lang": "zh"}, name="one"),
    path("en/<int:pk>/", views.one, {"lang": "en"}, name="one-en"),
    path("<int:pk>/targets.<str:form>", views.data, {"lang": "zh"}, name="data"),
    path("estates/", estates.every, {"lang": "zh"}, name="estates"),
    path("en/estates/", estates.every, {"lang": "en"}, name="estates-en"),
    path("estates/<str:code>/", estates.one, {"lang": "zh"}, name="estate"),
    path("en/estates/<str:code>/", estates.one, {"lang": "en"}, name="estate-en"),
    path("estates.<str:form>", estates.data, {"lang": "zh"}, name="estates-data"),
    path("manage/estates/", estates.manage, name="manage-estates"),
    path(
        "manage/estates/<int:pk>/withdraw/",
        views.withdraw,
        {"of": EstatesPublication, "back": "public:manage-estates"},
        name="withdraw-estates",
    ),
    path("sheets/<int:pk>/answer.<str:form>", views.sheet, {"lang": "zh"}, name="sheet"),
]
