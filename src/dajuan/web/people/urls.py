from __future__ import annotations

from django.urls import path

from dajuan.web.people import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.SignInPage.as_view(), name="sign-in"),
    path("sign-in/as/<str:username>/", views.sign_in_as, name="sign-in-as"),
    path("sign-out/", views.sign_out, name="sign-out"),
]
