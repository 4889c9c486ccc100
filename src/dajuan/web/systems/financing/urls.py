from __future__ import annotations

from django.urls import path

from dajuan.web.systems.financing.views import application, firm, home, offers

app_name = "financing"
urlpatterns = [
    path("", home.home, name="home"),
    path("applications/", home.listed, name="applications"),
    path("applications/<str:code>/", application.one, name="application"),
    path("applications/<str:code>/withdraw/", application.withdraw, name="withdraw"),
    path("applications/<str:code>/ask/", application.ask, name="ask"),
    path("firms/<str:code>/", firm.enterprise, name="enterprise"),
    path("firms/<str:code>/apply/", firm.apply_, name="apply"),
    path("firms/<str:code>/consent/", firm.give, name="give"),
    path("firms/<str:code>/consent/withdraw/", firm.take_back, name="take-back"),
    path("firms/<str:code>/dossier/", firm.dossier_page, name="dossier"),
    path("products/", offers.products, name="products"),
    path("products/<str:code>/", offers.product, name="product"),
    path("funds/", offers.funds, name="funds"),
    path("funds/<str:code>/", offers.fund, name="fund"),
]
