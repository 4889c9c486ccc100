from __future__ import annotations

from importlib.util import find_spec

from django.urls import path

from dajuan.web.people import account, views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.SignInPage.as_view(), name="sign-in"),
    path("sign-in/as/<str:username>/", views.sign_in_as, name="sign-in-as"),
    path("sign-in/code/", views.second_factor, name="second-factor"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/second-factor/", account.set_up, name="set-up"),
    path("account/second-factor/codes/", account.new_codes, name="new-codes"),
    path("account/second-factor/off/", account.without, name="without"),
    path("account/sign-out-elsewhere/", account.sign_out_elsewhere, name="sign-out-elsewhere"),
]
if find_spec("mozilla_django_oidc"):
    from dajuan.web.people import oidc

    urlpatterns += [
        path("sign-in/oidc/", oidc.Begin.as_view(), name="oidc"),
        path("sign-in/oidc/callback/", oidc.Back.as_view(), name="oidc-callback"),
    ]
