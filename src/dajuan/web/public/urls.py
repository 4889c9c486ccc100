from __future__ import annotations

from django.urls import path

from dajuan.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, {"lang": "zh"}, name="home"),
    path("en/", views.home, {"lang": "en"}, name="home-en"),
    path("manage/", views.manage, name="manage"),
    path("manage/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/", views.one, {"lang": "zh"}, name="one"),
    path("en/<int:pk>/", views.one, {"lang": "en"}, name="one-en"),
    path("<int:pk>/targets.<str:form>", views.data, {"lang": "zh"}, name="data"),
    path("sheets/<int:pk>/answer.<str:form>", views.sheet, {"lang": "zh"}, name="sheet"),
]
